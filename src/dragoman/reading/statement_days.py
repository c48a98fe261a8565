"""When something was said, where its own sentence gives no day.

What is said at the news conference after talks was said on the day of the talks; a
speaker who goes on in the same paragraph speaks on the same day; "in the speech" is
the day of the sentence before; who acts in the first sentence of a report speaks, in
the plain past, on its day. Anything else stays undated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.article import Evidence
from dragoman.language import Sentence
from dragoman.language.times import TimeKind
from dragoman.reading.brief import Brief
from dragoman.reading.meeting_details import day_told
from dragoman.reading.realis import realis_of
from dragoman.reading.record import Actor, Manner, Meeting, MeetingState, Realis, Statement, When
from dragoman.reading.wordlists import words

_AFTER_MEETING = re.compile(
    r"\b(?:news|press) (?:conference|briefing)\b|\bafterwards?\b|\b(?:after|following) (?:the|their|his|her) "
    r"(?:talks|meeting|calls?|summit|session|conversation|visit)\b|\bin the (?:call|meeting|talks)\b",
    re.I,
)
_ADDING = re.compile(r"(?:add|continu|went on)\w*\b", re.I)
_LEAD = 2  # sentences
_IN_SPEECH = re.compile(r"\b[Ii]n (?:the|his|her) (?:speech|address|interview|statement|remarks)\b")


def dated_statements(
    brief: Brief, statements: Sequence[Statement], meetings: Sequence[Meeting]
) -> list[Statement]:
    """The statements, with the day that the text around them gives where their sentence has none."""
    dated: list[Statement] = []
    for statement in statements:
        when = statement.said_on
        if when is None:
            when = (
                _goes_on(brief, statement, dated)
                or _day_around(brief, statement, meetings)
                or _today(brief, statement)
                or _day_of_report(brief, statement)
            )
        dated.append(replace(statement, said_on=when))
    return dated


def _today(brief: Brief, statement: Statement) -> When | None:
    """The day that a speaker who is not quoted calls today: "said he had summoned the envoy today"."""
    if statement.manner is not Manner.INDIRECT:
        return None
    spans = [(each.start, each.end) for each in statement.content]
    times = [each for span in spans for each in brief.times_within(*span) if each.text.lower() == "today"]
    return brief.when(times[:1])


def _day_of_report(brief: Brief, statement: Statement) -> When | None:
    """The day of the report's first sentence, where the speaker acts in it and speaks in the plain past.

    A report tells of one day: "Obama spoke by telephone on Friday with ... Obama said
    that he believed". What had been said, or is said in another's name, stays undated.
    """
    cue = brief.syntax.token_at(statement.cue.start) if statement.cue is not None else None
    if cue is None or not statement.speaker.name or not _is_plain_past(brief, cue):
        return None
    body = [each for each in brief.analysis.sentences if each.start >= brief.article.body_start]
    for sentence in body[:_LEAD]:
        if sentence.start >= statement.evidence[0].start:
            return None
        verbs = _verbs_of(brief, sentence, statement.speaker)
        when = day_told(brief, sentence) if verbs else None
        if when is not None:
            is_own = _hangs_on_one(brief, when, verbs)
            is_left = _goes_on_to_another(brief, when, statement, sentence.end)
            return when if is_own and not is_left else None
    return None


def _hangs_on_one(brief: Brief, when: When, verbs: set[int]) -> bool:
    """Whether a day is that of one of some verbs, told as happened."""
    token = brief.syntax.token_at(when.evidence[0].start)
    verb = brief.syntax.verb_above(token) if token is not None else None
    return verb is not None and verb in verbs and realis_of(brief.syntax, verb) is Realis.HAPPENED


def _goes_on_to_another(brief: Brief, when: When, statement: Statement, start: int) -> bool:
    """Whether the text tells of another day on which the speaker acted, before it comes to a statement."""
    for each in brief.times_within(start, statement.evidence[0].start):
        is_day = each.kind is TimeKind.DATE and each.interval is not None and each.interval.n_days == 1
        token = brief.syntax.token_at(each.start) if is_day else None
        if token is None or each.interval is None or each.interval.overlaps(when.interval):
            continue
        verb = brief.syntax.verb_above(token)
        if verb in _verbs_of(brief, brief.syntax.sentence(token), statement.speaker):
            return True
    return False


def _is_plain_past(brief: Brief, cue: int) -> bool:
    """Whether a cue is a verb in the past by itself, of a clause that names no other time."""
    syntax = brief.syntax
    if not syntax.is_past(cue) or syntax.children(cue, "aux") or syntax.is_passive(cue):
        return False
    adverbs = {syntax.tokens[each].text.lower() for each in syntax.children(cue, "advmod", "obl")}
    return not adverbs & words("other_days")


def _verbs_of(brief: Brief, sentence: Sentence, speaker: Actor) -> set[int]:
    """The verbs of a sentence that somebody is the subject of."""
    return {
        brief.syntax.tokens[mention.head].head
        for mention in brief.cast.within(sentence.start, sentence.end)
        for actor in mention.actors
        if brief.syntax.relation(mention.head) == "nsubj" and actor.name == speaker.name
    }


def _goes_on(brief: Brief, statement: Statement, before: Sequence[Statement]) -> When | None:
    """The day of what the same speaker said right before in the same paragraph."""
    if not before or before[-1].said_on is None or not _is_same_speaker(before[-1], statement):
        return None
    adds = statement.cue is not None and _ADDING.match(brief.article.text, statement.cue.start) is not None
    is_near = adds or _in_one_paragraph(brief, before[-1].evidence[-1], statement.evidence[0])
    return before[-1].said_on if is_near else None


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
