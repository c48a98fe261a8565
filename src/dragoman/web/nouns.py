"""What has a page of its own by its name: people, countries, pairs, topics, outlets.

Their words come from the ledger's facets; here stands how each is called, how a word
is shown, and where its page lies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, bindparam, exists, func, select, union_all

from dragoman.ledger import Ledger, Period, Span
from dragoman.ledger.claims import fold
from dragoman.ledger.company import TOGETHER, count_people_pairs
from dragoman.ledger.derived import facets, reports
from dragoman.ledger.person_keys import full_names
from dragoman.ledger.schema import journal, value_actors
from dragoman.ledger.tallies import count_words
from dragoman.ledger.telling import JOINS_ACTORS, is_code
from dragoman.web import wording
from dragoman.web.language import noted as _
from dragoman.web.render import url

COUNTED = ("articles", "meetings", "commitments", "statements", "events")


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of names: its address without the slash, its facet, and what one and several are called."""

    path: str
    facet: str
    one: str
    many: str

    def address(self, word: str) -> str:
        """The page of a word."""
        return url(f"/{self.path}/{word}")

    def shown(self, word: str) -> str:
        """A word as readers see it, as far as it can be told without the ledger."""
        match self.facet:
            case "country":
                return wording.country(word)
            case "pair":
                return " – ".join(wording.country(code) for code in sides(word))
            case "topic":
                return wording.capital(wording.topic(word))
            case _:
                return word


ACTORS = Noun("actors", "actor", _("Person"), _("People"))
COUNTRIES = Noun("countries", "country", _("Country"), _("Countries"))
PAIRS = Noun("pairs", "pair", _("Pair"), _("Pairs"))
TOPICS = Noun("topics", "topic", _("Topic"), _("Topics"))
OUTLETS = Noun("outlets", "outlet", _("Outlet"), _("Outlets"))
NOUNS = (ACTORS, COUNTRIES, PAIRS, TOPICS, OUTLETS)


def shown_names(connection: Connection, noun: Noun, words: Iterable[str]) -> dict[str, str]:
    """Words of a noun as readers see them; people as one of the newest reports writes them."""
    wanted = list(words)
    match noun.facet:
        case "actor":
            written = _spellings(connection, wanted)
            known = full_names(set(wanted) - set(written))
            return {word: written.get(word) or known.get(word) or _capitals(word) for word in wanted}
        case "pair":
            people = [side for word in wanted for side in sides(word) if not is_code(side)]
            names = shown_names(connection, ACTORS, people)
            return {
                word: " – ".join(names.get(side) or wording.country(side) for side in sides(word))
                for word in wanted
            }
        case _:
            return {word: noun.shown(word) for word in wanted}


def sort_word(noun: Noun, word: str) -> str:
    """What a word stands under in the order of letters: names of people are folded already."""
    return word if noun.facet == "actor" or JOINS_ACTORS in word else noun.shown(word)


def sides(pair: str) -> tuple[str, str]:
    """The two of a pair: codes ("AUS-JPN"), or folded names and codes ("fumio kishida & NATO")."""
    one, _, other = pair.partition(JOINS_ACTORS if JOINS_ACTORS in pair else "-")
    return one, other


def side_page(side: str) -> str:
    """The page of one of a pair."""
    return (COUNTRIES if is_code(side) else ACTORS).address(side)


def _capitals(folded: str) -> str:
    return " ".join(part[:1].upper() + part[1:] for part in folded.split(" "))


# A compound query of SQLite has 500 parts at most.
_AT_ONCE = 200


def _spellings(connection: Connection, words: list[str]) -> dict[str, str]:
    """Names by their folded form, from the newest value that has each: two queries for each 200 names."""
    found: dict[str, str] = {}
    for at in range(0, len(words), _AT_ONCE):
        newest = []
        for word in words[at : at + _AT_ONCE]:
            for kind in ("meetings", "statements"):
                here = facets.c.kind == kind, facets.c.facet == "actor", facets.c.word == word
                last = select(facets.c.subject_id).where(*here).order_by(facets.c.day.desc()).limit(1)
                newest.append(select(last.subquery()))
        groups = set(connection.scalars(union_all(*newest)))
        query = (
            select(value_actors.c.name)
            .join(reports, reports.c.value_id == value_actors.c.value_id)
            .where(reports.c.group_id.in_(groups))
            .distinct()
        )
        for name in sorted(name for name in connection.scalars(query) if name):
            found.setdefault(fold(name), name)
    return found


def last_days(connection: Connection, facet: str, words: list[str]) -> dict[str, str]:
    """The newest day (ISO) of an article that has each word; words without one are left out.

    Of two people, who are no facet, the newest day on which both have a part in something.
    """
    query = (
        select(facets.c.word, func.max(facets.c.day).label("day"))
        .where(facets.c.kind == "articles", facets.c.facet == facet, facets.c.word.in_(words))
        .group_by(facets.c.word)
    )
    found = {row.word: row.day for row in connection.execute(query)}
    found.update((word, _last_of_two(connection, word)) for word in words if JOINS_ACTORS in word)
    return {word: day for word, day in found.items() if day}


_one, _other = facets.alias("one"), facets.alias("other")
# One statement, asked for many twos: the index of the one is read from its newest end.
_NEWEST_OF_TWO = (
    select(_one.c.day)
    .where(_one.c.kind == bindparam("kind"), _one.c.facet == "actor", _one.c.word == bindparam("one"))
    .where(
        exists().where(
            _other.c.kind == _one.c.kind,
            _other.c.facet == _one.c.facet,
            _other.c.word == bindparam("other"),
            _other.c.day == _one.c.day,
            _other.c.subject_id == _one.c.subject_id,
        )
    )
    .order_by(_one.c.day.desc())
    .limit(1)
)


def _last_of_two(connection: Connection, word: str) -> str:
    """The newest day on which two people have a part in a thing; empty where none has a day."""
    one, other = sides(word)
    asked = ({"kind": kind, "one": one, "other": other} for kind in TOGETHER)
    return max(connection.scalar(_NEWEST_OF_TWO, by) or "" for by in asked)


@dataclass(frozen=True, slots=True)
class Counted:
    """A word of a noun with its numbers by kind."""

    word: str
    counts: dict[str, int]
    total: int


def counted_words(ledger: Ledger, facet: str, span: Span | None = None) -> tuple[Counted, ...]:
    """The words of a facet, the most frequent first; counted anew after a change alone."""
    return _counted(ledger, last_change(ledger), facet, span or Span(per=Period.MONTH, kinds=COUNTED))


def last_change(ledger: Ledger) -> int:
    """The number of the newest change, which grows with everything that is stored."""
    with ledger.snapshot() as connection:
        return int(connection.scalar(select(func.max(journal.c.number))) or 0)


@lru_cache(maxsize=64)
def _counted(ledger: Ledger, _change: int, facet: str, span: Span) -> tuple[Counted, ...]:
    with ledger.snapshot() as connection:
        counts = count_words(connection, facet, span)
    return _most_first(counts)


def counted_people_pairs(ledger: Ledger) -> tuple[Counted, ...]:
    """Two people at a time with what both have a part in, the most frequent first; counted as above."""
    return _counted_people_pairs(ledger, last_change(ledger))


@lru_cache(maxsize=4)
def _counted_people_pairs(ledger: Ledger, _change: int) -> tuple[Counted, ...]:
    with ledger.snapshot() as connection:
        return _most_first(count_people_pairs(connection, Span(kinds=TOGETHER)))


def _most_first(counts: dict[str, dict[str, int]]) -> tuple[Counted, ...]:
    found = [Counted(word, by_kind, sum(by_kind.values())) for word, by_kind in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.total, one.word)))
