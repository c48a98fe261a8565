"""Puts the site together: its ledger, its pages, and what holds for every answer."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response

from dragoman.ledger import Ledger
from dragoman.version import __version__
from dragoman.web.assets import Assets
from dragoman.web.auth.desk import add_desk
from dragoman.web.compression import Compression
from dragoman.web.faults import add_handlers
from dragoman.web.headers import SecurityHeaders
from dragoman.web.pages import about, article, front, search, skipped, things
from dragoman.web.pictured import PICTURED
from dragoman.web.render import Renderer
from dragoman.web.settings import WebSettings
from dragoman.web.state import Site, site_of
from dragoman.web.visit import Visit

# The pages, in the order in which their addresses are tried.
ROUTERS: tuple[APIRouter, ...] = (
    front.router,
    article.router,
    things.router,
    search.router,
    skipped.router,
    about.router,
    *PICTURED,
)

# As many requests as the pool of the ledger's engine has connections for (5, and 10 more).
_THREADS = 15


def create_app(settings: WebSettings) -> FastAPI:
    """The site over a ledger.

    Raises:
        LedgerNotFound: There is no ledger.
        LedgerUnreadable: What lies there is none, or one of another version.
    """
    assets = Assets()
    ledger = Ledger.open(settings.ledger, now=settings.now)
    app = FastAPI(
        title="dragoman",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
        default_response_class=Response,
    )
    app.state.site = Site(settings, ledger, assets, Renderer(assets))
    for router in ROUTERS:
        app.include_router(router)
    add_desk(app, app.state.site)
    app.add_api_route("/static/{name:path}", _static, methods=["GET", "HEAD"], include_in_schema=False)
    add_handlers(app)
    # The last that is added is the first that a request comes to.
    app.add_middleware(Visit, default_language=settings.language)
    app.add_middleware(Compression)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.allowed_hosts), www_redirect=False)
    app.add_middleware(SecurityHeaders)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    # What is loaded by now stays: looked through by every full collection, it would hold up one request in fifteen.
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        app.state.workroom.close()
        app.state.site.ledger.close()


def _static(request: Request, name: str) -> Response:
    return site_of(request).assets.respond(request, name)
