"""Who a noun phrase stands for in an event: codes, and how public a party is.

The cast names states, offices and people; event data also want the rebels, crowds
and victims, who carry the country of their own phrase ("rebels in Burundi", "Danish
web sites") or of the sentence. Cities, peoples and armed movements are in
data/event_actors.tsv.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dragoman.knowledge import NameKind
from dragoman.reading.brief import Brief
from dragoman.reading.cast import Mention, MentionKind
from dragoman.reading.event_tables import event_actor_names, event_actors, event_words
from dragoman.reading.record import ActorKind
from dragoman.reading.sighting_field import takes_side
from dragoman.reading.syntax import Syntax

_OWN = ("amod", "compound", "nmod:poss", "flat", "nmod:desc", "appos", "det", "nmod:unmarked")
_LINKED = ("nmod", "obl")
_NAME_KINDS = (
    NameKind.COUNTRY,
    NameKind.DEMONYM,
    NameKind.CAPITAL,
    NameKind.SEAT,
    NameKind.GROUP,
    NameKind.ORGANISATION,
)
_MAX_DEPTH = 4
# Different words of sport, and their share of all words, from which an article reports sport. A choice, not swept.
_SPORT_WORDS, _SPORT_SHARE = 3, 0.015
# Plural nouns of people who do something: dockers, hauliers, tribesmen, activists.
_WORKERS = re.compile(r"(?:[bdgklmnpsty]ers|iers|[ct]ors|ists|icians|women|men)$")


class Standing(IntEnum):
    """How public a party is: an event of the news of states needs at least one that is."""

    UNKNOWN = 0
    CIVIL = 1  # private people, places and things: civilians, homes, a newspaper
    CROWD = 2  # many people who act together
    POLICE = 3
    POLITICAL = 4  # parties, movements, activists, bodies without a state
    ARMED = 5  # armies, rebels, gunmen
    STATE = 6  # governments, office-holders, states, international bodies


_STANDINGS = {
    "state": Standing.STATE,
    "armed": Standing.ARMED,
    "rebel": Standing.ARMED,
    "police": Standing.POLICE,
    "political": Standing.POLITICAL,
    "crowd": Standing.CROWD,
    "civil": Standing.CIVIL,
}


@dataclass(frozen=True, slots=True)
class Party:
    """One side as one phrase gives it; `codes` is empty for somebody of no known country."""

    codes: tuple[str, ...]
    standing: Standing
    token: int


class Parties:
    """The parties of one article. Token numbers are those of the analysis."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.syntax: Syntax = brief.syntax
        self._parties: dict[tuple[int, bool], Party] = {}

    @cached_property
    def _starts(self) -> dict[int, int]:
        """The number of each token by its first character."""
        return {token.start: number for number, token in enumerate(self.syntax.tokens)}

    @cached_property
    def named(self) -> dict[int, str]:
        """The code of every token that names a country, a place, a people or a body."""
        found: dict[int, str] = {}
        text, tokens = self.brief.article.text, self.syntax.tokens
        hits = [
            (hit.start, hit.end, hit.code)
            for hit in self.brief.facts.find_names(text)
            if hit.kind in _NAME_KINDS
        ]
        bodies = {(start, end) for start, end, _ in hits}
        own = [
            (start, end, code)
            for start, end, code in _own_names().find(text)
            if (start, end) not in bodies or code not in ("NGO", "IGO")
        ]
        own = [each for each in own if not any(_lies_inside(each, hit) for hit in hits)]
        spans = sorted(hits, key=lambda each: each[0]) + own  # the longer names of our own table win
        for start, end, code in spans:
            number = self._starts.get(start)
            while number is not None and number < len(tokens) and tokens[number].start < end:
                found[number] = code
                number += 1
        found = {**found, **_by_region(self.syntax, found), **self._halves(found)}
        found = {number: self._at_date(code) for number, code in found.items()}
        return {
            number: code
            for number, code in found.items()
            if not (self._is_currency(number) or self.is_club(number))
            and not takes_side(self.syntax, number, number + 1)
        }

    def _halves(self, named: dict[int, str]) -> dict[int, str]:
        """The first of two halves of a country that share its name: "North and South Korean officials"."""
        found: dict[int, str] = {}
        for number in named:
            first, second = self._word(number - 2), self._word(number)
            if self._word(number - 1) == "and" and {first, second} in ({"north", "south"}, {"east", "west"}):
                whole = f"{self.syntax.tokens[number - 2].text} {self.syntax.tokens[number + 1].text}"
                hits = self.brief.facts.find_names(whole)
                codes = [hit.code for hit in hits if hit.end - hit.start == len(whole)]
                if codes:
                    found[number - 2] = codes[0]
        return found

    def _at_date(self, code: str) -> str:
        """The state that a name meant when the article was written: Moscow spoke for the Soviet Union."""
        union, anchor = self.brief.facts.country("SUN"), self.brief.anchor
        if code != "RUS" or anchor is None or union is None or union.existed is None:
            return code
        return "SUN" if anchor.latest < union.existed.latest else code

    def _is_currency(self, number: int) -> bool:
        """Whether a country's name belongs to a sum of money: "US $50 million", "Canadian dollars"."""
        return self._word(number + 1) in ("$", "£", "€", "dollar", "dollars")

    def is_club(self, number: int) -> bool:
        """Whether a town's name belongs to a club's: "Manchester United", "Real Madrid"."""
        return number in self._clubs

    @cached_property
    def _clubs(self) -> frozenset[int]:
        capitals = [
            (number, word)
            for number, word in enumerate(self.syntax.lower)
            if word in _club_words() and self._is_capital(number)
        ]
        marked = {number - 1 for number, word in capitals if word in event_words("club_mark")}
        return frozenset(
            marked | {number + 1 for number, word in capitals if word in event_words("club_name")}
        )

    def _word(self, number: int) -> str:
        return self.syntax.lower[number] if 0 <= number < len(self.syntax.lower) else ""

    def _is_capital(self, number: int) -> bool:
        return self.syntax.tokens[number].text[:1].isupper()

    @cached_property
    def main_country(self) -> str:
        """The country that the article names most, empty for none."""
        counts = Counter(code for code in self.named.values() if len(code) == 3)
        return counts.most_common(1)[0][0] if counts else ""

    @cached_property
    def is_sports_report(self) -> bool:
        """Whether words of sport stand all over the article: several of them, and often."""
        sport = [word for word in self.syntax.lower if word in event_words("sport")]
        share = len(sport) / max(len(self.syntax.tokens), 1)
        return len(set(sport)) >= _SPORT_WORDS and share >= _SPORT_SHARE

    def party(self, token: int, *, pronouns: bool = True) -> Party:
        """The party that the phrase headed by a token stands for, with those joined to it by "and".

        Args:
            pronouns: Whether "its" and "their" inside the phrase count as names of who owns it.
        """
        known = self._parties.get((token, pronouns))
        if known is None:
            known = self._parties[token, pronouns] = self._joined(token, pronouns)
        return known

    def _joined(self, token: int, pronouns: bool) -> Party:
        tokens = self.syntax.conjuncts(token)
        if token in self.named:  # "Peru, Chile sign pact": headlines join by a comma alone
            tokens += [each for each in self.syntax.children(token, "appos") if each in self.named]
        own = self.brief.cast.at(token)
        for name in self.syntax.children(token, "appos"):  # "the official NAME and the adviser NAME"
            if own is not None and own.kind is MentionKind.PERSON and name < own.last:
                tokens += self.syntax.conjuncts(name)[1:]
        members = [self._single(member, pronouns) for member in tokens]
        codes = tuple(dict.fromkeys(code for member in members for code in member.codes))
        return Party(codes, max(member.standing for member in members), token)

    def codes(self, tokens: Iterable[int]) -> tuple[str, ...]:
        """The codes of several phrases, in order, each once."""
        return tuple(dict.fromkeys(code for token in tokens for code in self.party(token).codes))

    def mentioned(self, tokens: Iterable[int]) -> tuple[str, ...]:
        """All codes that the words name, in order of the text."""
        found: dict[str, None] = {}
        for token in sorted(tokens):
            mention = self.brief.cast.at(token)
            if token in self.named:
                found[self.named[token]] = None
            elif mention is not None and mention.head == token:
                found.update(dict.fromkeys(mention.countries))
        return tuple(found)

    def _single(self, token: int, pronouns: bool) -> Party:
        mention = self.brief.cast.at(token)
        standing = self._standing(token, mention)
        if self._is_ethnic(token):
            return Party(self._linked_codes(token), standing, token)
        if mention is not None and mention.kind is not MentionKind.DEMONYM and mention.countries:
            own = self.named.get(token)
            if mention.kind is MentionKind.OFFICE and own is None:
                own = next(
                    (self.named[each] for each in range(mention.first, mention.last) if each in self.named),
                    None,
                )
            by_name = mention.kind in (MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.OFFICE)
            codes = (own,) if own is not None and by_name else self._actor_codes(mention)
            if mention.kind is MentionKind.PERSON:
                codes = self._body_behind(token) or codes
            return Party(self._with_joined(mention, codes), standing, token)
        if (
            mention is not None
            and mention.kind is MentionKind.ORGANISATION
            and self._is_international(mention)
        ):
            return Party(("IGO",), Standing.STATE, token)
        codes, linked_standing = self._of_phrase(token, pronouns)
        if not codes:  # "the two Arab states, Egypt and Jordan,"
            codes = self.codes(each for each in self.syntax.children(token, "appos") if each > token)
        standing = max(standing, self._by_name(token, codes))
        if standing is Standing.UNKNOWN or _is_count(self.syntax, token):
            standing = max(standing, linked_standing)
        return Party(codes, standing, token)

    def _is_international(self, mention: Mention) -> bool:
        """Whether a body that no table knows is one of many states, by the words of its name."""
        words = {self.syntax.tokens[each].text.lower() for each in range(mention.first, mention.last)}
        return bool(words & event_words("international")) and bool(words & event_words("body_noun"))

    def _body_behind(self, token: int) -> tuple[str, ...]:
        """The body that a person speaks for by an apposition: "NAME, the United Nations relief co-ordinator"."""
        found = [
            self.named[each]
            for child in self.syntax.children(token, "appos")
            for each in self.syntax.subtree(child)
            if each in self.named and self.named[each] not in self.brief.facts.countries
        ]
        return tuple(found[:1])

    def _actor_codes(self, mention: Mention) -> tuple[str, ...]:
        """The codes of a mention's actors; one who was named by a people of our table takes its code."""
        if mention.kind not in (MentionKind.PRONOUN, MentionKind.COLLECTIVE):
            return mention.countries
        found: dict[str, None] = {}
        for actor in mention.actors:
            number = self._starts.get(actor.evidence[-1].start, -1)
            found[self.named.get(number, actor.country)] = None
        return tuple(code for code in found if code)

    def _with_joined(self, mention: Mention, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Codes of names joined to a name inside a mention: "French and Egyptian warships"."""
        joined: dict[int, str] = {}
        for token in range(mention.first, mention.last):
            head = self.syntax.tokens[token].head
            near = self.syntax.conjuncts(token)[1:]
            if self.syntax.relation(token) == "conj" and head >= 0:
                near.append(head)
            near += [
                child for child in self.syntax.children(token, "amod", "compound") if child < mention.first
            ]
            joined.update({each: self.named[each] for each in near if each in self.named})
        before = [code for token, code in sorted(joined.items()) if token < mention.first]
        after = [code for token, code in sorted(joined.items()) if token >= mention.last]
        return tuple(dict.fromkeys((*before, *codes, *after)))

    def _by_name(self, token: int, codes: tuple[str, ...]) -> Standing:
        """What a phrase of no known role is by the name in it: a body's, or a country's people."""
        if token in self.named or not codes:
            return Standing.UNKNOWN
        if any(code not in self.brief.facts.countries for code in codes):
            return Standing.POLITICAL
        if any(self._word(each) in event_actors("movement") for each in self.syntax.children(token)):
            return Standing.ARMED
        word = self.syntax.tokens[token]
        if word.upos == "NOUN" and _WORKERS.search(word.text) is not None:
            return Standing.CROWD
        is_plural = word.upos == "NOUN" and word.text.endswith(("s", "men", "people"))
        return Standing.CROWD if is_plural and word.lemma != word.text else Standing.UNKNOWN

    def _is_ethnic(self, token: int) -> bool:
        """Whether a people's name says descent and no state: "ethnic Albanians"."""
        return any(
            self.syntax.tokens[child].text.lower() == "ethnic"
            for child in self.syntax.children(token, "amod")
        )

    def _linked_codes(self, token: int) -> tuple[str, ...]:
        return self._level_codes(self.syntax.children(token, "nmod"))

    def _of_phrase(self, token: int, pronouns: bool) -> tuple[tuple[str, ...], Standing]:
        """Codes of the nearest words of the phrase that name any, and the best standing met."""
        standing, level = Standing.UNKNOWN, [token]
        for _ in range(_MAX_DEPTH):
            codes = self._level_codes(level)
            if codes:
                return codes, standing
            level = [child for each in level for child in self._phrase_children(each)]
            level = [each for each in level if pronouns or self.syntax.tokens[each].upos != "PRON"]
            for each in level:
                if each not in self.named:
                    standing = max(standing, self._standing(each, self.brief.cast.at(each)))
        return (), standing

    def _level_codes(self, level: list[int]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for each in level:
            mention = self.brief.cast.at(each)
            if self.syntax.tokens[each].text.lower().startswith("anti-"):
                continue
            if each in self.named:
                found[self.named[each]] = None
            elif mention is not None and mention.countries:
                found.update(dict.fromkeys(self._actor_codes(mention)))
        return tuple(found)

    def _phrase_children(self, token: int) -> list[int]:
        """The words of a phrase one step down: modifiers first, linked phrases a step later."""
        syntax = self.syntax
        own = [child for child in syntax.children(token) if syntax.tokens[child].deprel in _OWN]
        own = [member for child in own for member in syntax.conjuncts(child)]
        if self._level_codes(own):
            return own
        if syntax.tokens[token].lemma.lower() in event_words("borders"):
            return own  # "people at the border with Peru" are not of Peru
        linked = [member for child in syntax.children(token, *_LINKED) for member in syntax.conjuncts(child)]
        clauses = [child for child in syntax.children(token, "acl") if syntax.own_subject(child) is None]
        is_carrier = syntax.tokens[token].text.lower() in ("carrying", "bringing", "transporting")
        loads = syntax.children(token, "obj") if is_carrier else []  # "a boat carrying 20 Peruvians"
        return own + linked + clauses + loads

    def _standing_of_name(self, token: int, mention: Mention) -> Standing:
        """What a person or a body is by the words of its name: a title, a rank, "party"."""
        inside = _lemmas_of(self.syntax, mention)
        roles = [event_actors("role")[each] for each in inside if each in event_actors("role")]
        if roles:
            return _STANDINGS[roles[0]]
        if mention.kind is MentionKind.PERSON:
            return Standing.ARMED if inside[0] in event_words("rank") else Standing.CIVIL
        is_town = any(each in event_actors("place") for each in inside)
        is_known = bool(mention.countries) or (token in self.named and not is_town)
        return Standing.POLITICAL if is_known else Standing.CIVIL

    def _compound_role(self, token: int) -> str | None:
        """The role of two words together: "security service"."""
        tokens, roles = self.syntax.tokens, event_actors("role")
        modifiers = self.syntax.children(token, "compound", "amod")
        found = (roles.get(f"{tokens[each].text} {tokens[token].text}".lower()) for each in modifiers)
        return next((role for role in found if role is not None), None)

    def _standing(self, token: int, mention: Mention | None) -> Standing:
        word = self.syntax.tokens[token]
        role = None
        if word.upos in ("NOUN", "PROPN", "ADJ", "NUM"):
            role = self._compound_role(token)
            role = role or event_actors("role").get(word.lemma.lower())
            role = role or event_actors("role").get(word.text.lower())
        if role is not None:
            found = _STANDINGS[role]
            if role == "rebel":
                return found
            return max(found, Standing.STATE) if mention is not None and _is_official(mention) else found
        if mention is not None:
            if _is_official(mention):
                return Standing.STATE
            if mention.kind is MentionKind.DEMONYM:
                return Standing.CROWD if word.upos in ("NOUN", "PROPN") else Standing.UNKNOWN
            if mention.kind in (MentionKind.PERSON, MentionKind.ORGANISATION):
                return self._standing_of_name(token, mention)
        if token in self.named and event_actors("place").get(word.text.lower()) is not None:
            return Standing.CIVIL  # a town is where things happen; a capital speaks for its government
        if token in self.named:
            return Standing.CROWD if word.text.endswith("s") else Standing.STATE
        return Standing.UNKNOWN


def _by_region(syntax: Syntax, named: dict[int, str]) -> dict[int, str]:
    """The code of towns named with the state or region they lie in: "St. Petersburg, Florida"."""
    places, found = event_actors("place"), {}
    for number, code in named.items():
        comma = number + 1
        region = named.get(comma + 1)
        if region in (None, code) or comma >= len(syntax.tokens) or syntax.tokens[comma].text != ",":
            continue
        following = syntax.tokens[comma + 2].text if comma + 2 < len(syntax.tokens) else "."
        words = (syntax.tokens[number].text.lower(), syntax.tokens[comma + 1].text.lower())
        is_row = following.lower() in ("and", "or") or syntax.relation(comma + 1) == "conj"
        if words[1] in places and not is_row and region is not None:
            found.update(_whole_name(named, number, region))
    return found


def _whole_name(named: dict[int, str], last: int, code: str) -> dict[int, str]:
    """A code for all tokens of the name that ends at a token."""
    tokens = [last]
    while named.get(tokens[-1] - 1) == named[last]:
        tokens.append(tokens[-1] - 1)
    return dict.fromkeys(tokens, code)


def _lies_inside(inner: tuple[int, int, str], outer: tuple[int, int, str]) -> bool:
    """Whether a name is only a part of a longer one: "Papua" of "Papua New Guinea"."""
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer[1] - outer[0] > inner[1] - inner[0]


def _lemmas_of(syntax: Syntax, mention: Mention) -> list[str]:
    return [syntax.tokens[each].lemma.lower() for each in range(mention.first, mention.last)]


def _is_official(mention: Mention) -> bool:
    """Whether a mention is of a state, an office-holder or an international body."""
    actor = mention.actors[0]
    if mention.kind is MentionKind.DEMONYM:
        return False
    if actor.kind is ActorKind.PERSON:
        return bool(actor.office) or actor.person_id is not None
    return actor.kind is ActorKind.OFFICE or (bool(actor.country) and actor.kind is not ActorKind.UNKNOWN)


def _is_count(syntax: Syntax, token: int) -> bool:
    """Whether a noun only counts what follows: "thousands of Kurds", "a group of rebels"."""
    return bool(syntax.obliques(token, "of"))


class _OwnNames:
    """The names of data/event_actors.tsv as whole words, the longest first, none overlapping another."""

    def __init__(self) -> None:
        self._names = list(event_actor_names().items())
        self._automaton = AhoCorasick(
            [name for name, _ in self._names],
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and code of each name of a text, in order."""
        spots = [
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if not (_is_joined(text[start - 1 : start]) or _is_letter(text[end : end + 1]))
        ]
        found, free_from = [], 0
        for start, negative_end, index in sorted(spots):
            if start >= free_from:
                free_from = -negative_end
                found.append((start, free_from, self._names[index][1]))
        return found


def _is_letter(mark: str) -> bool:
    return mark.isalnum() or mark == "_"


def _is_joined(mark: str) -> bool:
    return mark == "-" or _is_letter(mark)


@cache
def _club_words() -> frozenset[str]:
    return event_words("club_mark") | event_words("club_name")


@cache
def _own_names() -> _OwnNames:
    return _OwnNames()
