"""Where every request passes: how often, how large, from which site, by whom.

The answer of the gate to what it refuses is the site's own error, in the shape that the
asker reads. What a known visitor may do is asked at each route (`dragoman.web.auth.roles`).
"""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.errors import DragomanError
from dragoman.web.auth.limits import Kind, Limits
from dragoman.web.auth.visitor import (
    FORM_COOKIE,
    SESSION_COOKIE,
    Desk,
    Visitor,
    came_by_proxy,
    cookie_name,
    cookies_of,
    find_visitor,
    is_secure,
)
from dragoman.web.faults import fault, own_fault
from dragoman.web.language import gettext as _
from dragoman.web.settings import WebSettings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# What takes pages to be read; they write nothing.
READING_POSTS = frozenset({"/paste", "/api/v1/read", "/api/read"})
MOST_BYTES = 200_000
MOST_PAGE_BYTES = 6_000_000


class Gate:
    """Wraps the site; puts `user`, `visitor` and `binding` on a request's state."""

    def __init__(self, app: ASGIApp, settings: WebSettings, limits: Limits) -> None:
        self._app = app
        self._settings = settings
        self._limits = limits
        self._desk = Desk(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers why not."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["gate"] = self
        headers = Headers(scope=scope)
        secure = is_secure(scope["scheme"], self._settings)
        cookies = cookies_of(headers)
        session = cookies.get(cookie_name(SESSION_COOKIE, secure))
        form = cookies.get(cookie_name(FORM_COOKIE, secure))
        new_form = None if form else secrets.token_urlsafe(24)
        state["binding"] = session or form or new_form
        try:
            visitor = await self._visitor(scope, headers, session)
        except DragomanError as error:
            # The handlers of the application lie behind the gate.
            await own_fault(Request(scope, receive), error)(scope, receive, send)
            return
        state["visitor"], state["user"] = visitor, visitor.user
        if (refused := self._refusal(scope, headers)) is not None:
            status, message, hint, extra = refused
            answer = fault(Request(scope, receive), status, message, hint)
            answer.headers.update(extra)
            await answer(scope, receive, send)
            return
        if new_form is not None and self._needs_forms(scope):
            send = _with_cookie(send, cookie_header(cookie_name(FORM_COOKIE, secure), new_form, secure))
        most = MOST_PAGE_BYTES if scope["path"] in READING_POSTS else MOST_BYTES
        await self._app(scope, _Counted(receive, most).receive, send)

    async def _visitor(self, scope: Scope, headers: Headers, session: str | None) -> Visitor:
        if self._settings.read_only:
            return Visitor()
        ledger = scope["app"].state.site.ledger
        if session is None and "authorization" not in headers and self._desk.is_known:
            return Visitor(None if came_by_proxy(headers) else self._desk.user(ledger))
        return await anyio.to_thread.run_sync(find_visitor, headers, session, ledger, self._desk)

    def _needs_forms(self, scope: Scope) -> bool:
        is_page = scope["method"] in ("GET", "HEAD") and not scope["path"].startswith("/api")
        return is_page and (not self._settings.read_only or scope["path"] == "/paste")

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str, str | None, dict[str, str]] | None:
        """Status, message, hint and headers of a refusal; None where the request may go on."""
        kind = _kind(scope)
        client = (scope.get("client") or ("unknown", 0))[0]
        if (wait_s := self._limits.wait_s(kind, client)) > 0:
            return too_often(wait_s)
        if scope["method"] in SAFE_METHODS:
            return None
        if not is_same_site(headers, self._settings, scope["scheme"]):
            return (
                403,
                _("This request comes from another site."),
                _("Open the page here and send it again."),
                {},
            )
        length = headers.get("content-length", "0")
        most = MOST_PAGE_BYTES if scope["path"] in READING_POSTS else MOST_BYTES
        if not length.isdecimal() or len(length) > 12 or int(length) > most:
            message = _("That is too large: %(most)s bytes at most.", most=most)
            return 413, message, None, {}
        return None

    def forget_desk(self) -> None:
        """Look anew whether the ledger has users."""
        self._desk.look_again()


def too_often(wait_s: int) -> tuple[int, str, str, dict[str, str]]:
    """The refusal of a client that asks too often."""
    hint = _("Wait %(seconds)s seconds.", seconds=wait_s)
    return 429, _("Too many requests."), hint, {"Retry-After": str(wait_s)}


def is_same_site(headers: Headers, settings: WebSettings, scheme: str) -> bool:
    """Whether a request that may change something comes from a page of this site, or from no page.

    Browsers say where a request comes from (Origin; Sec-Fetch-Site); programs need not.
    """
    origin = headers.get("origin")
    if origin is not None:
        public = settings.public_url
        own = {f"{scheme}://{headers.get('host', '')}"} | ({_origin(public)} if public else set())
        return origin.lower() in {one.lower() for one in own}
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def cookie_header(name: str, value: str, secure: bool, max_age_s: int | None = None) -> str:
    """A cookie that scripts cannot read and other sites cannot use."""
    age = "" if max_age_s is None else f"; Max-Age={max_age_s}"
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{'; Secure' if secure else ''}"


def _kind(scope: Scope) -> Kind:
    if scope["method"] in SAFE_METHODS:
        return Kind.READ
    return Kind.PASTE if scope["path"] in READING_POSTS else Kind.WRITE


def _with_cookie(send: Send, cookie: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] < 400:
            MutableHeaders(scope=message).append("Set-Cookie", cookie)
        await send(message)

    return sending


class _Counted:
    """Ends a body that is longer than it may be, whatever its header said."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                # To the application it is as if the client had gone: nothing of it is used.
                return {"type": "http.disconnect"}
        return message
