"""In what sense a word of action is told: happened, planned, conditional, denied, historical.

Decided from auxiliaries, negation, governing verbs ("plans to", "denied that"),
conjunctions ("if"), tense against the time it names, and adjectives of nouns
("planned talks", "a possible visit"). The words are in data/realis.tsv. What
somebody says happened counts as happened: who says so is kept elsewhere.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from dragoman.reading.record import Realis
from dragoman.reading.syntax import Syntax, answered_once
from dragoman.reading.word_bases import bases_of

_MAX_STEPS = 6
_ORDINAL = re.compile(r"\d*(?:1st|2nd|3rd|\dth)|\w{2,}th")
_ORDER = (Realis.HAPPENED, Realis.HISTORICAL, Realis.PLANNED, Realis.CONDITIONAL, Realis.DENIED)
_CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "csubj")
_NOUN_LINKS = ("obj", "nsubj", "obl", "nmod", "compound", "conj", "appos")
_NOUNS = ("NOUN", "PROPN")
# A year this far before the article is history; without a date, any year of the last century is.
_OLD_YEARS = 2
_UNDATED = 2002


@cache
def realis_words(kind: str) -> frozenset[str]:
    """The words of one kind of data/realis.tsv; empty for a kind that it does not have."""
    text = resources.files("dragoman.reading").joinpath("data/realis.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(row[1] for row in rows if row[0] == kind)


def realis_of(syntax: Syntax, token: int, written: int | None = None) -> Realis:
    """The sense in which a verb or an event noun is told.

    Denial wins over condition, condition over plan; a noun takes the sense of
    the verb that it is the object or subject of ("will hold talks").

    Args:
        written: The year of the article, None where it is not known: years well
            before it are history.
    """
    if syntax.tokens[token].upos in _NOUNS and _is_over(syntax, token) and not is_negated(syntax, token):
        return Realis.HAPPENED
    found, current = Realis.HAPPENED, token
    for _ in range(_MAX_STEPS):
        found = stronger(found, _own_sense(syntax, current, written))
        above = _governor(syntax, current)
        if found is Realis.DENIED or above is None:
            break
        current, lent = above
        found = stronger(found, lent)
    return found


@answered_once
def is_negated(syntax: Syntax, token: int) -> bool:
    """Whether a negation hangs on the word or on its subject ("did not meet", "no talks", "neither side met")."""
    for child in syntax.children(token, "advmod", "det", "cc", "aux", "mark", "case"):
        lower = syntax.tokens[child].text.lower()
        if lower in realis_words("negation"):
            return not _is_limited(syntax, child)
        if lower == "longer" and syntax.tokens[child - 1].text.lower() == "no":
            return True
    subjects = syntax.children(token, "nsubj")
    return any(_is_nobody(syntax, subject) for subject in subjects)


def _is_nobody(syntax: Syntax, subject: int) -> bool:
    words = [subject, *syntax.children(subject, "det", "advmod", "cc")]
    return any(syntax.tokens[word].text.lower() in realis_words("nobody") for word in words)


def _is_limited(syntax: Syntax, negation: int) -> bool:
    """Whether "not" only denies a limit: "not only", "no later than"."""
    following = negation + 1
    lower = syntax.tokens[following].text.lower() if following < len(syntax.tokens) else ""
    return lower in realis_words("limit")


def stronger(left: Realis, right: Realis) -> Realis:
    """The sense that wins where two hold: denial over condition over plan over history."""
    return max(left, right, key=_ORDER.index)


# ------------------------------------------------------------------ the word itself


def _own_sense(syntax: Syntax, token: int, written: int | None) -> Realis:
    """What auxiliaries, negation, conjunctions, adjectives and times of the word itself say."""
    if is_negated(syntax, token):
        return Realis.DENIED
    marks = {syntax.tokens[child].lemma.lower() for child in syntax.children(token, "mark", "advmod")}
    if marks & realis_words("condition") or _is_inverted(syntax, token):
        return Realis.CONDITIONAL
    sense = _auxiliary_sense(syntax, token)
    if sense is not Realis.HAPPENED:
        return sense
    if syntax.tokens[token].upos in _NOUNS:
        return _noun_sense(syntax, token, written)
    if marks & realis_words("far_adverb") or _names_far_time(syntax, token, written):
        return Realis.HISTORICAL
    return Realis.HAPPENED


def _auxiliary_sense(syntax: Syntax, token: int) -> Realis:
    auxiliaries = {syntax.tokens[child].text.lower() for child in syntax.children(token, "aux")}
    if "would" in auxiliaries or auxiliaries & {"'d", "’d"}:
        is_announced = "have" not in auxiliaries and (
            _is_reported(syntax, token) or _is_counted(syntax, token)
        )
        return Realis.PLANNED if is_announced and not _has_condition(syntax, token) else Realis.CONDITIONAL
    if auxiliaries & realis_words("future_aux") or _is_to_come(syntax, token):
        return Realis.PLANNED
    return Realis.CONDITIONAL if auxiliaries & realis_words("modal") else Realis.HAPPENED


def _is_counted(syntax: Syntax, token: int) -> bool:
    """Whether a noun is one of a row of its kind: "it would be her third visit" speaks of one that is planned."""
    numbers = [syntax.tokens[each].text.lower() for each in syntax.children(token, "amod")]
    return any(word in realis_words("ordinal") or _ORDINAL.fullmatch(word) is not None for word in numbers)


def _is_to_come(syntax: Syntax, token: int) -> bool:
    """Whether a verb stands with "is to", "are due to", "is about to"."""
    near = syntax.children(token, "mark", "cop", "case", "advmod")
    lower = {syntax.tokens[each].text.lower() for each in near}
    has_copula = bool(syntax.children(token, "cop")) and syntax.tokens[token].upos == "VERB"
    return has_copula and bool(lower & {"to", "due", "about"})


def _is_reported(syntax: Syntax, token: int) -> bool:
    """Whether a clause is the content of what somebody said or promised ("said it would")."""
    if (
        syntax.relation(token) in ("ccomp", "acl", "conj", "xcomp")
        or syntax.tokens[token].deprel == "acl:relcl"
    ):
        return True
    return bool(syntax.children(token, "parataxis"))


def _has_condition(syntax: Syntax, token: int) -> bool:
    for clause in syntax.children(token, "advcl"):
        marks = {syntax.tokens[mark].text.lower() for mark in syntax.children(clause, "mark")}
        if marks & realis_words("condition") or _is_inverted(syntax, clause):
            return True
    return False


def _is_inverted(syntax: Syntax, token: int) -> bool:
    """Whether a clause begins with its auxiliary in place of "if": "should the truce collapse"."""
    if syntax.relation(token) != "advcl":
        return False
    first = syntax.subtree(token)[0]
    return syntax.relation(first) == "aux" and syntax.tokens[first].text.lower() in ("should", "had", "were")


def _noun_sense(syntax: Syntax, token: int, written: int | None) -> Realis:
    modifiers = syntax.children(token, "amod", "compound", "acl", "nummod", "nmod")
    lemmas = {syntax.tokens[child].lemma.lower() for child in modifiers}
    lemmas |= {syntax.tokens[child].text.lower() for child in modifiers}
    for kind, sense in (
        ("denied_adjective", Realis.DENIED),
        ("possible_adjective", Realis.CONDITIONAL),
        ("planned_adjective", Realis.PLANNED),
        ("past_adjective", Realis.HISTORICAL),
    ):
        if lemmas & realis_words(kind):
            return sense
    is_old = any(_is_old_year(each, written) for each in lemmas) or _names_far_time(syntax, token, written)
    return Realis.HISTORICAL if is_old else Realis.HAPPENED


def _is_over(syntax: Syntax, token: int) -> bool:
    """Whether an adjective says of a noun that it has taken place, whatever it is spoken of for: "a recent trip"."""
    modifiers = syntax.children(token, "amod")
    return any(syntax.tokens[each].lemma.lower() in realis_words("done_adjective") for each in modifiers)


def _names_far_time(syntax: Syntax, token: int, written: int | None) -> bool:
    """Whether a phrase of the word names a time far back: "in 1973", "decades ago", "during the Cold War"."""
    for child in syntax.children(token, "obl", "nmod", "advmod", "advcl"):
        words = [syntax.tokens[each].text for each in _before_verb(syntax, child)]
        lower = [word.lower() for word in words if word != "war"]  # "World War", not "since the war began"
        if not lower:
            continue
        if "ago" in lower and set(lower) & realis_words("far_unit"):
            return True
        before = syntax.tokens[child - 1].text.lower() if child > 0 else ""
        is_during = lower[0] in realis_words("far_case") or (
            lower[0].isdigit() and before in realis_words("far_case")
        )
        if is_during and set(lower) & realis_words("far_period"):
            return True
        if is_during and "since" not in lower and any(_is_old_year(each, written) for each in lower):
            return True
    return False


def _before_verb(syntax: Syntax, phrase: int) -> list[int]:
    """The first words of a phrase up to a verb that it does not begin with, whose time is another."""
    found: list[int] = []
    for each in syntax.phrase(phrase)[:8]:
        if syntax.tokens[each].upos == "VERB" and each != phrase:
            break
        found.append(each)
    return found


def _is_old_year(word: str, written: int | None) -> bool:
    """A year, or a decade, that lies well before the article."""
    digits = word[:-1] if word.endswith("0s") else word
    if not (digits.isdigit() and len(digits) == 4 and digits[0] in "12"):
        return False
    limit = _UNDATED if written is None else written
    return 1000 < int(digits) <= limit - _OLD_YEARS


# ------------------------------------------------------------------ what governs it


def _governor(syntax: Syntax, token: int) -> tuple[int, Realis] | None:
    """The word that the sense is inherited from, with the sense that it lends."""
    word = syntax.tokens[token]
    if word.head < 0:
        return None
    relation = syntax.relation(token)
    if word.upos in _NOUNS and relation in _NOUN_LINKS:
        return _governor_of_noun(syntax, token)
    if relation == "conj":
        has_own = syntax.own_subject(token) is not None or syntax.children(token, "aux")
        if not has_own and (beside := syntax.above_clause(token)) is not None:
            return beside, Realis.HAPPENED
        return None if has_own else (word.head, Realis.HAPPENED)
    if relation in _CLAUSES:
        if _is_next_step(syntax, token):
            return word.head, Realis.PLANNED
        lent = _clause_sense(syntax, token, word.head, relation)
        if relation in ("acl", "advcl") and not _is_infinitive(syntax, token):
            if relation == "acl" and word.deprel != "acl:relcl" and not word.text.lower().endswith("ing"):
                return word.head, lent  # "a note sent by Peru" shares the sense of the note
            is_claim = syntax.tokens[word.head].lemma.lower() in realis_words("telling_noun")
            return (word.head, lent) if is_claim or lent is not Realis.HAPPENED else None
        return word.head, lent
    return None


def _is_next_step(syntax: Syntax, token: int) -> bool:
    """Whether a clause tells what comes before or after a plan: "will meet X before travelling to Y"."""
    marks = {syntax.tokens[each].text.lower() for each in syntax.children(token, "mark")}
    is_step = bool(marks & {"before", "after"}) and syntax.tokens[token].text.lower().endswith("ing")
    return is_step and _auxiliary_sense(syntax, syntax.tokens[token].head) is Realis.PLANNED


def _governor_of_noun(syntax: Syntax, token: int) -> tuple[int, Realis] | None:
    word = syntax.tokens[token]
    head, relation = syntax.tokens[word.head], syntax.relation(token)
    if head.upos in ("VERB", "AUX"):
        is_content = relation in ("obj", "nsubj") or _prepositions(syntax, token) & realis_words(
            "content_case"
        )
        return (word.head, _lent(syntax, word.head, noun=True)) if is_content else None
    if relation in ("conj", "compound") or (relation == "nmod" and head.upos in _NOUNS):
        return word.head, _lent(syntax, word.head, noun=True)
    return None


def _prepositions(syntax: Syntax, token: int) -> frozenset[str]:
    return frozenset(syntax.tokens[case].text.lower() for case in syntax.children(token, "case"))


def _is_infinitive(syntax: Syntax, token: int) -> bool:
    if syntax.tokens[token].text.lower().endswith("ing") or syntax.children(token, "cop"):
        return False  # "is to meet" is a plan of its own clause
    return _has_to(syntax, token)


def _has_to(syntax: Syntax, token: int) -> bool:
    """Whether "to" stands before a verb, also one in -ing ("look forward to working")."""
    return any(syntax.tokens[mark].text.lower() == "to" for mark in syntax.children(token, "mark"))


def _clause_sense(syntax: Syntax, token: int, governor: int, relation: str) -> Realis:
    is_infinitive = _is_infinitive(syntax, token)
    if is_infinitive and _is_ordinal(syntax, governor):
        return Realis.HAPPENED
    lent = _lent(syntax, governor, noun=False)
    if lent is not Realis.HAPPENED and (relation != "advcl" or (_has_to(syntax, token) and token > governor)):
        return lent
    if is_infinitive and set(_bases(syntax, governor)) & realis_words("ordering"):
        return Realis.CONDITIONAL
    if not is_infinitive or set(_bases(syntax, governor)) & realis_words("implicative"):
        return Realis.HAPPENED
    return Realis.PLANNED


def _is_ordinal(syntax: Syntax, governor: int) -> bool:
    """Whether an infinitive tells who did it first or last: "became the first country to ratify it"."""
    near = (governor, *syntax.children(governor, "amod"))
    return any(syntax.tokens[each].lemma.lower() in realis_words("ordinal") for each in near)


def _bases(syntax: Syntax, token: int) -> tuple[str, ...]:
    return bases_of(syntax.tokens[token].text, syntax.tokens[token].lemma)


def _lent(syntax: Syntax, governor: int, *, noun: bool) -> Realis:
    """The sense that a governing word gives to what it governs."""
    bases = set(_bases(syntax, governor))
    particles = {
        syntax.tokens[child].text.lower() for child in syntax.children(governor, "compound", "advmod")
    }
    bases |= {f"{base} {particle}" for base in list(bases) for particle in particles}
    if bases & realis_words("denying"):
        return Realis.DENIED
    if bases & realis_words("wishing"):
        return Realis.CONDITIONAL
    if bases & realis_words("planning_noun" if noun else "planning"):
        return Realis.PLANNED
    return Realis.HAPPENED
