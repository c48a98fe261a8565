"""Languages that write letters of their own within a script that others share: Czech "ř", Bulgarian "ъ" without "ы".

A text is in such a language where nearly all of its letters are of the alphabet, some of them are
letters that mark it, and its function words are there.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.article.words import words_by_language

_BASIC = "abcdefghijklmnopqrstuvwxyz"
# The share of words that are function words, and of letters of other languages, in names, that a text may have.
_WORD_SHARE, _STRAY_SHARE = 0.1, 0.01
# Languages of Latin letters: the least share of the letters that mark them, which names bring into any text.
_MARKING_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A language, the letters that mark it, all that it writes, and function words where the common table has none."""

    tag: str
    marking: frozenset[str]
    letters: frozenset[str]
    words: frozenset[str] = frozenset()


def _alphabet(tag: str, marking: str, letters: str, words: str = "") -> Alphabet:
    return Alphabet(tag, frozenset(marking), frozenset(letters), frozenset(words.split()))


CYRILLIC = (
    _alphabet("ru", "ыэ", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    _alphabet("uk", "іїєґ", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    _alphabet(
        "bg",
        "ъ",
        "абвгдежзийклмнопрстуфхцчшщъьюя",
        "и на да за от в се с е че по не са като до при които през със след му ще",
    ),
    _alphabet(
        "be",
        "ў",
        "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        "і у на з што да не як за ад па для гэта яго быў але або таксама",
    ),
    _alphabet(
        "mk",
        "ѓќѕ",
        "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
        "и на во да се од за со не е што ќе го ја ги по при како",
    ),
    _alphabet(
        "sr",
        "ђћ",
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "и у је да на се за са од не су који то као што из ће о",
    ),
)
ARABIC = (
    _alphabet("ar", "ةى", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"),
    _alphabet("fa", "پچژگ", "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنهوی"),
)
_LATIN = (
    _alphabet("cs", "řůě", _BASIC + "áčďéěíňóřšťúůýž"),
    _alphabet("pl", "ł", _BASIC + "ąćęłńóśźż"),
    _alphabet("ro", "țţ", _BASIC + "ăâîșşțţ"),
    _alphabet("tr", "ğı", _BASIC + "çğıöşüâîû"),
    _alphabet("hu", "őű", _BASIC + "áéíóöőúüű"),
    _alphabet(
        "lv",
        "ķļņģ",
        _BASIC + "āčēģīķļņšūž",
        "un ir no ar par uz ka bija tas kas lai arī vai bet pēc pie kā tika gada",
    ),
    _alphabet(
        "lt",
        "ėųį",
        _BASIC + "ąčęėįšųūž",
        "ir į kad iš su buvo yra tai kaip bet už apie nuo po dėl pat jau o ne savo",
    ),
)


def tell_sharing(
    alphabets: tuple[Alphabet, ...], words: list[str], letters: str, n_letters: int
) -> str | None:
    """The language of a text by its letters and function words, or None.

    Args:
        alphabets: Those of the script, `CYRILLIC` or `ARABIC`.
        words: The words of the text, case folded, without digits.
        letters: The words without blanks.
        n_letters: How many of the letters are of that script.
    """
    return next((a.tag for a in alphabets if _is_in(a, words, letters, n_letters)), None)


def tell_latin(words: list[str], letters: str) -> str | None:
    """The language of a text in Latin letters by those beyond the basic ones and by function words, or None."""
    for alphabet in _LATIN:
        n_marking = sum(map(letters.count, alphabet.marking))
        if n_marking >= _MARKING_SHARE * len(letters) and _is_in(alphabet, words, letters, len(letters)):
            return alphabet.tag
    return None


def _is_in(alphabet: Alphabet, words: list[str], letters: str, n_letters: int) -> bool:
    if alphabet.marking.isdisjoint(letters):
        return False
    if sum(map(alphabet.letters.__contains__, letters)) < (1 - _STRAY_SHARE) * n_letters:
        return False
    known = alphabet.words or words_by_language()[alphabet.tag]
    return sum(map(known.__contains__, words)) >= _WORD_SHARE * len(words)
