"""A table as a feed (Atom, RFC 4287), for readers and for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.export.columns import cell_text, flat_row
from dragoman.export.xml_text import xml_attribute, xml_text
from dragoman.interval import Interval

Listed = dict[str, Any]

_NO_DAY = "1970-01-01T00:00:00Z"
_SHOWN = ("participants", "actors", "speaker", "source", "target", "what", "when", "due", "values", "remark")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. `updated`: ISO day, empty where none is known. `page`: what it leads to.

    `related`: an address of the web that it tells of, kept only where it is one.
    """

    id: str
    title: str
    updated: str
    author: str
    summary: str
    page: str | None = None
    related: str | None = None


def feed_lines(table: str, rows: Iterable[Listed], title: str, site: str | None = None) -> Iterator[str]:
    """A feed of one table, or of rows that name theirs (`list`).

    Dates are days of publication, so that the same ledger gives the same feed.

    `site`: the address of a site over the ledger, without a slash at its end; entries then lead to its
    pages, and to the outlet's page as a related one.
    """
    return lines_of(table, [_entry_of(row.get("list", table), row, site) for row in rows], title, site)


def lines_of(name: str, entries: Iterable[Entry], title: str, site: str | None = None) -> Iterator[str]:
    """A feed of entries; `name`: its address on the site, without its ending."""
    written = [(_moment(entry.updated), _entry(entry)) for entry in entries]
    newest = max((updated for updated, _ in written), default=_NO_DAY)
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<id>urn:dragoman:feed:{name}</id>\n<title>{xml_text(title)}</title>\n<updated>{newest}</updated>\n"
    if site is not None:
        yield f"<link href={xml_attribute(f'{site}/{name}')}/>\n"
        yield f'<link rel="self" type="application/atom+xml" href={xml_attribute(f"{site}/{name}.atom")}/>\n'
    yield "<author><name>dragoman</name></author>\n"
    for _, entry in written:
        yield entry
    yield "</feed>\n"


def _entry_of(table: str, row: Listed, site: str | None) -> Entry:
    flat = flat_row(table, row)
    title = row.get("title") or row.get("what") or row.get("content") or row["headline"] or row["doc_id"]
    about = [f"{name}: {cell_text(flat[name])}" for name in _SHOWN if cell_text(flat.get(name))]
    return Entry(
        id=row["id"],
        title=title,
        updated=row["published"] or "",
        author=row["outlet"] or row["doc_id"],
        summary="\n".join([row.get("words") or row.get("snippet") or "", *about]),
        page=None if site is None else f"{site}/{table}/{row['id']}",
        related=row["url"],
    )


def _entry(entry: Entry) -> str:
    link = "" if entry.page is None else f"<link href={xml_attribute(entry.page)}/>\n"
    if entry.related is not None and _is_web(entry.related):
        rel = "" if entry.page is None else 'rel="related" '
        link += f"<link {rel}href={xml_attribute(entry.related)}/>\n"
    return (
        f"<entry>\n<id>urn:dragoman:{xml_text(entry.id)}</id>\n<title>{xml_text(entry.title)}</title>\n"
        f"<updated>{_moment(entry.updated)}</updated>\n<author><name>{xml_text(entry.author)}</name></author>\n"
        f"{link}<summary>{xml_text(entry.summary)}</summary>\n</entry>\n"
    )


def _moment(day: str) -> str:
    try:
        return f"{Interval.parse(day[:10]).earliest.isoformat()}T00:00:00Z"
    except ValueError:
        return _NO_DAY


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))
