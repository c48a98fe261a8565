"""Puts what people work with into the site: the gate, the API, and the pages that read and write."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from dragoman.web.api.application import add_api
from dragoman.web.api.workroom import Workroom
from dragoman.web.auth.gate import Gate
from dragoman.web.auth.limits import Limits
from dragoman.web.pages import admin, login, paste, review
from dragoman.web.review_queue import Queues
from dragoman.web.state import Site

# Pages that write nothing, and those that a read-only site does not have.
READING_ROUTERS: tuple[APIRouter, ...] = (paste.router,)
WRITING_ROUTERS: tuple[APIRouter, ...] = (login.router, review.router, admin.router)


def add_desk(app: FastAPI, site: Site) -> None:
    """Add to an application; where the site is read-only, nothing that writes."""
    app.state.workroom = Workroom()
    app.state.queues = Queues(site.ledger)
    for router in READING_ROUTERS if site.settings.read_only else (*READING_ROUTERS, *WRITING_ROUTERS):
        app.include_router(router)
    add_api(app, site)
    app.state.limits = Limits()
    app.add_middleware(Gate, settings=site.settings, limits=app.state.limits)
