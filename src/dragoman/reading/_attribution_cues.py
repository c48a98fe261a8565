"""The table of reporting verbs (`data/cues.tsv`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dragoman.reading.syntax import Syntax


@dataclass(frozen=True, slots=True)
class CueRow:
    """One row: a verb, the kind of report, the places where its content can stand, in order."""

    cue: str
    kind: str
    frames: tuple[str, ...]


@cache
def cue_table() -> dict[str, tuple[CueRow, ...]]:
    """The rows of each verb, in the order of the file."""
    text = resources.files("dragoman.reading").joinpath("data/cues.tsv").read_text(encoding="utf-8")
    rows: dict[str, list[CueRow]] = {}
    for line in text.splitlines():
        if line and not line.startswith(("#", "cue\t")):
            cue, kind, frames = line.split("\t")
            rows.setdefault(cue, []).append(CueRow(cue, kind, tuple(frames.split(","))))
    return {cue: tuple(found) for cue, found in rows.items()}


def rows_of(syntax: Syntax, verb: int) -> tuple[CueRow, ...]:
    """The rows that a verb can be read by: those with its particle first, if it has one."""
    lemma = syntax.tokens[verb].lemma.lower()
    table = cue_table()
    for particle in _particles(syntax, verb):
        rows = table.get(f"{lemma} {particle}")
        if rows is not None:
            return rows
    return tuple(row for row in table.get(lemma, ()) if row.frames != ("acl",))


def is_saying_noun(lemma: str) -> bool:
    """Whether a noun names something said ("claim", "warning")."""
    return any("acl" in row.frames for row in cue_table().get(lemma, ()))


def particle_of(syntax: Syntax, verb: int, row: CueRow) -> int | None:
    """The token of the particle or preposition that belongs to the row's cue."""
    _, _, wanted = row.cue.partition(" ")
    return next(
        (child for child in syntax.children(verb) if syntax.tokens[child].text.lower() == wanted), None
    )


def _particles(syntax: Syntax, verb: int) -> Iterator[str]:
    for child in syntax.children(verb):
        if child > verb and syntax.relation(child) in ("compound", "advmod", "obl", "fixed"):
            yield syntax.tokens[child].text.lower()
        if child > verb and syntax.relation(child) == "xcomp" and syntax.tokens[child].upos == "ADJ":
            yield syntax.tokens[child].text.lower()
        if child == verb + 1 or (child > verb and syntax.relation(child) == "obl"):
            yield from (
                syntax.tokens[case].text.lower()
                for case in syntax.children(child, "case")
                if case == verb + 1
            )
