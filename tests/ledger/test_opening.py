"""What is opened as a ledger, what is made, and what is refused and left untouched."""

from __future__ import annotations

import os
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dragoman.errors import LedgerNotFound, LedgerUnreadable
from dragoman.ledger import Ledger, LedgerWriteFailed
from dragoman.ledger.place import APPLICATION_ID, place_of
from tests.factory import make_record


def contents(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def random_bytes(path: Path) -> None:
    path.write_bytes(os.urandom(8192))


def foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, price REAL)")
    connection.commit()
    connection.close()


def head_of_a_database(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"\x10\x00\x01\x01")


def text_file(path: Path) -> None:
    path.write_text("Lavrov met Fidan in Ankara.", encoding="utf-8")


@pytest.mark.parametrize("make", [random_bytes, foreign_database, head_of_a_database, text_file])
@pytest.mark.parametrize("create", [False, True])
def test_file_that_is_no_ledger_is_refused_and_left_untouched(
    make: object, create: bool, tmp_path: Path
) -> None:
    path = tmp_path / "other.db"
    make(path)  # type: ignore[operator]
    before = contents(tmp_path)

    with pytest.raises(LedgerUnreadable, match="is no ledger: it is"):
        Ledger.open(path, create=create)

    assert contents(tmp_path) == before


def test_damaged_ledger_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "cut.db"
    Ledger.open(path, create=True).close()
    path.write_bytes(path.read_bytes()[:5000])

    with pytest.raises(LedgerUnreadable, match="cannot be read"), Ledger.open(path) as ledger:
        ledger.check()


def test_file_with_random_pages_under_a_true_head_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    Ledger.open(path, create=True).close()
    path.write_bytes(path.read_bytes()[:100] + os.urandom(20_000))

    with pytest.raises(LedgerUnreadable):
        Ledger.open(path)


def test_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnreadable, match="is a folder"):
        Ledger.open(tmp_path, create=True)


def test_missing_ledger_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(LedgerNotFound) as caught:
        Ledger.open("minsk.db")

    assert str(caught.value) == (
        'No ledger at "minsk.db". Create it with: dragoman ledger init minsk.db   '
        "(read --ledger makes one by itself)"
    )


def test_ledger_in_a_missing_folder_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(LedgerNotFound, match="there is no folder"):
        Ledger.open(tmp_path / "no" / "my.db", create=True)


def test_empty_file_becomes_a_ledger_where_one_is_to_be_made(tmp_path: Path) -> None:
    path = tmp_path / "my.db"
    path.touch()

    with pytest.raises(LedgerNotFound):
        Ledger.open(path)
    with Ledger.open(path, create=True) as ledger:
        assert ledger.counts().articles == 0


def test_ledger_is_recognised_by_its_head(tmp_path: Path) -> None:
    path = tmp_path / "my.db"
    Ledger.open(path, create=True).close()

    assert path.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big") == b"DRGM"


@pytest.mark.postgres
def test_database_without_ledger_is_not_found_and_stays_empty(postgres_url: str) -> None:
    with pytest.raises(LedgerNotFound, match="No ledger at"):
        Ledger.open(postgres_url)

    with pytest.raises(LedgerNotFound):
        Ledger.open(postgres_url)


@pytest.mark.postgres
def test_database_with_tables_of_another_program_is_refused(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE articles (price integer)"))
    engine.dispose()

    with pytest.raises(LedgerUnreadable, match="holds tables of another program"):
        Ledger.open(postgres_url, create=True)


@pytest.mark.postgres
def test_server_that_does_not_answer_is_named_without_the_password() -> None:
    with pytest.raises(LedgerUnreadable, match="does not answer") as caught:
        Ledger.open("postgresql://me:secret@127.0.0.1:1/none?connect_timeout=1")

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("mysql://me:secret@host/name", r'cannot lie at "mysql://me:\*\*\*@host/name"'),
        ("://minsk", "is no database URL"),
        ("sqlite://", "cannot lie at"),
    ],
)
def test_other_urls_are_refused(target: str, message: str) -> None:
    with pytest.raises(LedgerUnreadable, match=message):
        Ledger.open(target, create=True)


@pytest.mark.parametrize("target", ["postgresql://me:secret@host:port/db", "postgres ql://me:secret@host/db"])
def test_url_that_is_none_is_refused_without_its_password(target: str) -> None:
    with pytest.raises(LedgerUnreadable, match="no database URL") as refused:
        place_of(target)
    assert "secret" not in str(refused.value)


def test_sqlite_url_names_a_file(tmp_path: Path) -> None:
    assert place_of(f"sqlite:///{tmp_path}/my.db").path == tmp_path / "my.db"
    assert place_of("my.db").url.database == "my.db"


def test_newer_schema_is_refused(target: str) -> None:
    Ledger.open(target, create=True).close()
    engine = create_engine(place_of(target).url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE ledger_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(LedgerUnreadable, match=r'newer dragoman [(]schema "9999"'):
        Ledger.open(target, create=True)


def test_ledger_with_a_trigger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "my.db"
    Ledger.open(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TRIGGER lose AFTER INSERT ON articles BEGIN DELETE FROM skipped; END")
    connection.commit()
    connection.close()

    with pytest.raises(LedgerUnreadable, match='holds a trigger "lose"'):
        Ledger.open(path)


def test_full_disk_is_said_and_leaves_the_ledger_whole(tmp_path: Path) -> None:
    path = tmp_path / "my.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(make_record())
        with ledger._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerWriteFailed, match="database or disk is full"):
            ledger.add(make_record(doc_id="long", headline="Ankara " * 100_000))

    with Ledger.open(path) as ledger:
        assert ledger.counts().articles == 1
        assert ledger.check() == []


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with one record in a folder that may not be written to (root may, whatever the folder says)."""
    path = tmp_path / "locked %20?#" / "my ledger.db"
    path.parent.mkdir()
    with Ledger.open(path, create=True) as ledger:
        ledger.add(make_record())
    may_write = os.access
    monkeypatch.setattr(
        os, "access", lambda what, how: Path(what) not in (path, path.parent) and may_write(what, how)
    )
    return path


def test_ledger_in_a_read_only_folder_is_read_and_nothing_is_written_beside_it(locked: Path) -> None:
    before = contents(locked.parent)

    with Ledger.open(locked) as ledger:
        assert ledger.is_read_only
        assert ledger.counts().articles == 1
        assert ledger.search("kishida").rows
        assert ledger.check() == []
        assert contents(locked.parent) == before

    assert contents(locked.parent) == before


def test_writing_to_a_read_only_ledger_is_refused_in_words(locked: Path) -> None:
    with Ledger.open(locked) as ledger, pytest.raises(LedgerWriteFailed, match="could not be written"):
        ledger.add(make_record(doc_id="other"))


def test_changes_that_lie_beside_a_read_only_ledger_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "my.db"
    with Ledger.open(path, create=True) as writer:
        writer.add(make_record())
        monkeypatch.setattr(os, "access", lambda *_: False)
        with Ledger.open(path) as ledger:
            assert ledger.counts().articles == 1
