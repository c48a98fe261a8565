"""The events that belong in the record of an article: those between states or bodies, told as news.

The coder (`events`) also gives what happens within one state, as event data sets
have it for single sentences. A record of diplomacy keeps an event only where two
different parties are known, gives organs the code of their organisation, and files
what lies more than a year before the article under history.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.reading.arguments import codes_of, parties_of
from dragoman.reading.brief import Brief
from dragoman.reading.encounters import holds_meeting
from dragoman.reading.event_tables import event_words, triggers
from dragoman.reading.events import read_events
from dragoman.reading.issues import find_issues
from dragoman.reading.record import Actor, Event, Meeting, MeetingState, Mode, Realis
from dragoman.reading.word_bases import bases_of
from dragoman.reading.wordlists import words

_OLD_DAYS = 400
# What several do together to nobody that is named is no event between them, but for acts of these frames.
_MUTUAL = frozenset({"join", "relate", "sign", "fight", "close"})
_DIRECTED = frozenset(
    {"SUPPORT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "AID", "SANCTION", "COERCE", "MOBILIZE", "CONCEDE"}
)
_UNNAMED = frozenset({"IGO", "NGO", "ORG", "IMG", "ISM", "MNC"})


def record_events(brief: Brief, meetings: Sequence[Meeting]) -> list[Event]:
    """The events of an article between different parties, in the order of the coder.

    A meeting held is a CONSULT of its parties, whether or not a word of its own was
    coded; one that is only announced stands among the planned meetings, not here.
    """
    events = [_placed_in_time(brief, _with_short_forms(brief, event)) for event in read_events(brief)]
    kept = [
        event
        for event in events
        if event.source and len({*event.source, *event.target}) > 1 and not _announces_meeting(brief, event)
    ]
    kept = [_as_agreement(brief, event) for event in kept if not _is_local(brief, event)]
    kept = [_as_request(brief, event) for event in kept]
    kept = [event for event in kept if event.target or not _is_directed(brief, event)]
    kept = [event for event in kept if not _is_title_of_plan(brief, event, meetings)]
    kept = [_with_issues(brief, event) for event in kept]
    known = [{*event.source, *event.target} for event in kept if _is_told(event, "CONSULT")]
    for meeting in meetings:
        codes = codes_of(meeting.participants)
        if (
            meeting.state is MeetingState.HELD
            and len(codes) > 1
            and not any(set(codes) <= each for each in known)
        ):
            kept.append(_consult(meeting, codes))
    return sorted(kept, key=lambda event: event.realis is not Realis.HAPPENED)


def _is_directed(brief: Brief, event: Event) -> bool:
    """Whether what several do is done to somebody else: "both welcomed the progress", not "both restored relations"."""
    token = brief.syntax.token_at(event.trigger.start)
    if event.type not in _DIRECTED or token is None:
        return False
    word = brief.syntax.tokens[token]
    rows = [
        row
        for base in bases_of(word.text, word.lemma)
        for word_class in "VNA"
        for row in triggers().get((word_class, base), ())
        if row.type == event.type
    ]
    return all(row.frame not in _MUTUAL for row in rows)


def _with_issues(brief: Brief, event: Event) -> Event:
    """The event with the contexts of the standing issues that its sentence speaks of."""
    span, parties = event.evidence[0], (*event.source, *event.target)
    found = find_issues(brief, span.start, span.end, parties)
    contexts = [context for issue, _ in found for context in issue.contexts]
    return replace(event, contexts=tuple(dict.fromkeys((*event.contexts, *contexts))))


def _is_told(event: Event, kind: str) -> bool:
    return event.type == kind and event.realis is Realis.HAPPENED


def _as_agreement(brief: Brief, event: Event) -> Event:
    """What several sign together is their agreement; event data on sentences file a signature under SUPPORT."""
    token = brief.syntax.token_at(event.trigger.start)
    is_signed = token is not None and brief.syntax.tokens[token].lemma.lower() in words("signing")
    is_joint = event.type == "SUPPORT" and len(event.source) > 1 and not event.target
    return replace(event, type="AGREE") if is_signed and is_joint else event


def _as_request(brief: Brief, event: Event) -> Event:
    """What somebody is asked to support is asked of him; event data on sentences file it as support of the third."""
    token = brief.syntax.token_at(event.trigger.start)
    if event.type != "SUPPORT" or token is None or event.trigger.end != brief.syntax.tokens[token].end:
        return event
    word = brief.syntax.tokens[token]
    rows = [row for base in bases_of(word.text, word.lemma) for row in triggers().get(("V", base), ())]
    asked = codes_of(parties_of(brief, brief.syntax.objects(token)))
    is_request = any(row.frame == "promote" for row in rows) and bool(asked)
    return replace(event, type="REQUEST", target=asked, modes=("change",)) if is_request else event


def _is_local(brief: Brief, event: Event) -> bool:
    """Whether those who meet do so for a town: mayors and councillors are no side of a meeting of states."""
    if event.type != "CONSULT":
        return False
    span = event.evidence[0]
    return any(
        brief.syntax.relation(mention.head) in ("nsubj", "obj", "obl", "conj") and _is_of_town(actor)
        for mention in brief.cast.within(span.start, span.end)
        for actor in mention.actors
    )


def _is_of_town(actor: Actor) -> bool:
    return any(word in words("local_offices") for word in actor.office.lower().split())


def _is_title_of_plan(brief: Brief, event: Event, meetings: Sequence[Meeting]) -> bool:
    """Whether a headline only names the meeting that the text tells as a plan: "Statement on the meeting of X and Y"."""
    parties = {*event.source, *event.target}
    if not _is_told(event, "CONSULT") or any(
        each.start >= brief.article.body_start for each in event.evidence
    ):
        return False
    states = {each.state for each in meetings if parties <= set(codes_of(each.participants))}
    return MeetingState.PLANNED in states and MeetingState.HELD not in states


def _announces_meeting(brief: Brief, event: Event) -> bool:
    """Whether an AGREE is nothing but the announcement of a meeting ("will visit", "is to meet")."""
    token = brief.syntax.token_at(event.trigger.start)
    if event.type != "AGREE" or token is None:
        return False
    is_joy = brief.syntax.tokens[token].lemma.lower() in event_words("looking_forward")
    below = (
        brief.syntax.children(token, "obl", "advcl", "xcomp") if is_joy else []
    )  # "looks forward to meeting"
    return any(holds_meeting(brief, each) for each in (token, *below))


def _consult(meeting: Meeting, codes: tuple[str, ...]) -> Event:
    modes = ("phone",) if meeting.mode in (Mode.PHONE, Mode.VIDEO) else ()
    return Event(
        evidence=meeting.evidence,
        type="CONSULT",
        source=codes,
        target=(),
        trigger=meeting.evidence[0],
        modes=modes if len(codes) < 3 else (*modes, "multilateral"),
        contexts=("diplomatic",),
        when=meeting.when,
        cameo="04",
        salience=0.5,
        confidence=meeting.confidence,
    )


def _with_short_forms(brief: Brief, event: Event) -> Event:
    source = _short_forms(brief, event.source)
    target = tuple(code for code in _short_forms(brief, event.target) if code not in source)
    return replace(event, source=source, target=target)


def _short_forms(brief: Brief, codes: Iterable[str]) -> tuple[str, ...]:
    """UN for its organs; bodies that the text does not name are nobody."""
    found = []
    for code in codes:
        group = brief.facts.group(code)
        is_organ = group is not None and group.kind == "organ" and code.startswith("UN")
        found.append("UN" if is_organ else code)
    return tuple(dict.fromkeys(code for code in found if code not in _UNNAMED))


def _placed_in_time(brief: Brief, event: Event) -> Event:
    if event.realis is not Realis.HAPPENED or event.when is None or brief.anchor is None:
        return event
    if event.type == "CONSULT" and event.when.interval.earliest > brief.anchor.latest:
        return replace(event, realis=Realis.PLANNED)  # "the ministers meet on Friday"
    if event.when.interval.earliest > brief.anchor.latest:
        return replace(event, when=None)  # "will reopen the border in May" is promised today
    age_days = (brief.anchor.earliest - event.when.interval.latest).days
    return replace(event, realis=Realis.HISTORICAL) if age_days > _OLD_DAYS else event
