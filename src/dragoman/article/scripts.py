"""Languages that their letters tell: those with a script of their own, and Russian and Ukrainian in Cyrillic.

What the letters tell needs no model, which would take 100 MB and half a millisecond a text.
"""

from __future__ import annotations

import re

from dragoman.article.words import words_by_language

# Scripts of one language that is written today.
_OWN_SCRIPTS = {
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "hy": re.compile("[\u0530-\u058f]"),
    "ka": re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}
_KANA, _HAN = re.compile("[\u3040-\u30ff]"), re.compile("[\u3400-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# Letters that the one of two relatives has, and those of others that neither has.
_RUSSIAN, _UKRAINIAN = frozenset("ыэ"), frozenset("іїєґ")
_RUSSIAN_ALPHABET = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_UKRAINIAN_ALPHABET = frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")
# The share of the letters of a text that are of its script, and of words that are function words.
_SCRIPT_SHARE, _KANA_SHARE, _WORD_SHARE = 0.6, 0.05, 0.1
# Letters of other languages, in names, that a text of some size may have.
_STRAY_SHARE = 0.01


def tell_by_script(words: list[str]) -> str | None:
    """The language of a text by its letters, or None where several are written with them.

    Args:
        words: The words of the text, case folded, without digits.
    """
    letters = "".join(words)
    if letters.isascii():
        return None
    enough = _SCRIPT_SHARE * len(letters)
    n_cyrillic = len(_CYRILLIC.findall(letters))
    if n_cyrillic >= enough:
        return _tell_cyrillic(words, letters, n_cyrillic)
    n_kana, n_han = len(_KANA.findall(letters)), len(_HAN.findall(letters))
    if n_kana + n_han >= enough:
        return "ja" if n_kana >= _KANA_SHARE * len(letters) else "zh" if not n_kana else None
    return next((tag for tag, script in _OWN_SCRIPTS.items() if len(script.findall(letters)) >= enough), None)


def _tell_cyrillic(words: list[str], letters: str, n_cyrillic: int) -> str | None:
    """Russian or Ukrainian, by letters that no other language of Cyrillic has together, and by function words."""
    for tag, own, alphabet in (
        ("ru", _RUSSIAN, _RUSSIAN_ALPHABET),
        ("uk", _UKRAINIAN, _UKRAINIAN_ALPHABET),
    ):
        n_known = sum(map(alphabet.__contains__, letters))
        if own.isdisjoint(letters) or n_known < (1 - _STRAY_SHARE) * n_cyrillic:
            continue
        known = words_by_language()[tag]
        if sum(map(known.__contains__, words)) >= _WORD_SHARE * len(words):
            return tag
    return None
