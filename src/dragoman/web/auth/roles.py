"""What a route asks of its visitor, as dependencies of FastAPI."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.ledger import Role, User
from dragoman.web.faults import wants_json
from dragoman.web.language import gettext as _
from dragoman.web.state import user_of


class NotAllowed(HTTPException):
    """Somebody known may not do what they asked for."""

    def __init__(self, role: Role) -> None:
        super().__init__(403, _("Your role does not allow this."))
        self.hint = _("It takes the role: %(role)s. An admin can give it to you.", role=str(role))


def at_least(role: Role) -> Callable[[Request], User]:
    """A dependency that gives the user, who has at least a role; others are sent to log in, or refused."""

    def known_user(request: Request) -> User:
        user = user_of(request)
        if user is None:
            raise _log_in_first(request)
        if user.role.rank < role.rank:
            raise NotAllowed(role)
        return user

    return known_user


def may(request: Request, role: Role) -> bool:
    """Whether the visitor has at least a role."""
    user = user_of(request)
    return user is not None and user.role.rank >= role.rank


def _log_in_first(request: Request) -> HTTPException:
    if wants_json(request):
        return HTTPException(401, _("Log in first."), {"WWW-Authenticate": 'Bearer realm="dragoman"'})
    here = request.url.path if request.method == "GET" else "/"
    return HTTPException(303, _("Log in first."), {"Location": f"/login?next={quote(here)}"})


def local_path(path: str | None) -> str:
    """Where to go on after logging in: a path of this site, whatever was sent."""
    is_local = path is not None and path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_local and path is not None and path.isprintable() and len(path) < 500 else "/"
