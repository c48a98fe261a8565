"""A copy is the ledger; two ledgers that are united are one that read everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.ledger import Decision, Ledger, ListKind, Verdict
from tests.factory import make_record
from tests.ledger.snapshot import snapshot
from tests.ledger.test_telling import told_by

NAMES = ("Courier", "Herald", "Post")


def test_copy_holds_the_same(make_ledger: Callable[[str], Ledger], tmp_path: Path) -> None:
    ledger = make_ledger("a.db")
    ledger.add_all([told_by(name, 90) for name in NAMES])

    ledger.back_up(tmp_path / "copy.db")

    assert snapshot(str(tmp_path / "copy.db")) == snapshot(ledger.place)
    with Ledger.open(tmp_path / "copy.db") as copy:
        assert copy.check() == []
        assert len(copy.search("kishida").rows) == 3
    with pytest.raises(UsageError, match="is there already"):
        ledger.back_up(tmp_path / "copy.db")


def test_united_ledgers_join_their_reports_and_keep_decisions(make_ledger: Callable[[str], Ledger]) -> None:
    left, right = make_ledger("left.db"), make_ledger("right.db")
    left.add(told_by("Courier", 90))
    right.add_all([told_by("Courier", 90), told_by("Herald", 45)])
    (row,) = right.things(ListKind.MEETINGS).rows
    right.decide(row["id"], Decision(Verdict.ACCEPT, "Ada"))

    assert left.take_in(right) == (1, 1)

    (row,) = left.things(ListKind.MEETINGS).rows
    assert (row["n_reports"], row["review"]) == (2, "accept")
    assert left.take_in(right) == (0, 2)
    assert left.check() == []


def test_order_of_uniting_does_not_matter(make_ledger: Callable[[str], Ledger]) -> None:
    parts = [make_ledger("x.db"), make_ledger("y.db")]
    parts[0].add_all([make_record(rules="1"), told_by("Courier", 90)])
    parts[1].add_all([make_record(rules="2"), told_by("Herald", 30)])
    one, two = make_ledger("one.db"), make_ledger("two.db")
    for part in parts:
        one.take_in(part)
    for part in reversed(parts):
        two.take_in(part)

    assert snapshot(one.place) == snapshot(two.place)
