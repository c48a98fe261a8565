"""When, how long and under what name a meeting took place: what its words say of it. Where: `meeting_places`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from dragoman.article import Evidence
from dragoman.interval import Interval, Resolution
from dragoman.language import Sentence
from dragoman.language.times import TimeExpression, TimeKind
from dragoman.reading.brief import Brief
from dragoman.reading.encounters import Draft
from dragoman.reading.meeting_words import is_meeting_noun
from dragoman.reading.realis import realis_of
from dragoman.reading.record import Duration, MeetingState, Mode, Realis, When
from dragoman.reading.wordlists import words

_MAX_TITLE = 120
_MAX_MINUTES = 24 * 60
_HOUR = 60  # minutes
_PART_OF_HOUR = re.compile(r"(?:(?P<three>three)[- ]|a )?(?P<part>quarters?|half) of $", re.I)
_BEFORE = 20
_WEEK = timedelta(days=7)
_LEAST_SIDES = 2
_ON_SCREEN = re.compile(r"\b(?:video(?:[- ]?(?:call|conference|link))?|virtual)\b", re.I)
_CALLED = re.compile(
    r"\b(?:calls? (?:with|between)|(?:tele)?phone (?:call|talks|conversation)|by (?:tele)?phone)\b|\bcall\s*$",
    re.I | re.M,
)
_MET = re.compile(r"\b(?:meetings? (?:with|between)|meets? with)\b|\bmeeting\s*$", re.I | re.M)
_MANY_DAYS = 40
_A_YEAR = 366  # days
_A_MONTH = 31  # days; "in 2023" at the head of a sentence is no day of a meeting in it
_LEAD = 3  # sentences, a standfirst among them


def times_of(brief: Brief, draft: Draft) -> list[TimeExpression]:
    """Times in the trigger's own phrase, else in its verb's phrase, else the only date of its sentence."""
    own = -1 if draft.noun is None else draft.noun
    for token in (draft.noun, draft.trigger, draft.anchor):
        if token is not None:
            found = _dates(brief, brief.times_within(*brief.syntax.span(token)), token, own)
            if found:
                return [_in_step(brief, _by_timetable(brief, found[0], draft.anchor))]
    sentence = brief.syntax.sentence(draft.trigger)
    found = _dates(brief, brief.times_within(sentence.start, sentence.end), draft.trigger, own)
    longest = _A_MONTH if draft.realis is Realis.HAPPENED else _A_YEAR
    found = [
        each
        for each in found
        if each.interval is not None
        and each.interval.n_days <= longest
        and not _is_of_saying(brief, each, draft)
    ]
    return [_in_step(brief, found[0])] if len(found) == 1 else []


def _is_of_saying(brief: Brief, time: TimeExpression, draft: Draft) -> bool:
    """Whether a day is that on which somebody spoke of the meeting: "will visit Peru, his office said on Thursday"."""
    token = brief.syntax.token_at(time.start)
    verb = brief.syntax.verb_above(token) if token is not None else None
    if verb is None or verb in (draft.trigger, draft.anchor):
        return False
    return brief.syntax.tokens[verb].lemma.lower() in words("speech_verbs")


def own_when(brief: Brief, draft: Draft, state: MeetingState) -> When | None:
    """The day of a meeting; none that lies ahead for one that was held, nor behind for one that is to come.

    That of a cancelled one is the day that its own words give, not that of the cancelling.
    """
    if state is MeetingState.CANCELLED:
        return brief.when(
            brief.times_within(*brief.syntax.span(draft.trigger if draft.noun is None else draft.noun))
        )
    when = brief.when([each for each in times_of(brief, draft) if _is_in_its_sense(brief, each, draft)])
    if when is None or brief.anchor is None:
        return when
    is_ahead = state is MeetingState.HELD and when.interval.earliest > brief.anchor.latest
    is_behind = (
        state is not MeetingState.HELD
        and draft.realis is Realis.PLANNED
        and when.interval.latest < brief.anchor.earliest
    )
    return None if is_ahead or is_behind else when


def is_aside(brief: Brief, draft: Draft) -> bool:
    """Whether a meeting is told to be beside a larger one: "on the sidelines of the summit"."""
    syntax, sentence = brief.syntax, brief.syntax.sentence(draft.trigger)
    own = syntax.verb_above(draft.anchor)
    return any(
        syntax.tokens[token].lemma.lower() in words("margins")
        and bool(cases_of(brief, token) & {"on", "at", "in"})
        and syntax.verb_above(token) == own
        for token in range(sentence.first, sentence.last)
    )


def _is_in_its_sense(brief: Brief, time: TimeExpression, draft: Draft) -> bool:
    """Whether the verb that a time hangs on is told in the sense of the meeting: no past day for a planned one."""
    token = brief.syntax.token_at(time.start)
    verb = brief.syntax.verb_above(token) if token is not None else None
    own = brief.syntax.span(draft.trigger if draft.noun is None else draft.noun)
    if verb is None or draft.realis is not Realis.PLANNED or own[0] <= time.start < own[1]:
        return True
    if brief.syntax.relation(draft.anchor) == "xcomp" and brief.syntax.tokens[draft.anchor].head == verb:
        return True  # "are expected to meet this month": the day may hang on either verb
    return realis_of(brief.syntax, verb) is not Realis.HAPPENED


def _by_timetable(brief: Brief, time: TimeExpression, verb: int) -> TimeExpression:
    """A weekday or month beside a present tense in the body is the next: "the Council meets on Friday"."""
    word, interval = brief.syntax.tokens[verb], time.interval
    lemma = word.lemma.lower()
    present = (lemma, f"{lemma}s", f"{lemma}es", f"{lemma[:-1]}ies")
    is_present = word.upos == "VERB" and word.text.lower() in present
    if interval is None or not is_present or word.start < brief.article.body_start or brief.anchor is None:
        return time
    is_bare = (
        not brief.syntax.children(verb, "aux", "mark", "cop") and brief.syntax.own_subject(verb) is not None
    )
    if not is_bare or interval.latest >= brief.anchor.earliest or not time.anchored:
        return time
    said = set(time.text.lower().replace(".", "").split())
    if said & words("weekdays"):
        return replace(time, interval=Interval.between(interval.earliest + _WEEK, interval.latest + _WEEK))
    if said & words("months") and interval.n_days < _MANY_DAYS:
        return replace(time, interval=_a_year_on(interval))
    return time


def _in_step(brief: Brief, time: TimeExpression) -> TimeExpression:
    """A weekday of what will be, resolved backwards because its sentence also tells of the past, is the next one."""
    interval = time.interval
    if interval is None or brief.anchor is None or not time.anchored:
        return time
    token = brief.syntax.token_at(time.start)
    verb = brief.syntax.verb_above(token) if token is not None else None
    helping = [] if verb is None else brief.syntax.children(verb, "aux")
    auxiliaries = {brief.syntax.tokens[each].text.lower() for each in helping}
    is_weekday = bool(set(time.text.lower().replace(".", "").split()) & words("weekdays"))
    is_behind = interval.latest < brief.anchor.earliest and interval.latest + _WEEK >= brief.anchor.earliest
    if not (is_weekday and is_behind and auxiliaries & {"will", "shall"}):
        return time
    return replace(time, interval=Interval.between(interval.earliest + _WEEK, interval.latest + _WEEK))


def _a_year_on(interval: Interval) -> Interval:
    days = [
        day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
        for day in (interval.earliest, interval.latest)
    ]
    return Interval.between(*days)


def lead_date(brief: Brief, codes: Collection[str]) -> When | None:
    """The day of one of the report's first sentences, where it tells of the same sides in the past."""
    body = [each for each in brief.analysis.sentences if each.start >= brief.article.body_start]
    return next(filter(None, (_told_on(brief, each, codes) for each in body[:_LEAD])), None)


def _told_on(brief: Brief, sentence: Sentence, codes: Collection[str]) -> When | None:
    """The only day that a sentence about these sides gives for what happened."""
    named = {code for each in brief.cast.within(sentence.start, sentence.end) for code in each.countries}
    return day_told(brief, sentence) if len(named & set(codes)) >= _LEAST_SIDES else None


def day_told(brief: Brief, sentence: Sentence) -> When | None:
    """The only day that a sentence gives for what it tells as happened."""
    roots = [each for each in range(sentence.first, sentence.last) if brief.syntax.tokens[each].head < 0]
    is_told = bool(roots) and realis_of(brief.syntax, roots[0]) is Realis.HAPPENED
    if brief.anchor is None or not is_told:
        return None
    found = [
        each
        for each in _dates(brief, brief.times_within(sentence.start, sentence.end), roots[0])
        if each.interval is not None
        and each.interval.resolution is Resolution.DAY
        and each.interval.latest <= brief.anchor.latest
    ]
    return brief.when(found) if len(found) == 1 else None


def _dates(
    brief: Brief, times: list[TimeExpression], token: int, own: int | None = None
) -> list[TimeExpression]:
    kinds = (TimeKind.DATE, TimeKind.TIME)
    return [
        each
        for each in times
        if each.interval is not None and each.kind in kinds and _is_of(brief, each, token, own)
    ]


def _is_another_event(brief: Brief, noun: int, verb: int, own: int) -> bool:
    """Whether a noun between a time and a verb is a meeting that the verb only speaks of.

    "Spoke about the summit on Friday" says nothing of the day of the call; "flew
    to Lima for talks on Friday" does.
    """
    syntax = brief.syntax
    if syntax.tokens[verb].upos != "VERB" or noun == own or not is_meeting_noun(syntax.tokens[noun]):
        return False
    is_purpose = syntax.tokens[noun].head == verb and (
        syntax.relation(noun) in ("obj", "nsubj") or bool(cases_of(brief, noun) & {"for", "in", "at", "to"})
    )
    return not is_purpose


def _is_of(brief: Brief, time: TimeExpression, token: int, own: int | None) -> bool:
    """Whether a time can be that of a word: it is not in a clause of its own, nor where something else began.

    Args:
        own: The meeting's own noun (-1 for none), beside which another meeting's day is
            none of its; None where any will do.
    """
    syntax = brief.syntax
    current = syntax.token_at(time.start)
    if current is not None and _follows_saying(brief, current, token):
        return False
    while current is not None and current >= 0 and current != token:
        deprel = syntax.tokens[current].deprel
        is_since = cases_of(brief, current) & {"since"}
        marks = {syntax.tokens[mark].text.lower() for mark in syntax.children(current, "mark")}
        is_clause = deprel == "acl:relcl" or bool(marks & words("other_time_marks"))
        is_clause = is_clause or (deprel == "acl" and syntax.tokens[current].head != token)
        if is_since or (is_clause and token not in syntax.subtree(current)):
            return False
        if _is_of_a_later_plan(brief, current, token):
            return False
        if own is not None and _is_another_event(brief, current, token, own):
            return False
        if own is not None and _names_another(brief, current, time, (token, own)):
            return False
        current = syntax.tokens[current].head
    return True


def _follows_saying(brief: Brief, time: int, token: int) -> bool:
    """Whether a day stands right behind another's verb of saying, wherever the parser hung it.

    "Will meet X in Lima, a spokesman said on Tuesday".
    """
    before = time - 1
    if before >= 0 and brief.syntax.tokens[before].text.lower() in ("on", "late", "early"):
        before -= 1
    is_saying = before >= 0 and brief.syntax.tokens[before].lemma.lower() in words("speech_verbs")
    return is_saying and before != token and brief.syntax.tokens[before].upos == "VERB"


def _names_another(brief: Brief, current: int, time: TimeExpression, own: tuple[int, int]) -> bool:
    """Whether a word of a time belongs to the name of something else: "the lead-up to the March 2023 Summit"."""
    syntax, head = brief.syntax, brief.syntax.tokens[current].head
    is_inside = syntax.relation(current) in ("nummod", "compound", "amod", "nmod")
    if not is_inside or head <= current or head in own or syntax.tokens[head].upos not in ("NOUN", "PROPN"):
        return False
    is_of_time = time.start <= syntax.tokens[head].start < time.end
    return not is_of_time and is_meeting_noun(syntax.tokens[head])


def _is_of_a_later_plan(brief: Brief, verb: int, token: int) -> bool:
    """Whether a verb is a further plan beside that of a word: "to meet and to share data by May"."""
    syntax = brief.syntax
    marks = {syntax.tokens[mark].text.lower() for mark in syntax.children(verb, "mark")}
    is_further = syntax.relation(verb) == "conj" and syntax.tokens[verb].upos == "VERB" and "to" in marks
    return is_further and token not in syntax.subtree(verb)


def duration_of(brief: Brief, draft: Draft) -> Duration | None:
    """A duration in hours or minutes in the sentence: "90-minute talks", "lasted an hour"."""
    sentence = brief.syntax.sentence(draft.trigger)
    return next(iter(durations_within(brief, sentence.start, sentence.end)), None)


def durations_within(brief: Brief, start: int, end: int) -> list[Duration]:
    """The durations below a day in a stretch of text, quarters of an hour told out."""
    found: list[Duration] = []
    for each in brief.times_within(start, end):
        if each.kind is not TimeKind.DURATION or each.minutes is None or each.minutes >= _MAX_MINUTES:
            continue
        part = _PART_OF_HOUR.search(brief.article.text, max(each.start - _BEFORE, start), each.start)
        minutes, first = each.minutes, each.start
        if part is not None:
            share = {"half": 0.5}.get(part["part"].lower(), 0.25 * (3 if part["three"] else 1))
            minutes, first = round(minutes * share), part.start()
        fresh = Duration((brief.evidence(first, each.end),), minutes)
        if found and _goes_on(brief, found[-1], fresh):
            place = brief.evidence(found[-1].evidence[0].start, each.end)
            found[-1] = Duration((place,), found[-1].minutes + minutes)
        else:
            found.append(fresh)
    return found


def _goes_on(brief: Brief, known: Duration, fresh: Duration) -> bool:
    """Whether two durations are the parts of one: "two hours and one minute"."""
    between = brief.article.text[known.evidence[0].end : fresh.evidence[0].start]
    return between.strip(" ,").lower() in ("", "and") and fresh.minutes < _HOUR <= known.minutes


def mode_of_headline(brief: Brief, codes: Collection[str]) -> Mode:
    """How the sides met by the headline, where it names one of them: "Readout of X's Call with Y"."""
    headline = brief.article.text[: brief.article.body_start]
    named = {code for each in brief.cast.within(0, brief.article.body_start) for code in each.countries}
    if not named & set(codes):
        return Mode.UNKNOWN
    if _ON_SCREEN.search(headline):
        return Mode.VIDEO
    if _CALLED.search(headline):
        return Mode.PHONE
    return Mode.IN_PERSON if _MET.search(headline) else Mode.UNKNOWN


def title_of(brief: Brief, noun: int | None) -> str:
    # A noun that is the predicate ("It was their first meeting since ...") heads a whole sentence, which is no name.
    if noun is None or brief.syntax.children(noun, "cop"):
        return ""
    syntax, head = brief.syntax, noun
    above = syntax.tokens[noun].head
    if above >= 0 and syntax.tokens[above].upos == "NOUN" and "of" in cases_of(brief, noun):
        head = above
    tokens = [
        token for token in syntax.subtree(head) if token not in syntax.children(head, "case", "mark", "cc")
    ]
    if tokens[0] < above < noun and syntax.tokens[above].upos == "VERB":
        return ""  # the parser hung a subject on the noun
    start = syntax.tokens[tokens[0]].start
    end = next(
        (syntax.tokens[token].start for token in tokens if syntax.tokens[token].text in (",", ";", "–", "—")),
        None,
    )
    words_end = syntax.tokens[tokens[-1]].end if end is None else end
    return brief.article.text[start : min(words_end, start + _MAX_TITLE)].strip()


def cases_of(brief: Brief, token: int) -> set[str]:
    return {brief.syntax.tokens[case].text.lower() for case in brief.syntax.children(token, "case")}


def format_of(brief: Brief, evidence: tuple[Evidence, ...]) -> str:
    for span in evidence:
        for hit in brief.facts.find_names(brief.article.text[span.start : span.end]):
            group = brief.facts.group(hit.ref) if hit.kind == "group" else None
            if group is not None and group.kind in ("informal", "format", "format_pattern"):
                return group.code
    return ""
