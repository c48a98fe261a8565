"""What went wrong, in the look of the site for people, and in one shape for programs.

Programs ask under /api, for .json, or with an Accept header that wants JSON; they get
{"error": {"type", "message", "hint", "field"}}.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.errors import DragomanError, LedgerNotFound, LedgerUnreadable, UsageError
from dragoman.ledger import LedgerBusy, Role
from dragoman.web.headers import SECURITY_HEADERS
from dragoman.web.language import gettext as _
from dragoman.web.render import render
from dragoman.web.state import user_of

_log = logging.getLogger(__name__)

_OF_THE_LEDGER = (LedgerNotFound, LedgerUnreadable)
_BUSY_S = 5


class NotHere(HTTPException):
    """What an address names is not in the ledger."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(404, message)
        self.hint = hint


def error_json(
    status: int, message: str, hint: str | None = None, field: str | None = None, kind: str | None = None
) -> JSONResponse:
    """The one shape of errors for programs.

    `type`: the name of the HTTP status in small letters ("not_found") unless given.
    """
    kind = kind or HTTPStatus(status).name.lower()
    return JSONResponse(
        {"error": {"type": kind, "message": message, "hint": hint, "field": field}}, status_code=status
    )


def wants_json(request: Request) -> bool:
    """Whether a program asks, to judge by the address or the Accept header."""
    path = request.url.path
    if path == "/api" or path.startswith("/api/") or path.endswith((".json", ".csv", ".atom")):
        return True
    accept = request.headers.get("accept", "")
    return "application/json" in accept and "text/html" not in accept


def add_handlers(app: FastAPI) -> None:
    """Let the application answer errors in the manner of the site."""
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(DragomanError, own_fault)
    app.add_exception_handler(Exception, _on_fault)


def fault(
    request: Request, status: int, message: str, hint: str | None = None, field: str | None = None
) -> Response:
    """An error as the asker can read it."""
    if wants_json(request):
        return error_json(status, message, hint, field)
    return render(request, "error.html", status=status, code=status, message=message, hint=hint)


def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    hint = getattr(error, "hint", None)
    message = str(error.detail)
    if error.status_code == 404 and not isinstance(error, NotHere):
        message, hint = _("There is no page at this address."), _("Look for it with the search.")
    elif error.status_code == 405:
        message = _("This address does not take such a request.")
    answer = fault(request, error.status_code, message, hint)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first: Any = error.errors()[0] if error.errors() else {}
    field = str(first["loc"][-1]) if first.get("loc") else None
    message = str(first.get("msg", "")) or _("The request cannot be understood.")
    return fault(request, 422, message, field=field)


def own_fault(request: Request, error: Exception) -> Response:
    """The answer to an error of the program's own kinds.

    What is wrong with the ledger names its place, which only those who run the site are told.
    """
    if isinstance(error, UsageError) and not isinstance(error, _OF_THE_LEDGER):
        return fault(request, 400, str(error))
    _log.warning("%s %s: %s", request.method, request.url.path, error)
    is_busy = isinstance(error, LedgerBusy)
    user = user_of(request)
    if user is not None and user.role is Role.ADMIN:
        message, hint = str(error), None
    elif is_busy:
        message, hint = _("The ledger is being written to."), _("Try again in a few seconds.")
    else:
        message, hint = _("The ledger cannot be read."), _("The fault is in the server's log.")
    answer = fault(request, 503 if is_busy else 500, message, hint)
    if is_busy:
        answer.headers["Retry-After"] = str(_BUSY_S)
    return answer


def _on_fault(request: Request, error: Exception) -> Response:
    """A fault of the program: the reader is told that it is one; the log has the trace."""
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    answer = fault(
        request,
        500,
        _("The program has a fault, and this page could not be made."),
        _("Other pages work. The fault is in the server's log."),
    )
    for name, value in SECURITY_HEADERS.items():
        answer.headers.setdefault(name, value)
    return answer
