"""A ledger that another program holds: the caller is told so in words, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import TimeoutError as PoolTimeout

from dragoman.ledger import Decision, Ledger, LedgerBusy, PairVerdict, Role, Verdict, upgrade_ledger
from dragoman.ledger import engine as engines
from dragoman.ledger.adding import add_rows
from dragoman.ledger.engine import explained, writing
from dragoman.ledger.rows import rows_of
from dragoman.pages import Skipped, SkipReason
from tests.factory import make_record

WRITES: dict[str, Callable[[Ledger], object]] = {
    "add": lambda ledger: ledger.add(make_record(doc_id="second")),
    "add_skipped": lambda ledger: ledger.add_skipped(Skipped("page", "origin", SkipReason.HIDDEN, "")),
    "join_all": lambda ledger: ledger.join_all(),
    "decide": lambda ledger: ledger.decide("0" * 24, Decision(Verdict.ACCEPT, "Mia")),
    "decide_pair": lambda ledger: ledger.decide_pair("0" * 24, "1" * 24, PairVerdict.SAME, "Mia"),
    "undo_merge": lambda ledger: ledger.undo_merge("0" * 24),
    "forget": lambda ledger: ledger.forget("0" * 24),
    "users": lambda ledger: ledger.accounts.add("mia", Role.REVIEWER, "correct horse battery"),
    "upgrade": lambda ledger: upgrade_ledger(ledger.place),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_writer_is_told_who_holds_the_ledger(
    write: Callable[[Ledger], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_S", 0.02)
    with Ledger.open(tmp_path / "desk.db", create=True) as ledger, Ledger.open(tmp_path / "desk.db") as other:
        ledger.add(make_record())
        with writing(other._engine, other._place):
            with pytest.raises(LedgerBusy, match=r"desk\.db.* in use by another program.*try again"):
                write(ledger)
            assert ledger.counts().articles == 1


def test_writers_to_a_database_do_not_wait_for_ever(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_S", 0.02)
    with Ledger.open(target, create=True) as ledger, Ledger.open(target) as other:
        with writing(other._engine, other._place) as connection:
            add_rows(connection, [rows_of(make_record(), "2026-01-01")])
            with pytest.raises(LedgerBusy):
                ledger.add(make_record())

        assert ledger.counts().articles == 1


def test_reader_is_told_where_too_many_ask_at_once(tmp_path: Path) -> None:
    with (
        Ledger.open(tmp_path / "desk.db", create=True) as ledger,
        pytest.raises(LedgerBusy, match="Too many"),
        explained(ledger._place),
    ):
        raise PoolTimeout("QueuePool limit of size 5 overflow 10 reached")
