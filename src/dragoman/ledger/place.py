"""Where a ledger lies: a file, or a database that a URL names; and whether it is one.

A file is recognised by its first hundred bytes, before SQLite sees it: opening
another application's database would already write files beside it. Every ledger
carries dragoman's application id there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from dragoman.errors import LedgerUnreadable

# "DRGM" in ASCII, in the header field that SQLite leaves to applications
# (sqlite.org/fileformat.html, section 1.3.15).
APPLICATION_ID = 0x4452474D
_SQLITE_MAGIC = b"SQLite format 3\x00"
_APPLICATION_ID_AT = 68
_HEADER_LENGTH = 100
# What stands before the host of a URL, up to the last "@": messages must not show it.
_CREDENTIALS = re.compile(r"//.*@", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LedgerPlace:
    """A ledger's file, or its URL where it lies on a server (`path` is None)."""

    path: Path | None
    url: URL

    @property
    def shown(self) -> str:
        """The place as people see it, without a password."""
        return str(self.path) if self.path is not None else self.url.render_as_string(hide_password=True)


def place_of(target: str | Path) -> LedgerPlace:
    """The place that a path or URL names.

    Raises:
        LedgerUnreadable: The URL is none, or names a database that dragoman does not use.
    """
    if isinstance(target, Path) or "://" not in target:
        return _file_place(Path(target))
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        shown = _CREDENTIALS.sub("//***@", target)
        raise LedgerUnreadable(
            f'"{shown}" is no database URL. Use a file name or postgresql://user@host/name.'
        ) from error
    match url.get_backend_name():
        case "sqlite" if url.database:
            return _file_place(Path(url.database))
        case "postgresql" | "postgres":
            return LedgerPlace(None, url.set(drivername="postgresql+psycopg"))
    raise LedgerUnreadable(
        f'A ledger cannot lie at "{url.render_as_string(hide_password=True)}" '
        f"({url.get_backend_name()}). Use a file name or postgresql://user@host/name."
    )


def _file_place(path: Path) -> LedgerPlace:
    return LedgerPlace(path, URL.create("sqlite+pysqlite", database=str(path)))


def is_blank(path: Path) -> bool:
    """Whether a ledger may be made here: nothing there, or an empty file."""
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def refuse_foreign_file(path: Path) -> None:
    """Nothing, when the file's head is that of a ledger; the file is only read.

    Raises:
        LedgerUnreadable: It is something else; says what.
    """
    if path.is_dir():
        raise LedgerUnreadable(f'"{path}" is a folder, not a ledger. Name a file in it, such as {path}/my.db')
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_LENGTH)
    except OSError as error:
        raise LedgerUnreadable(f'The ledger "{path}" cannot be opened: {error.strerror}.') from error
    if not head.startswith(_SQLITE_MAGIC):
        found = "it is empty" if not head else "it is not an SQLite database"
        raise LedgerUnreadable(f'"{path}" is no ledger: {found}. It was left as it is; name another file.')
    if int.from_bytes(head[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big") != APPLICATION_ID:
        raise LedgerUnreadable(
            f'"{path}" is no ledger: it is the SQLite database of another program. '
            "It was left as it is; name another file."
        )
