"""Time expressions in English news, and the days they mean.

Finds the expressions that TIMEX3 calls DATE, TIME, DURATION and SET, and resolves
each against an anchor: the dateline's day, or the day of publication where there
is none. The rules are listed in docs/rules/dates.md. Libraries that parse dates
exist; they guess a day where the words name a month or could mean two days, know
no tense, and look for one date in a string instead of all of them in an article.
Which date belongs to which event is left to the reading stage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from dragoman.interval import Interval, Resolution
from dragoman.language import _times_calendar as calendar
from dragoman.language._times_grammar import FIRST, INNER_RULES, RULES, Tokens, compiled, lexicon, tokenise
from dragoman.language._times_parts import READINGS
from dragoman.language._times_readings import Direction, Found, Meaning, Scene, TimeKind
from dragoman.language._times_tense import Tense

__all__ = ["Direction", "TimeExpression", "TimeKind", "find_times", "resolve"]

# Readings whose value depends on the tense of the sentence.
_DIRECTED = frozenset(
    {
        "weekday",
        "month_day",
        "days",
        "month",
        "season",
        "weekend",
        "named_day",
        "duration",
        "part",
        "side",
        "half",
        "clock",
        "numeric",
    }
)
_RANGE_ENDS = frozenset(
    {
        "iso",
        "numeric",
        "month_day",
        "month",
        "relative_month",
        "year",
        "weekday",
        "today",
        "part",
        "season_year",
        "named_day",
        "relative_unit",
        "decade",
        "nth_century",
        "weekday_week",
    }
)
# How far back the date that "the following day" counts from may stand, in characters.
_REFERENCE_REACH = 800
_REFERENCES_TRIED = 6  # expressions


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time, and what they mean.

    ``interval`` is None where the words name no days (a duration), where day and
    month cannot be told apart, where no anchor is known, or where the day does not
    exist; the last also sets ``inconsistent``.
    """

    start: int  # first code point in the text
    end: int  # one past the last
    text: str
    kind: TimeKind
    interval: Interval | None
    minutes: int | None  # of a duration; a month counts 30 days, a year 365
    anchored: bool  # the value depended on the anchor
    inconsistent: bool = False  # the weekday is not that of the date, or there is no such day


def find_times(
    text: str, anchor: Interval | date | None, sentences: Sequence[tuple[int, int]] = ()
) -> list[TimeExpression]:
    """The time expressions of a text in order, none overlapping another.

    Args:
        text: Any English text.
        anchor: The day (or days) on which it was written, None when unknown.
        sentences: Half-open spans of the sentences; without them they are guessed from punctuation.

    Returns:
        Expressions whose offsets are code points of the text; ``text[x.start:x.end] == x.text``.
    """
    tense = Tense(text, sentences)
    matches = _merge_ranges(list(_iter_matches(tokenise(text), tense)))
    found: list[TimeExpression] = []
    for match in matches:
        found.append(match.expression(text, _anchor(anchor), _mentioned_before(found, match.start)))
    return _check_brackets(text, found)


def _mentioned_before(found: list[TimeExpression], start: int) -> list[TimeExpression]:
    """The dates that "the following day" may count from, the nearest first."""
    near = [each for each in found[-_REFERENCES_TRIED:] if start - each.end <= _REFERENCE_REACH]
    return [each for each in reversed(near) if each.kind is TimeKind.DATE and each.interval is not None]


def resolve(
    expression: str, anchor: Interval | date | None, direction: Direction = Direction.NEUTRAL
) -> Interval | None:
    """The days that the words of one expression mean, or None when they name none.

    Args:
        expression: The words as printed; words around the expression are passed over.
        anchor: The day from which relative words count, None when unknown.
        direction: What the tense of the sentence suggests.
    """
    matches = _merge_ranges(list(_iter_matches(tokenise(expression), direction)))
    if not matches:
        return None
    longest = max(matches, key=lambda match: match.end - match.start)
    return longest.expression(expression, _anchor(anchor), []).interval


def _anchor(anchor: Interval | date | None) -> Interval | None:
    return Interval.on_day(anchor) if isinstance(anchor, date) else anchor


@dataclass(frozen=True, slots=True)
class _Match:
    """One expression before it is seen from an anchor; ``until`` is the far end of a range."""

    name: str
    found: Found
    direction: Direction
    until: _Match | None = None

    @property
    def start(self) -> int:
        return self.found.tokens.starts[self.found.match.start()]

    @property
    def end(self) -> int:
        last = self.until or self
        return last.found.tokens.ends[last.found.match.end() - 1]

    def seen_from(self, day: date | None, reference: Interval | None) -> Meaning | None:
        """The meaning, or None when the words are no time expression."""
        try:
            left = READINGS[self.name](self.found, Scene(day, self.direction, reference))
            if left is None or self.until is None:
                return left
            right = self.until.seen_from(day, reference)
            return _range_of(self, left, right, day)
        except (ValueError, OverflowError):
            return Meaning()

    def expression(self, text: str, anchor: Interval | None, before: list[TimeExpression]) -> TimeExpression:
        meaning, anchored = self.seen_from(None, None) or Meaning(), False
        if meaning.interval is None and not meaning.inconsistent and meaning.minutes is None:
            for mentioned in before:
                beside = self.seen_from(None, mentioned.interval)
                if beside is not None and beside.interval is not None:
                    meaning, anchored = beside, mentioned.anchored
                    break
            else:
                meaning = self._from_anchor(anchor) or meaning
                anchored = meaning.interval is not None
        span = slice(self.start, self.end)
        return TimeExpression(
            self.start,
            self.end,
            text[span],
            meaning.kind,
            meaning.interval,
            meaning.minutes,
            anchored,
            meaning.inconsistent,
        )

    def _from_anchor(self, anchor: Interval | None) -> Meaning | None:
        if anchor is None:
            return None
        first = self.seen_from(anchor.earliest, None)
        if anchor.earliest == anchor.latest or first is None or first.interval is None:
            return first
        last = self.seen_from(anchor.latest, None)
        if last is None or last.interval is None:
            return last
        both = first.inconsistent and last.inconsistent
        return replace(first, interval=calendar.hull(first.interval, last.interval), inconsistent=both)


def _range_of(match: _Match, left: Meaning, right: Meaning | None, day: date | None) -> Meaning:
    """The days from one expression to another; the part that lacks a year takes it from its neighbour."""
    end = match.until
    if end is None or right is None:
        return left
    start, stop = left.interval, right.interval
    if start is None and stop is not None:
        start = (match_alone(match).seen_from(stop.earliest, None) or left).interval
    elif stop is None and start is not None:
        stop = (end.seen_from(start.latest, None) or right).interval
    if start is None or stop is None:
        return Meaning(inconsistent=left.inconsistent or right.inconsistent)
    if start.earliest > stop.latest or (stop.earliest - start.latest).days > 366:
        start, stop = _close_up(match, start, stop)
    if start.earliest > stop.latest:
        return Meaning()
    return Meaning(calendar.hull(start, stop), inconsistent=left.inconsistent or right.inconsistent)


def match_alone(match: _Match) -> _Match:
    """The first end of a range by itself."""
    return replace(match, until=None)


def _close_up(match: _Match, start: Interval, stop: Interval) -> tuple[Interval, Interval]:
    """Moves an end that states no year of its own (or only a weekday) to the other end's side."""
    end = match.until
    if match.name == "weekday":
        days = (start.earliest - stop.earliest).days
        start = Interval.on_day(start.earliest - timedelta(days=-(-days // 7) * 7))
    elif match.name in ("month_day", "month") and not match.found.has("y"):
        start = _in_year(start, stop.earliest.year)
        if start.earliest > stop.latest:
            start = _in_year(start, stop.earliest.year - 1)
    elif end is not None and end.name in ("month_day", "month") and not end.found.has("y"):
        stop = _in_year(stop, start.earliest.year)
        if start.earliest > stop.latest:
            stop = _in_year(stop, start.earliest.year + 1)
    return start, stop


def _in_year(interval: Interval, year: int) -> Interval:
    if interval.resolution is Resolution.MONTH:
        return Interval.month(year, interval.earliest.month)
    return Interval.on_day(interval.earliest.replace(year=year))


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, compiled(pattern)) for name, pattern in RULES)


@cache
def _inner_rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, compiled(pattern)) for name, pattern in INNER_RULES)


@cache
def _any_rule() -> re.Pattern[str]:
    forms = "|".join(f"(?:{_unnamed(rule.pattern)})" for _, rule in _rules())
    return re.compile(f"(?={compiled(FIRST).pattern})(?:{forms})")


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _iter_matches(tokens: Tokens, tense: Tense | Direction) -> list[_Match]:
    matches: list[_Match] = []
    position = 0
    while (hit := _any_rule().search(tokens.classes, position)) is not None:
        match = _best_match(tokens, hit.start(), len(tokens.classes))
        if match is None:
            position = hit.start() + 1
            continue
        position = match.found.match.end()
        if match.name in _DIRECTED:
            direction = tense if isinstance(tense, Direction) else tense.at(match.start)
            match = replace(match, direction=direction)
        matches.append(match)
    return matches


def _best_match(tokens: Tokens, start: int, end: int, whole: bool = False) -> _Match | None:
    """The longest match at a token that its reading accepts; with ``whole``, one that reaches the end."""

    def inner(first: int, last: int, scene: Scene) -> Meaning | None:
        skip = 1 if tokens.classes[first] == lexicon().codes["the"] else 0
        part = _best_match(tokens, first + skip, last, whole=True)
        return None if part is None else READINGS[part.name](part.found, scene)

    hits = [
        (hit.end(), -order, name, hit)
        for order, (name, rule) in enumerate(_rules() + _inner_rules() if whole else _rules())
        if (hit := rule.match(tokens.classes, start, end)) is not None and (not whole or hit.end() == end)
    ]
    for _, _, name, hit in sorted(hits, key=lambda entry: entry[:2], reverse=True):
        match = _Match(name, Found(tokens, hit, inner), Direction.NEUTRAL)
        if match.seen_from(None, None) is not None:
            return match
    return None


def _merge_ranges(matches: list[_Match]) -> list[_Match]:
    """Two dates joined by "to" or a dash, or by "and" after "between", as one expression."""
    merged: list[_Match] = []
    for match in matches:
        if merged and _are_joined(merged[-1], match):
            merged[-1] = replace(merged[-1], until=match)
        else:
            merged.append(match)
    return merged


def _are_joined(left: _Match, right: _Match) -> bool:
    if left.until is not None or left.name not in _RANGE_ENDS or right.name not in _RANGE_ENDS:
        return False
    codes, tokens = lexicon().codes, left.found.tokens
    gap = tokens.classes[left.found.match.end() : right.found.match.start()]
    if gap == codes["dash"]:
        return True
    if len(gap) == 1 and tokens.word(left.found.match.end()).lower() in ("until", "till", "through"):
        return True
    if gap.rstrip(codes["the"]) == codes["to"]:
        return "year" not in (left.name, right.name) or left.name == right.name
    return gap.rstrip(codes["the"]) == codes["and"] and left.found.near(-1, "between")


def _check_brackets(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """Gives "Tuesday (May 3)" one day, that of the date, and notes a weekday that is not the date's."""
    checked = list(found)
    for index, (left, right) in enumerate(pairwise(found)):
        if text[left.end : right.start] not in (" (", " [") or right.interval is None:
            continue
        if left.text.lower() in _weekdays() and right.interval.resolution is Resolution.DAY:
            wrong = right.interval.earliest.weekday() != _weekdays()[left.text.lower()]
            checked[index] = replace(left, interval=right.interval, inconsistent=wrong)
    return checked


@cache
def _weekdays() -> dict[str, int]:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return {name: number for number, name in enumerate(names)}
