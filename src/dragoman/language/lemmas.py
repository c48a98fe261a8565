"""Dictionary forms by rule: a word and its tag give its lemma.

Irregular forms stand in ``data/lemmas.tsv``, which ``train/lemma_table.py``
derives from the treebanks: the pairs that the rules below get wrong. A name
keeps its letters, as Universal Dependencies has it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

_CLITICS = {
    ("n't", "PART"): "not", ("'s", "PART"): "'s", ("'s", "AUX"): "be", ("'re", "AUX"): "be", ("'m", "AUX"): "be",
    ("'ve", "AUX"): "have", ("'ll", "AUX"): "will", ("'d", "AUX"): "would", ("ca", "AUX"): "can",
    ("wo", "AUX"): "will", ("'s", "VERB"): "have", ("'s", "PRON"): "we",
}  # fmt: skip
_VOWEL = "aeiou"
# Endings, longest first: (ending, what stands instead of it).
_NOUN = (("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zzes", "zz"), ("ies", "y"), ("ss", "ss"),
         ("us", "us"), ("is", "is"), ("s", ""))  # fmt: skip
_VERB_S = (("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zzes", "zz"), ("oes", "o"), ("ies", "y"),
           ("ss", "ss"), ("s", ""))  # fmt: skip
# Stems that take back a silent e after -ed or -ing: by their last letters.
_SILENT_E = re.compile(
    r"(?:[^aeiou]l|[aeiou]v|rv|lv|[aeiouyln]c|rc|[aeiou]s|rs|ns|ps|[aeiouyrnld]g|dg|u|[^aeiou]iz|yz|[aeiouy]z|"
    r"(?:[^aeiou]|qu|^)[aiuo]r|[^aeiou][au]t|[^aeiou]ot|(?<=.)id|(?<=.)ud|(?<=.)ad|bl|[^aeiou][iau]n|[aeiou]k(?<=ak|ik|ok)|"
    r"um|[^aeiou]am|im|op|ap|yp|ip|(?<=[^aeiou])ib|ub|it(?=$)(?<=nit|cit|vit|rit|bit)|th(?<=ath|oth))$"
)
_DOUBLED = re.compile(r"([bdgkmnprt])\1$")


def lemma_of(word: str, upos: str) -> str:
    """The dictionary form of a word; names, marks and signs stay as they are."""
    if upos in ("PROPN", "PUNCT", "SYM", "X", "NUM"):
        return word
    folded = word.casefold().replace("’", "'") if upos != "INTJ" else word.casefold()
    known = _CLITICS.get((folded, upos)) or _table().get((folded, upos))
    if known is not None:
        return known
    if upos == "NOUN":
        return _replace(folded, _NOUN)
    if upos in ("VERB", "AUX"):
        return _verb(folded)
    return _grade(folded) if upos in ("ADJ", "ADV") else folded


def rule_lemma(word: str, upos: str) -> str:
    """What the rules alone say; for building the table."""
    if upos == "NOUN":
        return _replace(word, _NOUN)
    if upos in ("VERB", "AUX"):
        return _verb(word)
    return _grade(word) if upos in ("ADJ", "ADV") else word


def _replace(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    """The word with the first ending that fits replaced, if enough is left."""
    for ending, instead in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: len(word) - len(ending)] + instead
    return word


def _verb(word: str) -> str:
    """The infinitive of a regular verb form."""
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 2 and re.search("[aeiouy]", stem):
            return _stem_to_verb(stem, ending)
    return _replace(word, _VERB_S)


def _stem_to_verb(stem: str, ending: str) -> str:
    """The infinitive from what stands before -ing or -ed."""
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLED.search(stem):
        return stem[:-1]
    return stem + "e" if _SILENT_E.search(stem) else stem


def _grade(word: str) -> str:
    """The positive of a comparative or superlative is looked up, never guessed: "other" and "latter" look like one."""
    return word


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], str]:
    """The irregular forms: (word, tag) to lemma."""
    path = files("dragoman.language") / "data" / "lemmas.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {(word, upos): lemma for word, upos, lemma in rows}
