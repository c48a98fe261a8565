"""What the words of one block tell, of a page or of plain text.

Each text is divided into words once; function words, the words that the page's title
has, the words shared with the rest of the story all come from that one list.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain, compress
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.article.authors import begins_byline
from dragoman.article.furniture import REASONS, find_reason
from dragoman.article.letters import words_of
from dragoman.article.words import function_words

Matrix = NDArray[np.float32]

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_CAPTION = frozenset(
    (
        "photo", "photos", "foto", "fotos", "image", "images", "imagen", "bild", "picture", "getty", "credit", "credits",
        "crédit", "courtesy", "photograph", "photographer", "archivo", "symbolbild", "reuters", "afp", "dpa", "pap", "epa",
        "shutterstock", "istock", "pixabay", "unsplash", "фото", "fot", "zdjęcie", "kuva", "bilde", "fotograf", "fotó",
    )
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"\d[:.h]\d\d\b", re.I)
_AGO = re.compile(r"\d\s+\w+\s+ago\b|\bvor \d|\bhace \d|\bil y a \d", re.I)
_AGO_WORDS = ("ago", "vor ", "hace ", "l y a ")
_SYMBOL = re.compile(r"[|»›→•·@©►▶#]")
_TERMINAL = frozenset(".!?…。！？؟।")
_CLOSING = "\"'”’»)] "
_LIGHT_WORDS = 8
_SHORT_WORDS = 24
_LONG_WORDS = 80
_FUNCTION_WORDS = 60
_PROSE_WORDS = 15
_KIN_LETTERS = 4
_READ_CHARACTERS = 1200
N_WORD = 18 + 4 + len(REASONS)
# Place of the column that says whether a block is the headline.
IS_HEADLINE = 19
# Numbers and truths, which count as 0 and 1.
Row: TypeAlias = "tuple[float, ...]"
Words: TypeAlias = "frozenset[str] | set[str]"
_LIGHT = (0.0,) * N_WORD
_NO_PAGE = (0.0,) * 4
_NOTHING: frozenset[str] = frozenset()
_NO_REASON = (0.0,) * len(REASONS)
_REASON_ROWS = {
    name: tuple(float(place == column) for column in range(len(REASONS)))
    for place, name in enumerate(REASONS)
}


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page states that helps to judge its blocks; empty where it states nothing."""

    headline: str = ""
    description: str = ""
    body: str = ""


class WordReader:
    """Reads the words of blocks against what the page states."""

    def __init__(self, hints: Hints) -> None:
        self.headline = _joined(hints.headline)
        self.title = frozenset(self.headline.split())
        self.description = _joined(hints.description)
        self.body = _joined(hints.body) if len(hints.body) > 200 else ""
        self.known = function_words()

    def read(self, text: str, n_words: int, n_link: int, n_times: int) -> tuple[Row, Words]:
        """The features of a block's words, and its longer words.

        `n_words`: how many words it has, by blanks; `n_link`: letters in links; `n_times`:
        how often the block stands on the page. A short link has no features but its size.
        """
        if n_words <= _LIGHT_WORDS and n_link >= 0.9 * len(text):
            return _LIGHT, _NOTHING
        words = words_of(text[:_READ_CHARACTERS])
        row = (
            *_marks(text, n_times),
            *self._words(text, words, n_words),
            *self._against_page(words, n_words),
            *(_reason_columns(text) if n_words <= _SHORT_WORDS else _NO_REASON),
        )
        return row, {word for word in set(words) if len(word) >= _KIN_LETTERS}

    def _words(self, text: str, words: list[str], n_words: int) -> Row:
        first = words[:_FUNCTION_WORDS]
        share = sum(map(self.known.__contains__, first)) / len(first) if first else 0.0
        if len(words) < 4 and share == 0 and _UNSPACED.search(text):
            share = 0.4
        captioned = n_words <= 40 and not _CAPTION.isdisjoint(words)
        if n_words > _SHORT_WORDS:
            return (share, 0.0, 0.0, 0.0, captioned, 0.0, 0.0, 0.0)
        n_digits = len(_DIGIT.findall(text))
        return (
            share,
            n_digits / len(text),
            n_digits >= 4 and _YEAR.search(text) is not None,
            n_digits > 0 and _speaks_of_clock(text),
            captioned,
            begins_byline(text, words[0] if words else None),
            _SYMBOL.search(text) is not None,
            text.isupper(),
        )

    def _against_page(self, words: list[str], n_words: int) -> Row:
        if n_words > _LONG_WORDS and not self.body:
            return _NO_PAGE
        joined = " ".join(words[:40])
        probe = joined[:60]
        told = bool(self.body) and len(probe) > 15 and probe in self.body
        overlap = sum(map(self.title.__contains__, words)) / len(words) if words and n_words <= 40 else 0.0
        described = len(joined) > 20 and self.description != "" and probe in self.description
        return (overlap, joined == self.headline and joined != "", described, told)


def _speaks_of_clock(text: str) -> bool:
    """Whether a text tells a time of day, or how long ago something was."""
    if _CLOCK.search(text) is not None:
        return True
    lowered = text.lower()
    # The pattern is slow to say no.
    return any(map(lowered.__contains__, _AGO_WORDS)) and _AGO.search(text) is not None


def _joined(text: str) -> str:
    return " ".join(words_of(text))


def _marks(text: str, n_times: int) -> Row:
    """What the punctuation says: sentences, commas, how the block begins and ends."""
    ends = text.rstrip(_CLOSING)[-1:]
    first = text[0]
    count = text.count
    n_sentences = count(". ") + count("! ") + count("? ") + count('." ')
    n_commas = count(",")
    if not text.isascii():
        n_sentences += count("。") + count("؟") + count("।")
        n_commas += count("،") + count("、")
    is_ended = ends in _TERMINAL
    n_sentences += is_ended
    return (
        n_sentences / 8 if n_sentences < 8 else 1.0,
        is_ended,
        n_commas / 10 if n_commas < 10 else 1.0,
        ends == ":",
        first.islower(),
        first in "\"“„«'‘",
        n_times > 1,
        "?" in text,
        first in "-–•*►▶→",
        text.endswith(("...", "…")),
    )


def _reason_columns(text: str) -> Row:
    reason = find_reason(text)
    return _REASON_ROWS[reason.reason] if reason is not None else _NO_REASON


def kinship(bags: list[Words], n_words: Matrix) -> Matrix:
    """How far the longer words of a block also stand in other blocks of prose: (n_blocks, 3).

    The share of them found in any other prose, in at least three other blocks, and
    how many there are. The blocks of one story share their words.

    Args:
        bags: The longer words of each block.
        n_words: Words of each block that count as prose, 0 for links, (n_blocks,).
    """
    is_prose = (n_words > _PROSE_WORDS).tolist()
    held = Counter(chain.from_iterable(compress(bags, is_prose)))
    get = held.get
    rows = []
    for bag, counted in zip(bags, is_prose, strict=True):
        if not bag:
            rows.append((0.0, 0.0, 0.0))
            continue
        size = len(bag)
        counts = [n for n in map(get, bag) if n is not None and n > counted]
        common = len([n for n in counts if n > 2 + counted])
        rows.append((len(counts) / size, common / size, size / 40 if size < 40 else 1.0))
    return np.fromiter(chain.from_iterable(rows), dtype=np.float32, count=3 * len(rows)).reshape(len(rows), 3)
