"""Pages from templates: escaped, translated, with an ETag.

Every template knows: `_` and `ngettext`, the words of `dragoman.web.wording`,
`asset(name)`, `url(path, **query)`, `here(**changes)` (this address with some of
its query changed), and `site`, `user`, `theme`, `language`, `today`, `path`.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dragoman.version import __version__
from dragoman.web import addresses, wording
from dragoman.web.addresses import url as url
from dragoman.web.assets import Assets
from dragoman.web.codes import KIND_NAMES
from dragoman.web.facts import called, facet_words, facts, field_label, said_in_words, title_of
from dragoman.web.language import current_language, gettext, language_name, languages
from dragoman.web.marking import card_id
from dragoman.web.navigation import KEYS, PLACES
from dragoman.web.snippets import pieces
from dragoman.web.state import settings_of, site_of, today_of, user_of

# What would turn the direction of a line, or is no character of a text: neither has a place in a
# page, where each block of words stands in its own direction (dir="auto"). Marks that choose a
# direction without overriding any (U+200E, U+200F) stay.
_STEERING = dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(9), 11, 12, *range(14, 32), *range(127, 160))
)
_HALVES = dict.fromkeys(range(55296, 57344), "�")
_REMOVED: dict[int, str | None] = {**_STEERING, **_HALVES}

# What stands in the address for one visit, and not in the links of a page.
_OF_THE_VISIT = ("lang", "theme")


def harmless(value: Any) -> Any:
    """A value as pages show it: without characters that steer the text around them."""
    if isinstance(value, Markup):
        return Markup(str(value).translate(_REMOVED))
    return value.translate(_REMOVED) if isinstance(value, str) else value


class Renderer:
    """The templates of the site, loaded once."""

    def __init__(self, assets: Assets) -> None:
        self._environment = Environment(
            loader=PackageLoader("dragoman.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=harmless,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        )
        i18n: Any = self._environment
        i18n.install_gettext_callables(_gettext, _ngettext, newstyle=True)
        self._environment.globals.update(_words())
        self._environment.filters.update(
            called=called,
            capital=wording.capital,
            field_label=field_label,
            topic=wording.topic,
            country=wording.country,
        )
        self._environment.globals.update(
            asset=assets.url, url=url, outlet_page=addresses.outlet_page, has_asset=assets.__contains__
        )

    def page(self, template: str, context: dict[str, Any]) -> str:
        """The text of a page."""
        return self._environment.get_template(template).render(context)


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """A page as the answer to a request; 304 where the browser has the same already."""
    site = site_of(request)
    text = site.renderer.page(template, {**_context(request), **context})
    return conditional(request, HTMLResponse(text, status_code=status))


def conditional(request: Request, response: Response) -> Response:
    """The answer with an ETag of its content, or 304 where the browser named that ETag."""
    etag = f'W/"{sha256(bytes(response.body)).hexdigest()[:24]}"'
    response.headers["ETag"] = etag
    response.headers.setdefault("Cache-Control", "private, no-cache")
    response.headers.setdefault("Vary", "Accept-Language, Cookie")
    if response.status_code == 200 and etag in request.headers.get("if-none-match", ""):
        kept = {name: response.headers[name] for name in ("ETag", "Cache-Control", "Vary")}
        return Response(status_code=304, headers=kept)
    return response


def _context(request: Request) -> dict[str, Any]:
    query = {name: value for name, value in request.query_params.items() if name not in _OF_THE_VISIT}

    def here(**changes: Any) -> str:
        return url(request.url.path, **{**query, **changes})

    return {
        "request": request,
        "path": request.url.path,
        "query": query,
        "here": here,
        "site": settings_of(request),
        "user": user_of(request),
        "theme": getattr(request.state, "theme", "auto"),
        "language": current_language(),
        "languages": {code: language_name(code) for code in languages()},
        "today": today_of(request),
    }


def _gettext(message: str) -> str:
    return gettext(message)


def _ngettext(one: str, many: str, n: int) -> str:
    from dragoman.web.language import translations

    return translations(current_language()).ngettext(one, many, n)


def _words() -> dict[str, Any]:
    names = (
        "number", "share", "day", "days", "moment", "until", "deadline", "duration",
        "month", "month_short", "month_brief", "weekday_short", "weekday_day",
        "kind_words", "country", "countries", "listed", "word", "topic", "person", "parties", "outlet_of", "outlets_by_id",
    )  # fmt: skip
    more = {
        one.__name__: one
        for one in (facts, title_of, field_label, said_in_words, facet_words, card_id, pieces)
    }
    tables = {"KIND_NAMES": KIND_NAMES, "PLACES": PLACES, "KEYS": KEYS, "version": __version__}
    return {**{name: getattr(wording, name) for name in names}, **more, **tables}
