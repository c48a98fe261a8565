"""Articles: the search over them, and one with its record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import UsageError
from dragoman.export import record_json
from dragoman.ledger import Listed
from dragoman.web.api import schemas_more as schemas
from dragoman.web.api.answers import ROOT, Json, answer, listed
from dragoman.web.api.faults import FAULTS
from dragoman.web.api.questions import ArticlesAsked, ThingId, cleaned
from dragoman.web.faults import NotHere
from dragoman.web.language import gettext as _
from dragoman.web.state import ledger_of

router = APIRouter(responses=FAULTS, tags=["Articles"])


@router.get("/articles", response_model=schemas.ArticleList)
def articles(request: Request, asked: Annotated[ArticlesAsked, Query()]) -> Response:
    """Articles by words and by what they tell of, the newest first; all of them without either."""
    return _found(request, asked)


@router.get("/search", response_model=schemas.ArticleList)
def search(request: Request, asked: Annotated[ArticlesAsked, Query()]) -> Response:
    """The same as /articles, under the name that the command has."""
    return _found(request, asked)


@router.get("/articles/{article_id}", response_model=schemas.ArticleWhole)
def article(request: Request, article_id: ThingId) -> Response:
    """One article: its text, its record with evidence, and the ids of its values."""
    ledger = ledger_of(request)
    try:
        found = ledger.article(article_id)
    except UsageError:
        found = None
    if found is None or found.stored.article_id != article_id:
        raise NotHere(_('There is no article "%(name)s" in this ledger.', name=article_id))
    stored = found.stored
    rows = [(one.row["id"], one.row["list"]) for one in found.values]
    words = ledger.evidence([value_id for value_id, _kind in rows])
    body = {
        "id": stored.article_id,
        "read_at": stored.read_at,
        "record": record_json(stored.record),
        "values": [{"id": one, "list": kind, "evidence": words.get(one, [])} for one, kind in rows],
        "links": _links(stored.article_id),
    }
    return answer(request, body)


def _found(request: Request, asked: ArticlesAsked) -> Response:
    found = ledger_of(request).search(cleaned(asked.q), asked.filter())
    rows = [_row(row) for row in found.rows]
    return answer(request, listed(request, rows, found.next, counts=found.counts))


def _row(row: Listed) -> Json:
    return {**row, "links": _links(row["id"])}


def _links(article_id: str) -> dict[str, str]:
    return {"self": f"{ROOT}/articles/{article_id}", "page": f"/articles/{article_id}"}
