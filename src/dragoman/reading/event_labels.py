"""Modes, contexts and CAMEO codes of events, from tables of words.

A mode that the trigger's row gives stands; where it gives none, the words of the
sentence decide (data/event_modes.tsv). Contexts are read from the paragraph
(data/contexts.tsv), those of the sentence first. The CAMEO code is as exact as the
published mapping allows (data/cameo.tsv).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dragoman.article import Part
from dragoman.reading.brief import Brief
from dragoman.reading.event_parties import Parties
from dragoman.reading.event_senses import Sense
from dragoman.reading.event_sides import Sides
from dragoman.reading.event_tables import table_rows

_ADDED_CONTEXTS = {("COERCE", "cyber"): "cyber", ("COERCE", "misinformation"): "misinformation"}
_MANY = 3
_WORD = re.compile(r"[\w'’-]+")


def modes_of(parties: Parties, token: int, sense: Sense, sides: Sides) -> tuple[str, ...]:
    """The modes of an event: those of its row, else those that the sentence's words tell."""
    if sense.modes not in ((), ("change",)):
        return sense.modes
    if sense.type == "CONSULT" and len(sides.source) >= _MANY:
        return ("multilateral",)
    syntax, sentence = parties.syntax, parties.syntax.sentence(token)
    near = range(sentence.first, sentence.last) if sense.type == "ASSAULT" else syntax.subtree(token)
    words = {syntax.tokens[each].text.lower() for each in near}
    for kind, mode, cues in _mode_rows():
        if kind == sense.type and (cues & words or "*" in cues):
            return (mode,)
    return ()


def contexts_of(brief: Brief, token: int, kind: str, modes: tuple[str, ...]) -> tuple[str, ...]:
    """What an event is about, by the words of its sentence, then of its paragraph."""
    sentence = brief.syntax.sentence(token)
    part = _part_of(brief, sentence.start)
    spans = [(sentence.start, sentence.end)]
    if part is not None:
        spans.append((part.start, part.end))
    added = [_ADDED_CONTEXTS[kind, mode] for mode in modes if (kind, mode) in _ADDED_CONTEXTS]
    found = [
        context for start, end in spans for context in _contexts_in(brief.article.text[start:end].lower())
    ]
    return tuple(dict.fromkeys([*added, *found]))


def cameo_of(kind: str, modes: tuple[str, ...], contexts: tuple[str, ...]) -> str:
    """The CAMEO code of an event; empty for a type that the table does not have."""
    best, best_score = "", -1
    for row_kind, mode, context, code in _cameo_rows():
        if (
            row_kind != kind
            or (mode != "-" and mode not in modes)
            or (context != "-" and context not in contexts)
        ):
            continue
        score = 2 * (mode != "-") + (context != "-")
        if score > best_score:
            best, best_score = code, score
    return best


def _part_of(brief: Brief, position: int) -> Part | None:
    return next((part for part in brief.article.parts if part.start <= position < part.end), None)


@cache
def _mode_rows() -> tuple[tuple[str, str, frozenset[str]], ...]:
    rows = table_rows("event_modes.tsv")
    return tuple((kind, mode, frozenset(words.split())) for kind, mode, words in rows)


@dataclass(frozen=True, slots=True)
class _Cues:
    """The words for one context: whole words, and beginnings of words and phrases, which have a blank before them."""

    context: str
    words: frozenset[str]
    parts: frozenset[str]


@lru_cache(maxsize=512)
def _contexts_in(text: str) -> tuple[str, ...]:
    """The contexts that a stretch of text in lower case speaks of."""
    words = frozenset(_WORD.findall(text))
    parts = _parts_in(f" {' '.join(words)}", phrases=False)
    parts |= _parts_in(f" {' '.join(text.split())}", phrases=True)
    return tuple(
        cues.context
        for cues in _context_cues()
        if not (words.isdisjoint(cues.words) and parts.isdisjoint(cues.parts))
    )


def _parts_in(text: str, *, phrases: bool) -> set[str]:
    """The beginnings of words, or the phrases, of all contexts that a text holds."""
    automaton, parts = _finder(phrases)
    return {parts[index] for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)}


@cache
def _finder(phrases: bool) -> tuple[AhoCorasick, list[str]]:
    parts = {part for cues in _context_cues() for part in cues.parts if (" " in part[1:]) is phrases}
    ordered = sorted(parts)
    automaton = AhoCorasick(
        ordered,
        matchkind=MatchKind.Standard,
        store_patterns=False,
        implementation=Implementation.ContiguousNFA,
    )
    return automaton, ordered


@cache
def _context_cues() -> tuple[_Cues, ...]:
    found = []
    for context, cell in table_rows("contexts.tsv"):
        cues = cell.split("|")
        parts = frozenset(cue for cue in cues if " " in cue or cue.endswith("*"))
        padded = frozenset(f" {cue.removesuffix('*')}" for cue in parts)
        found.append(_Cues(context, frozenset(cues) - parts, padded))
    return tuple(found)


@cache
def _cameo_rows() -> tuple[tuple[str, str, str, str], ...]:
    return tuple((kind, mode, context, code) for kind, mode, context, code in table_rows("cameo.tsv"))
