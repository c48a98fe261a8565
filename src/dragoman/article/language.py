"""The language of a text, as a BCP 47 tag.

Function words decide first: a text in which every fifth word is an English
function word is English, however short. Then the script, where one language has it.
py3langid decides the rest, and is not believed about a few words in Latin letters:
names alone look like any language.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from dragoman.article.scripts import tell_by_script
from dragoman.article.words import words_by_language

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[\x00-\u024f]")
_ENGLISH = frozenset(
    (
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "with",
        "as",
        "was",
        "at",
        "by",
        "from",
        "he",
        "she",
        "it",
        "they",
        "we",
        "his",
        "her",
        "their",
        "its",
        "be",
        "are",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "said",
        "says",
        "not",
        "but",
        "this",
        "an",
        "or",
        "who",
        "which",
        "after",
        "over",
        "about",
        "into",
        "than",
        "been",
    )
)
_ENGLISH_SHARE = 0.2
# Letters below which a text in Latin script gets a language only by the page's word or a sure guess.
_SHORT = 120
_SURE = 0.95
_MAX_CHARACTERS = 1200
# Languages whose function words no close relative shares, so that they tell the language without a model.
_PLAIN = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "fi", "hu")
# Close relatives of some of them, so that they are not taken for these.
_RELATIVES = {
    "ca": "el la els les de i que en un una per amb no a al del dels com més és ha van són seva seu també però o",
    "gl": "o a os as de e que en un unha por con non ao da do na no como máis é foi son tamén pero súa seu",
    "sk": "a v na sa že je s z o do aj to ako za by ale pri pre po ktorý sú od bol",
    "hr": "i u na se da je s za od o to kao ne su koji koja iz što ali bi biti nije",
    "af": "die van en in is dat het om te nie op vir met was deur sy aan",
}
_PLAIN_SHARE = 0.25
# The share of a language that the page declares, and how near to it another may come.
_DECLARED_SHARE, _CLEAR = 0.15, 0.85
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")


def tell_language(text: str, declared: str | None = None) -> str | None:
    """The primary language tag of a text, or None where its words do not tell.

    Args:
        text: Running text; the first 1,200 characters are looked at.
        declared: What the page says of itself ("en-US"), believed about short texts.
    """
    words = _WORD.findall(text[:_MAX_CHARACTERS].casefold())
    if not words:
        return None
    if sum(map(_ENGLISH.__contains__, words)) >= _ENGLISH_SHARE * len(words):
        return "en"
    hint = primary_tag(declared)
    if len(words) > 40 and (plain := _by_function_words(words, hint)) is not None:
        return plain
    if (written := tell_by_script(words)) is not None:
        return written
    tag, share = _identify(" ".join(words))
    n_letters = sum(map(len, words))
    is_latin = len(_LATIN.findall("".join(words))) > n_letters / 2
    if not is_latin:
        return tag
    if n_letters < _SHORT:
        if hint is not None:
            return hint
        return tag if share >= _SURE and tag != "en" and _has_foreign_letters(text) else None
    return tag


@cache
def _relatives() -> dict[str, frozenset[str]]:
    return {tag: frozenset(words.split()) for tag, words in _RELATIVES.items()}


@cache
def _all_tables() -> dict[str, frozenset[str]]:
    return {**words_by_language(), **_relatives()}


@cache
def _tags_of_words() -> dict[str, tuple[str, ...]]:
    """For each function word the languages that have it."""
    tags: dict[str, tuple[str, ...]] = {}
    for tag, known in _all_tables().items():
        for word in known:
            tags[word] = (*tags.get(word, ()), tag)
    return tags


def _by_function_words(words: list[str], hint: str | None) -> str | None:
    """The language whose function words fill a quarter of a text, where no other comes near.

    Where the page says that it is in this language, less will do.
    """
    tags_of, totals = _tags_of_words(), dict.fromkeys(_all_tables(), 0)
    for word, count in Counter(words).items():
        for tag in tags_of.get(word, ()):
            totals[tag] += count
    rows = sorted(((total, tag) for tag, total in totals.items()), reverse=True)
    (most, tag), (second, _) = rows[0], rows[1]
    if tag == hint and most >= _DECLARED_SHARE * len(words) and second <= _CLEAR * most:
        return tag
    sure = tag in _PLAIN and most >= _PLAIN_SHARE * len(words) and second <= 0.7 * most
    return tag if sure else None


def primary_tag(declared: str | None) -> str | None:
    """The language of a tag as pages write it ("en_GB", "EN-us"), or None where it is none."""
    match = _TAG.fullmatch((declared or "").strip())
    return match[1].lower() if match else None


def _has_foreign_letters(text: str) -> bool:
    return any(letter.isalpha() and not letter.isascii() for letter in text)


def _identify(text: str) -> tuple[str, float]:
    tag, share = _identifier().classify(text)
    return str(tag), float(share)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
