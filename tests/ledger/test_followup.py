"""What became of things, from later reports, never from silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.ledger import Filter, Ledger, ListKind, Progress
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


def test_report_printed_before_the_day_cannot_tell_that_a_plan_was_carried_out(ledger: Ledger) -> None:
    plan = make_record(published="2022-10-01")
    plan = replace(plan, meetings=(replace(plan.meetings[0], state=MeetingState.PLANNED),))
    early = make_record(doc_id="early", outlet="Herald", published="2022-10-02")
    meeting = replace(
        early.meetings[0], state=MeetingState.HELD, when=None
    )  # another meeting of the same two
    ledger.add_all([plan, replace(early, meetings=(meeting,))])

    assert Progress.DONE not in [state for state, _ in states(ledger, ListKind.MEETINGS, "2022-11-30")]


def test_order_of_arrival_does_not_matter_for_what_became_of_it(ledger: Ledger) -> None:
    ledger.add(later_event("Japan and Australia hold joint exercises off Darwin.", "COOPERATE"))
    ledger.add(PROMISED)

    assert states(ledger, ListKind.COMMITMENTS, "2023-07-01") == [(Progress.DONE, 1)]
    assert states(ledger, ListKind.COMMITMENTS, "2023-02-01") == [(Progress.OPEN, 0)]
    assert ledger.check() == []


def test_evidence_that_a_newer_reading_takes_back_counts_no_more(ledger: Ledger) -> None:
    done = later_event("Japan and Australia hold joint exercises off Darwin.", "COOPERATE")
    ledger.add_all([PROMISED, done])

    ledger.add(replace(done, versions=replace(done.versions, rules="2"), events=()))

    assert states(ledger, ListKind.COMMITMENTS, "2023-07-01") == [(Progress.OVERDUE, 0)]


@pytest.mark.parametrize(
    ("state", "on", "n_rows"),
    [
        ("open", "2022-12-01", 1),
        ("overdue", "2022-12-01", 0),
        ("due soon", "2023-06-15", 1),
        ("overdue", "2023-07-01", 1),
        ("done", "2023-07-01", 0),
    ],
)
def test_lists_and_searches_choose_by_what_became_of_it(
    ledger: Ledger, state: str, on: str, n_rows: int
) -> None:
    ledger.add(PROMISED)
    wanted = Filter({"state": state}, on=on)

    assert len(ledger.things(ListKind.COMMITMENTS, wanted).rows) == n_rows
    assert len(ledger.search("", wanted).rows) == n_rows
    assert len(ledger.search("kishida", wanted).rows) == n_rows
    found, _ = ledger.follow_up(ListKind.COMMITMENTS, date.fromisoformat(on), Filter({"state": state}))
    assert [one.state for one in found] == [state] * n_rows


def test_done_things_are_chosen_with_their_articles(ledger: Ledger) -> None:
    ledger.add_all(
        [PROMISED, later_event("Japan and Australia hold joint exercises off Darwin.", "COOPERATE")]
    )
    wanted = Filter({"state": "done"}, on="2023-07-01")

    assert [row["doc_id"] for row in ledger.search("", wanted).rows] == ["canberra"]
    assert ledger.things(ListKind.COMMITMENTS, Filter({"state": "overdue"}, on="2023-07-01")).rows == []


def test_commitment_is_followed_until_a_year_after_its_day(ledger: Ledger) -> None:
    """Due by June 2023: what the same parties do years later in such words is another thing."""
    words = "Japan and Australia hold joint exercises off Darwin."
    ledger.add_all([PROMISED, later_event(words, "COOPERATE", "2024-07-02")])

    assert states(ledger, ListKind.COMMITMENTS, "2025-01-01") == [(Progress.OVERDUE, 0)]
