"""Things told of once, with their reports, filters, cursors and disagreements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.errors import UsageError
from dragoman.ledger import Filter, Ledger, ListKind
from dragoman.reading.record import Actor, ActorKind, Duration, Mode, Record
from tests.factory import make_record
from tests.ledger.simulator import meetings, reports


def told_by(outlet: str, minutes: int, headline: str = "Kishida meets Albanese") -> Record:
    record = make_record(doc_id=outlet, outlet=outlet, headline=headline)
    meeting = record.meetings[0]
    changed = replace(meeting, duration=Duration(meeting.evidence, minutes))
    return replace(record, meetings=(changed,))


def test_meeting_counts_once_when_two_outlets_report_it(ledger: Ledger) -> None:
    ledger.add_all([told_by("Courier", 90), told_by("Herald", 90)])

    (row,) = ledger.things(ListKind.MEETINGS).rows

    assert (row["n_reports"], row["n_outlets"], row["day"]) == (2, 2, "2022-10-22")


def test_two_durations_are_kept_with_who_says_which(ledger: Ledger) -> None:
    ledger.add_all([told_by("Courier", 90), told_by("Herald", 45), told_by("Post", 90)])

    thing = ledger.thing(ledger.things(ListKind.MEETINGS).rows[0]["id"])

    (one,) = thing.disagreements
    assert one.field == "duration_minutes"
    assert [(version.said, version.outlets) for version in one.versions] == [
        ("90", ("Courier", "Post")),
        ("45", ("Herald",)),
    ]


def test_report_without_an_outlet_is_named_by_its_host(ledger: Ledger) -> None:
    nameless, pasted = told_by("Post", 45), told_by("Pasted", 90)
    nameless = replace(
        nameless, article=replace(nameless.article, outlet=None, url="https://www.example.org/perth")
    )
    pasted = replace(pasted, article=replace(pasted.article, outlet=None, url=None))
    ledger.add_all([told_by("Courier", 90), nameless, pasted])

    (one,) = ledger.thing(ledger.things(ListKind.MEETINGS).rows[0]["id"]).disagreements

    assert [version.outlets for version in one.versions] == [("Courier", "Pasted"), ("example.org",)]


def test_page_of_an_unknown_outlet_is_no_further_outlet(ledger: Ledger) -> None:
    nameless = [told_by(name, 90) for name in ("one", "two")]
    nameless = [replace(one, article=replace(one.article, outlet=None, url=None)) for one in nameless]
    ledger.add_all(nameless)
    assert [row["n_outlets"] for row in ledger.things(ListKind.MEETINGS).rows] == [1]

    addressed = told_by("three", 90)
    addressed = replace(
        addressed, article=replace(addressed.article, outlet=None, url="https://www.example.org/1")
    )
    ledger.add_all([told_by("Courier", 90), addressed])
    (row,) = ledger.things(ListKind.MEETINGS).rows
    assert (row["n_reports"], row["n_outlets"]) == (4, 2)


def asked_by(outlet: str, country: str) -> Record:
    record = told_by(outlet, 90)
    meeting = record.meetings[0]
    asker = Actor(meeting.evidence, "", "", country, ActorKind.STATE)
    return replace(record, meetings=(replace(meeting, initiators=(asker,)),))


def test_outlets_that_differ_on_who_asked_for_the_call_are_told_apart(ledger: Ledger) -> None:
    ledger.add_all([asked_by("Courier", "JPN"), asked_by("Herald", "AUS"), told_by("Post", 90)])

    (told,) = ledger.things(ListKind.MEETINGS).rows
    (one,) = ledger.thing(told["id"]).disagreements
    assert one.field == "initiators"
    assert {(version.said, version.outlets) for version in one.versions} == {
        ("JPN", ("Courier",)),
        ("AUS", ("Herald",)),
    }


def test_reading_a_page_anew_moves_its_report(ledger: Ledger) -> None:
    ledger.add_all([told_by("Courier", 90), told_by("Herald", 90)])
    other = told_by("Herald", 90)
    by_phone = replace(
        other.meetings[0], mode=Mode.PHONE, when=None, participants=other.meetings[0].participants[:1]
    )
    ledger.add(replace(other, versions=replace(other.versions, rules="2"), meetings=(by_phone,)))

    assert [row["n_reports"] for row in ledger.things(ListKind.MEETINGS).rows] == [1, 1]
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("facets", "n_rows"),
    [
        ({"country": "jpn"}, 1),
        ({"pair": "JPN-AUS"}, 1),
        ({"pair": "JPN-USA"}, 0),
        ({"actor": "FUMIO KISHIDA", "topic": "energy"}, 1),
        ({"outlet": "Courier", "mode": "in_person", "month": "2022-10"}, 1),
        ({"outlet": "Nobody"}, 0),
        ({"country": "USA, jpn", "mode": "phone,in_person"}, 1),
        ({"country": "USA,TUR"}, 0),
        ({"outlet": "Courier,Herald"}, 0),
        ({"state": "overdue,held"}, 1),
        ({"state": "overdue,open"}, 0),
    ],
)
def test_filters(ledger: Ledger, facets: dict[str, str], n_rows: int) -> None:
    ledger.add_all([told_by("Courier", 90), told_by("Herald", 90)])

    assert len(ledger.things(ListKind.MEETINGS, Filter(facets)).rows) == n_rows


def test_cursor_goes_through_all_rows_once(ledger: Ledger) -> None:
    ledger.add_all([told.record for told in reports(3, meetings(3, 15), most=3)])
    everything = [row["id"] for row in ledger.things(ListKind.MEETINGS, Filter(limit=None)).rows]

    found, cursor = [], None
    while True:
        page = ledger.things(ListKind.MEETINGS, Filter(limit=4, after=cursor))
        found += [row["id"] for row in page.rows]
        cursor = page.next
        if cursor is None:
            break

    assert found == everything
    assert len(set(found)) == len(found) > 10


def test_wrong_questions_say_what_to_do(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="AUS-JPN"):
        ledger.things(ListKind.MEETINGS, Filter({"pair": "Japan"}))
    with pytest.raises(UsageError, match="no cursor"):
        ledger.things(ListKind.MEETINGS, Filter(after="x"))
    with pytest.raises(UsageError, match="dragoman meetings"):
        ledger.thing("0000")
