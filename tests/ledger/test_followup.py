"""What became of things, from later reports, never from silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.ledger import Ledger, ListKind, Progress
from dragoman.reading.record import MeetingState, Record
from tests.factory import ArticleParts, make_article, make_event, make_record, make_versions, words_of

PROMISED = make_record()  # published 2022-10-22: to hold joint exercises by June 2023


def later_event(words: str, type_: str, published: str = "2023-03-01") -> Record:
    from tests.factory import BODY

    article = make_article(
        ArticleParts(doc_id="later", body=f"{words}\n\n{BODY}", published=published, outlet="Herald")
    )
    place = words_of(article, words)
    event = replace(make_event(article), evidence=(place,), type=type_, trigger=place)
    return Record(article, make_versions(), events=(event,))


def states(ledger: Ledger, kind: ListKind, on: str) -> list[tuple[str, int]]:
    found, _ = ledger.follow_up(kind, date.fromisoformat(on))
    return [(one.state, len(one.evidence)) for one in found]


@pytest.mark.parametrize(
    ("on", "state"),
    [("2022-12-01", Progress.OPEN), ("2023-06-15", Progress.DUE_SOON), ("2023-07-01", Progress.OVERDUE)],
)
def test_the_calendar_decides_where_nobody_tells(ledger: Ledger, on: str, state: Progress) -> None:
    ledger.add(PROMISED)

    assert states(ledger, ListKind.COMMITMENTS, on) == [(state, 0)]


def test_later_report_that_it_was_done_is_evidence(ledger: Ledger) -> None:
    ledger.add_all(
        [PROMISED, later_event("Japan and Australia hold joint exercises off Darwin.", "COOPERATE")]
    )

    assert states(ledger, ListKind.COMMITMENTS, "2023-07-01") == [(Progress.DONE, 1)]
    assert states(ledger, ListKind.COMMITMENTS, "2023-02-01") == [(Progress.OPEN, 0)]


def test_refusal_drops_and_agreeing_again_says_nothing(ledger: Ledger) -> None:
    ledger.add_all([PROMISED, later_event("Japan and Australia agree to hold joint exercises.", "AGREE")])
    assert states(ledger, ListKind.COMMITMENTS, "2023-04-01") == [(Progress.OPEN, 0)]

    refused = later_event("Australia will not hold joint exercises with Japan.", "REJECT", "2023-03-02")
    ledger.add(replace(refused, article=replace(refused.article, url="https://example.org/2")))

    assert states(ledger, ListKind.COMMITMENTS, "2023-04-01") == [(Progress.DROPPED, 1)]


@pytest.mark.parametrize(("later", "state"), [("held", Progress.DONE), ("cancelled", Progress.DROPPED)])
def test_planned_meeting_is_done_when_told_as_held(ledger: Ledger, later: str, state: Progress) -> None:
    plan = make_record(published="2022-10-01")
    plan = replace(plan, meetings=(replace(plan.meetings[0], state=MeetingState.PLANNED),))
    held = make_record(doc_id="later", outlet="Herald")
    held = replace(held, meetings=(replace(held.meetings[0], state=MeetingState(later)),))
    ledger.add(plan)
    assert states(ledger, ListKind.MEETINGS, "2022-10-10") == [(Progress.DUE_SOON, 0)]

    ledger.add(held)

    assert states(ledger, ListKind.MEETINGS, "2022-11-01") == [(state, 1)]
