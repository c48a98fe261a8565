"""`POST /read`: a page in, its record out, nothing stored; and decisions by programs that have a token."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import UsageError
from dragoman.export import record_json
from dragoman.ledger import Decision, Role, User, Verdict
from dragoman.pages import Skipped
from dragoman.web.api import schemas_more as schemas
from dragoman.web.api.answers import answer
from dragoman.web.api.faults import WRITING_FAULTS
from dragoman.web.api.questions import DecisionAsked, ReadAsked, cleaned, real_day
from dragoman.web.api.workroom import page_of, workroom_of
from dragoman.web.auth.roles import at_least
from dragoman.web.faults import NotHere
from dragoman.web.language import gettext as _
from dragoman.web.state import ledger_of

router = APIRouter(responses=WRITING_FAULTS)
writing_router = APIRouter(responses=WRITING_FAULTS)


@router.post("/read", response_model=schemas.ReadAnswer, tags=["Reading"])
def read(request: Request, asked: ReadAsked) -> Response:
    """Read one page: what it reports, each value with its words. Nothing is stored.

    A page without news of diplomacy gives a record with empty lists; one that is no
    article, or not in English, is skipped, with the reason.
    """
    published = None if asked.published is None else real_day(asked.published)
    page = page_of(cleaned(asked.page), asked.url, published)
    found = page if isinstance(page, Skipped) else workroom_of(request).read(page)
    body: dict[str, Any]
    if isinstance(found, Skipped):
        body = {"record": None, "skipped": {"reason": str(found.reason), "detail": found.detail}}
    else:
        body = {"record": record_json(found), "skipped": None}
    return answer(request, body)


@writing_router.post("/decisions", response_model=schemas.DecisionAnswer, status_code=201, tags=["Review"])
def note_decision(
    request: Request, asked: DecisionAsked, user: Annotated[User, Depends(at_least(Role.REVIEWER))]
) -> Response:
    """Note what a reviewer says of a value; the reviewer's older word on it is withdrawn. Takes a token."""
    if not request.state.visitor.by_token:
        raise HTTPException(401, _("Decisions by the API take a token, not a session."))
    ledger = ledger_of(request)
    decision = Decision(
        Verdict(asked.verdict),
        user.name,
        cleaned(asked.note),
        None if asked.correction is None else cleaned(asked.correction),
    )
    try:
        decision_id = ledger.decide(asked.value_id, decision)
    except UsageError as error:
        if str(error).startswith("No value"):
            raise NotHere(str(error)) from None
        raise
    standing = ledger.standing(asked.value_id)
    body = {"id": decision_id, "review": None if standing is None else standing.verdict}
    return answer(request, body, status=201)
