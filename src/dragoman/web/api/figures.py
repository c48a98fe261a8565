"""Figures over the ledger, what became of commitments, and the entrance of the API."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import Response

from dragoman.ledger import ListKind
from dragoman.ledger.schema import journal, skipped
from dragoman.version import __version__
from dragoman.web.api import schemas_more as schemas
from dragoman.web.api.answers import ROOT, Json, answer, listed, told
from dragoman.web.api.faults import FAULTS
from dragoman.web.api.questions import FollowAsked, real_day
from dragoman.web.state import ledger_of, reading_of, settings_of, today_of

router = APIRouter(responses=FAULTS, tags=["Figures"])

PLACES = (
    "articles",
    "meetings",
    "planned-events",
    "commitments",
    "statements",
    "events",
    "findings",
    "actors",
    "countries",
    "pairs",
    "topics",
    "outlets",
    "search",
    "stats",
    "follow-up",
    "openapi.json",
)


@router.get("/", response_model=schemas.Entrance)
def entrance(request: Request) -> Response:
    """Where to go on."""
    body = {
        "version": __version__,
        "read_only": settings_of(request).read_only,
        "links": {place: f"{ROOT}/{place}" for place in PLACES},
    }
    return answer(request, body)


@router.get("/stats", response_model=schemas.StatsAnswer)
def stats(request: Request) -> Response:
    """What the ledger holds, over which days, from which outlets."""
    return answer(request, _stats(request))


def _stats(request: Request) -> Json:
    """The figures, counted anew after the ledger has changed: that reads all of it."""
    with reading_of(request) as connection:
        state = (
            connection.scalar(select(func.max(journal.c.number))),
            connection.scalar(select(func.count()).select_from(skipped)),
        )
    kept: tuple[object, Json] | None = getattr(request.app.state, "stats", None)
    if kept is None or kept[0] != state:
        kept = request.app.state.stats = (state, asdict(ledger_of(request).stats()))
    return kept[1]


@router.get("/follow-up", response_model=schemas.FollowList)
def follow_up(request: Request, asked: Annotated[FollowAsked, Query()]) -> Response:
    """What became of commitments or planned meetings by a day, as far as the ledger knows.

    A state chooses within each page: a page may have fewer rows than its limit, and
    `next` leads on all the same.
    """
    on = today_of(request) if asked.as_of is None else date.fromisoformat(real_day(asked.as_of))
    found, after = ledger_of(request).follow_up(ListKind(asked.kind), on, asked.filter())
    rows = [
        {
            "state": str(one.state),
            "on": one.on,
            "known": one.known,
            "thing": told(asked.kind, one.thing),
            "evidence": [told(report["list"], report) for report in one.evidence],
        }
        for one in found
        if asked.state in (None, str(one.state))
    ]
    return answer(request, listed(request, rows, after))
