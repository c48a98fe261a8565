"""One article: its clean text with the evidence marked, and what was read out of it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import UsageError
from dragoman.web.faults import NotHere
from dragoman.web.language import gettext as _
from dragoman.web.render import render
from dragoman.web.state import ledger_of

router = APIRouter()


@router.api_route("/articles/{article_id}", methods=["GET", "HEAD"], include_in_schema=False)
def article(request: Request, article_id: str) -> Response:
    """The page of one article."""
    try:
        found = ledger_of(request).article(article_id)
    except UsageError:
        message = _('There is no article "%(name)s" in this ledger.', name=article_id[:40])
        raise NotHere(message, _("Look for it with the search.")) from None
    return render(request, "article.html", article=found.article, found=found)
