"""The API as an application of its own within the site, with its description."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.version import __version__
from dragoman.web.api import articles, figures, names, reading, things
from dragoman.web.api.faults import add_api_handlers
from dragoman.web.state import Site

_DESCRIPTION = """\
What newspapers report of diplomacy: who met whom, who promised what by when, who said what.

Every value has its words: `words` in lists; `evidence` (field, offsets, words) where one thing is asked for.
Values are read by a program; `confidence` and `review` say how sure each is. Lists go on with `after`, the `next`
of the page before. Answers carry an ETag; send it as If-None-Match and get 304 while nothing has changed.
Requests are counted: 429 says in Retry-After how long to wait. Times are UTC, days ISO 8601, countries
ISO 3166-1 alpha-3. All text in answers is what newspapers printed, to be shown and not to be run.
"""


def make_api(site: Site) -> FastAPI:
    """The API over a site's ledger; without what writes where the site is read-only."""
    api = FastAPI(
        title="dragoman",
        version=__version__,
        summary="The news of diplomacy, value by value with its words.",
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        servers=[{"url": "/api/v1"}],
        root_path_in_servers=False,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        generate_unique_id_function=lambda route: route.name,
    )
    api.state.site = site
    for part in (figures, articles, things, names, reading):
        api.include_router(part.router)
    if not site.settings.read_only:
        api.include_router(reading.writing_router)
    add_api_handlers(api)
    _describe(api)
    return api


def add_api(app: FastAPI, site: Site) -> None:
    """Put the API under /api/v1 and /api."""
    api = make_api(site)
    api.state.workroom = app.state.workroom
    app.state.api = api
    answering = AnswersHead(api)
    app.mount("/api/v1", answering, name="api-v1")
    app.mount("/api", answering, name="api")


def _describe(api: FastAPI) -> None:
    """The description with the security scheme for tokens, made once."""
    plain = api.openapi

    def described() -> dict[str, Any]:
        if api.openapi_schema is None:
            schema = plain()
            schema.setdefault("components", {})["securitySchemes"] = {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Made with: dragoman users token NAME",
                }
            }
            for path in schema["paths"].values():
                for operation in path.values():
                    operation["security"] = [{"token": []}] if "Review" in operation.get("tags", []) else []
            api.openapi_schema = schema
        return api.openapi_schema

    api.openapi = described  # type: ignore[method-assign]


class AnswersHead:
    """Answers HEAD as GET without its body, as RFC 9110 wants it of all that GET gives."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, without_body)
