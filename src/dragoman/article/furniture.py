"""Site furniture by its words: share buttons, related stories, adverts, consent notices.

The vocabulary (data/furniture.json) holds what sites of some twenty-five languages
write on such blocks; it is general knowledge, fitted to no page. Words alone decide
only about short blocks: a paragraph may speak of cookies.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from dragoman.article.letters import fold_letters

# Phrases of at least so many letters also count when they are only a part of a short block.
_CONTAINED_LETTERS = 9
# A block up to this many words can be told by a phrase that it contains; measured in words of any language.
_MAX_WORDS = 24
# The longest name of an agency in brackets, with blanks around.
_MAX_SIGN_OFF = 16
_CREDIT = re.compile(r"(?:\(c\)|©|copyright\b)\s*\S|©\s*(?:19|20)\d\d|\b(?:19|20)\d\d\s*©", re.I)
# What lines are drawn of; an end mark is a line, or a few words between two.
_DRAWN = "#*_~-=•·. \t\n\r\f\v\u00a0"
_LINES = ("###", "---", "___", "===", "***", "* * *", "* **", "** *")
_THIRTY = re.compile(r"-\s?30\s?-")
_WIRE_SIGN_OFF = re.compile(
    r"\(?(?:reuters?|afp|ap|upi|dpa|efe|ansa|tass|xinhua|anadolu|aa|pti|ians)\)?\.?", re.I
)
# The initials of writers in small letters, as desks in Germany sign: "wlo/dpd".
_INITIALS = re.compile(r"\(?[a-zäöüß]{2,4}(?:/[a-zäöüß]{2,4}){1,2}\)?")
_COUNTER = re.compile(
    r"(?:views?|reads|hits|aufrufe|gelesen|vues|lectures|visitas|lecturas|vistas|visualizações|letture|okunma|görüntülenme|"
    r"wyświetleń|odsłon|просмотров|просмотры|переглядів)\s*:\s*[\d.,\s]+",
    re.I,
)
# The first letters of the agencies, or the bracket or blank before them.
_SIGN_OFF_BEGINS = frozenset("(rauedxtpiRAUEDXTPI ")
_LABEL = re.compile(
    r"(?:source|sources|quelle|quellen|fuente|fuentes|fonte|fonti|źródło|kaynak|источник|джерело|"
    r"المصدر|منبع|bron|källa|kilde|lähde|sumber|nguồn)\s*:\s*\S",
    re.I,
)


# Reasons whose words lead to something else when a line begins with them.
_LEADING = frozenset(
    ("related", "share", "newsletter or subscription", "advertisement or ad blocker", "navigation")
)
_MAX_LEAD_WORDS = 40
_NETWORKS = frozenset(
    "facebook twitter x whatsapp telegram linkedin pinterest reddit instagram youtube email e mail tumblr viber vk "
    "messenger bluesky threads mastodon tiktok flipboard pocket rss print share tweet copy link line".split()
)
_LEAD_END = re.compile(r"\s*[:|»>]\s*|\s+[-–—]+\s+")
_PHOTO_CREDIT = re.compile(
    r"\W*(?:(?:photo|image|picture|foto|fotos|bild|crédits?|créditos?|credits?|kredit|fot|фото)"
    r"(?:\s+(?:credit|by|photos?|courtesy|von|par|de|por))?)\s*[:/©|.]",
    re.I,
)


REASONS = (
    "share",
    "related",
    "newsletter or subscription",
    "cookies or consent",
    "advertisement or ad blocker",
    "navigation",
    "comments",
    "copyright",
    "tags",
    "end mark",
    "agency signature",
    "source line",
    "no words",
)


class Reason(NamedTuple):
    """Why a block is furniture, and the language of the words that say so, where one does.

    `is_whole`: the block holds nothing else.
    """

    reason: str
    language: str | None
    is_whole: bool = True


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Letters and digits in lower case without accents, words parted by single blanks."""
    return fold_letters(text)


def has_words(text: str, folded: str) -> bool:
    """Whether a text has the words of a folded one, and no others."""
    # Signs and accents make a text longer than its words, by less than this; most texts need not be folded.
    return len(folded) <= 3 * len(text) <= 9 * len(folded) + 60 and fold(text) == folded


@lru_cache(maxsize=8192)
def find_reason(text: str) -> Reason | None:
    """Why a short block is furniture by its words, or None where they do not tell."""
    if len(text) > 400:
        return None
    # Most texts begin with a letter.
    if (not text[:1].isalpha() or text[0] == "E") and _is_end_mark(text):
        return Reason("end mark", None)
    if len(text) <= _MAX_SIGN_OFF and text[:1] in _SIGN_OFF_BEGINS and _WIRE_SIGN_OFF.fullmatch(text.strip()):
        return Reason("agency signature", None)
    if "/" in text and len(text) <= _MAX_SIGN_OFF and _INITIALS.fullmatch(text) is not None:
        return Reason("agency signature", None)
    if ":" in text and _COUNTER.fullmatch(text) is not None:
        return Reason("share", None)
    folded = fold(text)
    if not folded:
        return Reason("no words", None)
    if found := _whole().get(folded):
        return found
    words = folded.split()
    if words[0] in _NETWORKS and _NETWORKS.issuperset(words):
        return Reason("share", None)
    if len(words) <= _MAX_WORDS:
        if _may_hold_credit(text) and _CREDIT.search(text):
            return Reason("copyright", None)
        if len(words) <= 8 and ":" in text and _LABEL.match(text):
            return Reason("source line", None)
        return _find_contained(words)
    return None


def _is_end_mark(text: str) -> bool:
    """Whether a text is a drawn line, or says that the article ends ("ENDS", "- 30 -"), with a line on either side or none."""
    words = text.strip(_DRAWN)
    if not words:
        return any(map(text.__contains__, _LINES))
    return words in ("END", "ENDS") or (words == "30" and _THIRTY.search(text) is not None)


def _may_hold_credit(text: str) -> bool:
    """Whether a text has what every copyright line has; the pattern itself is slow to say no."""
    lowered = text.lower()
    return "©" in lowered or "copyright" in lowered or "(c)" in lowered


def _find_contained(words: list[str]) -> Reason | None:
    n_words = len(words)
    phrases = _by_first_word()
    if phrases.keys().isdisjoint(words):
        return None
    for place, word in enumerate(words):
        for phrase in phrases.get(word, ()):
            n_phrase = len(phrase)
            # A phrase has to make up a good part of the block; the longer it is, the surer.
            slack = 3 if place == 0 or n_phrase > 1 else 0
            if n_words <= 3 * n_phrase + slack and tuple(words[place : place + n_phrase]) == phrase:
                return _whole()[" ".join(phrase)]._replace(is_whole=False)
    return None


@lru_cache(maxsize=4096)
def find_lead(text: str, has_link: bool) -> Reason | None:
    """Why a line leads away from the article by its first words, or None where they do not tell.

    "Read also: ...", "Follow us on ...", "Advertisement - ..." before a title of
    something else; a photo credit. Without a link the words have to be set off by a
    colon or a dash.
    """
    n_words = text.count(" ") + 1
    if n_words > _MAX_LEAD_WORDS:
        return None
    if n_words <= _MAX_WORDS // 2 and _PHOTO_CREDIT.match(text):
        return Reason("photo credit", None)
    start = _LEAD_END.split(text, maxsplit=1)
    is_set_off = len(start) == 2
    folded = fold(text)
    words = folded.split()
    for phrase in _by_first_word().get(words[0], ()) if words else ():
        found = _whole()[" ".join(phrase)]
        if tuple(words[: len(phrase)]) != phrase or found.reason not in _LEADING:
            continue
        if has_link or (is_set_off and fold(start[0]) == " ".join(phrase)):
            return found._replace(is_whole=False)
    label = _whole().get(fold(start[0])) if is_set_off else None
    return label._replace(is_whole=False) if label is not None and label.reason in _LEADING else None


@cache
def _whole() -> dict[str, Reason]:
    raw = resources.files("dragoman.article").joinpath("data/furniture.json").read_text(encoding="utf-8")
    phrases: dict[str, Reason] = {}
    for reason, languages in json.loads(raw).items():
        for language, words in languages.items():
            for phrase in words:
                phrases.setdefault(fold(phrase), Reason(reason, language))
    return phrases


@cache
def _by_first_word() -> dict[str, list[tuple[str, ...]]]:
    """The phrases that count inside a longer block, longest first, by their first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted((p for p in _whole() if len(p) >= _CONTAINED_LETTERS), key=len, reverse=True):
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append(words)
    return table
