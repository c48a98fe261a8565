"""The tables behind the reading of events: triggers, frames, word lists, places and roles.

Rules stand in data/events.tsv and the tables beside it; this module only reads
them into types. What they mean on a tree is decided in `event_frames`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the two sides of an event stand: slots in the order in which they are tried."""

    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of data/events.tsv for one lemma.

    `lemma` is the head word, `words` further words that must go with it ("on" of
    "call on"); `conditions` must all hold on the tree.
    """

    type: str
    modes: tuple[str, ...]
    word_class: str
    frame: str
    conditions: tuple[str, ...]
    lemma: str
    words: tuple[str, ...]

    @property
    def strictness(self) -> float:
        """How much the row asks for: the row that asks for more is tried first; a list asks for most."""
        n_lists = sum(
            each.startswith(("obj:", "subj:", "has:", "to:", "of:", "by:", "with:"))
            for each in self.conditions
        )
        return len(self.conditions) + len(self.words) + 0.5 * n_lists


def table_rows(name: str) -> Iterator[list[str]]:
    """The cells of each row of a table of this stage, comments left out."""
    text = resources.files("dragoman.reading").joinpath(f"data/{name}").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def frames() -> dict[str, Frame]:
    """All frames by name."""
    return {
        name: Frame(_cells(source), _cells(target)) for name, source, target in table_rows("event_frames.tsv")
    }


@cache
def event_words(name: str) -> frozenset[str]:
    """The lemmas of one named list; KeyError for a list that does not exist."""
    return _word_lists()[name]


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(lemmas.split()) for name, lemmas in table_rows("event_words.tsv")}


@cache
def triggers() -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """The triggers by word class and head lemma, the strictest first, then in the order of the table."""
    found: dict[tuple[str, str], list[Trigger]] = {}
    for kind, modes, word_class, frame, conditions, lemmas in table_rows("events.tsv"):
        for spelling in lemmas.split():
            lemma, *rest = spelling.split("+")
            trigger = Trigger(kind, _cells(modes), word_class, frame, _cells(conditions), lemma, tuple(rest))
            found.setdefault((word_class, lemma), []).append(trigger)
    return {key: tuple(sorted(each, key=lambda one: -one.strictness)) for key, each in found.items()}


@cache
def event_actors(kind: str) -> dict[str, str]:
    """Names of one kind (place, people, movement, body, role ...) in lower case, with code or class."""
    table: dict[str, str] = {}
    for row_kind, code, names in table_rows("event_actors.tsv"):
        if row_kind == kind:
            for name in names.split("|"):
                table.setdefault(name.strip().lower(), code)
    return table


@cache
def event_actor_names() -> dict[str, str]:
    """The proper names of data/event_actors.tsv, as written, with their codes."""
    named = ("place", "people", "movement", "body")
    return {
        name.strip(): code
        for kind, code, names in table_rows("event_actors.tsv")
        if kind in named
        for name in names.split("|")
    }


def _cells(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(cell.split())
