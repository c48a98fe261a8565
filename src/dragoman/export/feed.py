"""A table as a feed (Atom, RFC 4287), for readers and for other programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dragoman.export.columns import cell_text, flat_row
from dragoman.interval import Interval

Listed = dict[str, Any]

# What XML 1.0 cannot hold, in any form.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_DAY = "1970-01-01T00:00:00Z"
_SHOWN = ("participants", "actors", "speaker", "source", "target", "what", "when", "due", "values", "remark")


def feed_lines(table: str, rows: Iterable[Listed], title: str, site: str | None = None) -> Iterator[str]:
    """A feed of one table, or of rows that name theirs (`list`).

    Dates are days of publication, so that the same ledger gives the same feed.

    `site`: the address of a site over the ledger, without a slash at its end; entries then lead to its
    pages, and to the outlet's page as a related one.
    """
    entries = [(_updated(row), _entry(row.get("list", table), row, site)) for row in rows]
    newest = max((updated for updated, _ in entries), default=_NO_DAY)
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<id>urn:dragoman:feed:{table}</id>\n<title>{_text(title)}</title>\n<updated>{newest}</updated>\n"
    if site is not None:
        yield f"<link href={quoteattr(f'{site}/{table}')}/>\n"
        yield f'<link rel="self" type="application/atom+xml" href={quoteattr(f"{site}/{table}.atom")}/>\n'
    yield "<author><name>dragoman</name></author>\n"
    for _, entry in entries:
        yield entry
    yield "</feed>\n"


def _entry(table: str, row: Listed, site: str | None) -> str:
    flat = flat_row(table, row)
    title = row.get("title") or row.get("what") or row.get("content") or row["headline"] or row["doc_id"]
    about = [f"{name}: {cell_text(flat[name])}" for name in _SHOWN if cell_text(flat.get(name))]
    summary = "\n".join([row.get("words") or row.get("snippet") or "", *about])
    page = f"{site}/{table}/{row['id']}"
    link = "" if site is None else f"<link href={quoteattr(page)}/>\n"
    if _is_web(row["url"]):
        rel = "" if site is None else 'rel="related" '
        link += f"<link {rel}href={quoteattr(_clean(row['url']))}/>\n"
    outlet = row["outlet"] or row["doc_id"]
    return (
        f"<entry>\n<id>urn:dragoman:{row['id']}</id>\n<title>{_text(title)}</title>\n"
        f"<updated>{_updated(row)}</updated>\n<author><name>{_text(outlet)}</name></author>\n{link}"
        f"<summary>{_text(summary)}</summary>\n</entry>\n"
    )


def _updated(row: Listed) -> str:
    try:
        return f"{Interval.parse((row['published'] or '')[:10]).earliest.isoformat()}T00:00:00Z"
    except ValueError:
        return _NO_DAY


def _is_web(url: str | None) -> bool:
    return url is not None and url.startswith(("http://", "https://"))


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _text(text: str) -> str:
    return escape(_clean(text))
