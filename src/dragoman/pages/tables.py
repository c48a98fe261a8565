"""Parquet: a page a row, some rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import IO, Any

from dragoman.pages.items import ItemPlace, read_item
from dragoman.pages.opening import Fault
from dragoman.pages.options import SourceOptions
from dragoman.pages.page import Page, Skipped, SkipReason
from dragoman.pages.web_content import page_of_bytes

MAGIC = b"PAR1"
_ROWS_AT_ONCE = 16
# Names under which tables of pages hold their parts, the first that is there counts.
_USUAL = {
    "id": ("id", "doc_id", "record_id"),
    "html": ("html", "raw_html", "html_content", "body_html"),
    "text": ("text", "content", "maintext", "body", "article", "raw_content"),
    "url": ("url", "uri", "link", "source_url", "target_uri"),
    "published": ("published", "date", "date_publish", "published_at", "publication_date", "date_published"),
}


def iter_parquet(file: IO[bytes], place: ItemPlace, options: SourceOptions) -> Iterator[Page | Skipped]:
    """The page of each row.

    Raises:
        Fault: The file is broken, or has no column with pages.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(file)
        names = _columns_of(table.schema_arrow.names, options.columns)
        number = 0
        for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=sorted(set(names.values()))):
            for row in batch.to_pylist():
                number += 1
                item = {key: row[column] for key, column in names.items()}
                if options.wants(item.get("url"), _day(item.get("published"))):
                    here = replace(
                        place, origin=f"{place.origin}, row {number}", name=f"{place.name}-{number}"
                    )
                    yield _page_of_row(item, here)
    except (pyarrow.ArrowException, OSError) as error:
        raise Fault(SkipReason.UNREADABLE, f"broken Parquet: {str(error).splitlines()[0][:200]}") from error


def _columns_of(there: list[str], given: Mapping[str, str]) -> dict[str, str]:
    """Which column holds what.

    Raises:
        Fault: A column that was named is not there, or no column holds pages.
    """
    found = {}
    for key, usual in _USUAL.items():
        if key in given:
            if given[key] not in there:
                raise Fault(
                    SkipReason.BAD_ITEM, f'has no column "{given[key]}"; it has {", ".join(there[:12])}'
                )
            found[key] = given[key]
        elif (name := next((one for one in usual if one in there), None)) is not None:
            found[key] = name
    if "html" not in found and "text" not in found:
        raise Fault(
            SkipReason.NOT_A_PAGE,
            f"no column with pages; name it with html=COLUMN. It has {', '.join(there[:12])}",
        )
    return found


def _page_of_row(row: dict[str, Any], place: ItemPlace) -> Page | Skipped:
    item = {key: value for key, value in row.items() if value is not None}
    if (day := _day(item.pop("published", None))) is not None:
        item["published"] = day
    content = item.get("html", item.get("text"))
    if not isinstance(content, bytes):
        return read_item(item, place)
    # Bytes keep their encoding for the article stage to find out.
    name = str(item.get("id", place.name))
    try:
        if len(content) > place.limits.max_bytes:
            raise Fault(SkipReason.TOO_LARGE, f"a page may have {place.limits.words}")
        page = page_of_bytes(content, place.names.take(name), item.get("url"), place.origin)
    except Fault as fault:
        return Skipped(place.name, place.origin, fault.reason, fault.detail)
    return replace(page, published=day)


def _day(value: Any) -> str | None:
    """The day of a date in a column; a text that is none is no date."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value.strip()[:10]).isoformat()
    except ValueError:
        return None
