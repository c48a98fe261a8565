"""Who pronouns and collectives are: "he", "they", "the two leaders", "both sides", "each other".

They go back to who was spoken of last: the subject before, people joined by "and" or
by a meeting ("X met Y. They ..."), those who hold the office named.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from dragoman.article import Evidence
from dragoman.language import Analysis
from dragoman.reading.cast import Mention, MentionKind
from dragoman.reading.cast_state import Casting, casting_at, is_one_person
from dragoman.reading.neuter import last_body
from dragoman.reading.record import Actor, ActorKind
from dragoman.reading.sightings import head_of
from dragoman.reading.syntax import Syntax
from dragoman.reading.wordlists import words

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {"both": 2, "pair of": 2, **{word: number for number, word in enumerate(_NUMBERS, start=2)}}
_COLLECTIVE = re.compile(
    rf"\b(?:(?:the|these|those)\s+)?(?:(?P<count>both|pair of|{'|'.join(_NUMBERS)})\s+(?:[a-z]+\s+)?|the\s+)"
    r"(?P<noun>leaders|presidents|prime ministers|premiers|chancellors|ministers|foreign ministers|defen[cs]e ministers|"
    r"sides|countries|nations|states|parties|delegations|governments|statesmen|men|women|politicians|heads of state|"
    r"neighbou?rs|allies|capitals|diplomats|negotiators|envoys|powers)\b"
    rf"|\bthe (?P<alone>{'|'.join(_NUMBERS)})\b|\bthe (?:pair|duo)\b|\bhost and guest\b|\beach other\b|\bone another\b",
    re.IGNORECASE,
)
_PAIR = 2
_NEAR, _FAR = 2, 6  # sentences back to those whom a pronoun, a noun takes up
_LARGE = 5  # so many are a group with a name before they are people listed
_PEOPLE = (ActorKind.PERSON, ActorKind.OFFICE)
_RECIPROCAL = ("each other", "one another")
_SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_NEUTRAL = frozenset({"it", "its", "itself"})


def loose_spans(analysis: Analysis, taken: set[int]) -> list[tuple[int, int]]:
    """Token ranges of pronouns and collectives outside of all sightings."""
    spans: list[tuple[int, int]] = []
    starts = {token.start: index for index, token in enumerate(analysis.tokens)}
    ends = {token.end: index + 1 for index, token in enumerate(analysis.tokens)}
    for match in _COLLECTIVE.finditer(analysis.text):
        first, last = starts.get(match.start()), ends.get(match.end())
        if first is None or last is None or taken & set(range(first, last)):
            continue
        is_definite = match[0].lower().startswith(("the", "those", "both", "each", "one", "host"))
        if (
            is_definite
            and not _is_told_apart(analysis, match[0], last)
            and (not match["alone"] or _stands_alone(analysis, last))
        ):
            spans.append((first, last))
            taken |= set(range(first, last))
    pronouns = _SINGULAR | _PLURAL | _NEUTRAL
    for index, token in enumerate(analysis.tokens):
        if index not in taken and token.text.lower() in pronouns:
            spans.append((index, index + 1))
    return spans


def _is_told_apart(analysis: Analysis, words_said: str, following: int) -> bool:
    """Whether the words say themselves which they are: "the countries of Mercosur"."""
    tokens = analysis.tokens
    if words_said.lower() in _RECIPROCAL or following >= len(tokens):
        return False
    return tokens[following].text.lower() in ("of", "from", "that", "which", "who")


def _stands_alone(analysis: Analysis, following: int) -> bool:
    """Whether "the four" is not followed by its noun."""
    tokens = analysis.tokens
    return following >= len(tokens) or tokens[following].upos in ("VERB", "AUX", "ADV", "PUNCT", "SCONJ")


def mention_of(
    casting: Casting, kind: MentionKind, tokens: tuple[int, int], actors: tuple[Actor, ...]
) -> Mention:
    first, last = tokens
    found = casting.analysis.tokens
    head = head_of(casting.syntax, first, last)
    return Mention(found[first].start, found[last - 1].end, first, last, head, kind, actors)


def resolve_loose(casting: Casting, first: int, last: int) -> Mention | None:
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
        found = last_body(casting, first)
        kind = MentionKind.PRONOUN
        actors = [] if found is None else [found]
    else:
        kind, actors = MentionKind.COLLECTIVE, _collective(casting, first)
    if not actors:
        return None
    grounded = tuple(_at(actor, place) for actor in actors)
    return mention_of(casting, kind, (first, last), grounded)


def _collective(casting: Casting, token: int) -> list[Actor]:
    """Whom "the two leaders", "the seven" or "each other" stand for."""
    match = _COLLECTIVE.match(casting.analysis.text, casting.analysis.tokens[token].start)
    if match is None:
        return []
    if match[0].lower() in _RECIPROCAL:
        sides = _sides_of_clause(casting, token)
        return sides or _last_group(casting, token, 2)
    number = (match["count"] or match["alone"] or "").lower()
    count = _COUNTS.get(number, 2)
    noun = (match["noun"] or "").lower().removesuffix("s")
    if number and count >= _LARGE:
        return _group_of(casting, count) or _last_group(casting, token, count, noun, _FAR)
    found = _last_group(casting, token, count, noun, _FAR) or _group_of(casting, count if number else 0)
    return found if number or noun not in words("people_nouns") else _whole_group(casting, found)


def _whole_group(casting: Casting, part: list[Actor]) -> list[Actor]:
    """Everybody of the largest row of people that those spoken of last belong to: "the leaders" of a summit."""
    codes, whole = {actor.country for actor in part}, part
    for mention in casting.done:
        if casting.syntax.relation(mention.head) != "nsubj" or len(part) < _PAIR:
            continue
        row = _joined_actors(casting, mention)
        countries = {actor.country for actor in row if actor.country}
        if codes < countries and len(countries) > len({actor.country for actor in whole}):
            whole = row
    return whole


def _sides_of_clause(casting: Casting, token: int) -> list[Actor]:
    """The subject of the clause, where it is several: "the two states will contact each other"."""
    verb = casting.syntax.verb_above(token)
    subject = casting.syntax.subject(verb) if verb is not None else None
    mention = casting_at(casting, subject) if subject is not None else None
    actors = _joined_actors(casting, mention) if mention is not None else []
    return actors if len(actors) > 1 else []


def _group_of(casting: Casting, count: int) -> list[Actor]:
    """The last body that has as many members: "the seven" is the G7."""
    for mention in reversed(casting.done) if count > 2 else ():
        for actor in mention.actors:
            group = casting.facts.group(actor.country)
            if group is None or actor.kind is ActorKind.PERSON:
                continue
            members = group.members_on(casting.when.latest) if casting.when is not None else ()
            n_states = sum(casting.facts.country(code) is not None for code in members)
            if n_states == count:
                return [actor]
    return []


def _at(actor: Actor, place: Evidence) -> Actor:
    """The same actor as mentioned at another place."""
    return replace(actor, evidence=tuple(dict.fromkeys((place, *actor.evidence))))


def _last_person(casting: Casting, token: int) -> Actor | None:
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
        if is_one_person(mention) and sentence - casting.syntax.sentence_number(mention.head) <= 5
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


def _subject_name(casting: Casting, token: int) -> str:
    """The name of the person who acts on an object pronoun, empty for none."""
    syntax = casting.syntax
    if syntax.relation(token) not in ("obj", "iobj", "obl") or syntax.tokens[token].deprel == "nmod:poss":
        return ""
    verb = syntax.verb_above(token)
    subject = syntax.subject(verb) if verb is not None else None
    mention = casting_at(casting, subject) if subject is not None else None
    return mention.actors[0].name if mention is not None and mention.kind is not MentionKind.PRONOUN else ""


def _object_pronoun(casting: Casting, token: int) -> Actor | None:
    syntax = casting.syntax
    if syntax.tokens[token].deprel != "nmod:poss":
        return None
    verb = syntax.verb_above(token)
    for child in syntax.children(verb, "obj", "iobj") if verb is not None else []:
        mention = casting_at(casting, child)
        if mention is not None and mention.kind is MentionKind.PRONOUN and is_one_person(mention):
            return mention.actors[0]
    return None


def _owner_in_row(casting: Casting, token: int) -> Actor | None:
    syntax = casting.syntax
    if syntax.tokens[token].deprel != "nmod:poss":
        return None
    noun = syntax.tokens[token].head
    if noun < 0 or syntax.relation(noun) != "conj":
        return None
    for child in syntax.children(syntax.tokens[noun].head, "nmod"):
        mention = casting_at(casting, child)
        if mention is not None and syntax.tokens[child].deprel == "nmod:poss" and is_one_person(mention):
            return mention.actors[0]
    return None


def _last_group(casting: Casting, token: int, count: int, office: str = "", back: int = _NEAR) -> list[Actor]:
    """Who "they" or "the two leaders" are.

    The last people called by the office, where it is one ("the two presidents");
    else the last mentions joined by "and" as a subject in the sentences before;
    else the last `count` people of different countries; else the last countries.
    Whoever acts on them is none of them ("X urged both sides"); ministers and
    leaders are people, never bodies.
    """
    others = _acting_on(casting, token)
    holders = [each for each in _last_holders(casting, office) if _is_another(each, others)]
    if len(holders) >= count:
        return holders[:count][::-1]
    sentence = casting.syntax.sentence_number(token)
    joined = [
        each
        for each in _joined_subjects(casting, sentence, back, _fits(casting, token, office))
        if _is_another(each, others)
    ]
    if len(joined) >= count or any(_is_of_many(casting, each) for each in joined):
        return joined
    speaker = _speaker_of(casting, token)
    if speaker is not None and speaker.country:
        return [speaker]
    people: dict[str, Actor] = {}
    bodies: dict[str, Actor] = {}
    for mention in reversed(casting.done):
        for actor in mention.actors:
            if not actor.country or not _is_another(actor, others):
                continue
            if actor.kind is ActorKind.PERSON and (office != "leader" or not _is_below_leader(actor.office)):
                people.setdefault(actor.country, actor)
            elif actor.kind is ActorKind.STATE:
                bodies.setdefault(actor.country, actor)
    chosen = people if len(people) >= count else {**bodies, **people}
    if len(chosen) > count and _can_be_any(casting, token, office):
        return []
    return list(reversed(list(chosen.values())[:count])) if len(chosen) >= count else []


def _can_be_any(casting: Casting, token: int, office: str) -> bool:
    """Whether plural words leave open how many they are of those named: "they", "the leaders"."""
    said = [each.text.lower() for each in casting.syntax.tokens[token : token + 2]]
    return said[0] in _PLURAL or (
        office in words("people_nouns") and said[0] == "the" and said[1] not in _COUNTS
    )


def _is_counted(casting: Casting, token: int) -> bool:
    """Whether a collective says that it is two: "both sides", "the two countries"."""
    tokens = casting.syntax.tokens[token : token + 2]
    return any(each.text.lower() in ("both", "two") for each in tokens)


def _acting_on(casting: Casting, token: int) -> tuple[Actor, ...]:
    """Who acts on a collective that is acted on: the subject of its verb."""
    syntax = casting.syntax
    head = casting.syntax.tokens[token]
    if head.text.lower() == "themselves":
        return ()
    while syntax.tokens[token].upos in ("DET", "NUM") and head.head > token:
        token, head = head.head, syntax.tokens[head.head]
    is_object = syntax.relation(token) in ("obj", "iobj")
    cases = {syntax.tokens[each].text.lower() for each in syntax.children(token, "case")}
    if not is_object and not (syntax.relation(token) == "obl" and cases & {"on", "upon", "to", "with"}):
        return ()
    verb = syntax.tokens[token].head
    if verb < 0 or syntax.tokens[verb].upos != "VERB" or syntax.is_passive(verb):
        return ()
    subject = syntax.subject(verb)
    mention = casting_at(casting, subject) if subject is not None else None
    actors = _joined_actors(casting, mention) if mention is not None else []
    return tuple(actors) if len(actors) == 1 else ()


def _is_another(actor: Actor, others: tuple[Actor, ...]) -> bool:
    return all(actor.country != other.country or not other.country for other in others)


def _fits(casting: Casting, token: int, noun: str) -> Callable[[list[Actor]], bool]:
    """Whom a collective can stand for: people for "minister", two for "both", anybody for "they"."""
    is_two = _is_counted(casting, token)
    is_people, is_leader = noun in words("people_nouns"), noun == "leader"

    def fits(actors: list[Actor]) -> bool:
        if is_two and len(actors) != _PAIR:
            return False
        if not is_people:
            return True
        return all(
            actor.kind in _PEOPLE and not (is_leader and _is_below_leader(actor.office)) for actor in actors
        )

    return fits


def _is_below_leader(office: str) -> bool:
    lower = office.lower()
    is_leader = any(word in lower for word in words("leaders_all_the_same"))
    return not is_leader and any(word in lower for word in words("no_leaders"))


def _last_holders(casting: Casting, office: str) -> list[Actor]:
    """People of different countries called by an office, the last mentioned first."""
    found: dict[str, Actor] = {}
    for mention in reversed(casting.done):
        for actor in mention.actors:
            if office and actor.kind is ActorKind.PERSON and actor.office.lower() == office:
                found.setdefault(actor.country or actor.name, actor)
    return list(found.values())


def _speaker_of(casting: Casting, token: int) -> Actor | None:
    """Whose side "they" are in reported speech: "the negotiator said they would take it to court"."""
    syntax = casting.syntax
    verb = syntax.verb_above(token)
    if syntax.tokens[token].text.lower() != "they" or verb is None or syntax.relation(verb) != "ccomp":
        return None
    subject = syntax.own_subject(syntax.tokens[verb].head)
    mention = casting_at(casting, subject) if subject is not None else None
    return mention.actors[0] if mention is not None and len(mention.actors) == 1 else None


def _joined_subjects(
    casting: Casting, sentence: int, back: int, fits: Callable[[list[Actor]], bool]
) -> list[Actor]:
    """The actors of the last subject with several members that all fit, at most `back` sentences before.

    Those who met are joined too: "Obama met al-Abadi. They spoke about ...".
    """
    syntax = casting.syntax
    for mention in reversed(casting.done[-40:]):
        if sentence - syntax.sentence_number(mention.head) > back:
            break
        if mention.kind in (MentionKind.COLLECTIVE, MentionKind.PRONOUN) and len(mention.actors) > 1:
            if fits(list(mention.actors)):
                return list(mention.actors)
            continue
        if _is_body_of_many(casting, mention) and fits(list(mention.actors)):
            return list(mention.actors)
        if syntax.relation(mention.head) != "nsubj" or mention.kind is MentionKind.DEMONYM:
            continue
        if _are_some(syntax, mention.head):
            continue
        actors = _joined_actors(casting, mention)
        if len(actors) > 1 and fits(actors):
            return actors
    return []


def _are_some(syntax: Syntax, subject: int) -> bool:
    """Whether a subject is told to be some of many: "X, Y and Z were among those present"."""
    head = syntax.tokens[subject].head
    cases = [head, *syntax.children(head, "case"), *syntax.children(head, "obl")] if head >= 0 else []
    return any(syntax.tokens[each].text.lower() == "among" for each in cases)


def _is_body_of_many(casting: Casting, mention: Mention) -> bool:
    """Whether a plural word stands for a body of states: "the seven", "they" after it."""
    said = casting.analysis.text[mention.start : mention.end].lower()
    is_plural = mention.kind is MentionKind.COLLECTIVE or said in _PLURAL
    return is_plural and len(mention.actors) == 1 and _is_of_many(casting, mention.actors[0])


def _is_of_many(casting: Casting, actor: Actor) -> bool:
    """Whether somebody is a body of states, or its leaders together."""
    return actor.kind is not ActorKind.PERSON and casting.facts.group(actor.country) is not None


def _joined_actors(casting: Casting, mention: Mention) -> list[Actor]:
    """The actors of a subject, of what is joined to it, and of those whom they meet."""
    tokens = _joined_tokens(casting.syntax, mention) + _partner_tokens(casting, mention.head)
    members = [mention, *(casting_at(casting, each) for each in tokens)]
    actors = [actor for member in members if member is not None for actor in member.actors]
    return list({(actor.name, actor.country): actor for actor in actors}.values())


def _partner_tokens(casting: Casting, subject: int) -> list[int]:
    """Whom the subject meets, by the object or the "with" phrase of a verb of meeting."""
    syntax = casting.syntax
    verb = syntax.tokens[subject].head
    lemma = syntax.tokens[verb].lemma.lower() if verb >= 0 else ""
    if syntax.relation(subject) != "nsubj" or lemma not in words("joining_verbs") or syntax.is_passive(verb):
        return []
    objects = syntax.objects(verb)
    found = syntax.obliques(verb, "with")
    found += [each for noun in objects for each in syntax.obliques(noun, "with")]
    if lemma in words("joining_objects"):
        mentions = [(each, casting_at(casting, each)) for each in objects]
        kinds = (MentionKind.PERSON, MentionKind.OFFICE)
        found += [each for each, mention in mentions if mention is not None and mention.kind in kinds]
    return [member for each in found for member in syntax.conjuncts(each)]


def _joined_tokens(syntax: Syntax, mention: Mention) -> list[int]:
    """The head of a mention and what is joined to it or to a word in it: "leaders of Chile, Peru and Fiji"."""
    inside = [each for token in range(mention.first, mention.last) for each in syntax.children(token, "conj")]
    return list(
        dict.fromkeys([*syntax.conjuncts(mention.head), *(each for each in inside if each >= mention.last)])
    )
