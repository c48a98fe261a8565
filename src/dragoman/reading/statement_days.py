"""When something was said, where its own sentence gives no day.

What is said at the news conference after talks was said on the day of the talks; a
speaker who goes on in the same paragraph speaks on the same day; "in the speech" is
the day of the sentence before. Anything else stays undated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.article import Evidence
from dragoman.language.times import TimeKind
from dragoman.reading.brief import Brief
from dragoman.reading.record import Meeting, MeetingState, Statement, When

_AFTER_MEETING = re.compile(
    r"\b(?:news|press) (?:conference|briefing)\b|\bafterwards?\b|\b(?:after|following) (?:the|their|his|her) "
    r"(?:talks|meeting|calls?|summit|session|conversation|visit)\b|\bin the (?:call|meeting|talks)\b",
    re.I,
)
_IN_SPEECH = re.compile(r"\b[Ii]n (?:the|his|her) (?:speech|address|interview|statement|remarks)\b")


def dated_statements(
    brief: Brief, statements: Sequence[Statement], meetings: Sequence[Meeting]
) -> list[Statement]:
    """The statements, with the day that the text around them gives where their sentence has none."""
    dated: list[Statement] = []
    for statement in statements:
        when = statement.said_on
        if when is None:
            when = _goes_on(brief, statement, dated) or _day_around(brief, statement, meetings)
        dated.append(replace(statement, said_on=when))
    return dated


def _goes_on(brief: Brief, statement: Statement, before: Sequence[Statement]) -> When | None:
    """The day of what the same speaker said right before in the same paragraph."""
    if not before or before[-1].said_on is None or not _is_same_speaker(before[-1], statement):
        return None
    return (
        before[-1].said_on
        if _in_one_paragraph(brief, before[-1].evidence[-1], statement.evidence[0])
        else None
    )


def _is_same_speaker(left: Statement, right: Statement) -> bool:
    names = [(each.speaker.name, each.speaker.office, each.speaker.country) for each in (left, right)]
    return names[0] == names[1] and bool(names[0][0])


def _in_one_paragraph(brief: Brief, left: Evidence, right: Evidence) -> bool:
    return "\n" not in brief.article.text[left.end : right.start] or right.start < left.end


def _day_around(brief: Brief, statement: Statement, meetings: Sequence[Meeting]) -> When | None:
    said = _outside_content(brief, statement)
    if _AFTER_MEETING.search(said):
        held = [
            each
            for each in meetings
            if each.state is MeetingState.HELD and each.evidence[0].start <= statement.evidence[0].end
        ]
        codes = {statement.speaker.country}
        own = [each for each in held if codes & {actor.country for actor in each.participants}]
        return own[-1].when if own else None
    if _IN_SPEECH.search(said):
        return _day_before(brief, statement.evidence[0])
    return None


def _outside_content(brief: Brief, statement: Statement) -> str:
    """The words of a statement's sentences that are not what was said."""
    text, pieces = brief.article.text, []
    for span in statement.evidence:
        position = span.start
        for content in sorted(statement.content, key=lambda each: each.start):
            if span.start <= content.start < span.end:
                pieces.append(text[position : content.start])
                position = content.end
        pieces.append(text[position : span.end])
    return " ".join(pieces)


def _day_before(brief: Brief, place: Evidence) -> When | None:
    """The last day named earlier in the same paragraph or in the one before it."""
    text = brief.article.text
    paragraph = text.rfind("\n", 0, place.start) + 1
    start = text.rfind("\n", 0, max(paragraph - 2, 0)) + 1
    days = [
        each
        for each in brief.times_within(start, place.start)
        if each.kind is TimeKind.DATE and each.interval is not None and each.interval.n_days == 1
    ]
    return brief.when(days[-1:])
