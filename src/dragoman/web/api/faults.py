"""Errors of the API: which there can be, and the part of a request that one is about."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import Response

from dragoman.ledger.asking import BadWord
from dragoman.web.api.schemas import FaultAnswer
from dragoman.web.faults import add_handlers, error_json
from dragoman.web.language import gettext as _

FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": FaultAnswer, "description": "What was asked for cannot be answered."},
    404: {"model": FaultAnswer, "description": "The ledger has no such thing."},
    422: {"model": FaultAnswer, "description": "A part of the request has no form that is known."},
    429: {"model": FaultAnswer, "description": "Too many requests; see Retry-After."},
    500: {"model": FaultAnswer, "description": "A fault of the program."},
    503: {"model": FaultAnswer, "description": "Another program holds the ledger; try again."},
}
WRITING_FAULTS = {
    **FAULTS,
    401: {"model": FaultAnswer, "description": "No token, or one that ended."},
    403: {"model": FaultAnswer, "description": "Another site's request, or a role that may not."},
    413: {"model": FaultAnswer, "description": "The body is too large."},
    415: {"model": FaultAnswer, "description": "The body is no JSON."},
}
_MOST_CHARACTERS = 300


def add_api_handlers(app: FastAPI) -> None:
    """Answer every error in the one shape."""
    add_handlers(app)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(BadWord, _on_bad_word)


def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first: Any = next(iter(error.errors()), {})
    place = [str(part) for part in first.get("loc", ())][1:]
    field = _plain(".".join(place)) or None
    message, hint = _plain(str(first.get("msg", ""))), None
    if first.get("type") == "extra_forbidden":
        message = _('Nothing here is called "%(name)s".', name=field or "")
        hint = _("See what can be asked in /api/v1/openapi.json.")
    elif first.get("type") in ("json_invalid", "model_attributes_type", "missing") and not place[1:]:
        hint = _("Send JSON with Content-Type: application/json.") if request.method == "POST" else None
    if "pattern" in str(first.get("type")):
        message, hint = _("This has no form that is known here."), _("Its form is in /api/v1/openapi.json.")
    return error_json(422, message, hint, field)


def _on_bad_word(request: Request, error: Exception) -> Response:
    assert isinstance(error, BadWord)
    return error_json(400, _plain(str(error)), field=error.field)


def _plain(text: str) -> str:
    """Text that can be sent, of a bounded length."""
    return text[:_MOST_CHARACTERS].encode("utf-8", "replace").decode()
