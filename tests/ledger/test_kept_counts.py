"""Numbers that are kept equal those that are counted, whatever was done to the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from dragoman.ledger import Ledger, PairVerdict
from dragoman.ledger.derived import facets, groups, reports, tallies
from dragoman.ledger.listing import ListKind
from dragoman.ledger.schema import articles, readings, stated
from tests.ledger.simulator import meetings
from tests.ledger.simulator import reports as told

RECORDS = [one.record for one in told(8, meetings(8, 4), most=3)]
Change = Callable[[Ledger, int], None]


def _read(ledger: Ledger, number: int) -> None:
    ledger.add(RECORDS[number % len(RECORDS)])


def _read_anew(ledger: Ledger, number: int) -> None:
    """A newer version of the program finds fewer topics and another outlet in the same page."""
    record = RECORDS[number % len(RECORDS)]
    fewer = tuple(replace(one, topics=one.topics[:1]) for one in record.meetings)
    outlet = replace(record.article, outlet=f"Outlet {number}")
    ledger.add(replace(record, article=outlet, meetings=fewer, versions=replace(record.versions, rules="2")))


def _find_nothing(ledger: Ledger, number: int) -> None:
    record = RECORDS[number % len(RECORDS)]
    ledger.add(replace(record, meetings=(), versions=replace(record.versions, rules="3")))


def _clean_anew(ledger: Ledger, number: int) -> None:
    """The same page with a line more: another article, which speaks for the page from then on."""
    record = RECORDS[number % len(RECORDS)]
    ledger.add(replace(record, article=replace(record.article, text=f"{record.article.text}\n\nRead more")))


def _take_in(ledger: Ledger, number: int) -> None:
    with Ledger.open(f"{ledger.place}.{number}", create=True) as other:
        other.add_all(RECORDS[number % len(RECORDS) :])
        ledger.take_in(other)


def _part(ledger: Ledger, number: int) -> None:
    """Somebody says that two reports of one thing tell of two; half of the time that is taken back."""
    for row in ledger.things(ListKind.MEETINGS).rows:
        members = [one["id"] for one in ledger.thing(row["id"]).reports]
        if len(members) > 1:
            merge_id = ledger.decide_pair(members[0], members[-1], PairVerdict.DIFFERENT, "Mia")
            if number % 2:
                ledger.undo_merge(merge_id)
            return


def _undo(ledger: Ledger, number: int) -> None:
    """The first join of the machine is taken back."""
    for row in ledger.things(ListKind.MEETINGS).rows:
        for merge in ledger.merges(row["id"])[:1]:
            ledger.undo_merge(merge["id"])


def _forget(ledger: Ledger, number: int) -> None:
    rows = ledger.articles()
    if rows:
        ledger.forget(rows[number % len(rows)]["id"])


CHANGES: tuple[Change, ...] = (
    _read,
    _read_anew,
    _find_nothing,
    _clean_anew,
    _take_in,
    _part,
    _undo,
    _forget,
)


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 9)), min_size=3, max_size=9))
def test_kept_numbers_are_those_that_are_counted(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[Change, int]]
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    with Ledger.open(folder / "ledger.db", create=True) as ledger:
        ledger.add_all(RECORDS[:4])
        for change, number in changes:
            change(ledger, number)

        _assert_counted(ledger)


def _assert_counted(ledger: Ledger) -> None:
    figures = ledger.stats()
    with ledger.snapshot() as connection:
        assert _kept_months(connection) == _counted_months(connection)
        assert _kept_sizes(connection) == _counted_sizes(connection)
        current = connection.execute(
            select(articles.c.outlet, articles.c.language, articles.c.published_earliest)
            .join_from(articles, readings)
            .where(readings.c.is_current)
        ).all()
        n_meetings = connection.scalar(
            select(func.count()).select_from(stated.join(readings)).where(readings.c.is_current)
        )
    assert figures.counts.articles == len(current)
    assert figures.counts.meetings == n_meetings
    assert figures.by_outlet == Counter(row.outlet for row in current)
    assert figures.by_language == Counter(row.language for row in current)
    assert figures.by_month == Counter(row.published_earliest.isoformat()[:7] for row in current)
    assert ledger.check() == []


def _kept_months(connection: Connection) -> dict[tuple[str, ...], int]:
    return {tuple(row[:4]): row.n for row in connection.execute(select(tallies)) if row.n}


def _counted_months(connection: Connection) -> Counter[tuple[str, ...]]:
    """Counted by hand, not by the query of the check."""
    rows = connection.execute(select(facets)).all()
    return Counter((row.kind, row.facet, row.word, row.day[:7]) for row in rows)


def _kept_sizes(connection: Connection) -> dict[str, int]:
    return {row.id: row.n_reports for row in connection.execute(select(groups))}


def _counted_sizes(connection: Connection) -> Counter[str]:
    return Counter(connection.scalars(select(reports.c.group_id)))
