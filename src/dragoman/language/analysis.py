"""The types of the language stage: sentences, words with their syntax, names.

All offsets are code points of `Analysis.text`, half-open. Tags and relations are
those of Universal Dependencies 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word.

    `head` is an index into `Analysis.tokens`, -1 for the root of its sentence;
    `deprel` is the UD relation to it, with its subtype.
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its characters, and its tokens as a half-open range."""

    start: int
    end: int
    first: int
    last: int


class NameKind(StrEnum):
    """What a name names, by the entity layer of the model."""

    PERSON = "PER"
    ORGANISATION = "ORG"
    PLACE = "LOC"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: its characters, and its tokens as a half-open range."""

    start: int
    end: int
    kind: NameKind
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """The linguistic analysis of one text."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
