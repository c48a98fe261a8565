"""A further article with the same finding joins the others, as it would were all of their pairs looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dragoman.ledger import Ledger, PairVerdict, deriving, merging
from dragoman.ledger.derived import reports
from dragoman.reading.record import Record
from tests.factory import make_record

Change = Callable[[Ledger, int, int], None]


def page(number: int, n_findings: int = 1) -> Record:
    """An article with the same finding as all others, now and then twice."""
    record = make_record(f"page-{number}", f"Headline {number}")
    finding = record.findings[0]
    again = replace(finding, evidence=record.meetings[0].evidence)
    return replace(
        record,
        meetings=(),
        commitments=(),
        statements=(),
        events=(),
        findings=(finding, again)[:n_findings],
    )


def grouped(ledger: Ledger) -> dict[str, str]:
    with ledger.snapshot() as connection:
        rows = connection.execute(select(reports.c.value_id, reports.c.group_id))
        return {row.value_id: row.group_id for row in rows}


def _add(ledger: Ledger, number: int, other: int) -> None:
    ledger.add_all([page(number, 1 + (other % 5 == 0)), page(other)])


def _take_back(ledger: Ledger, number: int, other: int) -> None:
    told = sorted(grouped(ledger))
    found = [one for one in ledger.merges(told[number % len(told)]) if one["undone_at"] is None]
    if found:
        ledger.undo_merge(found[other % len(found)]["id"])


def _say(ledger: Ledger, number: int, other: int) -> None:
    told = sorted(grouped(ledger))
    one, two = told[number % len(told)], told[other % len(told)]
    if one != two:
        verdict = PairVerdict.DIFFERENT if number % 2 else PairVerdict.SAME
        ledger.decide_pair(one, two, verdict, "Mia")


def _forget(ledger: Ledger, number: int, _: int) -> None:
    rows = ledger.articles()
    if len(rows) > 1:
        ledger.forget(rows[number % len(rows)]["id"])


CHANGES = st.tuples(
    st.sampled_from([_add, _add, _add, _take_back, _say, _forget]), st.integers(0, 15), st.integers(0, 15)
)


@settings(max_examples=25)
@given(st.lists(CHANGES, min_size=4, max_size=14))
def test_groups_are_those_that_all_pairs_give(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[Change, int, int]]
) -> None:
    with Ledger.open(tmp_path_factory.mktemp("attached") / "ledger.db", create=True) as ledger:
        ledger.add_all([page(number) for number in range(20, 24)])
        for change, number, other in changes:
            change(ledger, number, other)
        found = grouped(ledger)
        ledger.join_all()

        assert found == grouped(ledger)


def test_a_further_article_reads_its_own_pairs_alone(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.add_all([page(number) for number in range(30)])
    read: list[int] = []
    edges_of = merging._edges_of

    def counted(*asked: Any) -> list[merging.Edge]:
        edges = edges_of(*asked)
        read.append(len(edges))
        return edges

    monkeypatch.setattr(merging, "_edges_of", counted)
    ledger.add(page(30))

    assert len(set(grouped(ledger).values())) == 1
    assert read == [30]


def test_the_same_groups_come_when_all_is_derived_anew(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        ledger.add(page(number, 1 + (number % 7 == 0)))
    before = grouped(ledger)

    monkeypatch.setattr(deriving, "AT_ONCE", 5)
    ledger.join_all()

    assert grouped(ledger) == before
