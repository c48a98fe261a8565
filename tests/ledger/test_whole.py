"""One thing in full, one article in full, and the first page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.errors import UsageError
from dragoman.ledger import Ledger, ListKind, Progress
from dragoman.reading.record import Duration, MeetingState, Record
from tests.factory import make_record


def told_by(outlet: str, minutes: int) -> Record:
    record = make_record(doc_id=outlet, outlet=outlet)
    meeting = record.meetings[0]
    return replace(record, meetings=(replace(meeting, duration=Duration(meeting.evidence, minutes)),))


def test_fields_say_where_reports_agree_and_where_not(ledger: Ledger) -> None:
    ledger.add_all([told_by("Courier", 90), told_by("Herald", 45)])
    meeting = ledger.things(ListKind.MEETINGS).rows[0]["id"]

    whole = ledger.whole_thing(meeting, date(2022, 11, 1))

    fields = {one.field: one for one in whole.fields}
    assert fields["duration_minutes"].is_disputed
    assert not fields["place"].is_disputed
    assert [version.outlets for version in fields["place"].versions] == [("Courier", "Herald")]
    assert fields["office of fumio kishida"].versions[0].said == "prime minister"
    assert {row["list"] for row in whole.told_with} == {"commitments", "statements", "events", "findings"}
    assert [row["list"] for row in whole.later] == ["commitments"]
    assert whole.follow_up is None


def test_commitment_comes_with_its_state(ledger: Ledger) -> None:
    ledger.add(make_record())
    commitment = ledger.things(ListKind.COMMITMENTS).rows[0]["id"]

    whole = ledger.whole_thing(commitment, date(2023, 7, 1))

    assert whole.follow_up is not None
    assert whole.follow_up.state is Progress.OVERDUE


def test_unknown_thing_and_article_are_said(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="dragoman meetings"):
        ledger.whole_thing("0000")
    with pytest.raises(UsageError, match="dragoman list"):
        ledger.article("nowhere")


def test_article_shows_all_values_with_the_places_of_their_words(ledger: Ledger) -> None:
    record = make_record()
    ledger.add_all([record, make_record(doc_id="other", outlet="Herald")])

    page = ledger.article("canberra")

    assert page.stored.record == record
    assert page.article["headline"] == record.article.headline
    assert [one.row["list"] for one in page.values] == [
        "meetings",
        "commitments",
        "statements",
        "events",
        "findings",
    ]
    assert {one.n_reports for one in page.values} == {2}
    meeting = page.values[0]
    words = {record.article.text[one.start : one.end] for one in meeting.places if one.field == "place"}
    assert words == {"Canberra"}


def test_front_page_tells_what_is_new_due_and_disputed(ledger: Ledger) -> None:
    plan = make_record(doc_id="plan", published="2022-10-01", headline="Kishida to visit Canberra")
    plan = replace(plan, meetings=(replace(plan.meetings[0], state=MeetingState.PLANNED),), commitments=())
    ledger.add_all([told_by("Courier", 90), told_by("Herald", 45)])

    front = ledger.front(date(2023, 6, 10))
    assert {row["doc_id"] for row in front.articles} == {"Courier", "Herald"}
    assert [one.state for one in front.due_soon] == [Progress.DUE_SOON]
    assert front.overdue == []
    assert [one.disagreements[0].field for one in front.disputed] == ["duration_minutes"]
    assert ledger.front(date(2023, 8, 1)).overdue[0].thing["list"] == "commitments"

    ledger.add(plan)
    # The plan was carried out, as other reports tell: nothing of it is due.
    assert ledger.front(date(2022, 11, 1)).overdue == []
