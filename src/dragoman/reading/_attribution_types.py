"""The types of attributions, shared by the modules that find them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.record import Manner

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that the text lays in somebody's mouth, pen or mind.

    Offsets are code points of `Analysis.text`, half-open; `source_token` and
    `cue_token` are the heads of the two phrases in `Analysis.tokens`.
    """

    content: tuple[Span, ...]  # in order; several where the reporting clause stands between
    source: Span | None  # the mention as it stands there, without apposition and relative clause
    cue: Span | None  # the reporting verb or phrase; None for a speaker carried on
    manner: Manner
    kind: str  # of the cue, as in data/cues.tsv; "according" and "noun" beside them
    confidence: float
    factual: bool = True  # False for "would say", "if he says", "to say": nobody has said it
    source_token: int | None = None
    cue_token: int | None = None
    clause: bool = True  # a clause or a quotation, not the object of the cue ("condemned the attack")

    @property
    def start(self) -> int:
        """The first character of the content."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """One past the last character of the content."""
        return self.content[-1][1]


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting clause as the tree gives it: a cue, who, and which words are reported.

    `content` holds token numbers, in order; empty where the clause reports only
    words between quotation marks.
    """

    kind: str
    cue: int
    cue_last: int  # the last token of the cue phrase ("called for")
    source: int | None
    content: tuple[int, ...]
    factual: bool
    quotes: bool  # may stand beside a direct quotation
    clause: bool = True  # the content is a clause, not an object or a phrase
