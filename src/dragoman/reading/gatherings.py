"""One meeting in the making: the tellings of a text that are of the same meeting, joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.article import Evidence
from dragoman.interval import Interval, Resolution
from dragoman.reading.arguments import codes_of, parties, unique_actors
from dragoman.reading.brief import Brief
from dragoman.reading.encounters import Draft
from dragoman.reading.initiators import initiators_of
from dragoman.reading.meeting_details import duration_of, own_when
from dragoman.reading.meeting_places import place_of
from dragoman.reading.record import Actor, ActorKind, Duration, MeetingState, Mode, Place, Realis, When
from dragoman.reading.wordlists import words

_OLD_DAYS = 400
_REACH = 3  # sentences
_PAIR = 2
_JOINT_REACH = 2  # sentences
_CALLS = (Mode.PHONE, Mode.VIDEO)


@dataclass(slots=True)
class Gathering:
    """One meeting in the making."""

    drafts: list[Draft]
    state: MeetingState
    actors: list[Actor]
    mode: Mode
    when: When | None
    place: Place | None
    duration: Duration | None
    hosts: tuple[str, ...]
    sentences: list[Evidence] = field(default_factory=list)
    other_days: list[When] = field(default_factory=list)
    other_places: list[Place] = field(default_factory=list)
    initiators: tuple[Actor, ...] = ()
    is_aside: bool = False  # "on the sidelines of" a larger one

    @property
    def codes(self) -> tuple[str, ...]:
        return codes_of(self.actors)


def add_detail(brief: Brief, gatherings: list[Gathering], draft: Draft) -> bool:
    """Gives what a mention without sides says to the meeting told of shortly before; whether there was one."""
    known = nearest(brief, gatherings, draft)
    if known is None:
        return False
    duration = duration_of(brief, draft)
    when = own_when(brief, draft, known.state)
    adds = (duration is not None and known.duration is None) or (when is not None and known.when is None)
    if adds or (duration is not None and is_definite(brief, draft)):
        known.duration = known.duration or duration
        known.when = known.when or when
        known.sentences.append(brief.sentence_evidence(draft.trigger))
    if when is not None and known.when is not None and _is_another_day(brief, known.when, when, draft):
        known.other_days.append(when)
    known.initiators = known.initiators or initiators_of(brief, draft)
    if when is not None and known.when is not None and not known.when.interval.overlaps(when.interval):
        return True  # what else is said there is said of another meeting
    place = place_of(brief, draft)
    if place is not None and known.place is not None and _is_another_place(brief, known.place, place, draft):
        known.other_places.append(place)
    known.place = known.place or place
    if known.mode is Mode.UNKNOWN:
        known.mode = draft.mode
    return True


def _is_another_day(brief: Brief, known: When, fresh: When, draft: Draft) -> bool:
    """Whether "the meeting" itself is given another day than it had before."""
    days = (known.interval, fresh.interval)
    if any(each.n_days > 1 for each in days) or days[0].overlaps(days[1]) or draft.noun is None:
        return False
    syntax = brief.syntax
    modifiers = [
        each
        for each in syntax.children(draft.noun, "amod", "compound", "nmod", "nummod", "acl")
        if syntax.tokens[each].lemma.lower() not in words("meeting_kinds")
    ]
    span = brief.evidence(fresh.evidence[0].start, fresh.evidence[0].end)
    others = [
        each
        for each in modifiers
        if not (syntax.span(each)[0] <= span.end and span.start <= syntax.span(each)[1])
    ]
    token = syntax.token_at(span.start)
    verb = syntax.verb_above(token) if token is not None else None
    is_own = syntax.span(draft.noun)[0] <= span.start < syntax.span(draft.noun)[1]
    took_place = verb is not None and draft.noun in syntax.children(verb, "nsubj")
    return is_definite(brief, draft) and not others and (is_own or took_place)


def _is_another_place(brief: Brief, known: Place, fresh: Place, draft: Draft) -> bool:
    """Whether "the meeting" itself is given a town of another country than it had before."""
    if not known.country or not fresh.country or known.country == fresh.country or draft.noun is None:
        return False
    syntax, span = brief.syntax, brief.syntax.span(draft.noun)
    is_own = span[0] <= fresh.evidence[0].start < span[1]
    modifiers = syntax.children(draft.noun, "amod", "compound", "nummod", "acl")
    is_plain = all(syntax.tokens[each].lemma.lower() in words("meeting_kinds") for each in modifiers)
    return is_own and is_plain and is_definite(brief, draft) and len(syntax.children(draft.noun, "nmod")) == 1


def is_definite(brief: Brief, draft: Draft) -> bool:
    """Whether a telling speaks of "the meeting", one told of before."""
    determiners = () if draft.noun is None else brief.syntax.children(draft.noun, "det")
    return any(brief.syntax.tokens[each].text.lower() == "the" for each in determiners)


def nearest(brief: Brief, gatherings: list[Gathering], draft: Draft) -> Gathering | None:
    """The meeting that a mention without all its sides goes back to: the last told of, of its kind."""
    number = brief.syntax.sentence_number(draft.trigger)

    def last(known: Gathering) -> int:
        return max(brief.syntax.sentence_number(each.trigger) for each in known.drafts)

    state = MeetingState.PLANNED if draft.realis is Realis.PLANNED else MeetingState.HELD
    fitting = [
        known
        for known in gatherings
        if known.state is state and number - last(known) <= _REACH and not _is_other_kind(known, draft)
    ]
    return max(fitting, key=last, default=None)


def _is_other_kind(known: Gathering, draft: Draft) -> bool:
    """Whether one is a call and the other people in a room."""
    told = mode_of(known)
    spoken = draft.mode if draft.mode is not Mode.UNKNOWN else draft.habit
    return Mode.UNKNOWN not in (told, spoken) and (told in _CALLS) != (spoken in _CALLS)


def add_participants(brief: Brief, known: Gathering, draft: Draft) -> None:
    """Adds those who took part in a meeting told of before, or brought its sides together."""
    known.actors = best_actors([*known.actors, *draft.actors])
    known.drafts.append(draft)
    known.sentences.append(brief.sentence_evidence(draft.trigger))


def name_sides(brief: Brief, gathering: Gathering, others: Iterable[Gathering]) -> None:
    """Names those who met by a row of people of the same states right after: "X, Y and Z said in a joint statement".

    Args:
        others: The other meetings; people named where one of them is told met there.
    """
    taken = {brief.syntax.sentence(each.trigger).start for other in others for each in other.drafts}
    codes = set(gathering.codes)
    named = {each.country for each in gathering.actors if each.kind is ActorKind.PERSON}
    if len(codes) < _PAIR or codes <= named:
        return
    last = max(brief.syntax.sentence_number(each.trigger) for each in gathering.drafts)
    for sentence in brief.analysis.sentences[last + 1 : last + 1 + _JOINT_REACH]:
        if sentence.start in taken:
            continue
        for mention in brief.cast.within(sentence.start, sentence.end):
            if brief.syntax.relation(mention.head) != "nsubj":
                continue
            row = parties(brief, mention.head, deep=False)
            is_row = all(each.kind is ActorKind.PERSON for each in row) and len(row) == len(codes)
            if is_row and {each.country for each in row} == codes:
                gathering.actors = best_actors([*gathering.actors, *row])
                return


def is_same(known: Gathering, fresh: Gathering) -> bool:
    """Whether two tellings can be of one meeting."""
    if known.state is not fresh.state:
        return False
    left, right = set(known.codes), set(fresh.codes)
    if not (left <= right or right <= left) or _is_of_others(known, fresh):
        return False
    if known.is_aside != fresh.is_aside and left != right:
        return False
    if Mode.UNKNOWN not in (known.mode, fresh.mode) and known.mode is not fresh.mode:
        return False
    days = [each.when.interval for each in (known, fresh) if each.when is not None]
    if len(days) == _PAIR and not days[0].overlaps(days[1]):
        return False
    return not _different_people(known.actors, fresh.actors)


def _is_of_others(known: Gathering, fresh: Gathering) -> bool:
    """Whether somebody else meets both sides of a meeting, one after the other or together."""
    if len(fresh.codes) <= len(known.codes) or len(known.codes) < _PAIR:
        return False
    named = _names_by_country(known.actors)
    others = [each for each in fresh.actors if each.country not in known.codes]
    return (
        set(known.codes) <= named.keys() and fresh.actors[0] in others and others[0].kind is ActorKind.PERSON
    )


def _different_people(left: list[Actor], right: list[Actor]) -> bool:
    """Whether one country is there by two different people."""
    names = _names_by_country(left), _names_by_country(right)
    return any(not names[0][code] & names[1][code] for code in names[0].keys() & names[1].keys())


def _names_by_country(actors: list[Actor]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for actor in actors:
        if actor.kind is ActorKind.PERSON:
            found.setdefault(actor.country, set()).add(actor.name)
    return found


def join(known: Gathering, fresh: Gathering) -> None:
    known.drafts += fresh.drafts
    known.actors = best_actors([*known.actors, *fresh.actors])
    known.mode = fresh.mode if known.mode is Mode.UNKNOWN else known.mode
    if known.when is None or (
        fresh.when is not None and fresh.when.interval.n_days < known.when.interval.n_days
    ):
        known.when = fresh.when or known.when
    known.place = known.place or fresh.place
    known.duration = known.duration or fresh.duration
    known.hosts = known.hosts or fresh.hosts
    known.initiators = known.initiators or fresh.initiators
    known.is_aside = known.is_aside or fresh.is_aside
    known.sentences += [each for each in fresh.sentences if each not in known.sentences]


def best_actors(actors: list[Actor]) -> list[Actor]:
    """Each side once: a bare state is left out where somebody of that country is named."""
    unique = unique_actors(actors)
    people = {actor.country for actor in unique if actor.kind is ActorKind.PERSON}
    return [actor for actor in unique if actor.kind is ActorKind.PERSON or actor.country not in people]


def is_old(interval: Interval, anchor: Interval | None) -> bool:
    """Whether a meeting lies so far back that it is told as history."""
    if anchor is None or interval.resolution is Resolution.RANGE:
        return False
    return (anchor.earliest - interval.latest).days > _OLD_DAYS


def mode_of(gathering: Gathering) -> Mode:
    """What the sentences say, else what the first telling word suggests."""
    if gathering.mode is not Mode.UNKNOWN:
        return gathering.mode
    if gathering.is_aside and gathering.drafts[0].habit not in _CALLS:
        return Mode.IN_PERSON
    habits = [draft.habit for draft in gathering.drafts if draft.habit is not Mode.UNKNOWN]
    if not habits and gathering.place is not None:
        return Mode.IN_PERSON
    return habits[0] if habits else Mode.UNKNOWN
