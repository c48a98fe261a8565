"""Where the sides of a telling stand: the phrases that each slot of a frame means.

A slot is a question to the tree (data/event_frames.tsv lists them): the subject,
the object, a phrase with a preposition, what else is named in what is governed.
Which slot wins is decided in `event_sides`.
"""

from __future__ import annotations

from dragoman.knowledge import NameKind
from dragoman.reading.event_acts import doers_of
from dragoman.reading.event_grammar import OWNERS, clause_of, marks_of, objects_of, owners_of
from dragoman.reading.event_parties import Parties, Party, Standing
from dragoman.reading.event_places import is_place
from dragoman.reading.event_subjects import subjects_of
from dragoman.reading.event_tables import event_actors, event_words
from dragoman.reading.event_tellings import Telling, is_reporting, speaker_of

ELSEWHERE = ("home", "place", "both", "domestic", "rebel")  # slots that name no phrase of the tree
_TIMES = frozenset({"since", "after", "before", "amid", "despite", "until", "ahead"})
_WAYS = frozenset({"from", "into", "through", "via", "across", "against"})
_OF_FIGHTS = ("between", "with", "against")
_GOVERNED = ("obj", "iobj", "obl", "ccomp", "xcomp", "nmod", "advcl", "acl", "nsubj")


class Slots:
    """The slots of one telling.

    Args:
        joins: Whether everybody in the event stands in the source, as in a meeting;
            places of such an event are no parties to it.
    """

    def __init__(self, parties: Parties, telling: Telling, *, joins: bool) -> None:
        self.parties, self.syntax, self.telling = parties, parties.syntax, telling
        self.token, self.carrier, self.joins = telling.token, telling.carrier, joins

    def parties_in(self, slot: str, others: tuple[str, ...]) -> list[Party]:
        """The parties that a slot names, in order; `others` are the codes of the other side."""
        if slot in ELSEWHERE:
            return []
        if slot == "rest":
            codes = self.rest(others)
            return [Party(codes, Standing.UNKNOWN, self.token)] if codes else []
        if slot == "own":
            return [Party(others, Standing.UNKNOWN, self.token)] if self._names_own(others) else []
        if slot == "act":
            codes = doers_of(self.parties, self._objects())
            return [Party(codes, Standing.STATE, self.token)] if codes else []
        if slot == "anti":
            return self._opposed()
        if slot == "folk":
            return self._folk()
        phrases = [token for token in self._phrases(slot) if not self._is_border(token, slot)]
        return [self.parties.party(token, pronouns=not others) for token in phrases]

    def _is_border(self, token: int, slot: str) -> bool:
        """Whether a phrase is where two countries meet: "arrested at the border with Peru"."""
        return slot in ("at", "on", "in", "near") and self._is_about(token, "borders")

    def _is_about(self, token: int, name: str) -> bool:
        return self.syntax.tokens[token].lemma.lower() in event_words(name)

    def _phrases(self, slot: str) -> list[int]:
        """The head words of the phrases that a slot means."""
        if slot == "subj":
            return subjects_of(self.parties, self.telling)
        if slot == "obj":
            return self._objects()
        if slot == "whose":
            return [owner for each in self._objects() for owner in owners_of(self.syntax, each)]
        if slot == "iobj":
            return self.syntax.children(self.carrier, "iobj")
        if slot == "poss":
            return self._noun_owners()
        if slot in ("speaker", "clause", "clauseobj"):
            return self._of_clause(slot)
        words = dict.fromkeys((self.token, self.carrier, *self._object_words()))
        if self._is_noun() and slot == "by":  # "the expulsion of an envoy by Peru"
            words |= dict.fromkeys(self.syntax.children(self.token, "nmod"))
        if self._is_noun() and slot in _OF_FIGHTS:  # "fighting raged between both armies"
            words |= dict.fromkeys(self._verb_of_subject())
        return [each for word in words for each in self.syntax.obliques(word, slot.replace("_", " "))]

    def _verb_of_subject(self) -> list[int]:
        """The verb that a noun is the subject of."""
        head = self.syntax.tokens[self.token].head
        return [head] if head >= 0 and self.syntax.relation(self.token) == "nsubj" else []

    def _of_clause(self, slot: str) -> list[int]:
        """The speaker of a clause, or the subject or objects of one that is governed."""
        syntax = self.syntax
        if slot == "speaker":
            verbs = self._verb_of_subject() if self._is_noun() else []
            speaker = speaker_of(self.parties, (*verbs, self.token)[0])
            return [] if speaker is None else [speaker]
        if slot == "clauseobj":
            clause = clause_of(syntax, self.token)
            return [] if clause is None else syntax.objects(clause)
        clauses = [clause_of(syntax, word) for word in (self.token, *self._objects())]
        subjects = [syntax.own_subject(clause) for clause in clauses if clause is not None]
        return [subject for subject in subjects if subject is not None]

    # -------------------------------------------------------------- objects and owners

    def _is_noun(self) -> bool:
        return self.telling.trigger.word_class == "N"

    def _objects(self) -> list[int]:
        if self._is_noun():
            return []
        found = objects_of(self.syntax, self.token)
        if self.telling.trigger.frame == "bind":  # "is prepared to": the subject is not acted on
            subject = self.syntax.own_subject(self.token)
            found = [each for each in found if each != subject]
        return [each for each in found if self._is_somebody(each)] if self.joins else found

    def _is_somebody(self, token: int) -> bool:
        """Whether a phrase is a party itself, not a thing that names one ("talks in Geneva")."""
        is_named = token in self.parties.named or self.parties.brief.cast.at(token) is not None
        return is_named or self.syntax.tokens[token].lemma.lower() in event_actors("role")

    def _object_words(self) -> list[int]:
        """The objects of the trigger: a phrase of the verb often hangs on them ("sanctions on X")."""
        if self._is_noun():
            return []
        found = objects_of(self.syntax, self.token) + self.syntax.children(self.token, "obl")
        return found + [child for each in found for child in self.syntax.obliques(each, "of", "in")]

    def _noun_owners(self) -> list[int]:
        """Possessors and adjectives of a noun, or of the noun that it hangs on ("Peru's launch of a raid")."""
        if not self._is_noun():
            return []
        current = self.token
        for _ in range(3):
            owners = [each for each in owners_of(self.syntax, current) if not self._follows_anti(each)]
            found = [each for each in owners if self.parties.party(each).codes]
            head = self.syntax.tokens[current].head
            if found or head < 0 or self.syntax.tokens[head].upos != "NOUN":
                return found
            current = head
        return []

    def _follows_anti(self, token: int) -> bool:
        """Whether a name is the second part of "anti-X"."""
        tokens = self.syntax.tokens
        return token >= 2 and tokens[token - 1].text == "-" and tokens[token - 2].text.lower() == "anti"

    def _opposed(self) -> list[Party]:
        """Whom a noun opposes by its own form: "anti-Japanese protests"."""
        near = range(max(self.token - 5, 0), self.token + 1)
        found = [
            each
            for each in near
            if self._follows_anti(each) or self.syntax.tokens[each].text.lower().startswith("anti-")
        ]
        codes = self.parties.mentioned(found)
        return [Party(codes, Standing.UNKNOWN, self.token)] if codes else []

    # -------------------------------------------------------------- what is governed

    def _governed(self) -> list[int]:
        """What the trigger governs, without its subject, what stands before it, and who reports it."""
        syntax, found = self.syntax, []
        words = dict.fromkeys((self.token, self.carrier, *self._joined_verbs(), *self._verb_above()))
        for word in words:
            for child in syntax.children(word, *_GOVERNED):
                relation = syntax.relation(child)
                is_before = child < word and relation in ("nsubj", "advcl", "obl")
                is_report = relation in ("advcl", "ccomp") and is_reporting(self.parties, child)
                is_owner = syntax.tokens[child].deprel in OWNERS
                if not (is_before or is_report or is_owner or child in words or self._is_time(child)):
                    found.append(child)
        return found

    def _is_time(self, token: int) -> bool:
        """Whether a phrase only says when or in spite of what: "since the invasion of Ukraine"."""
        return self.syntax.relation(token) in ("obl", "advcl") and bool(self._cases(token) & _TIMES)

    def _cases(self, token: int) -> set[str]:
        return {self.syntax.tokens[case].text.lower() for case in self.syntax.children(token, "case", "mark")}

    def _joined_verbs(self) -> list[int]:
        """Verbs joined to the trigger that share its subject: "donated and delivered to ..."."""
        if self._is_noun() or self.syntax.objects(self.token):
            return []
        joined = self.syntax.children(self.token, "conj")
        return [each for each in joined if self._shares_frame(each)]

    def _shares_frame(self, verb: int) -> bool:
        """Whether a joined verb is no act with a subject, a tense or words of its own."""
        has_own = self.syntax.own_subject(verb) is not None or self.syntax.children(verb, "aux")
        return not has_own and not is_reporting(self.parties, verb)

    def _verb_above(self) -> list[int]:
        """The verb that lends the trigger its subject: "resorted to throwing stones at a protest against"."""
        syntax = self.syntax
        head, relation = syntax.tokens[self.carrier].head, syntax.relation(self.carrier)
        if head < 0 or syntax.own_subject(self.carrier) is not None or syntax.tokens[head].upos != "VERB":
            return []
        is_inner = relation == "xcomp" or (relation == "advcl" and "to" in marks_of(syntax, self.carrier))
        return [head] if is_inner else []

    def rest(self, others: tuple[str, ...]) -> tuple[str, ...]:
        """The first other actors in what the trigger governs."""
        found = (self._first_codes(child, others) for child in self._governed())
        return next((codes for codes in found if codes), ())

    def _first_codes(self, top: int, others: tuple[str, ...]) -> tuple[str, ...]:
        times = [child for child in self.syntax.children(top) if self._is_time(child)]
        aside = {token for child in times for token in self.syntax.subtree(child)}
        for token in self.syntax.subtree(top):
            if token in aside:
                continue
            if any(code not in others for code in self.parties.mentioned([token])):
                head = self._phrase_head(token)
                if (self.joins and is_place(self.parties, head)) or self._is_occasion(token, head):
                    continue
                if self.telling.trigger.frame == "back" and self._is_origin(head):
                    continue
                codes = self.parties.party(head).codes or self.parties.mentioned([token])
                return tuple(code for code in codes if code not in others)
        return ()

    def _is_occasion(self, token: int, head: int) -> bool:
        """Whether a name is a part of an occasion's or a border's: "a UN climate conference", "the border with Peru"."""
        above = self.syntax.tokens[token].head
        if self.syntax.relation(token) == "nmod" and above >= 0 and self._is_about(above, "borders"):
            return (
                self.telling.trigger.frame != "show_force"
            )  # who sends troops to a border faces its other side
        is_body = not any(
            code in self.parties.brief.facts.countries for code in self.parties.mentioned([token])
        )
        return head != token and is_body and self._is_about(head, "occasions")

    def _is_origin(self, token: int) -> bool:
        """Whether a place is only where something comes from, goes to or is held: "aid into Gaza", "talks in Rome"."""
        cases = self._cases(token)
        if token not in self.parties.named:
            return False
        return bool(cases & _WAYS) or (bool(cases & {"in", "at"}) and self._is_town(token))

    def _is_town(self, token: int) -> bool:
        """Whether a name is a capital's or a town's, not a country's."""
        name = self.syntax.tokens[token].text
        hits = self.parties.brief.facts.find_names(name)
        return name.lower() in event_actors("place") or any(hit.kind is NameKind.CAPITAL for hit in hits)

    def _phrase_head(self, token: int) -> int:
        """The noun that a modifier or a part of a name belongs to."""
        current, tokens = token, self.syntax.tokens
        while tokens[current].deprel in (*OWNERS, "flat") and tokens[current].head >= 0:
            current = tokens[current].head
        return current

    def _folk(self) -> list[Party]:
        """People or bodies of no country that are spoken of: "to hold elections", "to close newspapers"."""
        for top in self._governed():
            for token in self.syntax.subtree(top):
                if self.syntax.tokens[token].lemma.lower() in event_words("domestic"):
                    return [Party((), Standing.CIVIL, token)]
        return []

    def _names_own(self, others: tuple[str, ...]) -> bool:
        """Whether what the trigger governs names the source's own country."""
        trees = (self.parties.mentioned(self.syntax.subtree(child)) for child in self._governed())
        return any(set(codes) & set(others) for codes in trees)
