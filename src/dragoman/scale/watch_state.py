"""What a watch remembers: in one SQLite file beside the ledger, written as it goes.

For each feed when it was polled, what failed and since when; for each address what
its server gave to ask whether it has changed; which entries were seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.errors import UsageError
from dragoman.pages.fetch import Validators

_TABLES = """
CREATE TABLE IF NOT EXISTS feeds (
  url TEXT PRIMARY KEY, polled_at TEXT, next_at TEXT, failing_since TEXT, failure TEXT,
  n_failures INTEGER NOT NULL DEFAULT 0, n_pages INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS validators (url TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seen (
  feed TEXT NOT NULL, key TEXT NOT NULL, seen_at TEXT NOT NULL, n_tries INTEGER NOT NULL, is_done INTEGER NOT NULL,
  PRIMARY KEY (feed, key)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed; times are ISO 8601, UTC.

    `failing_since` and `failure` are None where the last poll went well.
    """

    url: str
    polled_at: str | None = None
    next_at: str | None = None
    failing_since: str | None = None
    failure: str | None = None
    n_failures: int = 0
    n_pages: int = 0

    def polled(self, at: datetime, next_at: datetime, n_pages: int, failure: str | None) -> FeedState:
        """The state after a poll."""
        now = at.isoformat(timespec="seconds")
        return replace(
            self,
            polled_at=now,
            next_at=next_at.isoformat(timespec="seconds"),
            failing_since=None if failure is None else self.failing_since or now,
            failure=failure,
            n_failures=0 if failure is None else self.n_failures + 1,
            n_pages=self.n_pages + n_pages,
        )


class WatchState:
    """The memory of a watch; one process at a time writes to it."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._db.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            raise UsageError(f'The state of the watch "{path}" cannot be used: {error}.') from error

    @property
    def validators(self) -> MutableMapping[str, Validators]:
        """By address, what its server gave; each change is written at once."""
        return _StoredValidators(self._db)

    def feed(self, url: str) -> FeedState:
        """What is known of a feed."""
        row = self._db.execute("SELECT * FROM feeds WHERE url = ?", (url,)).fetchone()
        return FeedState(*row) if row is not None else FeedState(url)

    def store_feed(self, state: FeedState) -> None:
        """Remember the state of a feed."""
        self._db.execute(
            "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?, ?)",
            (state.url, state.polled_at, state.next_at, state.failing_since, state.failure, state.n_failures, state.n_pages),
        )  # fmt: skip

    def tries(self, feed: str, key: str) -> int | None:
        """How often an entry was tried; None where it is done with."""
        row = self._db.execute(
            "SELECT n_tries, is_done FROM seen WHERE feed = ? AND key = ?", (feed, key)
        ).fetchone()
        if row is None:
            return 0
        return None if row[1] else int(row[0])

    def has_waiting(self, feed: str) -> bool:
        """Whether entries of a feed are to be tried again."""
        query = "SELECT 1 FROM seen WHERE feed = ? AND NOT is_done LIMIT 1"
        return self._db.execute(query, (feed,)).fetchone() is not None

    def note(self, feed: str, key: str, at: datetime, is_done: bool) -> None:
        """Remember that an entry was tried, and whether it is done with."""
        tries = self.tries(feed, key) or 0
        self._db.execute(
            "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)",
            (feed, key, at.isoformat(timespec="seconds"), tries + 1, is_done),
        )

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _StoredValidators(MutableMapping[str, Validators]):
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __getitem__(self, url: str) -> Validators:
        row = self._db.execute("SELECT etag, last_modified FROM validators WHERE url = ?", (url,)).fetchone()
        if row is None:
            raise KeyError(url)
        return Validators(*row)

    def __setitem__(self, url: str, value: Validators) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO validators VALUES (?, ?, ?)", (url, value.etag, value.last_modified)
        )

    def __delitem__(self, url: str) -> None:
        if self._db.execute("DELETE FROM validators WHERE url = ?", (url,)).rowcount == 0:
            raise KeyError(url)

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._db.execute("SELECT url FROM validators ORDER BY url").fetchall())

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM validators").fetchone()[0])
