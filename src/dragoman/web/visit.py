"""What a visitor wants of every page: language and theme, kept in cookies.

`?lang=tr` and `?theme=dark` hold for the page that they are given to, and from
then on.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.language import choose_language, languages, speak

LANGUAGE_COOKIE = "dragoman_lang"
THEME_COOKIE = "dragoman_theme"
THEMES = ("auto", "light", "dark")
_A_YEAR_S = 365 * 24 * 3600


class Visit:
    """Chooses language and theme of a request before it is answered."""

    def __init__(self, app: ASGIApp, default_language: str) -> None:
        self._app = app
        self._default = default_language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Puts `theme` into the request's state, sets the language, keeps what was asked for."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        kept = _cookies(headers.get("cookie", ""))
        lang, theme = _first(asked, "lang"), _first(asked, "theme")
        speak(
            choose_language(
                lang, kept.get(LANGUAGE_COOKIE), headers.get("accept-language", ""), self._default
            )
        )
        wished = next((one for one in (theme, kept.get(THEME_COOKIE)) if one in THEMES), "auto")
        scope.setdefault("state", {})["theme"] = wished
        keep = [f"{LANGUAGE_COOKIE}={lang}"] if lang in languages() else []
        keep += [f"{THEME_COOKIE}={theme}"] if theme in THEMES else []

        async def send_with_cookies(message: Message) -> None:
            if message["type"] == "http.response.start":
                for cookie in keep:
                    MutableHeaders(scope=message).append(
                        "Set-Cookie", f"{cookie}; Path=/; Max-Age={_A_YEAR_S}; SameSite=Lax"
                    )
            await send(message)

        await self._app(scope, receive, send_with_cookies)


def _first(asked: dict[str, list[str]], name: str) -> str | None:
    return asked[name][0] if name in asked else None


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
