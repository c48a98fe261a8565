"""Which articles belong with an article, the nearest first."""

from __future__ import annotations

from dataclasses import replace

from dragoman.ledger import Ledger, ListKind, Selection
from dragoman.reading.record import Mode, Record
from tests.factory import make_record
from tests.ledger.simulator import meetings, reports


def ids(ledger: Ledger) -> dict[str, str]:
    return {row["doc_id"]: row["id"] for row in ledger.rows(Selection(ListKind.ARTICLES))}


def by_phone(record: Record) -> Record:
    """The same two people on another day and by telephone: another meeting of the same pair."""
    return replace(record, meetings=(replace(record.meetings[0], mode=Mode.PHONE, when=None),), events=())


def test_reports_of_the_same_meeting_come_before_the_thread(ledger: Ledger) -> None:
    told = [one.record for one in reports(3, meetings(3, 30), most=4)]
    ledger.add_all(told)
    article = ledger.things(ListKind.MEETINGS).rows[0]["article_id"]
    own = {one.thing_id for one in ledger.article(article).values}

    found = ledger.related(article, limit=30)

    ranks = [("copy", "same", "thread").index(one.why) for one in found]
    assert article not in {one.article["id"] for one in found}
    assert [one.why for one in found if one.shared] == [one.why for one in found if one.why != "thread"]
    assert ranks.index(2) == len([rank for rank in ranks if rank < 2])
    assert all(set(one.shared) <= own for one in found)


def test_copy_is_called_a_copy(ledger: Ledger) -> None:
    ledger.add_all([make_record(), make_record(doc_id="other", outlet="Herald")])

    (one,) = ledger.related(ids(ledger)["canberra"])

    assert (one.article["doc_id"], one.why, len(one.shared)) == ("other", "copy", 5)


def test_article_of_another_year_is_in_no_thread(ledger: Ledger) -> None:
    ledger.add_all(
        [
            by_phone(make_record(doc_id="a", headline="One thing and no other", published="2022-10-22")),
            by_phone(make_record(doc_id="b", headline="Something else", published="2023-10-22")),
        ]
    )

    # The two have one body, so that they are copies; they have no thread in common.
    assert [one.why for one in ledger.related(ids(ledger)["a"])] == ["copy"]
    assert ledger.related("0" * 24) == []
