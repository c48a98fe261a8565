"""Meetings, planned events, commitments, statements, events, findings: lists, and each with its reports."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import UsageError
from dragoman.ledger import Filter, ListKind
from dragoman.web.api import schemas
from dragoman.web.api.answers import ROOT, answer, listed, told
from dragoman.web.api.faults import FAULTS
from dragoman.web.api.questions import (
    CommitmentsAsked,
    EventsAsked,
    FindingsAsked,
    MeetingsAsked,
    PlannedAsked,
    StatementsAsked,
    ThingId,
)
from dragoman.web.faults import NotHere
from dragoman.web.language import gettext as _
from dragoman.web.state import ledger_of

router = APIRouter(responses=FAULTS)


@router.get("/meetings", response_model=schemas.MeetingList, tags=["Things told of"])
def meetings(request: Request, asked: Annotated[MeetingsAsked, Query()]) -> Response:
    """Meetings and calls, each once however many outlets report it, the latest first."""
    return _list(request, "meetings", asked.filter())


@router.get("/planned-events", response_model=schemas.MeetingList, tags=["Things told of"])
def planned_events(request: Request, asked: Annotated[PlannedAsked, Query()]) -> Response:
    """Meetings that are to be held; the same rows as meetings with state=planned."""
    wanted = asked.filter()
    return _list(request, "meetings", replace(wanted, facets={**wanted.facets, "state": "planned"}))


@router.get("/commitments", response_model=schemas.CommitmentList, tags=["Things told of"])
def commitments(request: Request, asked: Annotated[CommitmentsAsked, Query()]) -> Response:
    """Commitments and agreements; days are those on which they are due."""
    return _list(request, "commitments", asked.filter())


@router.get("/statements", response_model=schemas.StatementList, tags=["Things told of"])
def statements(request: Request, asked: Annotated[StatementsAsked, Query()]) -> Response:
    """Who said what, the latest first."""
    return _list(request, "statements", asked.filter())


@router.get("/events", response_model=schemas.EventList, tags=["Things told of"])
def events(request: Request, asked: Annotated[EventsAsked, Query()]) -> Response:
    """PLOVER events, the latest first; look at `realis`: not all of them happened."""
    return _list(request, "events", asked.filter())


@router.get("/findings", response_model=schemas.FindingList, tags=["Things told of"])
def findings(request: Request, asked: Annotated[FindingsAsked, Query()]) -> Response:
    """What a careful editor would question in the articles."""
    return _list(request, "findings", asked.filter())


@router.get("/meetings/{thing_id}", response_model=schemas.MeetingWhole, tags=["Things told of"])
def meeting(request: Request, thing_id: ThingId) -> Response:
    """One meeting with all its reports, the words behind each field, and where the reports differ."""
    return _whole(request, "meetings", thing_id)


@router.get("/planned-events/{thing_id}", response_model=schemas.MeetingWhole, tags=["Things told of"])
def planned_event(request: Request, thing_id: ThingId) -> Response:
    """One planned meeting; the same as under meetings."""
    return _whole(request, "meetings", thing_id)


@router.get("/commitments/{thing_id}", response_model=schemas.CommitmentWhole, tags=["Things told of"])
def commitment(request: Request, thing_id: ThingId) -> Response:
    """One commitment with all its reports and the words behind each field."""
    return _whole(request, "commitments", thing_id)


@router.get("/statements/{thing_id}", response_model=schemas.StatementWhole, tags=["Things told of"])
def statement(request: Request, thing_id: ThingId) -> Response:
    """One statement with all its reports and the words behind each field."""
    return _whole(request, "statements", thing_id)


@router.get("/events/{thing_id}", response_model=schemas.EventWhole, tags=["Things told of"])
def event(request: Request, thing_id: ThingId) -> Response:
    """One event with all its reports and the words behind each field."""
    return _whole(request, "events", thing_id)


@router.get("/findings/{thing_id}", response_model=schemas.FindingWhole, tags=["Things told of"])
def finding(request: Request, thing_id: ThingId) -> Response:
    """One finding with the words that it is about."""
    return _whole(request, "findings", thing_id)


def _list(request: Request, kind: str, wanted: Filter) -> Response:
    page = ledger_of(request).things(ListKind(kind), wanted)
    return answer(request, listed(request, [told(kind, row) for row in page.rows], page.next))


def _whole(request: Request, kind: str, thing_id: str) -> Response:
    ledger = ledger_of(request)
    try:
        thing = ledger.thing(thing_id)
    except UsageError:
        thing = None
    if thing is None or thing.kind != kind:
        raise NotHere(
            _('There is no "%(name)s" among the %(kind)s of this ledger.', name=thing_id, kind=kind),
            _("Ids come from the lists; a page that was read anew may have given others."),
        )
    words = ledger.evidence([row["id"] for row in thing.reports])
    reports = [{**told(kind, row), "evidence": words.get(row["id"], [])} for row in thing.reports]
    body = {
        "id": thing.id,
        "list": kind,
        "n_reports": len(reports),
        "reports": reports,
        "disagreements": [asdict(one) for one in thing.disagreements],
        "links": {"self": f"{ROOT}/{kind}/{thing.id}", "page": f"/{kind}/{thing.id}"},
    }
    return answer(request, body)
