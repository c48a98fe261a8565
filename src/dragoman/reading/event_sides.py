"""The two sides of an event: its source and target, found by the frame of its trigger.

The slots of a frame (data/event_frames.tsv) are tried in order. Somebody of no
country of his own ("police", "the rebels") belongs to where it happens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.reading.cast import MentionKind
from dragoman.reading.event_conditions import clause_of, is_reduced_passive, objects_of
from dragoman.reading.event_parties import Parties, Party, Standing
from dragoman.reading.event_places import home_of, is_place, place_of
from dragoman.reading.event_tables import event_actors, event_words, frames
from dragoman.reading.event_tellings import (
    Telling,
    is_reporting,
    reporting_verb,
    speaker_of,
)
from dragoman.reading.syntax import Syntax

_GOVERNED = ("obj", "iobj", "obl", "ccomp", "xcomp", "nmod", "advcl", "acl", "nsubj")
_OWNERS = ("nmod:poss", "amod", "compound", "nmod:unmarked", "nmod:desc")


_MAY_BE_OWN = ("obj", "subj", "against", "clause")
_OF_NOUNS = ("by", "of", "between", "poss")
_COUPLES = ("join", "relate", "sign", "bind")
_ELSEWHERE = ("home", "place", "both", "domestic", "rebel")


@dataclass(frozen=True, slots=True)
class Sides:
    """Who did it to whom: codes, and the best standing of each side."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    source_standing: Standing
    target_standing: Standing
    joins: bool = False
    is_private: bool = False  # the source is somebody named by a common noun that says no public role

    def joined(self) -> Sides:
        """The same with everybody in the source, as meetings and fights have it."""
        both = tuple(dict.fromkeys((*self.source, *self.target)))
        return replace(self, source=both, target=())


def find_sides(parties: Parties, telling: Telling) -> Sides:
    """The sides of a telling; a side is empty where the text does not say who it is."""
    return _Finder(parties, telling).sides()


class _Finder:
    """Looks for the sides of one telling."""

    def __init__(self, parties: Parties, telling: Telling) -> None:
        self.parties, self.syntax, self.telling = parties, parties.syntax, telling
        self.token, self.carrier = telling.token, telling.carrier
        self._joins = (
            "both" in frames()[telling.trigger.frame].source if telling.trigger.frame != "duty" else False
        )

    def sides(self) -> Sides:
        if self.telling.trigger.frame == "duty":
            return self._duty_sides()
        frame = frames()[self.telling.trigger.frame]
        source = self._side(self._source_slots(frame.source), ())
        known = source.codes if source is not None else ()
        slots = frame.target
        if len(known) > 1 and self.telling.trigger.frame in _COUPLES:
            slots = ("with",)  # both sides are named already; what else is named is what it is about
        target = self._side(slots, known)
        if source is None and "place" in frame.source:
            place = place_of(self.parties, self.carrier)
            source = Party(place, Standing.UNKNOWN, self.carrier) if place else None
        if source is None and "home" in frame.source:
            source = Party((), Standing.UNKNOWN, self.carrier)
        if source is not None and not source.codes:
            codes = home_of(self.parties, self.carrier, target.codes if target is not None else ())
            source = Party(codes, source.standing, source.token)
        is_rebel = source is not None and source.standing is not Standing.STATE
        if target is None and ("domestic" in frame.target or ("rebel" in frame.target and is_rebel)):
            target = Party((), Standing.UNKNOWN, self.token)
        if target is not None and not target.codes:
            codes = home_of(
                self.parties, self.carrier, source.codes if source is not None else (), of_target=True
            )
            target = Party(codes, target.standing, target.token)
        return _sides(source, target, joins=self._joins, is_private=self._is_private(source))

    def _is_private(self, source: Party | None) -> bool:
        """Whether the subject is a private person: "a singer", "residents of Lima" without a role."""
        if source is None or source.standing > Standing.CIVIL or source.token == self.carrier:
            return False
        mention = self.parties.brief.cast.at(source.token)
        is_firm = mention is not None and mention.kind is MentionKind.ORGANISATION
        return is_firm or self.syntax.tokens[source.token].upos == "NOUN"

    def _source_slots(self, slots: tuple[str, ...]) -> tuple[str, ...]:
        """A verb has its source in its subject; only a noun has it in a phrase of its own."""
        return slots if self._is_noun() else tuple(each for each in slots if each not in _OF_NOUNS)

    def _duty_sides(self) -> Sides:
        speaker, subject = speaker_of(self.parties, self.token), self.syntax.own_subject(self.token)
        assert speaker is not None
        assert subject is not None
        source, target = self.parties.party(speaker), self.parties.party(subject)
        codes = target.codes or self._rest(source.codes)
        if not codes and target.standing > Standing.CIVIL:
            codes = home_of(self.parties, self.carrier, source.codes, of_target=True)
        source_codes = source.codes or home_of(self.parties, self.carrier, codes)
        return Sides(_folded(source_codes), _folded(codes), source.standing, target.standing)

    # -------------------------------------------------------------- slots

    def _side(self, slots: tuple[str, ...], others: tuple[str, ...]) -> Party | None:
        """The first slot that names somebody else; then the source's own country, then people of no country.

        What is named only somewhere in the phrase ("rest") does not go before people
        who are acted on: "arrested two reporters near the Peruvian embassy".
        """
        own: Party | None = None
        nameless: Party | None = None
        for slot in slots:
            if slot in ("rest", "folk", "own") and (own is not None or nameless is not None):
                continue
            for party in self._slot(slot, others):
                codes = tuple(code for code in party.codes if code not in others)
                if codes or (party.codes and slot == "own"):
                    return Party(codes or party.codes, party.standing, party.token)
                if party.codes and slot in _MAY_BE_OWN and not self._is_reflexive(party.token):
                    if party.standing > Standing.CIVIL and slot == "obj":
                        return party
                    own = own or party
                elif (
                    not party.codes
                    and party.standing > Standing.UNKNOWN
                    and (slot == "subj" or "home" in slots)
                ):
                    nameless = nameless or party
        return own or nameless

    def _is_reflexive(self, token: int) -> bool:
        """Whether a phrase is the source's by a pronoun alone: "its demand", "themselves"."""
        owners = [
            child for child in self.syntax.children(token) if self.syntax.tokens[child].deprel in _OWNERS
        ]
        return any(self.syntax.tokens[each].upos == "PRON" for each in (token, *owners))

    def _whose(self) -> list[int]:
        """Possessors and adjectives of the object: "torched a Peruvian shop"."""
        objects = self._objects()
        return [
            child
            for each in objects
            for child in self.syntax.children(each)
            if self.syntax.tokens[child].deprel in _OWNERS
        ]

    def _slot(self, slot: str, others: tuple[str, ...]) -> list[Party]:
        if slot in _ELSEWHERE:
            return []
        if slot == "rest":
            codes = self._rest(others)
            return [Party(codes, Standing.UNKNOWN, self.token)] if codes else []
        if slot == "anti":
            return self._opposed()
        if slot == "folk":
            return self._folk()
        if slot == "own":
            return [Party(others, Standing.UNKNOWN, self.token)] if self._names_own(others) else []
        return [self.parties.party(token, pronouns=not others) for token in self._tokens(slot)]

    def _tokens(self, slot: str) -> list[int]:
        syntax = self.syntax
        if slot == "subj":
            return self._subjects()
        if slot == "obj":
            return self._objects()
        if slot == "whose":
            return self._whose()
        if slot == "speaker":
            speaker = speaker_of(self.parties, self.token)
            return [] if speaker is None else [speaker]
        if slot == "clauseobj":
            clause = clause_of(self.parties, self.token)
            return [] if clause is None else syntax.objects(clause)
        if slot == "iobj":
            return syntax.children(self.carrier, "iobj")
        if slot == "clause":
            clauses = [clause_of(self.parties, word) for word in (self.token, *self._objects())]
            subjects = [syntax.own_subject(clause) for clause in clauses if clause is not None]
            return [subject for subject in subjects if subject is not None]
        if slot == "poss":
            return self._owners()
        phrases: list[int] = []
        for word in dict.fromkeys((self.token, self.carrier, *self._object_words())):
            phrases += syntax.obliques(word, slot.replace("_", " "))
        return phrases

    def _objects(self) -> list[int]:
        if self._is_noun():
            return []
        subject = self.syntax.own_subject(self.token)
        is_stative = self.telling.trigger.frame == "bind"
        found = objects_of(self.parties, self.token)
        found = [each for each in found if not (is_stative and each == subject)]
        return [each for each in found if self._is_somebody(each)] if self._joins else found

    def _is_somebody(self, token: int) -> bool:
        """Whether a phrase is a party itself, not a thing that names one ("talks in Geneva")."""
        is_named = token in self.parties.named or self.parties.brief.cast.at(token) is not None
        return is_named or self.syntax.tokens[token].lemma.lower() in event_actors("role")

    def _is_noun(self) -> bool:
        return self.telling.trigger.word_class == "N"

    def _object_words(self) -> list[int]:
        """The objects of the trigger: a phrase of the verb often hangs on them ("sanctions on X")."""
        if self._is_noun():
            return []
        found = objects_of(self.parties, self.token) + self.syntax.children(self.token, "obl")
        return found + [child for each in found for child in self.syntax.obliques(each, "of", "in")]

    def _subjects(self) -> list[int]:
        syntax = self.syntax
        if self._is_noun() and self.carrier == self.token and syntax.own_subject(self.token) is None:
            return []
        if is_reduced_passive(self.parties, self.carrier):
            return syntax.obliques(self.carrier, "by")
        found = syntax.agents(self.carrier) or self._stray_subject()
        subject = syntax.subject(self.carrier)
        is_stative = self.syntax.tokens[self.carrier].lemma.lower() in event_words("stative")
        if not found and subject is not None and (is_stative or self.telling.trigger.frame == "bind"):
            return [subject]  # "is prepared to", "were engaged in": a state, no passive
        if found and subject in found:
            found = [self._real_subject(found[0])]
        if found and syntax.tokens[found[0]].upos == "PRON" and not self.parties.party(found[0]).codes:
            speaker = speaker_of(self.parties, self.carrier)
            return [speaker] if speaker is not None else found
        return found

    def _stray_subject(self) -> list[int]:
        """The first name of the sentence, where the tree gives an active verb no subject at all."""
        syntax = self.syntax
        if syntax.is_passive(self.carrier) or syntax.subject(self.carrier) is not None:
            return []
        sentence = syntax.sentence(self.carrier)
        before = range(sentence.first, self.carrier)
        return next(([token] for token in before if token in self.parties.named), [])

    def _opposed(self) -> list[Party]:
        """Whom a noun opposes by its own form: "anti-Japanese protests"."""
        tokens, near = self.syntax.tokens, range(max(self.token - 5, 0), self.token + 1)
        apart = [
            each
            for each in near
            if each >= 2 and tokens[each - 1].text == "-" and _is_anti(tokens[each - 2].text)
        ]
        whole = [each for each in near if tokens[each].text.lower().startswith("anti-")]
        codes = self.parties.mentioned([*apart, *whole])
        return [Party(codes, Standing.UNKNOWN, self.token)] if codes else []

    def _real_subject(self, subject: int) -> int:
        """Who acts behind a thing that stands as subject: "issued a declaration demanding that ..."."""
        syntax, current = self.syntax, subject
        for _ in range(2):
            head = syntax.tokens[current].head
            party = self.parties.party(current)
            if party.codes or party.standing > Standing.UNKNOWN or head < 0:
                return current
            if syntax.relation(current) not in ("obj", "obl") or syntax.tokens[head].upos != "VERB":
                return current
            agents = syntax.agents(head)
            if not agents:
                return current
            current = agents[0]
        return current

    def _owners(self) -> list[int]:
        """Possessors and adjectives of a noun, or of the noun that it hangs on ("Peru's launch of a raid")."""
        if not self._is_noun():
            return []
        syntax, current = self.syntax, self.token
        for _ in range(3):
            found = [child for child in syntax.children(current) if syntax.tokens[child].deprel in _OWNERS]
            found = [
                child
                for child in found
                if self.parties.party(child).codes and not _follows_anti(self.syntax, child)
            ]
            head = syntax.tokens[current].head
            if found or head < 0 or syntax.tokens[head].upos != "NOUN":
                return found
            current = head
        return []

    def _governed(self) -> list[int]:
        """What the trigger governs, without its subject, what stands before it, and who reports it."""
        syntax, found = self.syntax, []
        words = dict.fromkeys((self.token, self.carrier, *self._joined_verbs(), *self._verb_above()))
        for word in words:
            for child in syntax.children(word, *_GOVERNED):
                if syntax.tokens[child].deprel in _OWNERS:
                    continue
                is_before = child < word and syntax.relation(child) in ("nsubj", "advcl", "obl")
                is_report = syntax.relation(child) in ("advcl", "ccomp") and is_reporting(self.parties, child)
                if not (is_before or is_report or child in words):
                    found.append(child)
        return found

    def _joined_verbs(self) -> list[int]:
        """Verbs joined to the trigger that share its subject: "donated and delivered to ..."."""
        if self._is_noun():
            return []
        joined = self.syntax.children(self.token, "conj")
        return [each for each in joined if self.syntax.own_subject(each) is None]

    def _verb_above(self) -> list[int]:
        """The verb that lends the trigger its subject: "resorted to throwing stones during protests against ..."."""
        head, is_open = self.syntax.tokens[self.carrier].head, self.syntax.own_subject(self.carrier) is None
        marks = {self.syntax.tokens[mark].text.lower() for mark in self.syntax.children(self.carrier, "mark")}
        is_inner = self.syntax.relation(self.carrier) == "xcomp" or (
            self.syntax.relation(self.carrier) == "advcl" and "to" in marks
        )
        return [head] if is_open and is_inner and self.syntax.tokens[head].upos == "VERB" else []

    def _rest(self, others: tuple[str, ...]) -> tuple[str, ...]:
        """The first other actors in what the trigger governs."""
        found = (self._first_codes(child, others) for child in self._governed())
        return next((codes for codes in found if codes), ())

    def _folk(self) -> list[Party]:
        """People or bodies of no country that are spoken of: "to hold elections", "to close newspapers"."""
        for top in self._governed():
            for token in self.syntax.subtree(top):
                lemma = self.syntax.tokens[token].lemma.lower()
                if lemma in event_words("domestic"):
                    return [Party((), Standing.CIVIL, token)]
        return []

    def _names_own(self, others: tuple[str, ...]) -> bool:
        """Whether what the trigger governs names the source's own country."""
        trees = [self.parties.mentioned(self.syntax.subtree(child)) for child in self._governed()]
        return any(set(codes) & set(others) for codes in trees)

    def _first_codes(self, top: int, others: tuple[str, ...]) -> tuple[str, ...]:
        for token in self.syntax.subtree(top):
            if any(code not in others for code in self.parties.mentioned([token])):
                head = self._phrase_head(token)
                if self._joins and is_place(self.parties, head):
                    continue
                codes = self.parties.party(head).codes or self.parties.mentioned([token])
                return tuple(code for code in codes if code not in others)
        return ()

    def _phrase_head(self, token: int) -> int:
        """The noun that a modifier or a part of a name belongs to."""
        current = token
        while (
            self.syntax.tokens[current].deprel in (*_OWNERS, "flat") and self.syntax.tokens[current].head >= 0
        ):
            current = self.syntax.tokens[current].head
        return current


def _sides(source: Party | None, target: Party | None, *, joins: bool, is_private: bool) -> Sides:
    source_codes = _folded(source.codes if source is not None else ())
    target_codes = _folded(target.codes if target is not None else ())
    if len(source_codes) > 1 and set(source_codes) == set(target_codes):
        target_codes = ()
    return Sides(
        source_codes,
        target_codes,
        source.standing if source is not None else Standing.UNKNOWN,
        target.standing if target is not None else Standing.UNKNOWN,
        joins,
        is_private,
    )


def _folded(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Armed groups and movements as the country that they belong to, each code once."""
    return tuple(dict.fromkeys(event_actors("movement").get(code.lower(), code) for code in codes))


def reports_only(parties: Parties, telling: Telling) -> bool:
    """Whether the telling stands in the words of somebody who reports it."""
    verb = reporting_verb(parties, telling.carrier)
    return verb is not None and parties.syntax.tokens[verb].lemma.lower() in event_words("reporting")


def _is_anti(word: str) -> bool:
    return word.lower() in ("anti", "counter")


def _follows_anti(syntax: Syntax, token: int) -> bool:
    """Whether a name is the second part of "anti-X"."""
    return token >= 2 and syntax.tokens[token - 1].text == "-" and _is_anti(syntax.tokens[token - 2].text)
