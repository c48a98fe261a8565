"""The review: one value after another with its sentence; one key judges it and goes on.

Every key is a button of a form, so that all of it works without scripts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.errors import UsageError
from dragoman.ledger import (
    ArticlePage,
    Decision,
    Listed,
    PairVerdict,
    PlacedValue,
    Role,
    Thing,
    User,
    Verdict,
)
from dragoman.ledger.judging import Word, disputed_values, last_word, note_text, words_on
from dragoman.web.auth.forms import sent_form, token_of
from dragoman.web.auth.roles import at_least, may
from dragoman.web.facts import facts, title_of
from dragoman.web.faults import NotHere
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.marking import Block, mark_article
from dragoman.web.render import render, url
from dragoman.web.review_queue import Queues
from dragoman.web.state import ledger_of, reading_of

router = APIRouter(include_in_schema=False)

Form = Annotated[Mapping[str, str], Depends(sent_form)]
Reviewer = Annotated[User, Depends(at_least(Role.REVIEWER))]
Admin = Annotated[User, Depends(at_least(Role.ADMIN))]

KINDS = ("meetings", "commitments", "statements", "events", "findings")
# Verdicts as people read them, for the catalogues.
VERDICTS = (
    noted("accept"),
    noted("correct"),
    noted("reject"),
    noted("unsure"),
    noted("same"),
    noted("different"),
    noted("disputed"),
)
_MOST_DISPUTED = 50
_ID_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Shown:
    """One value as the review shows it: its fields, its paragraph with those around, other reports of it."""

    row: Listed
    title: str
    facts: list[Any]
    blocks: list[tuple[Block, bool]]
    others: list[Listed]
    words: list[Word]


@router.api_route("/review", methods=["GET", "HEAD"])
def review(request: Request, reviewer: Reviewer) -> Response:
    """The value that is best judged next, or the one that `at` names."""
    kind, at = _kind(request.query_params.get("kind")), _id(request.query_params.get("at"))
    place = _queues(request).place(reviewer.name, kind, at)
    shown = None
    while place.value_id is not None and shown is None:
        shown = _shown(request, place.value_id)
        if shown is None:
            # A page that was read anew has taken it away.
            _queues(request).drop(reviewer.name, place.value_id)
            if at is not None:
                raise NotHere(_("This value is no longer read out of its page."))
            place = _queues(request).place(reviewer.name, kind, None)
    with reading_of(request) as connection:
        last = last_word(connection, reviewer.name)
    mine = [one for one in (shown.words if shown else []) if one.reviewer == reviewer.name]
    return render(
        request,
        "review.html",
        csrf=token_of(request),
        kind=kind,
        kinds=KINDS,
        place=place,
        shown=shown,
        last=last,
        mine=mine[-1] if mine else None,
        link=lambda value_id: url("/review", kind=kind, at=value_id),
    )


@router.post("/review")
def judge(request: Request, form: Form, reviewer: Reviewer) -> Response:
    """Notes a word on a value and goes on with the next."""
    kind, value_id = _kind(form.get("kind")), _id(form.get("value")) or ""
    verdict = form.get("verdict", "")
    ledger = ledger_of(request)
    after = _queues(request).place(reviewer.name, kind, value_id).after
    if verdict in (PairVerdict.SAME, PairVerdict.DIFFERENT):
        others = [row["id"] for row in ledger.thing(value_id).reports if row["id"] != value_id]
        if not others:
            raise UsageError(_("Only one report tells of this: there is nothing to compare it with."))
        one = _id(form.get("other"))
        ledger.decide_pairs(value_id, [one] if one else others, PairVerdict(verdict), reviewer.name)
        if one is not None:
            return RedirectResponse(url("/review", kind=kind, at=value_id), 303)
    else:
        ledger.decide(value_id, _decision(form, verdict, reviewer.name))
    _queues(request).drop(reviewer.name, value_id)
    return RedirectResponse(url("/review", kind=kind, at=after), 303)


@router.post("/review/undo")
def undo(request: Request, form: Form, reviewer: Reviewer) -> Response:
    """Takes the reviewer's last word back and shows its value again."""
    with reading_of(request) as connection:
        last = last_word(connection, reviewer.name)
    if last is None:
        return RedirectResponse(url("/review", kind=_kind(form.get("kind"))), 303)
    for one in last.ids:
        if last.is_pair:
            ledger_of(request).undo_merge(one)
        else:
            ledger_of(request).withdraw(one)
    _queues(request).renew(reviewer.name)
    return RedirectResponse(url("/review", kind=_kind(form.get("kind")), at=last.value_id), 303)


@router.api_route("/review/agreement", methods=["GET", "HEAD"])
def agreement(request: Request, reviewer: Reviewer) -> Response:
    """How far the review has come, how far reviewers agree, and what they differ on."""
    ledger = ledger_of(request)
    with reading_of(request) as connection:
        ids = disputed_values(connection, _MOST_DISPUTED)
    disputed = [one for one in (_shown(request, value_id) for value_id in ids) if one is not None]
    return render(
        request,
        "review_agreement.html",
        csrf=token_of(request),
        figures=ledger.review_figures(),
        disputed=disputed,
        may_settle=may(request, Role.ADMIN),
    )


@router.post("/review/settle")
def settle(request: Request, form: Form, admin: Admin) -> Response:
    """Settles what reviewers differ on: this word holds from now on."""
    value_id, verdict = _id(form.get("value")) or "", form.get("verdict", "")
    ledger_of(request).decide(value_id, _decision(form, verdict, admin.name, is_final=True))
    _queues(request).drop(admin.name, value_id)
    return RedirectResponse("/review/agreement", 303)


def _decision(form: Mapping[str, str], verdict: str, reviewer: str, is_final: bool = False) -> Decision:
    if verdict not in list(Verdict):
        raise UsageError(f'"{verdict[:40]}" is no verdict. Give one of: {", ".join(Verdict)}.')
    correction = note_text(form.get("correction", ""))
    if verdict == Verdict.CORRECT and not correction:
        raise UsageError(_("A correction says what is right. Fill in the field, then send it."))
    return Decision(
        Verdict(verdict),
        reviewer,
        note_text(form.get("note", "")),
        correction if verdict == Verdict.CORRECT else None,
        is_final,
    )


def _shown(request: Request, value_id: str) -> Shown | None:
    """A value with what a reviewer needs to judge it; None where no reading states it any more."""
    ledger = ledger_of(request)
    try:
        thing: Thing = ledger.thing(value_id)
        row = next((one for one in thing.reports if one["id"] == value_id), None)
        if row is None:
            return None
        found: ArticlePage = ledger.article(row["article_id"])
    except UsageError:
        return None
    value = next((one for one in found.values if one.row["id"] == value_id), None)
    if value is None:
        return None
    with reading_of(request) as connection:
        words = words_on(connection, [value_id]).get(value_id, [])
    others = [one for one in thing.reports if one["id"] != value_id]
    return Shown(row, title_of(row), facts(row), _blocks(found, value), others, words)


def _blocks(found: ArticlePage, value: PlacedValue) -> list[tuple[Block, bool]]:
    """The blocks that hold the value's words, and their neighbours; whether each is such a one."""
    marked = mark_article(found.stored.record.article, [value])
    body = [block for _kind_of, blocks in marked.body for block in blocks]
    blocks = [*marked.headline, *marked.standfirst, *(one for one in body if one.kind != "headline")]
    holding = [index for index, block in enumerate(blocks) if _has_mark(block)]
    near = {at for index in holding for at in (index - 1, index, index + 1) if 0 <= at < len(blocks)}
    return [(blocks[index], index in holding) for index in sorted(near)]


def _has_mark(block: Block) -> bool:
    return any(run.mark is not None for sentence in block.sentences for run in sentence.runs)


def _queues(request: Request) -> Queues:
    found: Queues = request.app.state.queues
    return found


def _kind(word: str | None) -> str:
    return word if word in KINDS else ""


def _id(word: str | None) -> str | None:
    is_id = word is not None and len(word) == _ID_LENGTH and set(word) <= set("0123456789abcdef")
    return word if is_id else None
