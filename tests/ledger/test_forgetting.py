"""A forgotten article leaves the ledger as if its page had never been read, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select

from dragoman.errors import UsageError
from dragoman.ledger import Decision, Ledger, ListKind, PairVerdict, Verdict
from dragoman.ledger.place import place_of
from dragoman.ledger.schema import journal
from dragoman.reading.record import Record
from tests.factory import make_record
from tests.ledger.simulator import meetings, reports
from tests.ledger.snapshot import snapshot


def at_noon() -> datetime:
    """One time for all that is added, so that two ledgers can be compared."""
    return datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def held(target: str) -> Iterator[Ledger]:
    with Ledger.open(target, create=True, now=at_noon) as opened:
        yield opened


def contents(target: str) -> dict[str, list[Any]]:
    """All rows, but for months in which nothing is left."""
    tables = snapshot(target)
    return {**tables, "tallies": [row for row in tables["tallies"] if row[-1]]}


def never_read(folder: Path, records: list[Record]) -> dict[str, list[Any]]:
    target = str(folder / "never.db")
    with Ledger.open(target, create=True, now=at_noon) as other:
        other.add_all(records)
    return contents(target)


def article_of(ledger: Ledger, name: str) -> str:
    return ledger.record(name).article_id


@pytest.mark.parametrize("number", [0, 3, 7])
def test_joined_reports_are_joined_anew(held: Ledger, target: str, tmp_path: Path, number: int) -> None:
    records = [told.record for told in reports(4, meetings(4, 6), most=6)]
    held.add_all(records)
    gone = records.pop(number)

    forgotten = held.forget(article_of(held, gone.id))

    assert (forgotten.readings, forgotten.values) == (1, len(gone.meetings))
    assert held.check() == []
    assert contents(target) == never_read(tmp_path, records)


def test_all_that_people_said_of_it_goes_too(held: Ledger, target: str, tmp_path: Path) -> None:
    records = [make_record(doc_id=name, outlet=name.title()) for name in ("canberra", "tokyo", "perth")]
    held.add_all(records)
    thing = held.thing(held.things(ListKind.MEETINGS).rows[0]["id"])
    by_page = {row["doc_id"]: row["id"] for row in thing.reports}
    held.decide(by_page["tokyo"], Decision(Verdict.REJECT, "Mia", "not so"))
    held.decide_pair(by_page["tokyo"], by_page["perth"], PairVerdict.DIFFERENT, "Mia")

    forgotten = held.forget(article_of(held, "tokyo"))

    assert forgotten.decisions == 1
    assert held.check() == []
    assert contents(target) == never_read(tmp_path, [records[0], records[2]])


def test_copies_that_it_joined_find_each_other_anew(held: Ledger, target: str, tmp_path: Path) -> None:
    records = [make_record(doc_id=f"copy-{number}") for number in range(4)]
    held.add_all(records)
    first = min(article_of(held, record.id) for record in records)

    held.forget(first)

    rest = [record for record in records if article_of_record(record) != first]
    assert contents(target) == never_read(tmp_path, rest)


def article_of_record(record: Record) -> str:
    from dragoman.ledger.rows import rows_of

    return str(rows_of(record, "2026-01-01T12:00:00").article["id"])


def test_older_text_of_the_page_speaks_for_it_again(target: str, tmp_path: Path) -> None:
    older, newer = make_record(), make_record(headline="Japan, Australia sign pact", rules="2")
    with Ledger.open(target, create=True) as ledger:
        ledger.add(older)
        ledger.add(newer)
        assert ledger.record("canberra").record == newer

        ledger.forget(article_of(ledger, "canberra"))

        assert ledger.record("canberra").record == older
        assert len(ledger.things(ListKind.MEETINGS).rows) == 1
        assert ledger.check() == []


def test_all_readings_of_it_go(held: Ledger, target: str, tmp_path: Path) -> None:
    for rules in ("1", "2", "3"):
        held.add(make_record(rules=rules))

    assert held.forget(article_of(held, "canberra")).readings == 3
    assert contents(target) == never_read(tmp_path, [])


def test_journal_says_that_an_article_was_forgotten_and_when(held: Ledger, target: str) -> None:
    held.add(make_record())
    gone = article_of(held, "canberra")

    held.forget(gone)

    engine = create_engine(place_of(target).url)
    with engine.connect() as connection:
        last = connection.execute(select(journal).order_by(journal.c.number.desc())).first()
    engine.dispose()
    assert last is not None
    assert tuple(last)[1:] == ("2026-01-01T12:00:00.000000+00:00", "article forgotten", gone)


def test_its_words_are_found_no_more(held: Ledger) -> None:
    held.add(make_record(headline="Quetzalcoatl visits Perth"))
    held.add(make_record(doc_id="other"))

    held.forget(article_of(held, "canberra"))

    assert held.search("quetzalcoatl").rows == []
    assert len(held.search("kishida").rows) == 1


def test_no_byte_of_its_words_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "my.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(make_record(headline="Quetzalcoatl visits Perth"))
        ledger.add(make_record(doc_id="other"))
        ledger.forget(article_of(ledger, "canberra"))

        written = b"".join(one.read_bytes() for one in tmp_path.glob("my.db*")).lower()

    assert b"quetzalcoatl" not in written


def test_unknown_article_is_refused(held: Ledger) -> None:
    with pytest.raises(UsageError, match="No article"):
        held.forget("0" * 24)


def test_page_that_is_read_again_comes_back(held: Ledger, target: str) -> None:
    held.add(make_record())
    before = contents(target)
    held.forget(article_of(held, "canberra"))

    held.add(make_record())

    assert contents(target) == before
