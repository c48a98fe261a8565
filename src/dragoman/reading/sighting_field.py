"""What a mention looks like before it is resolved, and the text in which mentions are looked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from dragoman.knowledge import NameHit, TitleHit
from dragoman.language import Analysis
from dragoman.reading.cast import MentionKind
from dragoman.reading.syntax import Syntax
from dragoman.reading.wordlists import words

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def takes_side(syntax: Syntax, first: int, last: int) -> bool:
    """Whether a country's name only says whose side somebody is on: "pro-Russian", "Iranian-backed"."""
    tokens = syntax.tokens
    before = [tokens[each].text.lower() for each in range(max(first - 2, 0), first)]
    after = [each.text.lower() for each in tokens[last : last + 2]]
    is_for = before[-1:] == ["-"] and before[0] in words("side_prefixes")
    prefix, dash, _ = tokens[first].text.lower().partition("-")
    is_for = is_for or (bool(dash) and prefix in words("side_prefixes"))
    return is_for or (after[:1] == ["-"] and after[-1] in words("side_suffixes"))


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention before it is resolved.

    Character spans are half-open; `first` and `last` are tokens, half-open.
    `country` is a code where the mention itself names one; `known_id` a person's
    id of the tables where the full name is known to them.
    """

    kind: MentionKind
    start: int
    end: int
    first: int
    last: int
    name: str = ""
    name_span: tuple[int, int] | None = None
    office: str = ""
    office_span: tuple[int, int] | None = None
    office_class: str = ""
    modifier: str = ""
    country: str = ""
    known_id: str = ""
    is_counterpart: bool = False  # holds the office of somebody named before: "his Somali counterpart"


@dataclass(slots=True)
class SightField:
    """The text with everything found in it, addressed by token."""

    analysis: Analysis
    syntax: Syntax
    starts: list[int] = field(init=False)
    names: dict[int, NameHit] = field(default_factory=dict)  # by first token
    names_by_end: dict[int, NameHit] = field(default_factory=dict)  # by last token + 1
    titles: dict[int, TitleHit] = field(default_factory=dict)
    titles_by_end: dict[int, TitleHit] = field(default_factory=dict)
    long_titles_by_end: dict[int, TitleHit] = field(default_factory=dict)  # with what they are in charge of
    openings: set[int] = field(init=False)  # first tokens of sentences: no mention reaches over them

    def __post_init__(self) -> None:
        self.starts = [token.start for token in self.analysis.tokens]
        self.openings = {sentence.first for sentence in self.analysis.sentences}

    def range_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The tokens that a stretch of text covers, half-open, or None for none."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.starts, end)
        if first < 0 or last <= first:
            return None
        return first, last

    def lower(self, token: int) -> str:
        """A token's text in lower case, empty outside of the text."""
        known = self.syntax.lower
        return known[token] if 0 <= token < len(known) else ""
