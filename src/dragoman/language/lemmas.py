"""Dictionary forms by rule: a word and its tag give its lemma.

Irregular forms stand in ``data/lemmas.tsv`` and known infinitives in
``data/verbs.txt``; both are facts that ``train/lemma_table.py`` derives from
the treebanks. ``data/lemmas_news.tsv`` and ``data/verbs_news.txt`` beside them
hold words of diplomacy and conflict that the treebanks lack (general knowledge). A
name keeps its letters, as Universal Dependencies has it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

_CLITICS = {
    "n't": {"PART": "not"},
    "'s": {"PART": "'s", "AUX": "be", "VERB": "be", "PRON": "we"},
    "'": {"PART": "'s"},
    "'re": {"AUX": "be"},
    "'m": {"AUX": "be"},
    "'ve": {"AUX": "have", "VERB": "have"},
    "'ll": {"AUX": "will"},
    "'d": {"AUX": "would"},
    "ca": {"AUX": "can"},
    "wo": {"AUX": "will"},
}
# Endings and what stands instead of them; the first that fits is taken.
_SIBILANT = (("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zzes", "zz"), ("ies", "y"))
_NOUN = (*_SIBILANT, ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""))
_VERB = (*_SIBILANT, ("oes", "o"), ("ss", "ss"), ("s", ""))
# How a stem ends that has lost a silent e before -ed or -ing; for verbs that no list knows.
_LOST_E = re.compile(
    r"(?:[^aeiou]l|v|[^k]c|s|[aeiournld]g|u|z|[^aeiou][aiuo]r|[^aeiou][auio]t|[iu]at|[^aeiou][aiu][dkmnp])$"
)
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_AS_WRITTEN = frozenset({"PROPN", "PUNCT", "SYM", "X"})


@lru_cache(maxsize=100_000)
def lemma_of(word: str, upos: str) -> str:
    """The dictionary form of a word; names, marks and signs stay as they are."""
    if upos in _AS_WRITTEN:
        return word
    folded = word.casefold().replace("’", "'")
    known = _CLITICS.get(folded, {}).get(upos) or _table().get((folded, upos))
    if known is not None:
        return known
    if any(c.isdigit() for c in word) or (upos == "NOUN" and len(word) > 1 and word.isupper()):
        return word
    return rule_lemma(folded, upos)


def rule_lemma(word: str, upos: str) -> str:
    """What the rules alone say of a word in small letters."""
    if upos == "NOUN":
        return _replace(word, _NOUN)
    return _infinitive(word) if upos in ("VERB", "AUX") else word


def _replace(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    """The word with the first ending that fits replaced, if enough is left."""
    for ending, instead in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: len(word) - len(ending)] + instead
    return word


def _infinitive(word: str) -> str:
    """The infinitive of a regular verb form."""
    if word in _verbs():
        return word
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 2 and re.search("[aeiouy]", stem):
            return _from_stem(stem, ending)
    return _replace(word, _VERB)


def _from_stem(stem: str, ending: str) -> str:
    """The infinitive from what stands before -ing or -ed."""
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    doubled = bool(_DOUBLED.search(stem))
    for guess in (stem, stem + "e", stem[:-1] if doubled else ""):
        if guess in _verbs():
            return guess
    if doubled:
        return stem[:-1]
    return stem + "e" if _LOST_E.search(stem) else stem


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], str]:
    """The irregular forms: (word, tag) to lemma."""
    rows = [*_lines("lemmas.tsv"), *_lines("lemmas_news.tsv")]
    return {(word, upos): lemma for word, upos, lemma in (line.split("\t") for line in rows)}


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """The infinitives that are known."""
    return frozenset([*_lines("verbs.txt"), *_lines("verbs_news.txt")])


def _lines(name: str) -> list[str]:
    """The lines of a data file of this package, without comments."""
    text = (files("dragoman.language") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
