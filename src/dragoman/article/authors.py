"""Names of authors out of bylines: all of them, and only them."""

from __future__ import annotations

import re
from collections.abc import Iterable

# "By", "Von", "Par" and their kin before the names.
BYLINE_LEAD = re.compile(
    r"^\s*(?:(?:written|posted|published|reported|reporting|story|text|words|analysis|opinion|more|artikel|ein artikel|plus|"
    r"alle artikel)\s+(?:by|von|par|from)|e-?mail|by|author|authors|von|vom|autor(?:in|es|i|a)?|text|par|auteurs?|por|per|di|"
    r"door|av|af|przez|yazan|автор|фото|текст|redaktion|redacción|redação|artikel|"
    r"oleh|yazar|muharrir|napisał[a]?|escrito por|texto|testo di|szerző)\b\s*[:\-–]?\s+"
    r"|^\s*(?:by|von|par|por|autor|author|автор|artikel von)\s*:\s*",
    re.I,
)
# The first words that the pattern allows a text of ASCII letters; all others need not be matched.
_LEAD_WORDS = frozenset(
    "written posted published reported reporting story text words analysis opinion more artikel ein plus alle e email "
    "by author authors von vom autor autorin autores autori autora par auteur auteurs por per di door av af przez "
    "yazan redaktion oleh yazar muharrir escrito texto testo".split()
)
_BREAK = re.compile(
    r"\s*(?:[;|•·\n\t]|\s/\s|,(?!\s*(?:jr|sr|ph\.?d|md|m\.d|ii|iii|esq)\b))\s*",
    re.I,
)
# Words between two names; they part only where whole names stand on both sides ("José Volta e Pinto" is one).
_AND = re.compile(r"\s(?:and|und|et|y|e|i|en|og|och|ja|ve|with|и|та|&)\s", re.I)
_TAIL = re.compile(
    r"(?:\s*\([^)]*\)|\s[-–—|]\s.*|(?:,|\s)+(?:updated|published|posted|on|says|vor|hace|há|před|kategorien?|"
    r"categor(?:y|ies|ías?)|aktualisiert|veröffentlicht|publi(?:é|cado)|actualizado|for|via|@\w+)\b.*"
    r"|,?\s*\b\d{1,2}[./:]\d{1,2}\b.*|,?\s*(?:[^\W\d]+\.?\s+)?\d{1,2},?\s+(?:19|20)\d\d\b.*|,?\s*\b(?:19|20)\d\d\b.*"
    r"|\s*@\S+)\s*$",
    re.I | re.S,
)
_NO_NAME = re.compile(r"https?:|www\.|\.(?:com|org|net|php|html?)\b|[<>{}=]|\d{2,}", re.I)
_OFFICE = re.compile(
    r"^(?:admin|no author|nil|by|von|guest author|freelance|news desk|newsroom|web desk|online desk|administrator|editor|editors|"
    r"staff|guest|webmaster|user|null|none|undefined|unknown|anonymous|"
    r"the author|author|share|comments?|about|contributor|senior|reporter|correspondent|staff writer|"
    r"(?:senior |staff |chief |news |political |business )?(?:reporter|writer|editor|correspondent)|"
    r"(?:ap|afp|cnn|bbc)? ?\w* ?(?:sports |business |political )?(?:writer|reporter|editor|correspondent)|"
    r"redaktion|redaktor|redakcja|rédaction|la rédaction|redacción|redação|redazione)$",
    re.I,
)
# Agencies sign like people do.
_AGENCY = re.compile(
    r"AP|AFP|dpa|PTI|ANI|EFE|ANSA|APA|sda|IANS|UPI|Xinhua|TASS|ТАСС|Reuters|Associated Press|JIJI|Kyodo", re.I
)
_NO_PERSON = re.compile(
    r"\d|\b(?:reporter|editor|writer|correspondent|staff|news|media|press|agency|agencia|redacci[oó]n|redaktion|team|desk|"
    r"times|post|daily|journal|magazine|tribune|associated|reuters|contributor|columnist|online|gmbh|ltd|inc|group|"
    r"about|follow|share|more|read|by|minutes?|comments?|updated|published|photo|fotos?|today)\b",
    re.I,
)
_MAX_WORDS = 6
# No byline is longer; the patterns take the square of the length of a line.
_MAX_LINE = 400


def split_authors(words: str | Iterable[str]) -> tuple[str, ...]:
    """The names in a byline or in several author fields, in order, each once."""
    lines = [words] if isinstance(words, str) else list(words)
    names: dict[str, str] = {}
    for line in lines:
        for part in _BREAK.split(BYLINE_LEAD.sub("", line.strip()[:_MAX_LINE])):
            for name in _part_names(part):
                cleaned = _clean(name)
                if cleaned:
                    names.setdefault(cleaned.casefold(), cleaned)
    return tuple(names.values())


def _part_names(part: str) -> list[str]:
    names = _AND.split(part)
    return names if all(len(name.split()) >= 2 for name in names) else [part]


def is_person(name: str) -> bool:
    """Whether a name looks like a person's or is an agency's: two to five words, none in lower case but for particles."""
    if _AGENCY.fullmatch(name):
        return True
    words = name.split()
    n_lower = sum(word[:1].islower() for word in words)
    has_case = name.lower() != name.upper()
    fits = 2 <= len(words) <= 5 if has_case else 1 <= len(words) <= 5
    return (
        fits and n_lower <= len(words) - 2 + (not has_case) and len(name) < 50 and not _NO_PERSON.search(name)
    )


def begins_byline(text: str, first: str | None) -> bool:
    """Whether a text begins like a byline; `first`: its first word, case folded, None where it has none."""
    if text.isascii() and first not in _LEAD_WORDS:
        return False
    return BYLINE_LEAD.match(text) is not None


def is_byline(text: str) -> bool:
    """Whether a short block is a line that names its author."""
    if len(text) > 120 or BYLINE_LEAD.match(text) is None or text.rstrip().endswith((".", "?", "!")):
        return False
    names = split_authors(text)
    return bool(names) and all(_looks_like_name(name) for name in names)


def _clean(name: str) -> str | None:
    previous = None
    while name != previous:
        previous = name
        name = _TAIL.sub("", BYLINE_LEAD.sub("", name)).strip(" ,.;:|/-–—\"'“”\u00a0")
    name = " ".join(name.split())
    if not name or len(name) < 2 or len(name.split()) > _MAX_WORDS or _NO_NAME.search(name):
        return None
    return None if _OFFICE.match(name) else name


def _looks_like_name(name: str) -> bool:
    words = name.split()
    n_capital = sum(word[0].isupper() or not word[0].isascii() for word in words)
    return 1 <= len(words) <= _MAX_WORDS and n_capital >= len(words) / 2
