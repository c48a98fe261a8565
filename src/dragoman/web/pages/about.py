"""What this site is, what it holds, and the keys that it knows."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache

from fastapi import APIRouter
from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import Response

from dragoman.ledger import Ledger
from dragoman.ledger.schema import journal
from dragoman.web.render import render
from dragoman.web.state import ledger_of

router = APIRouter()


@router.api_route("/about", methods=["GET", "HEAD"], include_in_schema=False)
def about(request: Request) -> Response:
    """The page about the site and its ledger."""
    ledger = ledger_of(request)
    return render(request, "about.html", figures=_figures(ledger, _last_change(ledger)))


def _last_change(ledger: Ledger) -> int:
    """The number of the newest change, which grows with everything that is stored."""
    with ledger.snapshot() as connection:
        return int(connection.scalar(select(func.max(journal.c.number))) or 0)


@lru_cache(maxsize=4)
def _figures(ledger: Ledger, _change: int) -> dict[str, int]:
    """How much a ledger holds; counted anew after a change alone, since that reads all readings."""
    return asdict(ledger.counts())
