"""Users: who is there, with which role; adding, changing, removing them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.errors import UsageError
from dragoman.ledger import Role, User
from dragoman.ledger.accounts import Accounts
from dragoman.web.auth.forms import sent_form, token_of
from dragoman.web.auth.roles import at_least
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.render import render
from dragoman.web.state import ledger_of

router = APIRouter(include_in_schema=False)

Form = Annotated[Mapping[str, str], Depends(sent_form)]
Admin = Annotated[User, Depends(at_least(Role.ADMIN))]
# Roles as people read them, for the catalogues.
ROLES = (noted("reader"), noted("reviewer"), noted("admin"))
_ACTIONS = ("add", "role", "password", "remove")


@router.api_route("/admin", methods=["GET", "HEAD"])
def users(request: Request, admin: Admin) -> Response:
    """The users."""
    return _page(request)


@router.post("/admin")
def change(request: Request, form: Form, admin: Admin) -> Response:
    """One change: `action` is add, role, password or remove."""
    try:
        _change(ledger_of(request).accounts, form, admin)
    except UsageError as error:
        return _page(request, str(error))
    request.state.gate.forget_desk()
    return RedirectResponse("/admin", 303)


def _change(accounts: Accounts, form: Mapping[str, str], admin: User) -> None:
    name = form.get("name", "").strip()
    match form.get("action"):
        case "add":
            role = _role(form)
            if admin.added_at == "" and role is not Role.ADMIN:
                raise UsageError(_("The first user must be an admin: from then on, everybody logs in."))
            accounts.add(name, role, form.get("password", ""))
        case "role":
            accounts.set_role(name, _role(form))
        case "password":
            accounts.set_password(name, form.get("password", ""))
        case "remove":
            accounts.remove(name)
        case other:
            raise UsageError(f'"{other}" is none of: {", ".join(_ACTIONS)}.')


def _role(form: Mapping[str, str]) -> Role:
    word = form.get("role", "")
    if word not in list(Role):
        raise UsageError(f'"{word}" is no role. Give one of: {", ".join(Role)}.')
    return Role(word)


def _page(request: Request, message: str = "") -> Response:
    return render(
        request,
        "admin.html",
        status=400 if message else 200,
        csrf=token_of(request),
        users=ledger_of(request).accounts.users(),
        roles=list(Role),
        message=message,
    )
