"""Things that are told of, once each, with the number of reports; the reports, and where they differ.

Lists are read from the facets by one descending index, so that a page costs the same
in a small ledger and in a large one. A cursor names the last row of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, and_, exists, func, or_, select

from dragoman.errors import UsageError
from dragoman.ledger.choosing import Facet
from dragoman.ledger.claims import fold
from dragoman.ledger.derived import facets, groups, name_parts, reports
from dragoman.ledger.disagreement import Disagreement, disagreements
from dragoman.ledger.listing import Listed, ListKind, values_by_id
from dragoman.ledger.progress import Progress, things_in
from dragoman.ledger.review import standings
from dragoman.ledger.schema import CODE_LENGTH

GROUPED = ("meetings", "commitments", "statements", "events", "findings")

# Between the names of two actors; two codes have a hyphen, since two countries are a facet of their own.
JOINS_ACTORS = " & "

# Codes of countries and organisations: JPN, G7, ASEAN+3, WARSAW_PACT.
_CODE = re.compile("[A-Z0-9_+]{2,40}")

# The longest word that can be asked for: two names.
LONGEST_WORD = 2 * CODE_LENGTH + len(JOINS_ACTORS)

# Facets whose words are codes, so that a comma parts two of them; names may hold commas.
CODED = frozenset({"country", "language", "mode", "month", "state", "topic", "type"})

# A facet with no more rows than this leads the way; otherwise the list is read from its newest end.
_FEW = 2000


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows of a list are asked for; what is None does not matter.

    `facets`: by name (country, pair, actor, type, mode, topic, outlet, state, month,
    language) the word that must be there; a pair is two countries ("AUS-JPN"), or any two
    actors, by name or code ("fumio kishida & NATO"). Codes (`CODED`) may be several with
    commas between them, of which one must be there ("JPN,AUS"). `since`, `until`: ISO days, both included.
    `after`: the cursor that a page before gave. `on`: the ISO day on which a state of
    what is to come (open, due soon, overdue, done, dropped) is judged; today unless given.
    """

    facets: dict[str, str] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    limit: int | None = 50
    after: str | None = None
    on: str | None = None

    @property
    def day(self) -> date:
        """The day on which states are judged."""
        return datetime.now(UTC).date() if self.on is None else date.fromisoformat(self.on)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list, and the cursor of those that follow (None: there are no more)."""

    rows: list[Listed]
    next: str | None


def words_asked(name: str, word: str) -> list[str]:
    """The words of which one must be there: codes with commas between them, or the word itself."""
    several = [part.strip() for part in word.split(",") if part.strip()] if name in CODED else []
    return several or [word]


def facet_word(name: str, word: str) -> str:
    """A facet's word as it is stored: countries in capitals, pairs sorted, people folded."""
    if name == "country":
        return word.upper()
    if name == "pair":
        return _pair_word(word)
    return fold(word) if name == "actor" else word[:CODE_LENGTH]


def _pair_word(word: str) -> str:
    """Two codes with a hyphen, or two actors with an ampersand where a name is among them."""
    if "&" in word:
        sides = sorted(_actor_word(side.strip()) for side in word.split("&", 1))
    else:
        sides = sorted(code.strip() for code in word.upper().replace(",", "-").split("-"))
    if len(sides) != 2 or not all(sides):
        raise UsageError(
            f'"{word}" is not a pair. Use two codes with a hyphen (AUS-JPN), '
            "or two names or codes with an ampersand (fumio kishida & NATO)."
        )
    return ("-" if all(map(is_code, sides)) else JOINS_ACTORS).join(sides)


def _actor_word(side: str) -> str:
    return side if is_code(side) else fold(side)[:CODE_LENGTH]


def is_code(side: str) -> bool:
    """Whether a side of a pair is a country or organisation: their codes are capitals, names are folded."""
    return _CODE.fullmatch(side) is not None


def sides_of(pair: str) -> tuple[Facet, Facet] | None:
    """The two facets that a pair of actors asks for; None for a pair of countries, which is a facet itself.

    A person stands first: there is less of one than of a country.
    """
    one, joined, other = pair.partition(JOINS_ACTORS)
    if not joined:
        return None
    first, second = sorted((_side(one), _side(other)))
    return first, second


def _side(word: str) -> Facet:
    return ("country" if is_code(word) else "actor", word)


def list_groups(connection: Connection, kind: ListKind, wanted: Filter) -> Page:
    """One page of the things of one kind, the latest first, each with its first report's values."""
    limit = wanted.limit
    query = choose(connection, str(kind), wanted).limit(None if limit is None else limit + 1)
    return page_of(connection, connection.execute(query).all(), limit)


def list_history(connection: Connection, kinds: tuple[str, ...], wanted: Filter) -> Page:
    """One page of the things of several kinds, whatever the kind the latest first; `list` in each row names it.

    Each kind is read from the newest end of its own index, and the newest of all are shown.
    """
    most = None if wanted.limit is None else wanted.limit + 1
    found: list[Any] = []
    for kind in kinds:
        found += connection.execute(choose(connection, kind, wanted).limit(most)).all()
    found.sort(key=lambda row: (row.day, row.id), reverse=True)
    return page_of(connection, found, wanted.limit)


def choose(connection: Connection, kind: str, wanted: Filter) -> Select[Any]:
    """The groups of one kind that a filter leaves, the latest first."""
    query = select(groups).where(groups.c.kind == kind, *_days(groups.c.day, wanted))
    query = query.where(*_chosen(connection, kind, groups.c.id, wanted))
    query = query.where(*_after(groups.c.day, groups.c.id, wanted.after))
    return query.order_by(groups.c.day.desc(), groups.c.id.desc())


def page_of(connection: Connection, found: Sequence[Any], limit: int | None) -> Page:
    """Groups as rows of a list; where there are more than the limit, a cursor follows."""
    shown = found if limit is None else found[:limit]
    values = values_by_id(connection, [row.id for row in shown])
    judged = standings(connection, [row.id for row in shown])
    rows = [
        {
            **values[row.id],
            "n_reports": row.n_reports,
            "n_outlets": row.n_outlets,
            "day": row.day or None,
            "review": judged[row.id].verdict if row.id in judged else None,
            "correction": judged[row.id].correction if row.id in judged else None,
        }
        for row in shown
    ]
    more = len(found) > len(shown) and shown
    return Page(rows, f"{shown[-1].day}~{shown[-1].id}" if more else None)


def _days(day: ColumnElement[str], wanted: Filter) -> Iterator[ColumnElement[bool]]:
    if wanted.since is not None:
        yield day >= wanted.since
    if wanted.until is not None:
        yield and_(day <= wanted.until, day != "")


def _after(day: ColumnElement[str], row_id: ColumnElement[str], cursor: str | None) -> Iterator[Any]:
    if cursor is None:
        return
    last_day, tilde, last_id = cursor.partition("~")
    if not tilde:
        raise UsageError(f'"{cursor}" is no cursor. Give the one that the page before ended with.')
    yield or_(day < last_day, and_(day == last_day, row_id < last_id))


def _chosen(
    connection: Connection, kind: str, subject: ColumnElement[str], wanted: Filter
) -> Iterator[ColumnElement[bool]]:
    """Conditions for facets: a rare one is looked up, a frequent one is asked row by row."""
    for name, word in sorted(wanted.facets.items()):
        states, stored = progress_words(name, word)
        ways: list[ColumnElement[bool]] = [subject.in_(things_in(kind, one, wanted.day)) for one in states]
        if stored:
            here = facet_condition(kind, name, stored)
            ids = select(facets.c.subject_id).where(here)
            ways.append(
                subject.in_(ids) if are_few(connection, ids, _FEW) else subject_has(subject, name, stored)
            )
        yield or_(*ways)


def progress_words(name: str, word: str) -> tuple[list[Progress], str]:
    """The states of what is to come that a facet asks for, and what it asks for beside them."""
    if name != "state":
        return [], word
    asked = words_asked(name, word)
    states = [Progress(one) for one in asked if one in list(Progress)]
    return states, ",".join(one for one in asked if one not in list(Progress))


def facet_condition(kind: str, name: str, word: str) -> ColumnElement[bool]:
    """The rows of a facet; of a pair of actors, those of the one whose subject has the other too."""
    return and_(facets.c.kind == kind, has_facet(name, word))


def has_facet(name: str, word: str) -> ColumnElement[bool]:
    """The same for things of any kind."""
    stored = [facet_word(name, one) for one in words_asked(name, word)]
    sides = sides_of(stored[0]) if name == "pair" else None
    if sides is None:
        return and_(facets.c.facet == name, _is_one_of(name, facets.c.word, stored))
    (facet, first), (other_facet, second) = sides
    other = facets.alias("other")
    both = exists().where(
        other.c.kind == facets.c.kind,
        other.c.facet == other_facet,
        _is_one_of(other_facet, other.c.word, [second]),
        other.c.day == facets.c.day,
        other.c.subject_id == facets.c.subject_id,
    )
    return and_(facets.c.facet == facet, _is_one_of(facet, facets.c.word, [first]), both)


def subject_has(subject: ColumnElement[str], name: str, word: str) -> ColumnElement[bool]:
    """Whether one subject has a facet, asked by the subject.

    Wrapped columns keep SQLite from looking the facet up instead, with all its
    thousands of subjects, for each row.
    """
    stored = [facet_word(name, one) for one in words_asked(name, word)]
    sides = sides_of(stored[0]) if name == "pair" else None
    if sides is None:
        return _subject_has(subject, name, stored)
    return and_(*(_subject_has(subject, facet, [side]) for facet, side in sides))


def _subject_has(subject: ColumnElement[str], name: str, words: list[str]) -> ColumnElement[bool]:
    return exists().where(
        facets.c.subject_id == subject,
        func.coalesce(facets.c.facet, "") == name,
        _is_one_of(name, func.coalesce(facets.c.word, ""), words),
    )


def _is_one_of(facet: str, column: ColumnElement[str], words: list[str]) -> ColumnElement[bool]:
    if facet == "actor" and len(words) == 1:
        return column.in_(_people_called(words[0]))
    return column == words[0] if len(words) == 1 else column.in_(words)


def _people_called(word: str) -> CompoundSelect[Any]:
    """Who stands under a word; where there is nobody, all of whose name, as reports write it, it is a part."""
    same = select(name_parts.c.word).where(name_parts.c.part == word, name_parts.c.word == word)
    others = select(name_parts.c.word).where(name_parts.c.part == word, ~same.exists())
    return same.union_all(others)


def are_few(connection: Connection, ids: Select[Any] | CompoundSelect[Any], most: int) -> bool:
    """Whether there are so few ids that looking them all up is the shortest way; no more are counted."""
    some = ids.limit(most + 1).subquery()
    return bool(connection.execute(select(func.count()).select_from(some)).scalar_one() <= most)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing told of: its reports, the first of them first, and where they differ."""

    id: str
    kind: str
    reports: list[Listed]
    disagreements: tuple[Disagreement, ...]


def find_thing(connection: Connection, name: str) -> Thing | None:
    """The thing that a value's id, or a beginning of four characters or more, belongs to.

    Raises:
        UsageError: Several things answer to the beginning.
    """
    within = (reports.c.value_id >= name) & (reports.c.value_id < name + "g")
    query = select(reports.c.group_id).where(within).distinct().limit(6)
    found = list(connection.scalars(query)) if len(name) >= 4 else []
    if not found:
        return None
    if len(found) > 1:
        raise UsageError(
            f'"{name}" names {len(found)} things: {", ".join(found[:5])}. Give one of these ids.'
        )
    members = list(connection.scalars(select(reports.c.value_id).where(reports.c.group_id == found[0])))
    rows = list(values_by_id(connection, members).values())
    rows.sort(key=lambda row: (row["id"] != found[0], row["published"] or "9999", row["id"]))
    return Thing(found[0], rows[0]["list"], rows, disagreements(rows[0]["list"], rows))
