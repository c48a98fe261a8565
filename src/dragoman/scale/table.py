"""The Parquet of a shard: a row a record, and a row for each page that was lost.

The columns are fixed; the schema carries what each means under "description", as
the tables of `dragoman.export` do. `record` is the record in its JSON form for
other programs; `reading` is the record without loss, from which a ledger is filled.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dragoman.ledger.storable import storable
from dragoman.pages import Page, Skipped
from dragoman.version import __version__

_ROWS_AT_ONCE = 100
# Rows that are long (a report of 2 MB) are written sooner, so that memory stays flat.
_BYTES_AT_ONCE = 4_000_000

_TEXTS = {
    "record_id": "Id of the article: 24 hexadecimal digits from its name, URL and words; the lost page's name",
    "doc_id": "Name of the page",
    "url": "Address of the page",
    "host": "Host of the address",
    "outlet": "Who published it, as its page says",
    "published": "When it was published: a day, month or year, ISO 8601",
    "fetched_at": "When the page was fetched, ISO 8601, UTC",
    "language": "Language, ISO 639-1",
    "headline": "Headline",
    "text_key": "24 hexadecimal digits from the words of the article; the same for exact copies",
    "origin": "Where the page came from: file, and byte, line or row in it",
    "skipped_reason": "Why the page gave no record; empty for a record",
    "skipped_detail": "The same in words",
    "record": "The record as JSON (docs/record.md); empty for a lost page",
    "reading": "The record as JSON without loss, from which a ledger is filled; empty for a lost page",
}
_NUMBERS = {
    "n_meetings": "Meetings that it reports",
    "n_commitments": "Commitments that it reports",
    "n_statements": "Statements that it reports",
    "n_events": "Events that it reports",
    "n_findings": "What a careful editor would question in it",
}
_JSON_COLUMNS = ("record", "reading")


@cache
def shard_schema() -> Any:
    """The `pyarrow.Schema` of a shard's Parquet."""
    import pyarrow

    kinds = ((_TEXTS, pyarrow.string()), (_NUMBERS, pyarrow.int64()))
    fields = [
        pyarrow.field(name, kind, metadata={"description": meaning})
        for columns, kind in kinds
        for name, meaning in columns.items()
    ]
    return pyarrow.schema(fields, metadata={"dragoman.table": "shard/1", "dragoman.version": __version__})


def record_row(page: Page, record: Any) -> dict[str, Any]:
    """The row of a record and the page that it was made from."""
    from dragoman.export.record_json import record_json
    from dragoman.ledger.identity import article_id, content_id
    from dragoman.ledger.serial import to_json

    article = record.article
    row = {
        "record_id": article_id(article),
        "doc_id": article.id,
        "url": article.url,
        "host": _host_of(article.url),
        "outlet": article.outlet,
        "published": article.published.interval.isoformat() if article.published is not None else None,
        "fetched_at": page.fetched_at.isoformat() if page.fetched_at is not None else None,
        "language": article.language,
        "headline": article.headline,
        "text_key": content_id(article.text),
        "origin": article.origin,
        "record": _json(record_json(record)),
        "reading": _json(to_json(record)),
        **{name: len(getattr(record, name.removeprefix("n_"))) for name in _NUMBERS},
    }
    return _writable(row)


def lost_row(skipped: Skipped, page: Page | None) -> dict[str, Any]:
    """The row of a page that gave no record; `page` where one was read."""
    url = page.url if page is not None else None
    return _writable(
        {
            "record_id": skipped.id,
            "doc_id": skipped.id,
            "url": url,
            "host": _host_of(url),
            "fetched_at": page.fetched_at.isoformat()
            if page is not None and page.fetched_at is not None
            else None,
            "origin": skipped.origin,
            "skipped_reason": str(skipped.reason),
            "skipped_detail": skipped.detail,
        }
    )


class ShardWriter:
    """Writes rows as they come, in groups of some hundred."""

    def __init__(self, path: Path) -> None:
        from pyarrow import parquet

        self._writer = parquet.ParquetWriter(
            path,
            shard_schema(),
            compression="zstd",
            compression_level=3,
            # A dictionary of texts that differ in each row costs memory and gains nothing.
            use_dictionary=[name for name in (*_TEXTS, *_NUMBERS) if name not in _JSON_COLUMNS],
            write_statistics=[name for name in (*_TEXTS, *_NUMBERS) if name not in _JSON_COLUMNS],
        )
        self._rows: list[dict[str, Any]] = []
        self._n_bytes = 0

    def put(self, row: dict[str, Any]) -> None:
        """Adds a row."""
        self._rows.append(row)
        self._n_bytes += len(row.get("record") or "") + len(row.get("reading") or "")
        if len(self._rows) >= _ROWS_AT_ONCE or self._n_bytes >= _BYTES_AT_ONCE:
            self._flush()

    def close(self) -> None:
        """Writes what is left."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow

        if self._rows:
            self._writer.write_batch(pyarrow.RecordBatch.from_pylist(self._rows, schema=shard_schema()))
        self._rows, self._n_bytes = [], 0


@contextmanager
def scratch_file(suffix: str) -> Iterator[Path]:
    """A file of this machine that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        yield Path(folder) / f"shard{suffix}"


def _json(value: Any) -> str:
    """The value as JSON; by pydantic's writer, in a third of the time of the standard library's."""
    from pydantic_core import PydanticSerializationError, to_json

    from dragoman.export.json_text import json_text

    try:
        return to_json(value).decode("utf-8")
    except PydanticSerializationError:  # halves of characters
        return json_text(value)


def _host_of(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def _writable(row: dict[str, Any]) -> dict[str, Any]:
    """The row without halves of characters, which no file can hold; its two JSON texts have none."""
    return {
        key: item if not isinstance(item, str) or key in _JSON_COLUMNS else storable(item)
        for key, item in row.items()
    }
