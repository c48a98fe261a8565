"""In what sense a word of action is told: happened, planned, conditional, denied, historical.

Decided from auxiliaries, negation, governing verbs ("plans to", "denied that"),
conjunctions ("if"), tense against the time it names, and adjectives of nouns
("planned talks", "a possible visit"). The words are in data/realis.tsv. What
somebody says happened counts as happened: who says so is kept elsewhere.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from dragoman.reading.record import Realis
from dragoman.reading.syntax import Syntax

_MAX_STEPS = 6
_ORDER = (Realis.HAPPENED, Realis.HISTORICAL, Realis.PLANNED, Realis.CONDITIONAL, Realis.DENIED)
_CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "csubj")
_NOUN_LINKS = ("obj", "nsubj", "obl", "nmod", "compound", "conj", "appos")


@cache
def realis_words(kind: str) -> frozenset[str]:
    """The words of one kind of data/realis.tsv; empty for a kind that it does not have."""
    text = resources.files("dragoman.reading").joinpath("data/realis.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(row[1] for row in rows if row[0] == kind)


def realis_of(syntax: Syntax, token: int) -> Realis:
    """The sense in which a verb or an event noun is told.

    Denial wins over condition, condition over plan; a noun takes the sense of
    the verb that it is the object or subject of ("will hold talks").
    """
    found, current = Realis.HAPPENED, token
    for _ in range(_MAX_STEPS):
        found = stronger(found, _own_sense(syntax, current))
        above = _governor(syntax, current)
        if found is Realis.DENIED or above is None:
            break
        current, lent = above
        found = stronger(found, lent)
    return found


def is_negated(syntax: Syntax, token: int) -> bool:
    """Whether a negation hangs on the word itself ("did not meet", "no talks", "no longer")."""
    for child in syntax.children(token, "advmod", "det", "cc", "aux"):
        lower = syntax.tokens[child].text.lower()
        if lower in realis_words("negation"):
            return not _is_limited(syntax, child)
    return False


def _is_limited(syntax: Syntax, negation: int) -> bool:
    """Whether "not" only denies a limit: "not only", "no later than"."""
    following = negation + 1
    lower = syntax.tokens[following].text.lower() if following < len(syntax.tokens) else ""
    return lower in realis_words("limit")


def stronger(left: Realis, right: Realis) -> Realis:
    """The sense that wins where two hold: denial over condition over plan over history."""
    return max(left, right, key=_ORDER.index)


# ------------------------------------------------------------------ the word itself


def _own_sense(syntax: Syntax, token: int) -> Realis:
    """What auxiliaries, negation, conjunctions, adjectives and times of the word itself say."""
    if is_negated(syntax, token):
        return Realis.DENIED
    marks = {syntax.tokens[child].lemma.lower() for child in syntax.children(token, "mark", "advmod")}
    if marks & realis_words("condition"):
        return Realis.CONDITIONAL
    sense = _auxiliary_sense(syntax, token)
    if sense is not Realis.HAPPENED:
        return sense
    if syntax.tokens[token].upos in ("NOUN", "PROPN"):
        return _noun_sense(syntax, token)
    if marks & realis_words("far_adverb") or _names_far_time(syntax, token):
        return Realis.HISTORICAL
    return Realis.HAPPENED


def _auxiliary_sense(syntax: Syntax, token: int) -> Realis:
    auxiliaries = [syntax.tokens[child].text.lower() for child in syntax.children(token, "aux")]
    if _is_infinitive(syntax, token) and any(
        syntax.tokens[child].lemma.lower() == "be" for child in syntax.children(token, "aux", "cop")
    ):
        return Realis.PLANNED  # "the ministers are to meet again"
    perfect = "have" in auxiliaries and set(auxiliaries) & realis_words("modal")
    if set(auxiliaries) & realis_words("future_aux"):
        would_have = "have" in auxiliaries and "would" in auxiliaries
        return Realis.CONDITIONAL if would_have else Realis.PLANNED
    if perfect or set(auxiliaries) & realis_words("modal"):
        return Realis.CONDITIONAL
    return Realis.HAPPENED


def _noun_sense(syntax: Syntax, token: int) -> Realis:
    modifiers = syntax.children(token, "amod", "compound", "acl")
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
    return Realis.HISTORICAL if _names_far_time(syntax, token) else Realis.HAPPENED


def _names_far_time(syntax: Syntax, token: int) -> bool:
    """Whether a phrase of the word names a time far back: "in 1973", "decades ago", "during the Cold War"."""
    for child in syntax.children(token, "obl", "nmod", "advmod", "advcl"):
        words = [syntax.tokens[each].text for each in syntax.subtree(child)[:8]]
        lower = [word.lower() for word in words if word != "war"]  # "World War", not "since the war began"
        if not lower:
            continue
        if "ago" in lower and set(lower) & realis_words("far_unit"):
            return True
        if lower[0] in ("in", "during", "after", "before") and set(lower) & realis_words("far_period"):
            return True
        if lower[0] in ("in", "during", "back") and any(_is_old_year(each) for each in lower):
            return True
    return False


def _is_old_year(word: str) -> bool:
    """A year that is history in any report that calls it by its number: before 2000, or a decade."""
    return (word.isdigit() and len(word) == 4 and 1000 < int(word) < 2000) or (
        word.endswith("0s") and word[:-1].isdigit()
    )


# ------------------------------------------------------------------ what governs it


def _governor(syntax: Syntax, token: int) -> tuple[int, Realis] | None:
    """The word that the sense is inherited from, with the sense that it lends."""
    word = syntax.tokens[token]
    if word.head < 0:
        return None
    head, relation = syntax.tokens[word.head], syntax.relation(token)
    if word.upos in ("NOUN", "PROPN") and relation in _NOUN_LINKS:
        return _governor_of_noun(syntax, token)
    if relation == "conj":
        has_own = syntax.own_subject(token) is not None or syntax.children(token, "aux")
        return None if has_own else (word.head, Realis.HAPPENED)
    if word.deprel == "acl:relcl":
        return None  # "Netanyahu, who met Obama, urged": each clause has its own sense
    if relation in _CLAUSES:
        lent = _clause_sense(syntax, token, head.lemma.lower(), relation)
        if relation in ("acl", "advcl") and not _is_infinitive(syntax, token):
            return None if lent is Realis.HAPPENED else (word.head, lent)
        return word.head, lent
    return None


def _governor_of_noun(syntax: Syntax, token: int) -> tuple[int, Realis] | None:
    word = syntax.tokens[token]
    head, relation = syntax.tokens[word.head], syntax.relation(token)
    if head.upos in ("VERB", "AUX"):
        is_content = relation in ("obj", "nsubj") or _prepositions(syntax, token) & realis_words(
            "content_case"
        )
        if is_content:
            return word.head, _lent(head.lemma.lower(), noun=True)
        return None
    if relation in ("conj", "compound") or (relation == "nmod" and head.upos == "NOUN"):
        return word.head, _lent(head.lemma.lower(), noun=True)
    return None


def _prepositions(syntax: Syntax, token: int) -> frozenset[str]:
    return frozenset(syntax.tokens[case].text.lower() for case in syntax.children(token, "case"))


def _is_infinitive(syntax: Syntax, token: int) -> bool:
    if syntax.tokens[token].text.lower().endswith("ing"):
        return False
    return any(syntax.tokens[mark].text.lower() == "to" for mark in syntax.children(token, "mark"))


def _clause_sense(syntax: Syntax, token: int, governor: str, relation: str) -> Realis:
    lent = _lent(governor, noun=False)
    if lent is not Realis.HAPPENED and relation != "advcl":
        return lent
    if not _is_infinitive(syntax, token):
        return Realis.HAPPENED
    if governor in realis_words("implicative"):
        return Realis.HAPPENED
    return Realis.PLANNED


def _lent(governor: str, *, noun: bool) -> Realis:
    if governor in realis_words("denying"):
        return Realis.DENIED
    if governor in realis_words("wishing"):
        return Realis.CONDITIONAL
    if governor in realis_words("planning_noun" if noun else "planning"):
        return Realis.PLANNED
    return Realis.HAPPENED
