"""Pairs of countries: an index, and a page for each with what the two have to do with each other."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from dragoman.web.language import noted
from dragoman.web.lists import Field
from dragoman.web.nouns import PAIRS
from dragoman.web.profiles import Profile, add_profiles

router = APIRouter()


def _more(request: Request, word: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"sides": word.split("-")}


_FIELDS = (Field("topic", noted("Topic")), Field("outlet", noted("Outlet")))
add_profiles(router, Profile(PAIRS, "pair.html", _more, _FIELDS))
