"""The index of names: all of a kind with their numbers, the most frequent first or by their letters.

It is a list like any other (`dragoman.web.lists`), so that its filters stand in the
address and it has four forms. What is counted may be more than the words of a facet:
an `Index` says what, and which filters it has beside those of every index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.requests import Request

from dragoman.export.delimited import plain_csv_lines
from dragoman.export.feed import Entry
from dragoman.ledger import Filter, Page
from dragoman.ledger.claims import fold
from dragoman.web.codes import KIND_NAMES
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.lists import Field, ListSpec
from dragoman.web.nouns import COUNTED, Counted, Noun, counted_words, last_days, shown_names, sort_word
from dragoman.web.state import ledger_of, reading_of, settings_of
from dragoman.web.wording import number

Listed = dict[str, Any]

_FIELDS = (Field("name", noted("Name")), Field("letter", noted("Letter")), Field("order", noted("Order")))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an index, the most frequent first.

    `kinds`: what is counted of each. `asks`: the filters that the page offers for them.
    """

    counted: tuple[Counted, ...]
    kinds: tuple[str, ...] = COUNTED
    asks: tuple[str, ...] = ()


def _words_of(request: Request, noun: Noun, facets: dict[str, str]) -> Names:
    return Names(counted_words(ledger_of(request), noun.facet))


@dataclass(frozen=True, slots=True)
class Index:
    """What an index is made of: its filters beside part, letter and order, and the names that they leave."""

    fields: tuple[Field, ...] = ()
    names: Callable[[Request, Noun, dict[str, str]], Names] = _words_of


# The index of nouns whose names are the words of a facet.
WORDS = Index()


def index_spec(noun: Noun, index: Index) -> ListSpec:
    """The list of all names of a noun."""

    def fetch(request: Request, wanted: Filter) -> Page:
        return _page(request, noun, index.names(request, noun, wanted.facets), wanted)

    def to_csv(rows: Iterable[Listed]) -> Iterator[str]:
        return plain_csv_lines(("word", "name", *COUNTED, "total"), rows)

    def to_entries(request: Request, rows: list[Listed]) -> list[Entry]:
        return _entries(request, noun, rows)

    fields = (*index.fields, *_FIELDS)
    return ListSpec(noun.path, noun.many, fields, fetch, "names.html", to_csv, to_entries)


def _page(request: Request, noun: Noun, names: Names, wanted: Filter) -> Page:
    """Names by how often they are told of, or in the order of their letters."""
    found = [(one, fold(sort_word(noun, one.word))) for one in names.counted]
    request.state.counts = {
        "letters": sorted({_letter(by) for _one, by in found}),
        "all": len(found),
        "kinds": [kind for kind in names.kinds if any(one.counts.get(kind) for one, _by in found)],
        "asks": names.asks,
    }
    sought, letter = fold(wanted.facets.get("name", "")), wanted.facets.get("letter", "")
    if sought:
        found = [pair for pair in found if sought in pair[1] or sought in fold(pair[0].word)]
    if letter:
        found = [pair for pair in found if _letter(pair[1]) == letter.upper()]
    if letter or wanted.facets.get("order") == "name":
        found.sort(key=lambda pair: pair[1])
    start = _start(wanted.after)
    end = len(found) if wanted.limit is None else start + wanted.limit
    shown = [one for one, _by in found[start:end]]
    with reading_of(request) as connection:
        written = shown_names(connection, noun, [one.word for one in shown])
    rows = [_row(noun, one, written[one.word], names.kinds) for one in shown]
    return Page(rows, str(end) if end < len(found) else None)


def _start(cursor: str | None) -> int:
    """The rank that a cursor names; the first where it is none."""
    is_rank = cursor is not None and cursor.isascii() and cursor.isdecimal() and len(cursor) < 9
    return int(cursor or 0) if is_rank else 0


def _letter(folded: str) -> str:
    first = folded[:1].upper()
    return first if first.isalpha() else "#"


def _row(noun: Noun, one: Counted, name: str, kinds: tuple[str, ...]) -> Listed:
    counts = {kind: one.counts.get(kind, 0) for kind in kinds}
    return {"word": one.word, "name": name, **counts, "total": one.total, "page": noun.address(one.word)}


def _entries(request: Request, noun: Noun, rows: list[Listed]) -> list[Entry]:
    """Names of a feed: each changes with the newest that is told of it."""
    base = settings_of(request).base_url
    with reading_of(request) as connection:
        newest = last_days(connection, noun.facet, [row["word"] for row in rows])
    return [
        Entry(
            id=f"{noun.facet}:{quote(row['word'])}",
            title=row["name"],
            updated=newest.get(row["word"], ""),
            author="dragoman",
            summary="; ".join(
                f"{_(KIND_NAMES[kind][1])}: {number(row[kind])}" for kind in COUNTED if row.get(kind)
            ),
            page=base + row["page"],
        )
        for row in rows
    ]
