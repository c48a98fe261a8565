"""Meetings, visits, calls and summits of one article, held and not held.

Drafts of the same meeting are joined: the same sides, no clash of state, mode or
date. A mention without sides ("the meeting lasted two hours") adds what it says to
the meeting told of before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.language import Sentence
from dragoman.reading.arguments import codes_of, parties_of
from dragoman.reading.brief import Brief
from dragoman.reading.encounters import Draft, find_encounters
from dragoman.reading.gatherings import (
    Gathering,
    add_detail,
    add_participants,
    best_actors,
    is_definite,
    is_old,
    is_same,
    join,
    mode_of,
    name_sides,
    nearest,
)
from dragoman.reading.initiators import initiators_of
from dragoman.reading.meeting_details import (
    cases_of,
    duration_of,
    format_of,
    is_aside,
    lead_date,
    mode_of_headline,
    own_when,
    times_of,
    title_of,
)
from dragoman.reading.meeting_places import place_of, place_of_dateline
from dragoman.reading.record import Actor, ActorKind, Meeting, MeetingState, Mode, Place, Realis, When
from dragoman.reading.topics import find_topics
from dragoman.reading.wordlists import words

_MAX_PARTICIPANTS = 30
_BODIES = (ActorKind.ORGANISATION, ActorKind.STATE)
_AGREED_BACK = 2  # sentences from talks back to those who agreed
_MAX_MEMBERS = 8  # a small club is written out, a large body keeps its name
_DAYS_OF_A_MEETING = 7  # a longer span is that of a process
_PLAN_REACH = 7  # tokens from "had been due" to the meeting
_TOPIC_REACH = 5  # sentences before and after a telling


def read_meetings(brief: Brief) -> list[Meeting]:
    """The meetings that the article tells of, in order of first mention."""
    gatherings: list[Gathering] = []
    for draft in find_encounters(brief):
        _add(brief, gatherings, draft)
    gatherings = _without_titles_of_plans(brief, gatherings)
    for gathering in gatherings:
        if gathering.state is MeetingState.HELD:
            name_sides(brief, gathering, [each for each in gatherings if each is not gathering])
    held = [each for each in gatherings if each.state is MeetingState.HELD]
    if held and _is_open_how(held[0]):
        held[0].mode = mode_of_headline(brief, held[0].codes)
    n_held = sum(each.state is MeetingState.HELD for each in gatherings)
    return [_build(brief, gathering, n_held) for gathering in gatherings]


def _is_open_how(gathering: Gathering) -> bool:
    """Whether the first telling leaves open how they met ("spoke with"), whatever is named after it ("the summit")."""
    is_unsaid = gathering.mode is Mode.UNKNOWN and gathering.drafts[0].habit is Mode.UNKNOWN
    return is_unsaid and gathering.place is None


def _without_titles_of_plans(brief: Brief, gatherings: list[Gathering]) -> list[Gathering]:
    """Drops what only the headline names where the text tells it as a plan: "Statement on the meeting of X and Y"."""
    planned = [set(each.codes) for each in gatherings if each.state is MeetingState.PLANNED]

    def is_title(each: Gathering) -> bool:
        in_head = all(evidence.start < brief.article.body_start for evidence in each.sentences)
        first = each.drafts[0]
        is_name = first.noun == first.trigger or not brief.syntax.is_past(first.trigger)  # "X visits Peru"
        is_bare = each.when is None and is_name
        return each.state is MeetingState.HELD and in_head and is_bare and set(each.codes) in planned

    return [each for each in gatherings if not is_title(each)]


def _add(brief: Brief, gatherings: list[Gathering], draft: Draft) -> None:
    """Adds a telling to the meeting that it is of, or begins a new one."""
    state = _state(brief, draft)
    if state is None:
        return
    if draft.takes_part:
        known = nearest(brief, gatherings, draft)
        if known is not None or draft.noun is None or len(codes_of(draft.actors)) < 2:
            if known is not None and draft.actors:
                add_participants(brief, known, draft)
            return
    is_unnamed = state is MeetingState.PLANNED and not codes_of(draft.actors)
    if is_unnamed and nearest(brief, gatherings, draft) is None:
        draft = replace(draft, actors=_of_the_next(brief, gatherings, draft))
    if draft.is_visit and draft.noun is None and not codes_of(draft.actors):
        return  # "arrived at the airport this afternoon" is not when and where they met
    if len(codes_of(draft.actors)) < 2 and not _is_own_meeting(brief, draft, state):
        if state is MeetingState.CANCELLED or add_detail(brief, gatherings, draft):
            return
        sides = _sides_agreed(brief, draft) if state is MeetingState.HELD else ()
        if len(codes_of(sides)) < 2:
            return
        draft = replace(draft, actors=tuple(sides))
    fresh = _gather(brief, draft, state)
    if fresh.when is not None and is_old(fresh.when.interval, brief.anchor):
        return
    known = next((each for each in reversed(gatherings) if is_same(each, fresh)), None)
    if known is None:
        gatherings.append(fresh)
    else:
        join(known, fresh)


def _of_the_next(brief: Brief, gatherings: list[Gathering], draft: Draft) -> tuple[Actor, ...]:
    """Who comes to "the next summit": those of the last meeting held, where the next has a day."""
    noun = draft.noun
    if noun is None or brief.syntax.tokens[noun].lemma.lower() not in words("talks_nouns"):
        return draft.actors
    lemmas = {brief.syntax.tokens[each].lemma.lower() for each in brief.syntax.children(noun, "amod")}
    held = [each for each in gatherings if each.state is MeetingState.HELD and len(each.codes) > 1]
    if not lemmas & words("next_ones") or not held or brief.when(times_of(brief, draft)) is None:
        return draft.actors
    return tuple(held[-1].actors)


def _sides_agreed(brief: Brief, draft: Draft) -> Sequence[Actor]:
    """Those whose agreement came "after talks" or "at a summit" that names nobody: the subject of the agreement."""
    if draft.noun is None or brief.syntax.tokens[draft.noun].lemma.lower() not in words("talks_nouns"):
        return ()
    head = brief.syntax.tokens[draft.noun].head  # "after four days of talks"
    is_measured = head >= 0 and "of" in cases_of(brief, draft.noun)
    cases = cases_of(brief, head if is_measured else draft.noun)
    at_length = replace(draft, anchor=head) if is_measured else draft
    if not cases & {"after", "at", "during", "following", "in"}:
        return ()
    number = brief.syntax.sentence_number(draft.trigger)
    for sentence in reversed(brief.analysis.sentences[max(number - _AGREED_BACK, 0) : number + 1]):
        for token in range(sentence.first, sentence.last):
            lemma = brief.syntax.tokens[token].lemma.lower()
            if lemma in words("agreeing") | words("receiving"):
                others = brief.syntax.objects(token) if lemma in words("receiving") else []
                actors = parties_of(brief, [*brief.syntax.agents(token), *others])
                people = [each for each in actors if each.kind in (ActorKind.PERSON, ActorKind.OFFICE)]
                people = people or (
                    actors if "after" in cases and place_of(brief, at_length) is not None else []
                )
                if len(codes_of(people)) > 1:
                    return people
    return ()


def _is_own_meeting(brief: Brief, draft: Draft, state: MeetingState) -> bool:
    """Whether one side is enough: a body of states meets by itself, a host announces a summit.

    So is one side of a planned meeting with others whom the text does not name by a state.
    """
    if draft.is_visit or not codes_of(draft.actors):
        return False
    is_body = any(actor.kind in _BODIES and brief.facts.group(actor.country) for actor in draft.actors)
    has_when = brief.when(times_of(brief, draft)) is not None
    is_planned = state is MeetingState.PLANNED
    if is_planned and has_when and (_has_unnamed_partner(brief, draft) or (is_body and draft.noun is None)):
        return True
    if draft.noun is None:
        return False
    if draft.anchor != draft.noun:
        noun = brief.syntax.tokens[draft.noun]
        is_summit = noun.upos == "PROPN" or noun.lemma.lower() in ("summit", "conference")
        return is_body or (bool(draft.hosts) and is_summit)
    return is_body and is_planned and has_when


def _has_unnamed_partner(brief: Brief, draft: Draft) -> bool:
    """Whether the telling speaks of others who come: "a meeting with ministers of the islands"."""
    words_that_tell = [draft.trigger, draft.anchor, *([] if draft.noun is None else [draft.noun])]
    partners = [each for word in words_that_tell for each in brief.syntax.obliques(word, "with")]
    if draft.noun is None:
        partners += brief.syntax.objects(draft.trigger)
    return any(brief.syntax.tokens[each].lemma.lower() in words("partner_nouns") for each in partners)


def _state(brief: Brief, draft: Draft) -> MeetingState | None:
    """Held, planned, proposed or cancelled; None for a meeting that is denied or only thought of."""
    times = times_of(brief, draft)
    when = brief.when(times)
    future = when is not None and brief.anchor is not None and when.interval.earliest > brief.anchor.latest
    future = future and not brief.syntax.is_past(draft.anchor)
    past = when is not None and brief.anchor is not None and when.interval.latest < brief.anchor.earliest
    if draft.realis is Realis.DENIED:
        head = brief.syntax.tokens[draft.anchor].head
        verbs = {_with_particle(brief, each) for each in (draft.anchor, head) if each >= 0}
        is_off = bool(verbs & words("cancelling")) or _will_not_be(brief, draft)
        return MeetingState.CANCELLED if is_off else None
    if _had_been_planned(brief, draft):
        return None
    is_held = draft.realis is Realis.HAPPENED and not future
    if not is_held and _is_course(brief, draft, when):
        return None
    if draft.realis is Realis.CONDITIONAL or _is_readiness(brief, draft):
        return MeetingState.PROPOSED
    ahead = draft.noun is not None and "ahead of" in " ".join(sorted(cases_of(brief, draft.noun)))
    if (draft.realis is Realis.PLANNED or future or ahead) and not past:
        return MeetingState.PLANNED
    return None if _was_only_planned(brief, draft) else MeetingState.HELD


def _will_not_be(brief: Brief, draft: Draft) -> bool:
    """Whether a visit or a meeting that had been planned "will not take place", "will not go ahead"."""
    noun, syntax = draft.noun, brief.syntax
    verb = -1 if noun is None else syntax.tokens[noun].head
    if (
        noun is None
        or verb < 0
        or noun not in syntax.children(verb, "nsubj")
        or not is_definite(brief, draft)
    ):
        return False
    helping = {syntax.tokens[each].text.lower() for each in syntax.children(verb, "aux")}
    return bool(helping & {"will", "would"}) and syntax.tokens[verb].lemma.lower() in (
        "take",
        "happen",
        "go",
        "occur",
        "proceed",
    )


def _was_only_planned(brief: Brief, draft: Draft) -> bool:
    """Whether a plan is told as one of the past: "had been expected to meet in January"."""
    if draft.realis is not Realis.PLANNED:
        return False
    governor = brief.syntax.tokens[draft.anchor].head
    holders = [each for each in (draft.anchor, governor) if each >= 0]
    auxiliaries = [child for each in holders for child in brief.syntax.children(each, "aux", "cop")]
    return any(brief.syntax.tokens[each].text.lower() in ("had", "was", "were") for each in auxiliaries)


def _had_been_planned(brief: Brief, draft: Draft) -> bool:
    """Whether a plan was given up, by its tense: "had been due to meet", "had been looking forward to meeting"."""
    first = brief.syntax.sentence(draft.trigger).first
    before = [
        each.text.lower()
        for each in brief.syntax.tokens[max(first, draft.anchor - _PLAN_REACH) : draft.anchor]
    ]
    had = next((index for index, word in enumerate(before) if word == "had"), None)
    if had is None:
        return False
    return before[had + 1 : had + 2] == ["been"] and bool(set(before[had + 2 :]) & words("planned_words"))


def _is_readiness(brief: Brief, draft: Draft) -> bool:
    """Whether somebody only says to be "ready to meet", "ready for a round of talks"."""
    syntax = brief.syntax
    head = syntax.tokens[draft.anchor].head
    if draft.realis is Realis.PLANNED:
        return head >= 0 and syntax.tokens[head].lemma.lower() in words("readiness")
    if draft.noun is None or draft.noun != draft.anchor:
        return False
    measure = draft.noun if head < 0 or "of" not in cases_of(brief, draft.noun) else head
    head = syntax.tokens[measure].head
    is_for = bool(cases_of(brief, measure) & {"for", "to"})
    return is_for and head >= 0 and syntax.tokens[head].lemma.lower() in words("readiness")


def _with_particle(brief: Brief, verb: int) -> str:
    """The lemma of a verb with its particle: "call off"."""
    particle = brief.syntax.child(verb, "compound")
    is_particle = particle is not None and brief.syntax.tokens[particle].deprel == "compound:prt"
    lemma = brief.syntax.tokens[verb].lemma.lower()
    return (
        f"{lemma} {brief.syntax.tokens[particle].text.lower()}"
        if is_particle and particle is not None
        else lemma
    )


def _is_course(brief: Brief, draft: Draft, when: When | None) -> bool:
    """Whether talks to come are a course of work and no meeting: "to conclude negotiations by the end of the year"."""
    noun = draft.noun
    if noun is None or brief.syntax.tokens[noun].lemma.lower() not in words("long_nouns"):
        return False
    if brief.syntax.tokens[draft.anchor].lemma.lower() in words("holding"):
        return False
    has_day = when is not None and when.interval.n_days <= _DAYS_OF_A_MEETING
    return not has_day and place_of(brief, draft) is None


def _gather(brief: Brief, draft: Draft, state: MeetingState) -> Gathering:
    return Gathering(
        drafts=[draft],
        state=state,
        actors=list(draft.actors)[:_MAX_PARTICIPANTS],
        mode=draft.mode,
        when=own_when(brief, draft, state),
        place=place_of(brief, draft),
        duration=duration_of(brief, draft),
        hosts=draft.hosts,
        sentences=[brief.sentence_evidence(draft.trigger)],
        initiators=initiators_of(brief, draft),
        is_aside=is_aside(brief, draft),
    )


def _build(brief: Brief, gathering: Gathering, n_held: int) -> Meeting:
    actors = best_actors(gathering.actors)
    codes = codes_of(actors)
    if mode_of(gathering) in (Mode.PHONE, Mode.VIDEO):
        gathering.place = None  # what a place says in a call is where somebody sat
    else:
        gathering.place = gathering.place or _place_by_dateline(brief, gathering, codes)
    if mode_of(gathering) is Mode.PHONE:
        gathering.hosts = ()  # nor does a call have a host: "spoke by telephone before her trip to Accra"
    hosts = gathering.hosts or _hosts_by_place(brief, gathering, codes)
    attendees = _attendees(brief, codes, hosts)
    evidence = tuple(dict.fromkeys(gathering.sentences))
    title_token = next((draft.noun for draft in gathering.drafts if draft.noun is not None), None)
    return Meeting(
        evidence=evidence,
        state=gathering.state,
        participants=_participants(actors, codes),
        mode=mode_of(gathering),
        title=title_of(brief, title_token),
        hosts=hosts,
        attendees=attendees or codes,
        when=_when(brief, gathering, codes),
        duration=gathering.duration,
        place=gathering.place,
        topics=find_topics(brief, _topic_spans(brief, gathering, n_held), set(codes)),
        format=format_of(brief, evidence),
        other_days=tuple(gathering.other_days),
        other_places=tuple(gathering.other_places),
        initiators=gathering.initiators,
        confidence=_confidence(gathering, actors),
    )


def _participants(actors: list[Actor], codes: tuple[str, ...]) -> tuple[Actor, ...]:
    """Everybody with a name or a country; bodies that nothing is known of only where they are one of the two sides."""
    named = [actor for actor in actors if actor.country or actor.name]
    if len(codes) > 1:
        named = [actor for actor in named if actor.country or actor.kind is not ActorKind.ORGANISATION]
    return tuple(named)


def _when(brief: Brief, gathering: Gathering, codes: tuple[str, ...]) -> When | None:
    if gathering.when is not None or gathering.state is not MeetingState.HELD:
        return gathering.when
    return lead_date(brief, codes)


def _place_by_dateline(brief: Brief, gathering: Gathering, codes: tuple[str, ...]) -> Place | None:
    if gathering.state is not MeetingState.HELD:
        return None
    return place_of_dateline(brief, gathering.drafts[0], codes)


def _hosts_by_place(brief: Brief, gathering: Gathering, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The country of the place: one of the sides at home, or the third country that receives a planned meeting."""
    place = gathering.place
    if place is not None and place.country in codes:
        return (place.country,)  # a side at home, a body at its seat
    if place is None or brief.facts.country(place.country) is None:
        return ()
    return (place.country,) if gathering.state is MeetingState.PLANNED else ()


def _attendees(brief: Brief, codes: tuple[str, ...], hosts: tuple[str, ...]) -> tuple[str, ...]:
    """Who comes: all but the hosts, and not the group that only names the meeting ("APEC summit")."""
    guests = [code for code in codes if code not in hosts]
    group = brief.facts.group(guests[0]) if len(guests) == 1 else None
    if group is not None and brief.anchor is not None:  # "the next Quad summit": its members come
        members = group.members_on(brief.anchor.latest)
        if len(members) <= _MAX_MEMBERS:
            guests = [code for code in members if code not in hosts] or guests
    guests = [each for code in guests for each in _states_of_region(brief, code)]
    states = [code for code in guests if brief.facts.country(code) is not None]
    return tuple(states or guests)


def _states_of_region(brief: Brief, code: str) -> tuple[str, ...]:
    """The states of a region, "the Baltic states"; any other code as it is."""
    group = brief.facts.group(code)
    if group is None or group.kind != "region" or brief.anchor is None:
        return (code,)
    members = group.members_on(brief.anchor.latest)
    return members if 0 < len(members) <= _MAX_MEMBERS else (code,)


def _topic_spans(brief: Brief, gathering: Gathering, n_held: int) -> list[tuple[int, int]]:
    """The meeting's own sentences and those that say what its sides discussed, agreed or stressed.

    Args:
        n_held: How many meetings the article tells of as held. Beside one, what its sides
            discussed is no topic of a plan; beside none other, the whole article counts,
            else the sentences close to the telling.
    """
    spans = [(each.start, each.end) for each in gathering.sentences]
    if gathering.state is not MeetingState.HELD and n_held:
        return spans
    told = [brief.syntax.sentence_number(draft.trigger) for draft in gathering.drafts]
    first, last = max(min(told) - _TOPIC_REACH, 0), max(told) + _TOPIC_REACH
    for sentence in brief.analysis.sentences if n_held <= 1 else brief.analysis.sentences[first:last]:
        lemmas = {token.lemma.lower() for token in brief.analysis.tokens[sentence.first : sentence.last]}
        if lemmas & words("discussing") and _has_side(brief, gathering, sentence):
            spans.append((sentence.start, sentence.end))
    return spans


def _has_side(brief: Brief, gathering: Gathering, sentence: Sentence) -> bool:
    """Whether one of the sides acts in the sentence."""
    codes = set(gathering.codes)
    return any(
        codes & set(mention.countries) and brief.syntax.relation(mention.head) == "nsubj"
        for mention in brief.cast.within(sentence.start, sentence.end)
    )


def _confidence(gathering: Gathering, actors: list[Actor]) -> float:
    named = sum(actor.kind is ActorKind.PERSON for actor in actors)
    score = (
        0.45
        + 0.15 * min(named, 2)
        + 0.1 * (gathering.mode is not Mode.UNKNOWN)
        + 0.1 * (gathering.when is not None)
    )
    return round(min(score, 0.95), 2)
