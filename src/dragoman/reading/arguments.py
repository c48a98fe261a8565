"""Who a word of the sentence stands for: the actors of a subject, an object, an oblique.

A noun phrase may name its actor itself ("the Turkish foreign minister"), through a
modifier ("Russian forces", "Turkey's offensive", "leaders of Chile and Peru") or
through its parts joined by "and"; each gives a set of actors in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.article import PartKind
from dragoman.reading.brief import Brief
from dragoman.reading.cast import Mention, MentionKind
from dragoman.reading.event_tables import event_actors
from dragoman.reading.record import Actor, ActorKind
from dragoman.reading.wordlists import words

_NO_SIDES = ("civil", "private")  # roles of people who speak for no state
_LONGEST_ROW = 900  # characters
_SHORTEST_ROW = 2  # people; a pair is joined by the grammar
_LINKING = ("of", "from", "for", "between", "among", "in", "representing")


def parties(brief: Brief, token: int, *, deep: bool = True) -> list[Actor]:
    """The actors that the phrase headed by a token stands for, in order, each once.

    Args:
        deep: Whether modifiers of the noun count ("Russian forces" -> Russia).
    """
    found: list[Actor] = []
    for member in _members(brief, token):
        found.extend(_spelt_out(brief, member) or _own_parties(brief, member, deep=deep))
        found.extend(_listed(brief, member))
    return unique_actors(_with_shared_country(found))


def _spelt_out(brief: Brief, token: int) -> list[Actor]:
    """The people whom a row of names behind a plural tells: "the Quad leaders, X, Y and Z, met"."""
    mention, word = brief.cast.at(token), brief.syntax.tokens[token]
    is_office = mention is None or mention.kind is MentionKind.OFFICE
    if not is_office or word.upos != "NOUN" or not word.text.endswith("s"):
        return []
    named = (brief.cast.at(child) for child in brief.syntax.children(token, "appos"))
    first = next((one for one in named if one is not None and one.kind is MentionKind.PERSON), None)
    if first is None:
        return []
    row = [first]
    for one in brief.cast.within(first.end, first.end + _LONGEST_ROW):
        between = brief.article.text[row[-1].end : one.start].strip(" ,")
        if one.start >= first.end and (one.kind is not MentionKind.PERSON or between not in ("", "and", "&")):
            break
        row += [one] if one.start >= first.end else []
    people = [one.actors[0] for one in row]
    return people if len({each.country for each in people if each.country}) > 1 else []


def _members(brief: Brief, token: int) -> list[int]:
    """The phrase and those joined to it, but no place that the parser joined to a person: "X in Dubai, the Emirates"."""
    first = brief.cast.at(token)
    if first is None:  # "His Majesty, King X": the name is what the words stand beside
        named = [child for child in brief.syntax.children(token, "appos") if brief.cast.at(child) is not None]
        token = named[0] if named and brief.syntax.tokens[token].text[:1].isupper() else token
    members = brief.syntax.conjuncts(token)
    if (
        first is not None and first.kind is MentionKind.COUNTRY
    ):  # "Kenya, Somalia agree": headlines join by a comma
        beside = {child: brief.cast.at(child) for child in brief.syntax.children(token, "appos")}
        members += [
            each for each, one in beside.items() if one is not None and one.kind is MentionKind.COUNTRY
        ]
    if first is None or first.kind is not MentionKind.PERSON:
        return members
    kept, is_closed = [token], False
    for member in members[1:]:
        mention = brief.cast.at(member)
        is_joined = brief.syntax.child(member, "cc") is not None
        if is_closed and mention is not None and _text(brief, mention.first - 1) == ",":
            break  # "between X and Y, Z and W agreed": Z begins the clause
        is_closed = is_closed or is_joined
        if mention is None or mention.kind is not MentionKind.COUNTRY or is_joined:
            kept.append(member)
    return kept


def _with_shared_country(actors: list[Actor]) -> list[Actor]:
    """Officials in one row without a country of their own take that of the row: "Shultz and Commerce Secretary X"."""
    codes = {actor.country for actor in actors if actor.country}
    if len(codes) != 1:
        return actors
    code = next(iter(codes))
    return [
        replace(actor, country=code)
        if actor.kind is ActorKind.PERSON and actor.office and not actor.country
        else actor
        for actor in actors
    ]


def _listed(brief: Brief, token: int) -> list[Actor]:
    """People in a list that the parser took for appositions: "with Vice President X, Secretary Y and Z"."""
    own = brief.cast.at(token)
    found: list[Actor] = []
    if own is None or own.kind is not MentionKind.PERSON:
        return found
    for child in brief.syntax.children(token, "appos"):
        mention = brief.cast.at(child)
        if (
            mention is not None
            and mention.kind is MentionKind.PERSON
            and mention.actors[0].name != own.actors[0].name
        ):
            found.extend(parties(brief, child))
    is_last = brief.syntax.child(token, "cc") is not None  # "X and Y, Z agreed": Y ends its row
    return found or ([] if is_last else _in_row(brief, own))


def _in_row(brief: Brief, first: Mention) -> list[Actor]:
    """People with titles who follow in a row that ends with "and": "to President X, Premier Y and King Z"."""
    row, is_closed, previous = [first], False, first
    for mention in brief.cast.within(first.end, first.end + _LONGEST_ROW):
        between = brief.article.text[previous.end : mention.start].strip(" ,")
        has_title = mention.kind is MentionKind.PERSON and mention.end - mention.start > len(
            mention.actors[0].name
        )
        if mention.start < first.end:
            continue
        if not has_title or between not in ("", "and", "&"):
            break
        row.append(mention)
        previous = mention
        if between:
            is_closed = True
            break
    is_pair = _hangs_on(brief, row[-1], first) or _acts_with(brief, row[-1], first)
    is_list = is_closed and (len(row) > _SHORTEST_ROW or is_pair)
    return [actor for mention in row[1:] for actor in mention.actors] if is_list else []


def _hangs_on(brief: Brief, mention: Mention, other: Mention) -> bool:
    """Whether the parser made the second of two people a part of the first: "President X and President Y"."""
    return other.first <= brief.syntax.tokens[mention.head].head < other.last


def _acts_with(brief: Brief, mention: Mention, other: Mention) -> bool:
    """Whether the verb of the first stands right behind the second of two people: "X and Y held talks"."""
    syntax = brief.syntax
    verb = syntax.tokens[other.head].head
    if verb < 0 or syntax.relation(other.head) != "nsubj":
        return False
    between = range(mention.last, verb)
    return mention.last <= verb and all(
        syntax.tokens[each].upos in ("AUX", "ADV", "PART") for each in between
    )


def parties_of(brief: Brief, tokens: Iterable[int], *, deep: bool = True) -> list[Actor]:
    """The actors of several phrases, in order, each once."""
    return unique_actors(actor for token in tokens for actor in parties(brief, token, deep=deep))


def acting(brief: Brief, verb: int) -> list[int]:
    """Who acts by the grammar; where the parser left a main verb without subject, the person right before it.

    "At the invitation of the Minister, X, the Foreign Minister of Ghana, Y, will pay a visit".
    """
    syntax = brief.syntax
    found = syntax.agents(verb)
    if found or syntax.relation(verb) != "root" or syntax.is_passive(verb):
        return found
    before = min([verb, *syntax.children(verb, "aux")]) - 1
    before -= _text(brief, before) == ","
    mention = brief.cast.at(before) if before >= 0 else None
    return [mention.head] if mention is not None and mention.kind is MentionKind.PERSON else []


def agents_of(brief: Brief, verb: int) -> list[Actor]:
    """Who does it: the agents of the verb, or those whom a list takes up: "They: - agreed to ..."."""
    found = parties_of(brief, acting(brief, verb))
    if found or brief.syntax.agents(verb) or brief.syntax.relation(verb) not in ("root", "conj", "parataxis"):
        return found
    start = brief.syntax.sentence(verb).start
    items = [part for part in brief.article.parts if part.start <= start]
    if not items or items[-1].kind is not PartKind.LIST_ITEM:
        return found
    lead_in = next((part for part in reversed(items) if part.kind is not PartKind.LIST_ITEM), None)
    mentions = brief.cast.within(lead_in.start, lead_in.end) if lead_in is not None else ()
    return list(mentions[-1].actors) if mentions else found


def codes_of(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Country codes and short forms of actors, in order, each once; unresolved ones are left out."""
    return tuple(dict.fromkeys(actor.country for actor in actors if actor.country))


def unique_actors(actors: Iterable[Actor]) -> list[Actor]:
    """Actors without repetition: the same person or body once, a named one before an unnamed one."""
    kept: dict[tuple[str, str, str], Actor] = {}
    for actor in actors:
        key = (actor.person_id or actor.name, actor.country, "" if actor.name else actor.office)
        kept.setdefault(key, actor)
    return list(kept.values())


def _own_parties(brief: Brief, token: int, *, deep: bool) -> list[Actor]:
    mention = brief.cast.at(token)
    if mention is not None and mention.kind is not MentionKind.DEMONYM:
        unnamed = all(not actor.country and not actor.name for actor in mention.actors)
        if not unnamed:
            return [*_sharing(brief, mention), *mention.actors, *_joined_inside(brief, mention)]
        linked = _linked(brief, token) or _modifiers(brief, token)
        return [_in_office(actor, mention.actors[0]) for actor in linked] or list(mention.actors)
    if not deep or brief.syntax.tokens[token].upos not in ("NOUN", "PROPN", "ADJ", "PRON", "DET", "NUM"):
        return []
    if event_actors("role").get(brief.syntax.tokens[token].lemma.lower()) in _NO_SIDES:
        return []  # "an American actress", "Turkish protesters" bind nobody
    return _people_of(brief, token, _modifiers(brief, token)) + _linked(brief, token)


def _people_of(brief: Brief, token: int, owners: list[Actor]) -> list[Actor]:
    """Whoever somebody sends, unnamed: "their trade representatives", "the three countries' interior ministers"."""
    word = brief.syntax.tokens[token]
    if word.lemma.lower() not in words("sent_people"):
        return owners
    fields = [
        brief.syntax.tokens[child].text
        for child in brief.syntax.children(token, "amod", "compound")
        if brief.cast.at(child) is None
    ]
    office = " ".join([*fields, word.lemma])
    return [
        replace(each, name="", office=office, person_id=None, kind=ActorKind.OFFICE)
        if each.kind is ActorKind.PERSON
        else each
        for each in owners
    ]


def _in_office(actor: Actor, office: Actor) -> Actor:
    """Whoever holds an office in the state of somebody: "the foreign ministers of the two countries"."""
    if office.kind is not ActorKind.OFFICE or actor.kind is not ActorKind.PERSON or "leader" in office.office:
        return actor
    held = actor.office.lower()
    if held and (held in office.office.lower() or office.office.lower().removesuffix("s") in held):
        return actor
    return replace(actor, name="", office=office.office, person_id=None, kind=ActorKind.OFFICE)


def _joined_inside(brief: Brief, mention: Mention) -> list[Actor]:
    """Actors joined to a word within the mention, as in "leaders from Chile and Peru" and "Japan-U.S."; in order."""
    found: list[Actor] = []
    for token in range(mention.first, mention.last):
        outside = [each for each in brief.syntax.children(token, "conj") if each >= mention.last]
        for member in outside if token != mention.head else []:
            found.extend(parties(brief, member))
    if mention.kind is MentionKind.COUNTRY and _text(brief, mention.last) in ("-", "–"):
        partner = brief.cast.at(mention.last + 1)
        if partner is not None and partner.kind in (MentionKind.COUNTRY, MentionKind.DEMONYM):
            found.extend(partner.actors)
    return found


def _sharing(brief: Brief, mention: Mention) -> list[Actor]:
    """Those who share an office in the plural: Armenia's in "Armenian and Azerbaijani envoys"."""
    if (
        mention.kind is not MentionKind.OFFICE
        or len(mention.actors) != 1
        or _text(brief, mention.first - 1) != "and"
    ):
        return []
    modifiers = brief.syntax.children(mention.head, "amod", "compound")
    beside = [brief.cast.at(each) for child in modifiers for each in brief.syntax.conjuncts(child)]
    kinds = (MentionKind.DEMONYM, MentionKind.COUNTRY)
    others = [one for one in beside if one is not None and one.kind in kinds and one.last <= mention.first]
    return [replace(mention.actors[0], country=code) for one in others for code in one.countries]


def _text(brief: Brief, token: int) -> str:
    tokens = brief.syntax.tokens
    return tokens[token].text if token < len(tokens) else ""


def _modifiers(brief: Brief, token: int) -> list[Actor]:
    """Actors named by an adjective or possessor of the noun."""
    found: list[Actor] = []
    for child in brief.syntax.children(token, "amod", "compound", "nmod", "det", "flat"):
        is_possessor = brief.syntax.tokens[child].deprel == "nmod:poss"
        if brief.syntax.relation(child) == "nmod" and not is_possessor:
            continue
        for member in brief.syntax.conjuncts(child):
            mention = brief.cast.at(member)
            if mention is not None:
                found.extend(mention.actors)
    return found


def _linked(brief: Brief, token: int) -> list[Actor]:
    """Actors of an "of", "from" or "between" phrase of the noun."""
    found: list[Actor] = []
    for child in brief.syntax.obliques(token, *_LINKING):
        found.extend(parties(brief, child))
    return found
