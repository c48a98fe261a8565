"""Meetings, visits, calls and summits of one article, held and not held.

Drafts of the same meeting are joined: the same sides, no clash of state, mode or
date. A mention without sides ("the meeting lasted two hours") adds what it says to
the meeting told of before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.article import Evidence
from dragoman.interval import Interval, Resolution
from dragoman.language import NameKind, Sentence
from dragoman.language.times import TimeExpression, TimeKind
from dragoman.reading.arguments import codes_of, unique_actors
from dragoman.reading.brief import Brief
from dragoman.reading.cast import MentionKind
from dragoman.reading.encounters import Draft, find_encounters
from dragoman.reading.record import (
    Actor,
    ActorKind,
    Duration,
    Meeting,
    MeetingState,
    Mode,
    Place,
    Realis,
    When,
)
from dragoman.reading.sightings import head_of
from dragoman.reading.topics import find_topics
from dragoman.reading.wordlists import words

_MAX_PARTICIPANTS = 30
_OLD_DAYS = 400
_MAX_TITLE = 120
_MAX_MEMBERS = 8  # a small club is written out, a large body keeps its name
_TOPIC_REACH = 5  # sentences before and after a telling


@dataclass(slots=True)
class _Gathering:
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

    @property
    def codes(self) -> tuple[str, ...]:
        return codes_of(self.actors)


def read_meetings(brief: Brief) -> list[Meeting]:
    """The meetings that the article tells of, in order of first mention."""
    gatherings: list[_Gathering] = []
    for draft in find_encounters(brief):
        state = _state(brief, draft)
        if state is None:
            continue
        if len(codes_of(draft.actors)) < 2 and not _is_own_meeting(brief, draft):
            _add_detail(brief, gatherings, draft)
            continue
        fresh = _gather(brief, draft, state)
        if fresh.when is not None and _is_old(fresh.when.interval, brief.anchor):
            continue
        known = next((each for each in reversed(gatherings) if _same(each, fresh)), None)
        if known is None:
            gatherings.append(fresh)
        else:
            _join(known, fresh)
    n_held = sum(each.state is MeetingState.HELD for each in gatherings)
    return [_build(brief, gathering, is_only=n_held <= 1) for gathering in gatherings]


def _is_own_meeting(brief: Brief, draft: Draft) -> bool:
    """Whether one side is enough: a body of states meets by itself, or a host announces a summit."""
    if draft.noun is None or draft.is_visit or not draft.actors:
        return False
    is_body = any(
        actor.kind is ActorKind.ORGANISATION and brief.facts.group(actor.country) for actor in draft.actors
    )
    if draft.anchor != draft.noun:
        noun = brief.syntax.tokens[draft.noun]
        is_summit = noun.upos == "PROPN" or noun.lemma.lower() in ("summit", "conference")
        return is_body or (bool(draft.hosts) and is_summit)
    when = brief.when(_times_of(brief, draft))
    return (
        is_body
        and when is not None
        and brief.anchor is not None
        and when.interval.latest > brief.anchor.latest
    )


def _state(brief: Brief, draft: Draft) -> MeetingState | None:
    """Held, planned, proposed or cancelled; None for a meeting that is denied or only thought of."""
    times = _times_of(brief, draft)
    when = brief.when(times)
    future = when is not None and brief.anchor is not None and when.interval.earliest > brief.anchor.latest
    past = when is not None and brief.anchor is not None and when.interval.latest < brief.anchor.earliest
    if draft.realis is Realis.DENIED:
        verb = brief.syntax.tokens[draft.anchor].lemma.lower()
        head = brief.syntax.tokens[draft.anchor].head
        governor = brief.syntax.tokens[head].lemma.lower() if head >= 0 else ""
        return MeetingState.CANCELLED if {verb, governor} & words("cancelling") else None
    if draft.realis is Realis.CONDITIONAL:
        return MeetingState.PROPOSED
    ahead = draft.noun is not None and "ahead of" in " ".join(sorted(_cases(brief, draft.noun)))
    if (draft.realis is Realis.PLANNED or future or ahead) and not past:
        return MeetingState.PLANNED
    return MeetingState.HELD


def _gather(brief: Brief, draft: Draft, state: MeetingState) -> _Gathering:
    return _Gathering(
        drafts=[draft],
        state=state,
        actors=list(draft.actors)[:_MAX_PARTICIPANTS],
        mode=draft.mode,
        when=brief.when(_times_of(brief, draft)),
        place=_place(brief, draft),
        duration=_duration(brief, draft),
        hosts=draft.hosts,
        sentences=[brief.sentence_evidence(draft.trigger)],
    )


def _times_of(brief: Brief, draft: Draft) -> list[TimeExpression]:
    """Times in the trigger's own phrase, else in its verb's phrase, else the only date of its sentence."""
    for token in (draft.noun, draft.trigger, draft.anchor):
        if token is not None:
            found = _dates(brief.times_within(*brief.syntax.span(token)))
            if found:
                return found[:1]
    sentence = brief.syntax.sentence(draft.trigger)
    found = _dates(brief.times_within(sentence.start, sentence.end))
    return found if len(found) == 1 else []


def _dates(times: list[TimeExpression]) -> list[TimeExpression]:
    return [
        each for each in times if each.interval is not None and each.kind in (TimeKind.DATE, TimeKind.TIME)
    ]


def _duration(brief: Brief, draft: Draft) -> Duration | None:
    """A duration in hours or minutes in the sentence: "90-minute talks", "lasted an hour"."""
    sentence = brief.syntax.sentence(draft.trigger)
    for each in brief.times_within(sentence.start, sentence.end):
        if each.kind is TimeKind.DURATION and each.minutes is not None and each.minutes < 24 * 60:
            return Duration((brief.evidence(each.start, each.end),), each.minutes)
    return None


def _place(brief: Brief, draft: Draft) -> Place | None:
    """A place name after "in" or "at" in the clause of the trigger."""
    start, end = brief.syntax.span(draft.anchor)
    verb = brief.syntax.verb_above(draft.anchor)
    for name in brief.analysis.names:
        if name.kind is not NameKind.PLACE or not (start <= name.start and name.end <= end):
            continue
        head = head_of(brief.syntax, name.first, name.last)
        is_place = brief.syntax.relation(head) in ("obl", "nmod") and _cases(brief, head) & {"in", "at"}
        if is_place and brief.syntax.verb_above(head) == verb:
            return _named_place(brief, name.start, name.end)
    return None


def _named_place(brief: Brief, start: int, end: int) -> Place | None:
    """A place with its country; the whole of a country's name where the model saw only a part."""
    mentions = brief.cast.within(start, end)
    if mentions and mentions[0].kind is MentionKind.PERSON:
        return None
    if mentions:
        start, end = min(start, mentions[0].start), max(end, mentions[0].end)
    words_of_place = brief.article.text[start:end]
    hits = brief.facts.find_names(words_of_place)
    return Place((brief.evidence(start, end),), words_of_place, hits[0].code if hits else "")


def _add_detail(brief: Brief, gatherings: list[_Gathering], draft: Draft) -> None:
    """Gives duration and mode of a mention without sides to the meeting told of in the sentences before."""
    if draft.noun is None and draft.trigger not in (draft.anchor,):
        return
    number = brief.syntax.sentence_number(draft.trigger)
    for known in reversed(gatherings):
        last = max(brief.syntax.sentence_number(each.trigger) for each in known.drafts)
        if number - last > 3:
            continue
        duration = _duration(brief, draft)
        if duration is not None and known.duration is None:
            known.duration = duration
            known.sentences.append(brief.sentence_evidence(draft.trigger))
        if known.mode is Mode.UNKNOWN:
            known.mode = draft.mode
        return


def _same(known: _Gathering, fresh: _Gathering) -> bool:
    """Whether two tellings can be of one meeting."""
    if known.state is not fresh.state:
        return False
    left, right = set(known.codes), set(fresh.codes)
    if not (left <= right or right <= left):
        return False
    if Mode.UNKNOWN not in (known.mode, fresh.mode) and known.mode is not fresh.mode:
        return False
    if known.when is not None and fresh.when is not None:
        return known.when.interval.overlaps(fresh.when.interval)
    return not _different_people(known.actors, fresh.actors)


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


def _join(known: _Gathering, fresh: _Gathering) -> None:
    known.drafts += fresh.drafts
    known.actors = _best_actors([*known.actors, *fresh.actors])
    known.mode = fresh.mode if known.mode is Mode.UNKNOWN else known.mode
    if known.when is None or (
        fresh.when is not None and fresh.when.interval.n_days < known.when.interval.n_days
    ):
        known.when = fresh.when or known.when
    known.place = known.place or fresh.place
    known.duration = known.duration or fresh.duration
    known.hosts = known.hosts or fresh.hosts
    known.sentences += [each for each in fresh.sentences if each not in known.sentences]


def _best_actors(actors: list[Actor]) -> list[Actor]:
    """Each side once: a bare state is left out where somebody of that country is named."""
    unique = unique_actors(actors)
    people = {actor.country for actor in unique if actor.kind is ActorKind.PERSON}
    return [actor for actor in unique if actor.kind is ActorKind.PERSON or actor.country not in people]


def _build(brief: Brief, gathering: _Gathering, *, is_only: bool) -> Meeting:
    actors = _best_actors(gathering.actors)
    codes = codes_of(actors)
    hosts = gathering.hosts or _hosts_by_place(brief, gathering, codes)
    attendees = _attendees(brief, codes, hosts)
    evidence = tuple(dict.fromkeys(gathering.sentences))
    title_token = next((draft.noun for draft in gathering.drafts if draft.noun is not None), None)
    return Meeting(
        evidence=evidence,
        state=gathering.state,
        participants=tuple(actors),
        mode=_mode(gathering),
        title=_title(brief, title_token),
        hosts=hosts,
        attendees=attendees or codes,
        when=gathering.when,
        duration=gathering.duration,
        place=gathering.place,
        topics=find_topics(brief, _topic_spans(brief, gathering, is_only), set(codes)),
        format=_format(brief, evidence),
        confidence=_confidence(gathering, actors),
    )


def _hosts_by_place(brief: Brief, gathering: _Gathering, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The country of the place: one of the sides at home, or the third country that receives a planned meeting."""
    place = gathering.place
    if place is None or brief.facts.country(place.country) is None:
        return ()
    is_abroad = place.country not in codes
    return () if is_abroad and gathering.state is not MeetingState.PLANNED else (place.country,)


def _attendees(brief: Brief, codes: tuple[str, ...], hosts: tuple[str, ...]) -> tuple[str, ...]:
    """Who comes: all but the hosts, and not the group that only names the meeting ("APEC summit")."""
    guests = [code for code in codes if code not in hosts]
    group = brief.facts.group(guests[0]) if len(guests) == 1 else None
    if group is not None and brief.anchor is not None:  # "the next Quad summit": its members come
        members = group.members_on(brief.anchor.latest)
        if len(members) <= _MAX_MEMBERS:
            guests = [code for code in members if code not in hosts] or guests
    states = [code for code in guests if brief.facts.country(code) is not None]
    return tuple(states or guests)


def _mode(gathering: _Gathering) -> Mode:
    """What the sentences say, else what the first telling word suggests."""
    if gathering.mode is not Mode.UNKNOWN:
        return gathering.mode
    habits = [draft.habit for draft in gathering.drafts if draft.habit is not Mode.UNKNOWN]
    if not habits and gathering.place is not None:
        return Mode.IN_PERSON
    return habits[0] if habits else Mode.UNKNOWN


def _title(brief: Brief, noun: int | None) -> str:
    if noun is None:
        return ""
    syntax, head = brief.syntax, noun
    above = syntax.tokens[noun].head
    if above >= 0 and syntax.tokens[above].upos == "NOUN" and "of" in _cases(brief, noun):
        head = above
    tokens = [
        token for token in syntax.subtree(head) if token not in syntax.children(head, "case", "mark", "cc")
    ]
    start = syntax.tokens[tokens[0]].start
    end = next(
        (syntax.tokens[token].start for token in tokens if syntax.tokens[token].text in (",", ";", "–", "—")),
        None,
    )
    words_end = syntax.tokens[tokens[-1]].end if end is None else end
    return brief.article.text[start : min(words_end, start + _MAX_TITLE)].strip()


def _cases(brief: Brief, token: int) -> set[str]:
    return {brief.syntax.tokens[case].text.lower() for case in brief.syntax.children(token, "case")}


def _format(brief: Brief, evidence: tuple[Evidence, ...]) -> str:
    for span in evidence:
        for hit in brief.facts.find_names(brief.article.text[span.start : span.end]):
            group = brief.facts.group(hit.ref) if hit.kind == "group" else None
            if group is not None and group.kind in ("informal", "format", "format_pattern"):
                return group.code
    return ""


def _topic_spans(brief: Brief, gathering: _Gathering, is_only: bool) -> list[tuple[int, int]]:
    """The meeting's own sentences and those that say what its sides discussed, agreed or stressed.

    Args:
        is_only: Whether the article tells of no other meeting held; then the whole
            article counts, else the sentences close after the telling.
    """
    spans = [(each.start, each.end) for each in gathering.sentences]
    last = max(brief.syntax.sentence_number(draft.trigger) for draft in gathering.drafts)
    reach = len(brief.analysis.sentences) if is_only else last + _TOPIC_REACH
    for sentence in brief.analysis.sentences[max(last - _TOPIC_REACH, 0) : reach]:
        lemmas = {token.lemma.lower() for token in brief.analysis.tokens[sentence.first : sentence.last]}
        if lemmas & words("discussing") and _has_side(brief, gathering, sentence):
            spans.append((sentence.start, sentence.end))
    return spans


def _has_side(brief: Brief, gathering: _Gathering, sentence: Sentence) -> bool:
    """Whether one of the sides acts in the sentence."""
    codes = set(gathering.codes)
    return any(
        codes & set(mention.countries) and brief.syntax.relation(mention.head) == "nsubj"
        for mention in brief.cast.within(sentence.start, sentence.end)
    )


def _is_old(interval: Interval, anchor: Interval | None) -> bool:
    """Whether a meeting lies so far back that it is told as history."""
    if anchor is None or interval.resolution is Resolution.RANGE:
        return False
    return (anchor.earliest - interval.latest).days > _OLD_DAYS


def _confidence(gathering: _Gathering, actors: list[Actor]) -> float:
    named = sum(actor.kind is ActorKind.PERSON for actor in actors)
    score = (
        0.45
        + 0.15 * min(named, 2)
        + 0.1 * (gathering.mode is not Mode.UNKNOWN)
        + 0.1 * (gathering.when is not None)
    )
    return round(min(score, 0.95), 2)
