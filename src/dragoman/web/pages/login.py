"""Logging in and out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.ledger import User
from dragoman.ledger.accounts import SESSION_LENGTH
from dragoman.web.auth.forms import sent_form, token_of
from dragoman.web.auth.gate import cookie_header, too_often
from dragoman.web.auth.limits import Kind, Limits
from dragoman.web.auth.roles import local_path
from dragoman.web.auth.visitor import SESSION_COOKIE, cookie_name, cookies_of, is_secure
from dragoman.web.faults import fault
from dragoman.web.language import gettext as _
from dragoman.web.render import render
from dragoman.web.state import ledger_of, settings_of, user_of

router = APIRouter(include_in_schema=False)

Form = Annotated[Mapping[str, str], Depends(sent_form)]
_LONGEST = 1000


@router.api_route("/login", methods=["GET", "HEAD"])
def login(request: Request) -> Response:
    """The form, or who is logged in."""
    return _page(request, local_path(request.query_params.get("next")))


@router.post("/login")
def log_in(request: Request, form: Form) -> Response:
    """Starts a session for a name and its password; slows down whoever guesses."""
    name, going_to = form.get("name", "")[:_LONGEST].strip(), local_path(form.get("next"))
    if (refused := _slowed(request, name)) is not None:
        return refused
    user = ledger_of(request).accounts.check(name, form.get("password", "")[: _LONGEST + 1])
    if user is None:
        return _page(request, going_to, name, _("This name and password do not belong together."))
    secret = ledger_of(request).accounts.start_session(user.name)
    return _with_session(request, going_to, secret, int(SESSION_LENGTH.total_seconds()))


@router.post("/logout")
def log_out(request: Request, form: Form) -> Response:
    """Ends the session."""
    name = cookie_name(SESSION_COOKIE, _is_secure(request))
    if secret := cookies_of(request.headers).get(name):
        ledger_of(request).accounts.end_session(secret)
    return _with_session(request, "/", "", 0)


def _slowed(request: Request, name: str) -> Response | None:
    """The refusal of a client that tries one name, or many names, too often."""
    limits: Limits = request.app.state.limits
    client = request.client.host if request.client is not None else "unknown"
    wait_s = max(limits.wait_s(Kind.LOGIN, f"{client} {name}"), limits.wait_s(Kind.LOGINS, client))
    if wait_s == 0:
        return None
    status, message, hint, headers = too_often(wait_s)
    answer = fault(request, status, message, hint)
    answer.headers.update(headers)
    return answer


def _page(request: Request, going_to: str, name: str = "", message: str = "") -> Response:
    user: User | None = user_of(request)
    is_desk = user is not None and user.added_at == ""
    return render(
        request,
        "login.html",
        status=401 if message else 200,
        csrf=token_of(request),
        going_to=going_to,
        name=name,
        message=message,
        is_desk=is_desk,
        has_users=is_desk or ledger_of(request).accounts.has_users(),
    )


def _with_session(request: Request, going_to: str, secret: str, age_s: int) -> Response:
    secure = _is_secure(request)
    answer = RedirectResponse(going_to, 303)
    cookie = cookie_header(cookie_name(SESSION_COOKIE, secure), secret, secure, age_s)
    answer.headers.append("Set-Cookie", cookie)
    return answer


def _is_secure(request: Request) -> bool:
    return is_secure(request.url.scheme, settings_of(request))
