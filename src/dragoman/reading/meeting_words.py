"""The words that tell of a meeting, and how people met by them. They are in data/meetings.tsv."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from dragoman.language import Token
from dragoman.reading.brief import Brief
from dragoman.reading.record import Mode
from dragoman.reading.wordlists import words

_PHONE = re.compile(
    r"\b(?:by|over the|on the|via) (?:tele)?phone\b|\b(?:tele)?phone (?:call|conversation|talks)\b|\btelephoned?\b",
    re.I,
)
_VIDEO = re.compile(
    r"\bvideo(?:[- ]?(?:conference|call|link|talks|summit))?\b|\bvirtual(?:ly)?\b|\bteleconference\b|\bonline\b|\bremotely\b",
    re.I,
)


@cache
def meeting_words() -> dict[str, dict[str, str]]:
    text = resources.files("dragoman.reading").joinpath("data/meetings.tsv").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, lemma, how = line.split("\t")[:3]
            table.setdefault(kind, {})[lemma] = how
    return table


def is_meeting_word(token: Token) -> bool:
    """Whether a word by itself tells of a meeting or a visit."""
    kinds = ("noun", "event") if token.upos in ("NOUN", "PROPN") else ("verb", "visit")
    return any(token.lemma.lower() in meeting_words()[kind] for kind in kinds)


def is_meeting_noun(token: Token) -> bool:
    """Whether a word is a noun that names a meeting by itself."""
    return token.upos in ("NOUN", "PROPN") and token.lemma.lower() in meeting_words()["noun"]


def is_journey(token: Token) -> bool:
    """Whether a verb goes somewhere: "fly", "arrive"; a noun of a visit counts with it."""
    kind = token.lemma.lower() in meeting_words()["visit"] or token.lemma.lower() in words("journeys")
    return kind if token.upos == "VERB" else token.lemma.lower() in ("visit", "trip", "tour")


def event_nouns(brief: Brief, token: int) -> list[int]:
    """The nouns of meetings in a phrase: "a round of talks" has "talks"."""
    nouns = {**meeting_words()["noun"], **meeting_words()["event"]}
    members = [
        each
        for member in brief.syntax.conjuncts(token)
        for each in (member, *brief.syntax.obliques(member, "of"))
    ]
    return [each for each in members if brief.syntax.tokens[each].lemma.lower() in nouns]


def mode_told(brief: Brief, token: int, how: str = "-", within: int | None = None) -> tuple[Mode, Mode]:
    """How they met: what the words of the trigger's phrase say, and what the trigger suggests by itself.

    Args:
        how: The habit of the trigger where the caller knows it, else that of the noun.
        within: The token whose phrase is searched, where it is not the trigger itself.
    """
    text = _own_words(brief, token if within is None else within)
    lemma = brief.syntax.tokens[token].lemma.lower()
    hint = how if how != "-" else {**meeting_words()["noun"], **meeting_words()["event"]}.get(lemma, "-")
    habit = Mode(hint) if hint != "-" else Mode.UNKNOWN
    kinds = {
        brief.syntax.tokens[each].lemma.lower() for each in brief.syntax.children(token, "compound", "amod")
    }
    if lemma == "call" and kinds & words("visiting_calls"):
        return Mode.UNKNOWN, Mode.IN_PERSON  # "a courtesy call"
    if hint == "video" or (_VIDEO.search(text) and (hint != "phone" or lemma == "call")):
        return Mode.VIDEO, habit
    if hint == "phone" or _PHONE.search(text):
        return Mode.PHONE, habit
    return Mode.UNKNOWN, habit


def _own_words(brief: Brief, token: int) -> str:
    """The words of a phrase up to a further deed: "met X in Lima" of "met X in Lima and spoke with Y by phone"."""
    syntax = brief.syntax
    start, end = syntax.span(token)
    further = [each for each in syntax.children(token, "conj") if syntax.tokens[each].upos == "VERB"]
    return brief.article.text[start : min([end, *(syntax.span(each)[0] for each in further)])]
