"""Topics: an index, and a page for each with what is told of it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from dragoman.web.codes import TOPICS as SECTIONS
from dragoman.web.language import noted
from dragoman.web.lists import Field
from dragoman.web.nouns import TOPICS
from dragoman.web.profiles import Profile, add_profiles

router = APIRouter()


def _more(request: Request, word: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"is_section": word in SECTIONS}


_FIELDS = (Field("country", noted("Country"), hint="JPN"), Field("outlet", noted("Outlet")))
add_profiles(router, Profile(TOPICS, "topic.html", _more, _FIELDS))
