"""What a form sends back, and that it is a form of this site.

Every form carries a token that belongs to the visitor's cookie. Programs that use a
token of their own need none: no browser sends it for them.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from hashlib import sha256

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from dragoman.web.language import gettext as _
from dragoman.web.state import settings_of

TOKEN_FIELD = "csrf"
TOKEN_HEADER = "x-csrf-token"
_MOST_FIELDS = 60
_MOST_FIELD_BYTES = 6_000_000


class StaleForm(HTTPException):
    """A form without the token of its visitor: an old page, or another site."""

    def __init__(self) -> None:
        super().__init__(403, _("This form is too old, or not of this site."))
        self.hint = _("Open the page again and send the form once more.")


def token_of(request: Request) -> str:
    """The token that the forms of a visitor carry."""
    binding = str(getattr(request.state, "binding", None) or "")
    secret = settings_of(request).secret_key.encode()
    return hmac.new(secret, f"form|{binding}".encode("utf-8", "replace"), sha256).hexdigest()


async def sent_form(request: Request) -> Mapping[str, str]:
    """The fields of a form, each once, after its token was checked (a dependency of routes).

    Raises:
        StaleForm: The token is missing or another visitor's.
        HTTPException: It is no form, or has too many fields.
    """
    fields = await _fields(request)
    sent = request.headers.get(TOKEN_HEADER) or fields.get(TOKEN_FIELD, "")
    by_token = getattr(request.state, "visitor", None)
    if by_token is not None and by_token.by_token and by_token.user is not None:
        return fields
    if not hmac.compare_digest(sent.encode("utf-8", "replace"), token_of(request).encode()):
        raise StaleForm()
    return fields


async def _fields(request: Request) -> dict[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        raise HTTPException(415, _("Send a form."))
    try:
        form = await request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_MOST_FIELD_BYTES)
    except ClientDisconnect:
        raise HTTPException(413, _("That is too large.")) from None
    return {name: value for name, value in form.multi_items() if not isinstance(value, UploadFile)}
