"""Languages that their letters tell: those with a script of their own, and some of Cyrillic and Latin letters.

What the letters tell needs no model, which would take 100 MB and half a millisecond a text.
"""

from __future__ import annotations

import re

from dragoman.article.alphabets import ARABIC, CYRILLIC, tell_latin, tell_sharing

# Scripts of one language that is written today.
_OWN_SCRIPTS = {
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "hy": re.compile("[\u0530-\u058f]"),
    "ka": re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "gu": re.compile("[\u0a80-\u0aff]"),
    "ta": re.compile("[\u0b80-\u0bff]"),
    "te": re.compile("[\u0c00-\u0c7f]"),
    "kn": re.compile("[\u0c80-\u0cff]"),
    "ml": re.compile("[\u0d00-\u0d7f]"),
    "si": re.compile("[\u0d80-\u0dff]"),
    "lo": re.compile("[\u0e80-\u0eff]"),
    "km": re.compile("[\u1780-\u17ff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}
_KANA, _HAN = re.compile("[\u3040-\u30ff]"), re.compile("[\u3400-\u9fff]")
_CYRILLIC, _ARABIC = re.compile("[\u0400-\u04ff]"), re.compile("[\u0600-\u06ff]")
# The share of the letters of a text that are of its script.
_SCRIPT_SHARE, _KANA_SHARE = 0.6, 0.05
# Letters from which a text in Latin letters is told by them; names alone look like any language.
_MIN_LATIN = 120


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
        return tell_sharing(CYRILLIC, words, letters, n_cyrillic)
    n_arabic = len(_ARABIC.findall(letters))
    if n_arabic >= enough:
        return tell_sharing(ARABIC, words, letters, n_arabic)
    n_kana, n_han = len(_KANA.findall(letters)), len(_HAN.findall(letters))
    if n_kana + n_han >= enough:
        return "ja" if n_kana >= _KANA_SHARE * len(letters) else "zh" if not n_kana else None
    own = next((tag for tag, script in _OWN_SCRIPTS.items() if len(script.findall(letters)) >= enough), None)
    return tell_latin(words, letters) if own is None and len(letters) >= _MIN_LATIN else own
