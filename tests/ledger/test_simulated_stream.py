"""Merging measured on a stream with known truth: pairwise F1, and the false joins by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import create_engine, select

from dragoman.ledger import Ledger
from dragoman.ledger.derived import reports as report_table
from dragoman.ledger.place import place_of
from dragoman.ledger.rows import rows_of
from tests.ledger.simulator import Told, meetings, reports

Pairs = set[tuple[str, str]]


def true_numbers(told: Iterable[Told]) -> dict[str, int]:
    """Value id -> the meeting that it tells of."""
    found = {}
    for one in told:
        rows = rows_of(one.record, "2026-01-01T00:00:00")
        for row, number in zip(rows.tables["record_values"], one.meetings, strict=True):
            found[row["id"]] = number
    return found


def grouped(target: str) -> dict[str, str]:
    """Value id -> its group."""
    engine = create_engine(place_of(target).url)
    try:
        with engine.connect() as connection:
            return {row.value_id: row.group_id for row in connection.execute(select(report_table))}
    finally:
        engine.dispose()


def pairs_of(labels: dict[str, object]) -> Pairs:
    members = defaultdict(list)
    for value_id, label in sorted(labels.items()):
        members[label].append(value_id)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def scores(truth: dict[str, int], found: dict[str, str]) -> tuple[float, Pairs, Pairs]:
    """Pairwise F1, false joins, missed joins."""
    right, joined = pairs_of(dict(truth)), pairs_of(dict(found))
    return 2 * len(right & joined) / (len(right) + len(joined)), joined - right, right - joined


def run(target: str, seed: int, n_meetings: int) -> tuple[float, Pairs, Pairs, dict[str, int]]:
    told = list(reports(seed, meetings(seed, n_meetings)))
    with Ledger.open(target, create=True) as ledger:
        for start in range(0, len(told), 200):
            ledger.add_all([one.record for one in told[start : start + 200]])
    truth = true_numbers(told)
    return (*scores(truth, grouped(target)), truth)


@pytest.mark.parametrize("seed", [11, 12])
def test_reports_of_one_meeting_come_together_and_others_stay_apart(tmp_path: Path, seed: int) -> None:
    f1, false_joins, missed, truth = run(str(tmp_path / "ledger.db"), seed, 80)

    told = [(truth[a], truth[b]) for a, b in sorted(false_joins)]
    print(f"F1 {f1:.4f}, {len(false_joins)} false joins {sorted(set(told))}, {len(missed)} missed")
    assert f1 >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 25))
def test_longer_streams_keep_their_meetings_apart(tmp_path: Path, seed: int) -> None:
    f1, _, _, _ = run(str(tmp_path / "ledger.db"), seed, 600)

    assert f1 >= 0.95


def test_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    told = [one.record for one in reports(5, meetings(5, 12))]
    found = []
    for number in range(3):
        shuffled = Random(number).sample(told, len(told))
        target = str(tmp_path / f"{number}.db")
        with Ledger.open(target, create=True) as ledger:
            for start in range(0, len(shuffled), 1 + 6 * number):
                ledger.add_all(shuffled[start : start + 1 + 6 * number])
        found.append(grouped(target))

    assert found[0] == found[1] == found[2]
