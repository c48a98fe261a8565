"""Where an article tells of people meeting: one draft for each word that says so.

A draft has the two sides that the sentence names, how they met, and in what sense
it is told. `meetings` joins the drafts of one article and builds the values.
The words are in `meeting_words`, further sides in `meeting_sides`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.language.times import TimeKind
from dragoman.reading.arguments import acting, codes_of, parties, parties_of, unique_actors
from dragoman.reading.brief import Brief
from dragoman.reading.meeting_sides import (
    came_with,
    guest_behind_place,
    is_partner,
    named_inside,
    partners,
    sent,
    who_speaks_of,
)
from dragoman.reading.meeting_words import (
    event_nouns,
    is_journey,
    is_meeting_word,
    meeting_words,
    mode_told,
)
from dragoman.reading.realis import realis_of
from dragoman.reading.record import Actor, ActorKind, Mode, Realis
from dragoman.reading.visits import (
    called_on,
    called_upon,
    capitals,
    destinations,
    invited,
    inviters,
    is_departure,
    place_before,
    unnamed_state,
    visiting,
)
from dragoman.reading.wordlists import words

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """One telling of a meeting.

    `trigger` is the token that tells it, `anchor` the verb or noun whose phrase
    holds times and places. `hosts` are codes, a subset of the actors' codes. `mode`
    is what the sentence says, `habit` what the word suggests where nothing is said.
    `takes_part`: the actors join a meeting told of before, or brought its sides together.
    """

    trigger: int
    anchor: int
    actors: tuple[Actor, ...]
    hosts: tuple[str, ...]
    mode: Mode
    habit: Mode
    realis: Realis
    is_visit: bool = False
    noun: int | None = None
    takes_part: bool = False


def holds_meeting(brief: Brief, verb: int) -> bool:
    """Whether a verb tells of a meeting or a visit, by itself or by what it holds ("hold talks")."""
    token = brief.syntax.tokens[verb]
    return is_meeting_word(token) or (
        token.lemma.lower() in meeting_words()["hold"] and _held_noun(brief, verb) is not None
    )


def find_encounters(brief: Brief) -> list[Draft]:
    """All tellings of meetings, in order of the text; sides may be incomplete."""
    drafts = [each for draft in _iter_drafts(brief) for each in _apart(brief, draft)]
    return sorted(drafts, key=lambda draft: draft.trigger)


def _apart(brief: Brief, draft: Draft) -> list[Draft]:
    """The meetings that one telling is of: "held separate talks with X and Y", "met X and Y separately"."""
    syntax, first = brief.syntax, draft.actors[:1]
    beside = [*syntax.children(draft.trigger, "amod"), *syntax.subtree(draft.anchor)]
    is_apart = any(
        syntax.tokens[each].lemma.lower() in words("apart")
        and syntax.verb_above(each) == syntax.verb_above(draft.anchor)
        for each in beside
    )
    others = [each for each in draft.actors[1:] if each.country != first[0].country]
    if not is_apart or len(codes_of(others)) < _PAIR:
        return [draft]
    return [replace(draft, actors=(*first, each)) for each in others if each.country]


def _iter_drafts(brief: Brief) -> Iterator[Draft]:
    tables = meeting_words()
    used: set[int] = set()
    for index, token in enumerate(brief.analysis.tokens):
        lemma = token.lemma.lower()
        if lemma == "host" and brief.syntax.child(index, "cop") is not None:
            yield from _was_host(brief, index)
        elif token.upos == "VERB":
            noun = _held_noun(brief, index) if lemma in tables["hold"] else None
            if noun is None and lemma in tables["occur"]:
                noun = _occurring_noun(brief, index)
            if noun is not None:
                used.add(noun)
                yield _held(brief, index, noun)
            elif (joined := _took_part(brief, index)) is not None:
                used.update([] if joined.noun is None else [joined.noun])
                yield joined
            elif lemma in tables["verb"]:
                met = _met(brief, index, tables["verb"][lemma])
                yield from () if met is None else (met,)
            elif lemma in tables["visit"]:
                yield _visited(brief, index)
    for index, token in enumerate(brief.analysis.tokens):
        if token.upos in ("NOUN", "PROPN") and token.lemma.lower() in tables["noun"] and index not in used:
            draft = _named(brief, index)
            if not (_is_traffic(brief, index, draft) or _is_manner(brief, index) or _is_aim(brief, index)):
                yield draft
        elif token.upos == "NOUN" and _has_length(brief, index) and index not in used:
            yield Draft(
                index, index, (), (), Mode.UNKNOWN, Mode.UNKNOWN, realis_of(brief.syntax, index), noun=index
            )


def _has_length(brief: Brief, noun: int) -> bool:
    """Whether a noun of talking is given a length: "in an hour-long discussion"."""
    syntax = brief.syntax
    if syntax.tokens[noun].lemma.lower() not in words("lengthy_nouns"):
        return False
    spans = [syntax.span(child) for child in syntax.children(noun, "amod", "compound", "nummod")]
    kinds = [each.kind for span in spans for each in brief.times_within(*span)]
    return TimeKind.DURATION in kinds


def _is_traffic(brief: Brief, noun: int, draft: Draft) -> bool:
    """Whether "calls" or "visits" between states are those of everybody, not of their leaders."""
    if brief.syntax.tokens[noun].text.lower() not in ("calls", "visits", "trips"):
        return False
    sides = brief.syntax.obliques(noun, "between")
    are_states = any(brief.syntax.tokens[each].lemma.lower() in words("state_nouns") for each in sides)
    return are_states or all(actor.kind is ActorKind.STATE for actor in draft.actors)


def _held_noun(brief: Brief, verb: int) -> int | None:
    """The event noun that a light verb holds: "held talks", "paid a visit", "attended a summit"."""
    syntax = brief.syntax
    candidates = syntax.objects(verb) + syntax.obliques(verb, "in", "at", "on")
    if syntax.tokens[verb].deprel == "acl:relcl" and any(
        syntax.tokens[each].text.lower() in ("which", "that") for each in syntax.objects(verb)
    ):
        candidates = [syntax.tokens[verb].head]  # "the summit, which she will host"
    return next((noun for candidate in candidates for noun in event_nouns(brief, candidate)), None)


def _occurring_noun(brief: Brief, verb: int) -> int | None:
    """The event that begins or takes place: "the conference, which opens in Paris"."""
    syntax = brief.syntax
    objects = [syntax.tokens[each].lemma.lower() for each in syntax.objects(verb)]
    if objects != (["place"] if syntax.tokens[verb].lemma.lower() == "take" else []):
        return None
    subject = syntax.subject(verb)
    return next(iter(event_nouns(brief, subject)), None) if subject is not None else None


def _took_part(brief: Brief, verb: int) -> Draft | None:
    """ "X also took part", "Y brokered the meeting": people who join a meeting told of before."""
    syntax, lemma = brief.syntax, brief.syntax.tokens[verb].lemma.lower()
    objects = syntax.objects(verb)
    noun = next((each for each in objects if brief.cast.at(each) is None), None)
    is_part = lemma == "take" and noun is not None and syntax.tokens[noun].lemma.lower() == "part"
    is_event = noun is not None and bool(event_nouns(brief, noun)) and _is_definite(brief, noun)
    if lemma in words("leading") and (leaders := came_with(brief, verb)):
        return Draft(
            verb, verb, leaders, (), Mode.UNKNOWN, Mode.UNKNOWN, realis_of(syntax, verb), takes_part=True
        )
    brings = lemma in words("convening") and is_event
    if not (is_part or brings or (lemma in words("taking_part") and not objects)):
        return None
    actors = parties_of(brief, syntax.agents(verb))
    if brings and noun is not None:
        actors += partners(brief, verb) + partners(brief, noun)
    people = tuple(unique_actors(each for each in actors if each.kind is ActorKind.PERSON))
    realis = realis_of(syntax, verb)
    return Draft(
        verb,
        verb,
        people,
        (),
        Mode.UNKNOWN,
        Mode.UNKNOWN,
        realis,
        noun=noun if brings else None,
        takes_part=True,
    )


def _is_definite(brief: Brief, noun: int) -> bool:
    return any(
        brief.syntax.tokens[each].text.lower() in ("the", "that", "those")
        for each in brief.syntax.children(noun, "det")
    )


def _was_host(brief: Brief, noun: int) -> Iterator[Draft]:
    """ "Merkel was host to Macron", "Abe will be host to the next summit"."""
    syntax = brief.syntax
    subject = syntax.own_subject(noun)
    if subject is None or syntax.child(noun, "cop") is None:
        return
    hosts = parties(brief, subject)
    for guests in _guests(brief, noun):
        event = next((each for each in event_nouns(brief, guests)), None)
        others = (
            parties(brief, guests) if event is None else partners(brief, event) + named_inside(brief, event)
        )
        mode, habit = mode_told(brief, noun, "in_person")
        actors = tuple(unique_actors([*hosts, *others]))
        yield Draft(noun, noun, actors, codes_of(hosts), mode, habit, realis_of(syntax, noun), noun=event)


def _guests(brief: Brief, noun: int) -> list[int]:
    """The phrases after "to" or "of" that depend on a host, also through a duration ("for two days to X")."""
    syntax = brief.syntax
    near = [noun, *(child for child in syntax.children(noun, "obl", "nmod") if brief.cast.at(child) is None)]
    return [guests for word in near for guests in syntax.obliques(word, "to", "of")]


def _held(brief: Brief, verb: int, noun: int) -> Draft:
    subjects = parties_of(brief, acting(brief, verb))
    others = partners(brief, verb) + partners(brief, noun) + named_inside(brief, noun)
    others += parties_of(brief, brief.syntax.obliques(verb, "between", "among"))
    head = brief.syntax.tokens[noun].head
    if head >= 0 and head != verb and brief.syntax.tokens[head].upos == "NOUN":
        others += partners(brief, head) + named_inside(brief, head)
    others += parties_of(brief, called_upon(brief, verb, noun))
    hosts = codes_of(subjects) if brief.syntax.tokens[verb].lemma.lower() == "host" else ()
    is_visit = brief.syntax.tokens[noun].lemma.lower() in ("visit", "trip", "tour")
    if is_visit:
        places = destinations(brief, noun) + destinations(brief, verb)
        inviting = parties_of(brief, inviters(brief, verb) + inviters(brief, noun))
        others += [*places, *inviting]
        hosts = codes_of([*places, *inviting])
    actors = unique_actors([*subjects, *others])
    mode, habit = mode_told(brief, noun, within=verb)
    return Draft(noun, verb, tuple(actors), hosts, mode, habit, realis_of(brief.syntax, verb), is_visit, noun)


def _is_arranged(brief: Brief, verb: int) -> bool:
    """Whether a plan to discuss something names its day: "X and Y will discuss oil in September"."""
    is_planned = realis_of(brief.syntax, verb) is Realis.PLANNED
    days = [each for each in brief.times_within(*brief.syntax.span(verb)) if each.kind is TimeKind.DATE]
    return is_planned and brief.syntax.tokens[verb].lemma == "discuss" and bool(days)


def _is_taken_in(brief: Brief, verb: int) -> bool:
    """Whether somebody is welcomed as a member, or is only to be: "welcome them into the alliance"."""
    into = brief.syntax.obliques(verb, "into", "as")
    goals = brief.syntax.obliques(verb, "to", "in", "at")
    goals += [each for each in brief.syntax.obliques(verb, "for") if event_nouns(brief, each)]
    return bool(into) or (realis_of(brief.syntax, verb) is not Realis.HAPPENED and not goals)


def _is_tally(brief: Brief, verb: int) -> bool:
    """Whether a clause counts the meetings of years: "who have met more than 40 times"."""
    syntax = brief.syntax
    counted = [each for each in syntax.subtree(verb) if syntax.tokens[each].lemma.lower() == "time"]
    return any(
        syntax.child(each, "nummod") is not None and syntax.tokens[each].text == "times" for each in counted
    )


def _met(brief: Brief, verb: int, how: str) -> Draft | None:
    lemma = brief.syntax.tokens[verb].lemma.lower()
    subjects = parties_of(brief, acting(brief, verb))
    subjects = subjects if codes_of(subjects) else sent(brief, acting(brief, verb)) or subjects
    objects = parties_of(brief, brief.syntax.objects(verb), deep=False)
    objects += sent(brief, brief.syntax.objects(verb))
    if lemma in words("receiving_guests") and not objects and not brief.syntax.is_passive(verb):
        objects = guest_behind_place(brief, verb)
    mode, habit = mode_told(brief, verb, how)
    if _is_tally(brief, verb):
        return None
    if lemma in words("not_alone") and mode is Mode.UNKNOWN and not _is_arranged(brief, verb):
        return None  # "briefed the press", "discussed the war" are no meetings
    if lemma == "tell":  # "told his counterpart by telephone", not "told Radio One by telephone"
        objects = [actor for actor in objects if actor.kind is ActorKind.PERSON and actor.office]
        objects = objects if mode is Mode.PHONE else []
    if lemma in ("speak", "talk"):
        said_to = [each for each in brief.syntax.obliques(verb, "to") if is_partner(brief, each)]
        objects = [
            actor
            for actor in parties_of(brief, said_to, deep=False)
            if actor.kind is not ActorKind.ORGANISATION
        ]
    if lemma == "call" and (
        brief.syntax.child(verb, "xcomp", "ccomp") is not None or brief.syntax.obliques(verb, "on", "for")
    ):
        objects = []
    if lemma == "discuss":
        objects = []
    if lemma in ("welcome", "receive", "host", "call", "phone", "telephone"):
        objects = [actor for actor in objects if actor.kind in (ActorKind.PERSON, ActorKind.OFFICE)]
        subjects = subjects if objects else []
    if lemma == "call" and (received := called_on(brief, verb)):
        mode, habit, objects = Mode.UNKNOWN, Mode.IN_PERSON, received
        caller = brief.syntax.own_subject(verb)  # the parser may take it for a passive: "is called"
        subjects = [] if caller is None else parties(brief, caller)
    if lemma == "call" and not objects and not partners(brief, verb):
        return None  # "called for calm"
    if lemma == "welcome" and _is_taken_in(brief, verb):
        return None
    hosts = codes_of(subjects) if lemma in words("receiving_guests") else ()
    actors = unique_actors([*subjects, *objects, *partners(brief, verb)])
    return Draft(verb, verb, tuple(actors), hosts, mode, habit, realis_of(brief.syntax, verb))


def _visited(brief: Brief, verb: int) -> Draft:
    guests = invited(brief, verb) or acting(brief, verb)
    subjects = [actor for actor in parties_of(brief, guests) if actor.kind is not ActorKind.STATE]
    goals = brief.syntax.objects(verb) + brief.syntax.obliques(verb, "to")
    hosts = [unnamed_state(actor) for actor in parties_of(brief, goals, deep=False)] + capitals(brief, goals)
    inviting = parties_of(brief, inviters(brief, verb))
    others = [*hosts, *inviting, *partners(brief, verb)]
    actors = unique_actors([*subjects, *others]) if subjects and others else []
    realis, habit = realis_of(brief.syntax, verb), Mode.IN_PERSON
    return Draft(verb, verb, tuple(actors), codes_of(hosts), Mode.UNKNOWN, habit, realis, is_visit=True)


def _is_manner(brief: Brief, noun: int) -> bool:
    """Whether talks are how something is done: "will proceed in close consultation with Peru"."""
    syntax = brief.syntax
    cases = {syntax.tokens[case].text.lower() for case in syntax.children(noun, "case")}
    return (
        "in" in cases
        and not syntax.children(noun, "det")
        and syntax.tokens[noun].lemma.lower() in words("long_nouns")
    )


def _is_aim(brief: Brief, noun: int) -> bool:
    """Whether talks are what somebody works towards, with no day: "support for talks with Iran", "hopes for a meeting"."""
    syntax, head = brief.syntax, brief.syntax.tokens[noun].head
    cases = {syntax.tokens[case].text.lower() for case in syntax.children(noun, "case")}
    if (
        "for" not in cases
        or head < 0
        or syntax.tokens[head].upos != "NOUN"
        or is_journey(syntax.tokens[head])
    ):
        return False
    has_day = any(each.kind is TimeKind.DATE for each in brief.times_within(*syntax.span(noun)))
    return (
        not has_day and not _is_definite(brief, noun) and syntax.tokens[head].lemma.lower() in words("aims")
    )


def _named(brief: Brief, noun: int) -> Draft:
    """A meeting told by a noun alone: "the summit between ...", "after a call with Trump, Zelensky ..."."""
    syntax = brief.syntax
    actors = named_inside(brief, noun) + partners(brief, noun)
    is_visit = syntax.tokens[noun].lemma.lower() in ("visit", "trip", "tour")
    hosts: tuple[str, ...] = ()
    if is_visit:
        seats = [actor for actor in actors if actor.kind is ActorKind.STATE and actor.name]
        visitors = [actor for actor in actors if actor not in seats]
        visitors += parties_of(brief, syntax.obliques(noun, "by"))
        visitors = visitors or parties_of(brief, visiting(brief, noun))
        places = (
            destinations(brief, noun) + place_before(brief, noun) + [unnamed_state(seat) for seat in seats]
        )
        hosts = codes_of(places)
        inviting = parties_of(brief, inviters(brief, noun))
        actors = [*visitors, *places, *inviting] if visitors else []
    if len(codes_of(actors)) == 1 and partners(brief, noun):
        actors = [*who_speaks_of(brief, noun), *actors]
    cases = {syntax.tokens[case].text.lower() for case in syntax.children(noun, "case")}
    if not is_visit and (visit := _visit_to(brief, noun)) is not None:  # "to visit Japan for the next summit"
        places = parties_of(brief, syntax.objects(visit) + syntax.obliques(visit, "to"), deep=False)
        hosts, actors = codes_of(places), [*map(unnamed_state, places), *actors]
    if not actors and cases & {"at", "during"}:  # "X and Y failed to agree at a summit"
        actors = who_speaks_of(brief, noun)
    mode, habit = mode_told(brief, noun)
    everybody = tuple(unique_actors(actors))
    realis = realis_of(syntax, _first_of_a_row(brief, noun))
    if cases & {"at", "during", "after", "following", "since"} and realis in (
        Realis.DENIED,
        Realis.CONDITIONAL,
    ):
        realis = Realis.HAPPENED  # "failed to agree at the summit": the summit took place
    if realis is Realis.HAPPENED and is_departure(brief, noun):
        realis = Realis.PLANNED
    if realis is Realis.HAPPENED and cases & {"at", "during"}:
        realis = _as_its_clause(brief, noun)
    return Draft(noun, noun, everybody, hosts, mode, habit, realis, is_visit, noun)


def _as_its_clause(brief: Brief, noun: int) -> Realis:
    """Planned, where what is to come will be done at the meeting: "during their meeting, the two will discuss"."""
    verb = brief.syntax.verb_above(noun)
    helping = [] if verb is None else brief.syntax.children(verb, "aux")
    is_to_come = any(brief.syntax.tokens[each].text.lower() in ("will", "shall", "would") for each in helping)
    return Realis.PLANNED if is_to_come else Realis.HAPPENED


def _first_of_a_row(brief: Brief, noun: int) -> int:
    """The meeting whose sense one that follows it shares: "a meeting with X, followed by talks with Y"."""
    syntax, clause = brief.syntax, brief.syntax.tokens[noun].head
    is_next = clause >= 0 and syntax.tokens[clause].lemma.lower() in ("follow", "precede")
    if is_next and syntax.relation(clause) in ("acl", "advcl") and syntax.tokens[clause].head >= 0:
        return syntax.tokens[clause].head
    return noun


def _visit_to(brief: Brief, noun: int) -> int | None:
    """The verb of visiting that a meeting noun gives the purpose of: "travel to Lima for the summit"."""
    head = brief.syntax.tokens[noun].head
    is_purpose = "for" in {
        brief.syntax.tokens[case].text.lower() for case in brief.syntax.children(noun, "case")
    }
    if not is_purpose or head < 0:
        return None
    while head >= 0 and brief.syntax.tokens[head].upos in ("NOUN", "PROPN"):
        head = brief.syntax.tokens[head].head
    return head if head >= 0 and brief.syntax.tokens[head].lemma.lower() in meeting_words()["visit"] else None
