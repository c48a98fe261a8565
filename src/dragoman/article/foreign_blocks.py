"""Blocks of a body in another language than the rest: boxes that a site puts amid an article that it took over.

Function words tell. A block counts only where it has several of another language and none of the
body's, is a sentence and no title, and no quotation: people are quoted in their own words.
"""

from __future__ import annotations

import re

from dragoman.article.article import PartKind
from dragoman.article.draft import Draft
from dragoman.article.words import words_by_language

_WORD = re.compile(r"\w+")
# Blanks in a block that can be a box.
_MIN_BLANKS, _MAX_BLANKS = 4, 40
# The share of a language's function words from which a block is in it.
_SHARE = 0.2
# More foreign text than this share of the body is a page in two languages.
_MAX_SHARE = 0.2
_SENTENCE_END = (".", "!", "?", "…")
_QUOTES = re.compile('["“”„«»‘‚]')


def drop_foreign(draft: Draft) -> None:
    """Take blocks that are in another language than the article out of its body."""
    own = words_by_language().get(draft.language or "")
    if own is None:
        return
    found: dict[int, str] = {}
    for place, block in enumerate(draft.blocks):
        if _MIN_BLANKS <= block.text.count(" ") <= _MAX_BLANKS and block.kind is PartKind.PARAGRAPH:
            words = _WORD.findall(block.text)
            folded = [word.casefold() for word in words]
            language = _language_of(folded, own)
            if language is not None and _is_sentence(block.text, words, language):
                found[place] = language
    n_foreign = sum(len(draft.blocks[place].text) for place in found)
    if n_foreign > _MAX_SHARE * sum(len(block.text) for block in draft.blocks):
        return
    for place, language in found.items():
        draft.remove(draft.blocks[place].text, "another language", language)
    draft.blocks = [block for place, block in enumerate(draft.blocks) if place not in found]


def _is_sentence(text: str, words: list[str], language: str) -> bool:
    """Whether a text is a sentence of its writer: neither a title, in which most words have a capital, nor a quotation."""
    n_capital = sum(word[0].isupper() for word in words)
    # German has a capital on every noun.
    is_title = 2 * n_capital > len(words) + 1 if language == "de" else 3 * n_capital > len(words)
    return text.endswith(_SENTENCE_END) and not is_title and _QUOTES.search(text) is None


def _language_of(words: list[str], own: frozenset[str]) -> str | None:
    """The language that several words of a block are function words of, and no word of the body's language alone."""
    found = own.intersection(words)
    shares = {
        tag: sum(map(known.__contains__, words))
        for tag, known in words_by_language().items()
        if found <= known and len(known.intersection(words) - own) > 1
    }
    if not shares:
        return None
    tag = max(shares, key=shares.__getitem__)
    return tag if shares[tag] >= _SHARE * len(words) else None
