"""Where a text disagrees with itself: durations, numbers, spellings, speakers, and where it is cut.

Each finding holds both places. What can be said of one thing in two ways ("two hours",
"more than an hour") is no disagreement; in doubt nothing is found, since a false
finding costs a reader more than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from dragoman.article import Evidence, PartKind
from dragoman.knowledge.folding import skeleton, words_of
from dragoman.reading.brief import Brief
from dragoman.reading.meeting_details import durations_within
from dragoman.reading.people import Figure
from dragoman.reading.record import Duration, Finding, Manner, Meeting, Statement
from dragoman.reading.thresholds import DURATION_SLACK, QUOTE_LEAST_WORDS, SPELLING_LEAST_LETTERS
from dragoman.reading.wordlists import words

_ABOVE = re.compile(r"\b(?:more than|over|at least|longer than|well over)\b", re.I)
_BELOW = re.compile(r"\b(?:less than|under|at most|nearly|almost|up to)\b", re.I)
_ROUGH = re.compile(r"\b(?:about|around|some|roughly|approximately|or so)\b", re.I)
_BEFORE = 16  # characters in which "more than" stands before a number
_CUT_AFTER = re.compile(r"(?:^|[\s(“‘\"])[a-z][a-z’'-]*,?$")  # a small word; lists of names end in large ones
_LEAST_CUT_WORDS = 9


def find_disagreements(
    brief: Brief, meetings: Sequence[Meeting], statements: Sequence[Statement]
) -> Iterator[Finding]:
    """All findings of this module, each with its places in the text."""
    for meeting in meetings:
        yield from _durations(brief, meeting)
        yield from _days(brief, meeting)
        yield from _places(meeting)
    yield from _numbers(brief)
    yield from _spellings(brief)
    yield from _speakers(brief, statements)
    yield from _cuts(brief)


# ------------------------------------------------------------------ durations and numbers


def _durations(brief: Brief, meeting: Meeting) -> Iterator[Finding]:
    """Two durations in the sentences of one meeting that cannot both hold."""
    found = [each for span in meeting.evidence for each in durations_within(brief, span.start, span.end)]
    for index, left in enumerate(found):
        for right in found[index + 1 :]:
            if _agree(_bounds(brief, left), _bounds(brief, right)):
                continue
            places = (left.evidence[0], right.evidence[0])
            values = tuple(brief.article.text[each.start : each.end] for each in places)
            yield Finding(
                evidence=places,
                kind="number",
                subject=f"duration of {meeting.title or 'the meeting'}",
                values=values,
                remark=f"One place gives the length of the meeting as {values[0]!r}, another as {values[1]!r}.",
                confidence=0.7,
            )
            return


def _days(brief: Brief, meeting: Meeting) -> Iterator[Finding]:
    """Two days given for one meeting."""
    if meeting.when is None or not meeting.other_days:
        return
    places = (meeting.when.evidence[0], meeting.other_days[0].evidence[0])
    values = tuple(brief.article.text[each.start : each.end] for each in places)
    yield Finding(
        evidence=places,
        kind="date",
        subject=f"day of {meeting.title or 'the meeting'}",
        values=values,
        remark=f"One place has the meeting on {values[0]!r}, another on {values[1]!r}.",
        confidence=0.6,
    )


def _places(meeting: Meeting) -> Iterator[Finding]:
    """Two towns of different countries given for one meeting."""
    if meeting.place is None or not meeting.other_places:
        return
    other = meeting.other_places[0]
    values = (meeting.place.name, other.name)
    yield Finding(
        evidence=(meeting.place.evidence[0], other.evidence[0]),
        kind="place",
        subject=f"place of {meeting.title or 'the meeting'}",
        values=values,
        remark=f"One sentence has the meeting in {values[0]}, another in {values[1]}.",
        confidence=0.5,
    )


def _bounds(brief: Brief, duration: Duration) -> tuple[float, float]:
    """The least and most minutes that the words of a duration leave open."""
    place, minutes = duration.evidence[0], duration.minutes
    said = brief.article.text[max(place.start - _BEFORE, 0) : place.end]
    if _ABOVE.search(said):
        return minutes, minutes * 2
    if _BELOW.search(said):
        return minutes / 2, minutes
    slack = DURATION_SLACK * (2 if _ROUGH.search(said) else 1)
    return minutes * (1 - slack), minutes * (1 + slack)


def _agree(left: tuple[float, float], right: tuple[float, float]) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]


def _numbers(brief: Brief) -> Iterator[Finding]:
    """A number of headline or standfirst that the body gives otherwise, for the same things and the same deed."""
    head_end = _head_end(brief)
    counted = list(_counted(brief))
    said_in_head = {token.lemma.lower() for token in brief.syntax.tokens if token.start < head_end}
    for thing, number, _, place in counted:
        if place.start >= head_end:
            continue
        told = [
            (each, there)
            for noun, each, verb, there in counted
            if noun == thing and there.start >= head_end and verb in said_in_head
        ]
        if len({each for each, _ in told}) != 1 or told[0][0] == number:
            continue
        places = (place, told[0][1])
        values = tuple(brief.article.text[each.start : each.end] for each in places)
        yield Finding(
            evidence=places,
            kind="number",
            subject=values[0],
            values=values,
            remark=f"The head of the text has {values[0]!r}, its body {values[1]!r}.",
            confidence=0.6,
        )


def _head_end(brief: Brief) -> int:
    heads = (PartKind.HEADLINE, PartKind.STANDFIRST)
    return max((part.end for part in brief.article.parts if part.kind in heads), default=0)


def _counted(brief: Brief) -> Iterator[tuple[str, int, str, Evidence]]:
    """(noun, number, its verb, place) for every exact number of things: "signed 11 accords"."""
    syntax = brief.syntax
    for index, token in enumerate(syntax.tokens):
        number = _number(token.text)
        noun = index + 1
        if number is None or noun >= len(syntax.tokens):
            continue
        thing = syntax.tokens[noun]
        verb = syntax.verb_above(noun)
        before = brief.article.text[max(token.start - _BEFORE, 0) : token.start]
        is_rough = any(rule.search(before) for rule in (_ABOVE, _BELOW, _ROUGH))
        is_time = thing.lemma.lower() in words("units")
        if thing.upos != "NOUN" or is_rough or is_time:
            continue
        deed = syntax.tokens[verb].lemma.lower() if verb is not None else ""
        yield thing.lemma.lower(), number, deed, brief.evidence(token.start, thing.end)


def _number(word: str) -> int | None:
    plain = word.replace(",", "")
    if plain.isdigit():
        return int(plain)
    names = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return names.index(word.lower()) + 2 if word.lower() in names else None


# ------------------------------------------------------------------ names and speakers


def _spellings(brief: Brief) -> Iterator[Finding]:
    """One name in two spellings: the same office and given name, family names a letter or two apart."""
    people = [figure for figure in brief.people if len(words_of(figure.name)) > 1]
    for index, left in enumerate(people):
        for right in people[index + 1 :]:
            if _is_one_person(left, right):
                places = tuple(brief.evidence(each.best.start, each.best.end) for each in (left, right))
                yield Finding(
                    evidence=places,
                    kind="name",
                    subject=left.name,
                    values=(left.name, right.name),
                    remark=f"The text writes both {left.name!r} and {right.name!r}.",
                    confidence=0.6,
                )


def _is_one_person(left: Figure, right: Figure) -> bool:
    first, second = words_of(left.name), words_of(right.name)
    if first[0] != second[0] or len(first) != len(second) or left.person_id != right.person_id:
        return False
    if left.country and right.country and left.country != right.country:
        return False
    if (left.office and right.office and left.office != right.office) or not (left.office or right.office):
        return False
    distance = sum(Levenshtein.distance(*pair) for pair in zip(first, second, strict=True))
    is_same_sound = skeleton(first[-1]) == skeleton(second[-1])
    return 0 < distance <= 2 and len(first[-1]) >= SPELLING_LEAST_LETTERS and not is_same_sound


def _speakers(brief: Brief, statements: Sequence[Statement]) -> Iterator[Finding]:
    """The same quoted words given to two people."""
    quoted = [
        (each, _letters(brief, each))
        for each in statements
        if each.manner is Manner.DIRECT and each.speaker.name and each.speaker.kind == "person"
    ]
    for index, (left, words_left) in enumerate(quoted):
        for right, words_right in quoted[index + 1 :]:
            is_long = min(len(words_left), len(words_right)) >= QUOTE_LEAST_WORDS
            is_same = is_long and fuzz.ratio(" ".join(words_left), " ".join(words_right)) > 95
            if is_same and left.speaker.name != right.speaker.name:
                values = (left.speaker.name, right.speaker.name)
                yield Finding(
                    evidence=(left.content[0], right.content[0]),
                    kind="speaker",
                    subject=" ".join(words_left)[:80],
                    values=values,
                    remark=f"The same words are given to {values[0]} and to {values[1]}.",
                    confidence=0.7,
                )


def _letters(brief: Brief, statement: Statement) -> list[str]:
    said = " ".join(brief.article.text[each.start : each.end] for each in statement.content)
    return re.findall(r"[^\W\d_]+", said.lower())


# ------------------------------------------------------------------ cut text


def _cuts(brief: Brief) -> Iterator[Finding]:
    """A body whose last sentence has no end."""
    body = [part for part in brief.article.body_parts if part.kind is PartKind.PARAGRAPH]
    sentences = brief.analysis.sentences
    if not body or not sentences:
        return
    last = sentences[-1]
    text = brief.article.text
    said = text[last.start : last.end].rstrip()
    tokens = brief.analysis.tokens[last.first : last.last]
    has_verb = any(token.upos == "VERB" and token.head < 0 for token in tokens)
    is_last = last.start >= body[-1].start and body[-1].end - last.end < 2
    if is_last and has_verb and len(tokens) >= _LEAST_CUT_WORDS and _CUT_AFTER.search(said):
        place = brief.evidence(last.start, last.start + len(said))
        yield Finding(
            evidence=(place,),
            kind="cut",
            subject="end of the text",
            values=(" ".join(said.split()[-6:]),),
            remark="The text ends in the middle of a sentence.",
            confidence=0.6,
        )
