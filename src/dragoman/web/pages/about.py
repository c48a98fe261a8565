"""What this site is, what it holds, and the keys that it knows."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.web.render import render
from dragoman.web.state import ledger_of

router = APIRouter()


@router.api_route("/about", methods=["GET", "HEAD"], include_in_schema=False)
def about(request: Request) -> Response:
    """The page about the site and its ledger."""
    return render(request, "about.html", figures=asdict(ledger_of(request).counts()))
