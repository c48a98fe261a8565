"""What a request can ask for: the site's ledger, the day, the reader.

One `Ledger` serves all requests: each of its methods takes a connection from the
engine's pool for one transaction and gives it back. Endpoints are plain functions,
which FastAPI runs in its thread pool, so that a query holds up nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from starlette.requests import Request

from dragoman.ledger import Ledger, User
from dragoman.web.settings import WebSettings

if TYPE_CHECKING:
    from dragoman.web.assets import Assets
    from dragoman.web.render import Renderer


@dataclass(frozen=True, slots=True)
class Site:
    """What lives as long as the application does."""

    settings: WebSettings
    ledger: Ledger
    assets: Assets
    renderer: Renderer


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state.site
    return site


def settings_of(request: Request) -> WebSettings:
    """The settings of the site."""
    return site_of(request).settings


def ledger_of(request: Request) -> Ledger:
    """The ledger; each of its methods is one transaction of its own."""
    return site_of(request).ledger


@contextmanager
def reading_of(request: Request) -> Iterator[Connection]:
    """A connection that sees one state of the ledger, for questions that the ledger has no method for."""
    with site_of(request).ledger.snapshot() as connection:
        yield connection


def today_of(request: Request) -> date:
    """The day that "due" and "overdue" are counted from."""
    return settings_of(request).now().date()


def user_of(request: Request) -> User | None:
    """Who has signed in; None for everybody else. `dragoman.web.auth` puts it on the request."""
    found: Any = getattr(request.state, "user", None)
    return found if isinstance(found, User) else None
