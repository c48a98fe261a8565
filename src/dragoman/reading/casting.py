"""From sightings to the cast: every mention resolved to actors across the article.

People come from `people`; an office alone is matched to the person of the text who
holds it; pronouns and "the two leaders" go back to who was spoken of last. What
cannot be resolved stays a mention whose actor has no country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dragoman.article import Evidence
from dragoman.interval import Interval
from dragoman.knowledge import Knowledge
from dragoman.language import Analysis
from dragoman.reading.cast import Cast, Mention, MentionKind
from dragoman.reading.people import Figure, gather_people
from dragoman.reading.record import Actor, ActorKind
from dragoman.reading.sectors import sector_of
from dragoman.reading.sightings import Sighting, head_of
from dragoman.reading.succession import code_then
from dragoman.reading.syntax import Syntax
from dragoman.reading.wordlists import words

_COLLECTIVE = re.compile(
    r"\b(?:(?:the|these|those)\s+)?(?:(?P<count>two|both|three|four|pair of)\s+(?:\w+\s+)?|the\s+)"
    r"(?P<noun>leaders|presidents|prime ministers|premiers|ministers|foreign ministers|sides|countries|nations|"
    r"parties|delegations|governments|statesmen|men|heads of state|neighbou?rs|allies|capitals|diplomats|powers)\b"
    r"|\bthe (?P<alone>two|three|four)\b(?=\s+(?:are|were|will|would|have|had|also|agreed|met|said|spoke|discussed)\b)"
    r"|\bthe (?:pair|duo)\b|\bhost and guest\b|\beach other\b",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "both": 2, "pair of": 2, "three": 3, "four": 4}
_SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_NEUTRAL = frozenset({"it", "its", "itself"})
_LEADER_CLASSES = frozenset({"head_of_state", "head_of_government", "monarch", "leader"})


@dataclass(slots=True)
class _Casting:
    """The state of one article's casting; mentions are resolved from left to right."""

    document_id: str
    analysis: Analysis
    syntax: Syntax
    facts: Knowledge
    when: Interval | None
    figures: list[Figure]
    figure_of: dict[int, Figure] = field(default_factory=dict)  # by start of sighting
    done: list[Mention] = field(default_factory=list)


def cast_article(
    document_id: str,
    analysis: Analysis,
    syntax: Syntax,
    facts: Knowledge,
    sightings: list[Sighting],
    when: Interval | None,
) -> tuple[Cast, list[Figure]]:
    """The cast of an article, and its people.

    Args:
        when: The days on which the article can have been written, None for unknown.
    """
    sightings = [replace(each, country=_short_form(each.country, facts, when)) for each in sightings]
    figures = gather_people(sightings, facts, when)
    casting = _Casting(document_id, analysis, syntax, facts, when, figures)
    casting.figure_of = {each.start: figure for figure in figures for each in figure.sightings}
    taken = {index for sighting in sightings for index in range(sighting.first, sighting.last)}
    items: list[tuple[int, Sighting | tuple[int, int]]] = [(each.start, each) for each in sightings]
    items += [(analysis.tokens[span[0]].start, span) for span in _loose(analysis, taken)]
    for _, item in sorted(items, key=lambda pair: pair[0]):
        mention = (
            _resolve_sighting(casting, item) if isinstance(item, Sighting) else _resolve_loose(casting, *item)
        )
        if mention is not None:
            casting.done.append(mention)
    return Cast(tuple(casting.done)), figures


def _short_form(code: str, facts: Knowledge, when: Interval | None) -> str:
    """The code of an actor as the record schema has it: UN for its organs, the state that stood there then."""
    group = facts.group(code)
    if group is not None and group.kind == "organ" and code.startswith("UN"):
        return "UN"
    return code_then(code, when)


def _loose(analysis: Analysis, taken: set[int]) -> list[tuple[int, int]]:
    """Token ranges of pronouns and collectives outside of all sightings."""
    spans: list[tuple[int, int]] = []
    starts = {token.start: index for index, token in enumerate(analysis.tokens)}
    ends = {token.end: index + 1 for index, token in enumerate(analysis.tokens)}
    for match in _COLLECTIVE.finditer(analysis.text):
        first, last = starts.get(match.start()), ends.get(match.end())
        if first is not None and last is not None and not taken & set(range(first, last)):
            spans.append((first, last))
            taken |= set(range(first, last))
    pronouns = _SINGULAR | _PLURAL | _NEUTRAL
    for index, token in enumerate(analysis.tokens):
        if index not in taken and token.text.lower() in pronouns:
            spans.append((index, index + 1))
    return spans


# ------------------------------------------------------------------ sightings


def _resolve_sighting(casting: _Casting, sighting: Sighting) -> Mention:
    place = Evidence(casting.document_id, sighting.start, sighting.end)
    if sighting.kind is MentionKind.PERSON:
        actors = (person_actor(casting.document_id, casting.figure_of[sighting.start], place),)
    elif sighting.kind is MentionKind.OFFICE:
        actors = (_office_actor(casting, sighting, place),)
    else:
        actors = (_body_actor(sighting, place),)
    return _mention(casting, sighting.kind, (sighting.first, sighting.last), actors)


def _mention(
    casting: _Casting, kind: MentionKind, tokens: tuple[int, int], actors: tuple[Actor, ...]
) -> Mention:
    first, last = tokens
    found = casting.analysis.tokens
    head = head_of(casting.syntax, first, last)
    return Mention(found[first].start, found[last - 1].end, first, last, head, kind, actors)


def person_actor(document_id: str, figure: Figure, place: Evidence) -> Actor:
    """A person as an actor: the mention at hand first, then where name and office stand."""
    spans = [place]
    best = figure.office_sighting or figure.best
    spans.append(Evidence(document_id, best.start, best.end))
    longest = max(figure.sightings, key=lambda each: len(each.name))
    spans.append(Evidence(document_id, longest.start, longest.end))
    return Actor(
        evidence=tuple(dict.fromkeys(spans)),
        name=figure.name,
        office=figure.office,
        country=figure.country,
        kind=ActorKind.PERSON,
        person_id=figure.person_id,
        sector=sector_of(best.office_class, figure.office),
    )


def _office_actor(casting: _Casting, sighting: Sighting, place: Evidence) -> Actor:
    """An office alone: the person of the text who holds it, else an unnamed office."""
    figure = _holder_in_text(casting, sighting)
    if figure is not None:
        return person_actor(casting.document_id, figure, place)
    return Actor(
        evidence=(place,),
        name="",
        office=sighting.office,
        country=sighting.country,
        kind=ActorKind.OFFICE,
        sector=sector_of(sighting.office_class, sighting.office),
    )


def _holder_in_text(casting: _Casting, sighting: Sighting) -> Figure | None:
    """The person of the text called by this office: same class and country, the last one named before.

    "leader" fits any head of state or government; without a country the office
    must be one that only one person of the text before it has, or the last named.
    """
    if sighting.modifier or sighting.office_class in words("plural_offices"):
        return None
    singular = sighting.office.lower().removesuffix("s")
    if (
        _is_plural(sighting) and sighting.country and singular not in words("any_leader")
    ):  # "the presidents of X and Y"
        sighting = replace(sighting, office=sighting.office.removesuffix("s"))
    elif _is_plural(sighting) or _is_indefinite(casting, sighting):
        return None
    fitting = [
        figure
        for figure in casting.figures
        if figure.sightings[0].start < sighting.end + 400 and _office_fits(casting.facts, figure, sighting)
    ]
    if not fitting:
        return None
    before = [figure for figure in fitting if figure.sightings[0].start < sighting.start]
    if sighting.country:
        return max(before or fitting, key=lambda figure: _last_before(figure, sighting.start))
    if not before:
        return None
    return max(before, key=lambda figure: _last_before(figure, sighting.start))


def _is_plural(sighting: Sighting) -> bool:
    last_word = sighting.office.lower().split()[-1] if sighting.office else ""
    return last_word.endswith("s") and not last_word.endswith("ss")


def _is_indefinite(casting: _Casting, sighting: Sighting) -> bool:
    return casting.analysis.tokens[sighting.first].text.lower() in ("a", "an")


def _office_fits(facts: Knowledge, figure: Figure, sighting: Sighting) -> bool:
    """Whether a person of the text can be called by this office alone."""
    if sighting.country and figure.country != sighting.country:
        return False
    titles = [each.office for each in figure.sightings if each.office]
    wanted = sighting.office.lower()
    if wanted in words("any_leader"):
        classes = {each.office_class for each in figure.sightings if each.office}
        if figure.candidate is not None:
            classes |= set(figure.candidate.office_classes)
        return bool(classes & _LEADER_CLASSES)
    if any(wanted == title.lower() for title in titles):
        return True
    if not titles and figure.candidate is not None:
        titles = [figure.candidate.office]
    lemmas = facts.titles.lemmas_of(sighting.office)
    return bool(lemmas) and any(lemmas == facts.titles.lemmas_of(title) for title in titles)


def _last_before(figure: Figure, position: int) -> int:
    return max((each.start for each in figure.sightings if each.start < position), default=-1)


def _body_actor(sighting: Sighting, place: Evidence) -> Actor:
    is_state = sighting.kind in (MentionKind.COUNTRY, MentionKind.DEMONYM)
    kind = ActorKind.STATE if is_state else ActorKind.ORGANISATION
    return Actor(
        evidence=(place,),
        name=sighting.name,
        office=sighting.office,
        country=sighting.country,
        kind=kind,
        sector=sector_of("", sighting.office) or ("GOV" if is_state else ""),
    )


# ------------------------------------------------------------------ pronouns and collectives


def _resolve_loose(casting: _Casting, first: int, last: int) -> Mention | None:
    tokens = casting.analysis.tokens
    text = casting.analysis.text[tokens[first].start : tokens[last - 1].end].lower()
    place = Evidence(casting.document_id, tokens[first].start, tokens[last - 1].end)
    if text in _SINGULAR:
        found = _last_person(casting, first)
        kind = MentionKind.PRONOUN
        actors = [] if found is None else [found]
    elif text in _PLURAL:
        kind, actors = MentionKind.PRONOUN, _last_group(casting, first, 2)
    elif text in _NEUTRAL:
        found = _last_body(casting, first)
        kind = MentionKind.PRONOUN
        actors = [] if found is None else [found]
    else:
        match = _COLLECTIVE.match(text)
        words_of_count = (match["count"] or match["alone"] or "two").lower() if match else "two"
        noun = (match["noun"] or "").lower() if match else ""
        kind = MentionKind.COLLECTIVE
        actors = _last_group(casting, first, _COUNTS.get(words_of_count, 2), noun.removesuffix("s"))
    if not actors:
        return None
    grounded = tuple(_at(actor, place) for actor in actors)
    return _mention(casting, kind, (first, last), grounded)


def _at(actor: Actor, place: Evidence) -> Actor:
    """The same actor as mentioned at another place."""
    return replace(actor, evidence=tuple(dict.fromkeys((place, *actor.evidence))))


def _last_person(casting: _Casting, token: int) -> Actor | None:
    """Who "he" is: the last subject of this or the sentences before, else the last person named.

    A possessor in a row is the possessor before it: "Kishida's commitment and his determination".
    """
    owner = _owner_in_row(casting, token)
    if owner is not None:
        return owner
    sentence = casting.syntax.sentence_number(token)
    recent = [
        mention
        for mention in reversed(casting.done[-60:])
        if _is_one_person(mention) and sentence - casting.syntax.sentence_number(mention.head) <= 5
    ]
    subject = _subject_name(casting, token)
    if subject:  # "she thanked him": he is somebody else
        recent = [mention for mention in recent if mention.actors[0].name != subject]
        return recent[0].actors[0] if recent else None
    same_clause = _object_pronoun(casting, token)
    if same_clause is not None:  # "thanked him for his support"
        return same_clause
    for mention in recent:
        if casting.syntax.relation(mention.head) == "nsubj":
            return mention.actors[0]
    return recent[0].actors[0] if recent else None


def _subject_name(casting: _Casting, token: int) -> str:
    """The name of the person who acts on an object pronoun, empty for none."""
    syntax = casting.syntax
    if syntax.relation(token) not in ("obj", "iobj", "obl") or syntax.tokens[token].deprel == "nmod:poss":
        return ""
    verb = syntax.verb_above(token)
    subject = syntax.subject(verb) if verb is not None else None
    mention = casting_at(casting, subject) if subject is not None else None
    return mention.actors[0].name if mention is not None and mention.kind is not MentionKind.PRONOUN else ""


def _object_pronoun(casting: _Casting, token: int) -> Actor | None:
    syntax = casting.syntax
    if syntax.tokens[token].deprel != "nmod:poss":
        return None
    verb = syntax.verb_above(token)
    for child in syntax.children(verb, "obj", "iobj") if verb is not None else []:
        mention = casting_at(casting, child)
        if mention is not None and mention.kind is MentionKind.PRONOUN and _is_one_person(mention):
            return mention.actors[0]
    return None


def _owner_in_row(casting: _Casting, token: int) -> Actor | None:
    syntax = casting.syntax
    if syntax.tokens[token].deprel != "nmod:poss":
        return None
    noun = syntax.tokens[token].head
    if noun < 0 or syntax.relation(noun) != "conj":
        return None
    for child in syntax.children(syntax.tokens[noun].head, "nmod"):
        mention = casting_at(casting, child)
        if mention is not None and syntax.tokens[child].deprel == "nmod:poss" and _is_one_person(mention):
            return mention.actors[0]
    return None


def _is_one_person(mention: Mention) -> bool:
    if len(mention.actors) != 1:
        return False
    actor = mention.actors[0]
    if actor.kind is ActorKind.PERSON:
        return True
    return actor.kind is ActorKind.OFFICE and not actor.office.lower().endswith("s")


def _last_body(casting: _Casting, token: int) -> Actor | None:
    """What "it" is: the last country or body that was a subject, in this or the sentence before."""
    sentence = casting.syntax.sentence_number(token)
    for mention in reversed(casting.done[-40:]):
        if sentence - casting.syntax.sentence_number(mention.head) > 2:
            return None
        is_body = mention.kind in (MentionKind.COUNTRY, MentionKind.ORGANISATION) and len(mention.actors) == 1
        if is_body and casting.syntax.relation(mention.head) == "nsubj":
            return mention.actors[0]
    return None


def _last_group(casting: _Casting, token: int, count: int, office: str = "") -> list[Actor]:
    """Who "they" or "the two leaders" are.

    The last people called by the office, where it is one ("the two presidents");
    else the last mentions joined by "and" as a subject in the sentences before;
    else the last `count` people of different countries; else the last countries.
    """
    holders = _last_holders(casting, office)
    if len(holders) >= count:
        return holders[:count][::-1]
    sentence = casting.syntax.sentence_number(token)
    joined = _joined_subjects(casting, sentence)
    if len(joined) >= count:
        return joined
    speaker = _speaker_of(casting, token)
    if speaker is not None and speaker.country:
        return [speaker]
    people: dict[str, Actor] = {}
    bodies: dict[str, Actor] = {}
    for mention in reversed(casting.done):
        for actor in mention.actors:
            if not actor.country:
                continue
            if actor.kind is ActorKind.PERSON:
                people.setdefault(actor.country, actor)
            elif actor.kind is ActorKind.STATE:
                bodies.setdefault(actor.country, actor)
    chosen = people if len(people) >= count else {**bodies, **people}
    return list(reversed(list(chosen.values())[:count])) if len(chosen) >= count else []


def _last_holders(casting: _Casting, office: str) -> list[Actor]:
    """People of different countries called by an office, the last mentioned first."""
    found: dict[str, Actor] = {}
    for mention in reversed(casting.done):
        for actor in mention.actors:
            if office and actor.kind is ActorKind.PERSON and actor.office.lower() == office:
                found.setdefault(actor.country or actor.name, actor)
    return list(found.values())


def _speaker_of(casting: _Casting, token: int) -> Actor | None:
    """Whose side "they" are in reported speech: "the negotiator said they would take it to court"."""
    syntax = casting.syntax
    verb = syntax.verb_above(token)
    if syntax.tokens[token].text.lower() != "they" or verb is None or syntax.relation(verb) != "ccomp":
        return None
    subject = syntax.own_subject(syntax.tokens[verb].head)
    mention = casting_at(casting, subject) if subject is not None else None
    return mention.actors[0] if mention is not None and len(mention.actors) == 1 else None


def _joined_subjects(casting: _Casting, sentence: int) -> list[Actor]:
    """The actors of the last subject with several members, at most two sentences back."""
    syntax = casting.syntax
    for mention in reversed(casting.done[-40:]):
        if sentence - syntax.sentence_number(mention.head) > 2:
            break
        if mention.kind in (MentionKind.COLLECTIVE, MentionKind.PRONOUN) and len(mention.actors) > 1:
            return list(mention.actors)
        if syntax.relation(mention.head) != "nsubj" or mention.kind is MentionKind.DEMONYM:
            continue
        members = [casting_at(casting, each) for each in _joined_tokens(syntax, mention)]
        actors = [actor for member in members if member is not None for actor in member.actors]
        distinct = {(actor.name, actor.country): actor for actor in actors}
        if len(distinct) > 1:
            return list(distinct.values())
    return []


def _joined_tokens(syntax: Syntax, mention: Mention) -> list[int]:
    """The head of a mention and what is joined to it or to a word in it: "leaders of Chile, Peru and Fiji"."""
    inside = [each for token in range(mention.first, mention.last) for each in syntax.children(token, "conj")]
    return list(
        dict.fromkeys([*syntax.conjuncts(mention.head), *(each for each in inside if each >= mention.last)])
    )


def casting_at(casting: _Casting, token: int) -> Mention | None:
    """The mention done so far that holds a token."""
    return next((each for each in reversed(casting.done) if each.first <= token < each.last), None)
