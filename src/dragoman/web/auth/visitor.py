"""Who sends a request: by the cookie of a session, by a token, or by sitting at the machine."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers

from dragoman.ledger import Ledger, Role, User
from dragoman.web.settings import WebSettings, is_loopback

SESSION_COOKIE = "dragoman_session"
FORM_COOKIE = "dragoman_form"
_SECURE_PREFIX = "__Host-"
# How long it may take until a site at a desk notices its first user.
_LOOK_AGAIN_S = 2.0


@dataclass(frozen=True, slots=True)
class Visitor:
    """`user` where known. `by_token`: no cookie speaks for them, so that no other site can."""

    user: User | None = None
    by_token: bool = False


def cookie_name(name: str, is_secure: bool) -> str:
    """The name of a cookie; over https one that other hosts of the domain cannot set."""
    return _SECURE_PREFIX + name if is_secure else name


def is_secure(scheme: str, settings: WebSettings) -> bool:
    """Whether browsers reach the site over https."""
    return scheme == "https" or (settings.public_url or "").startswith("https://")


def cookies_of(headers: Headers) -> dict[str, str]:
    """The cookies of a request; none where the header has no form."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


# What proxies add; a request that has any of them came from elsewhere, whatever address the connection shows.
_PROXY_HEADERS = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


def came_by_proxy(headers: Headers) -> bool:
    """Whether somebody passed a request on, so that its sender need not sit at this machine."""
    return any(name in headers for name in _PROXY_HEADERS)


class Desk:
    """Whether a site is one desk's own: reachable from this machine alone, over a ledger without users."""

    def __init__(self, settings: WebSettings) -> None:
        self._may_be = is_loopback(settings.host) and settings.public_url is None and not settings.read_only
        self._looked_at = -_LOOK_AGAIN_S
        self._has_users = True

    @property
    def is_known(self) -> bool:
        """Whether `user` can answer without asking the ledger."""
        return not self._may_be or time.monotonic() - self._looked_at < _LOOK_AGAIN_S

    def user(self, ledger: Ledger) -> User | None:
        """The one at the machine, by the name that the system has for them; None where users log in."""
        if not self._may_be:
            return None
        now = time.monotonic()
        if now - self._looked_at >= _LOOK_AGAIN_S:
            self._has_users, self._looked_at = ledger.accounts.has_users(), now
        return None if self._has_users else User(local_name(), Role.ADMIN, "")

    def look_again(self) -> None:
        """Forget what was seen, after a user was added here."""
        self._looked_at = -_LOOK_AGAIN_S


def local_name() -> str:
    """The name that decisions at a desk carry, as `dragoman review` takes it."""
    return os.environ.get("DRAGOMAN_REVIEWER") or os.environ.get("USER") or "desk"


def find_visitor(headers: Headers, session: str | None, ledger: Ledger, desk: Desk) -> Visitor:
    """Who sends a request; asks the ledger."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return Visitor(ledger.accounts.token_user(token.strip()), by_token=True)
    if not came_by_proxy(headers) and (at_desk := desk.user(ledger)) is not None:
        return Visitor(at_desk)
    return Visitor(ledger.accounts.session_user(session) if session else None)
