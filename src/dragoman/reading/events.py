"""PLOVER events of one article: who did what to whom, in what sense, in which words.

Triggers, frames and word lists are in data/events.tsv and the tables beside it.
Tellings are found (`event_tellings`), given sides (`event_sides`) and a sense
(`event_senses`); of each sentence the main ones are kept (`event_choice`), and one
event told several times is one event with all its sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.article import Evidence
from dragoman.language.times import TimeExpression
from dragoman.reading.brief import Brief
from dragoman.reading.cast import MentionKind
from dragoman.reading.event_choice import Reading, choose, salience_of
from dragoman.reading.event_labels import cameo_of, contexts_of, modes_of
from dragoman.reading.event_parties import Parties
from dragoman.reading.event_publicness import is_public
from dragoman.reading.event_senses import sense_of
from dragoman.reading.event_sides import find_sides
from dragoman.reading.event_tellings import find_tellings, speaker_of
from dragoman.reading.record import Actor, Event, Realis, When


def read_events(brief: Brief) -> list[Event]:
    """The events that the article tells of, most salient first; those that did not happen come last."""
    parties = Parties(brief)
    by_sentence: dict[int, list[Reading]] = {}
    for telling in find_tellings(parties):
        if _is_in_own_words(brief, telling.token):
            continue
        sides, sense = find_sides(parties, telling), sense_of(parties, telling)
        salience = salience_of(parties, telling, sides)
        if sides.joins and sense.type == telling.type:
            sides = sides.joined()
        reading = Reading(telling, sense, sides, salience)
        by_sentence.setdefault(brief.syntax.sentence_number(telling.token), []).append(reading)
    events: list[Event] = []
    for readings in by_sentence.values():
        events += [_event(parties, each) for each in choose(readings, parties)]
        events += [_event(parties, each) for each in readings if _is_unrealised(parties, each)]
    return sorted(_merged(events), key=_order)


def _is_in_own_words(brief: Brief, token: int) -> bool:
    """Whether a word is quoted and the quotation names nobody: "They put pressure on us" tells no event by itself."""
    quoted = _quotation_at(brief.article.text, brief.syntax.tokens[token].start)
    if quoted is None:
        return False
    named = brief.cast.within(*quoted)
    return not any(each.countries and each.kind is not MentionKind.PRONOUN for each in named)


def _quotation_at(text: str, position: int) -> tuple[int, int] | None:
    """The quotation of the paragraph that holds a place, from mark to mark; None outside of one."""
    paragraph, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
    before, after = text[paragraph:position], text[position : end if end >= 0 else len(text)]
    is_curly = before.count("“") > before.count("”")
    if not is_curly and before.count('"') % 2 == 0:
        return None
    opening, closing = ("“", "”") if is_curly else ('"', '"')
    length = after.find(closing)
    return paragraph + before.rfind(opening), position + (length if length >= 0 else len(after))


def _is_unrealised(parties: Parties, reading: Reading) -> bool:
    return reading.sense.realis is not Realis.HAPPENED and is_public(
        parties, reading.telling, reading.sense.type, reading.sides
    )


def _order(event: Event) -> tuple[bool, float, int]:
    return event.realis is not Realis.HAPPENED, -event.salience, event.trigger.start


def _event(parties: Parties, reading: Reading) -> Event:
    brief, telling = parties.brief, reading.telling
    word = brief.syntax.tokens[telling.token]
    modes = modes_of(parties, telling.token, reading.sense, reading.sides)
    contexts = contexts_of(brief, telling.token, reading.sense.type, modes)
    return Event(
        evidence=(brief.sentence_evidence(telling.token),),
        type=reading.sense.type,
        source=reading.sides.source,
        target=reading.sides.target,
        trigger=brief.evidence(word.start, word.end),
        modes=modes,
        contexts=contexts,
        when=_when(brief, telling.carrier, has_happened=reading.sense.realis is Realis.HAPPENED),
        realis=reading.sense.realis,
        reported_by=_reporter(parties, telling.carrier),
        cameo=cameo_of(reading.sense.type, modes, contexts),
        salience=reading.salience,
        confidence=_confidence(reading),
    )


def _reporter(parties: Parties, token: int) -> Actor | None:
    """Who reports the event, where it stands in somebody's words."""
    speaker = speaker_of(parties, token)
    mention = parties.brief.cast.at(speaker) if speaker is not None else None
    return mention.actors[0] if mention is not None else None


def _when(brief: Brief, token: int, has_happened: bool) -> When | None:
    """The date in the phrase of the verb, before that of a verb joined to it; else the only date of the sentence."""
    syntax = brief.syntax
    sentence = syntax.sentence(token)
    times = brief.times_within(sentence.start, sentence.end)
    if has_happened:
        content = [syntax.span(each) for each in syntax.children(token, "ccomp", "xcomp", "advcl", "acl")]
        times = [each for each in times if not (_is_ahead(brief, each) and _lies_in(content, each))]
    phrase = [each for each in times if _lies_in([syntax.span(token)], each)]
    joined = [syntax.span(each) for each in syntax.children(token, "conj") if each > token]
    own = [each for each in phrase if not _lies_in(joined, each)]
    return brief.when(own) or brief.when(phrase) or brief.when(times)


def _is_ahead(brief: Brief, time: TimeExpression) -> bool:
    """Whether a time reaches beyond the day of the article: that of what was promised, not of the promise."""
    return (
        time.interval is not None and brief.anchor is not None and time.interval.latest > brief.anchor.latest
    )


def _lies_in(spans: Sequence[tuple[int, int]], time: TimeExpression) -> bool:
    return any(start <= time.start and time.end <= end for start, end in spans)


def _confidence(reading: Reading) -> float:
    known = 0.1 * bool(reading.sides.source) + 0.1 * bool(reading.sides.target)
    return round(min(max(0.15 + 0.5 * reading.salience + known, 0.05), 0.95), 2)


def _merged(events: list[Event]) -> list[Event]:
    """One event for each type, sense and pair of sides, with the sentences of all its tellings."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        key = (event.type, frozenset(event.source), frozenset(event.target), event.realis)
        known = kept.get(key)
        kept[key] = event if known is None else _joined(known, event)
    return list(kept.values())


def _joined(one: Event, other: Event) -> Event:
    main, second = (one, other) if one.salience >= other.salience else (other, one)
    evidence: tuple[Evidence, ...] = tuple(
        sorted({*one.evidence, *other.evidence}, key=lambda each: each.start)
    )
    return Event(
        evidence=evidence,
        type=main.type,
        source=main.source,
        target=main.target,
        trigger=main.trigger,
        modes=tuple(dict.fromkeys((*main.modes, *second.modes))),
        contexts=tuple(dict.fromkeys((*main.contexts, *second.contexts))),
        when=main.when or second.when,
        realis=main.realis,
        reported_by=main.reported_by,
        cameo=main.cameo,
        salience=main.salience,
        confidence=max(main.confidence, second.confidence),
    )
