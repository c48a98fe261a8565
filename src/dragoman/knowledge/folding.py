"""Names made comparable: without accents, case, punctuation and transliteration habits.

`fold` decides that "Keizō Obuchi" and "Keizo Obuchi" are one spelling;
`skeleton` goes further and decides that "Lavrov" and "Lawrow", or "Khaddafi" and
"Qadhafi", may be. Which of them a look-up uses, and what it concludes, is left
to the people index.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ı": "i", "İ": "I", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A",
        "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "`": "", "´": "", "-": " ", "‐": " ",
        "–": " ", ".": " ", ",": " ", "·": " ", "・": " ", "/": " ", "(": " ", ")": " ", '"': " ",
    }
)  # fmt: skip
_SPACE = re.compile(r"\s+")

# Written differently by different alphabets' habits; applied in this order.
_SKELETON_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tsch|tch|cz|ch|tj", "c"),
        (r"sch|sh|sz|sj", "s"),
        (r"dzh|dsch|dj|dz|j(?=[aou])", "y"),
        (r"kh|gh|q|ck|k", "k"),
        (r"c(?=[aou])", "k"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ts|z", "s"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee|ie|ei|ey|ij|iy|yi|y|j", "i"),
        (r"o", "u"),
        (r"e", "a"),
        (r"h", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in lower-case letters without marks, words parted by one blank.

    Letters of other scripts are kept, so that "金正恩" folds to itself.
    """
    plain = name.lower()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark)).lower()
    plain = plain.translate(_LETTERS)
    return _SPACE.sub(" ", plain).strip()


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, in the order written."""
    return tuple(fold(name).split())


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """What is left of a folded word when transliteration habits are taken out."""
    for pattern, replacement in _SKELETON_RULES:
        word = pattern.sub(replacement, word)
    return word


def strip_marks(name: str) -> str:
    """The name without diacritics, case and punctuation kept; "" never comes of a name."""
    if name.isascii():
        return name
    decomposed = unicodedata.normalize("NFKD", name.translate(_ONLY_LETTERS))
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return plain or name


_ONLY_LETTERS = {key: value for key, value in _LETTERS.items() if chr(key).isalpha()}
_ONLY_LETTERS |= str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "‐": "-"})
