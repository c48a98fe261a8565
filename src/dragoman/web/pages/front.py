"""The front page: what is new, what falls due, what is disputed."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.web.render import render
from dragoman.web.state import ledger_of, today_of

router = APIRouter()

_MOST = 12


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
def front(request: Request) -> Response:
    """What a foreign desk wants to see first."""
    return render(request, "front.html", front=ledger_of(request).front(today_of(request), _MOST))
