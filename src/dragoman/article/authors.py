"""Names of authors out of bylines: all of them, and only them."""

from __future__ import annotations

import re
from collections.abc import Iterable

# "By", "Von", "Par" and their kin before the names.
_LEAD = re.compile(
    r"^\s*(?:(?:written|posted|published|reported|reporting|story|text|words|analysis|opinion)\s+by|by|author|authors|"
    r"von|vom|autor(?:in|es|i|a)?|text|par|auteurs?|por|per|di|door|av|af|przez|yazan|автор|фото|текст|"
    r"redaktion|redacción|redação)\b\s*[:\-–]?\s+|^\s*(?:by|von|par|por|autor|author|автор)\s*:\s*",
    re.I,
)
_BREAK = re.compile(
    r"\s*(?:[;|•·\n\t]|\s/\s|,(?!\s*(?:jr|sr|ph\.?d|md|m\.d|ii|iii|esq)\b)|\s(?:and|und|et|y|e|i|en|og|och|ja|ve|с|и|та|&|with)\s)\s*",
    re.I,
)
_TAIL = re.compile(
    r"\s*(?:\((?:[^)]*)\)|\s[-–—]\s.*|,?\s*(?:updated|published|posted|on)\b.*|\b\d{1,2}[./:]\d{1,2}\b.*"
    r"|\b(?:19|20)\d\d\b.*|@\S+)\s*$",
    re.I | re.S,
)
_NO_NAME = re.compile(r"https?:|www\.|\.(?:com|org|net|php|html?)\b|[<>{}=]|\d{2,}", re.I)
_OFFICE = re.compile(
    r"^(?:admin|administrator|editor|editors|staff|guest|webmaster|user|null|none|undefined|unknown|anonymous|"
    r"the author|author|share|comments?|about|contributor|senior|reporter|correspondent|staff writer|"
    r"(?:senior |staff |chief |news |political |business )?(?:reporter|writer|editor|correspondent)|"
    r"redaktion|redaktor|redakcja|rédaction|la rédaction|redacción|redação|redazione)$",
    re.I,
)
_MAX_WORDS = 6


def split_authors(words: str | Iterable[str]) -> tuple[str, ...]:
    """The names in a byline or in several author fields, in order, each once."""
    lines = [words] if isinstance(words, str) else list(words)
    names: dict[str, str] = {}
    for line in lines:
        for name in _BREAK.split(_LEAD.sub("", line.strip())):
            cleaned = _clean(name)
            if cleaned:
                names.setdefault(cleaned.casefold(), cleaned)
    return tuple(names.values())


def is_byline(text: str) -> bool:
    """Whether a short block is a line that names its author."""
    if len(text) > 120 or _LEAD.match(text) is None or text.rstrip().endswith((".", "?", "!")):
        return False
    names = split_authors(text)
    return bool(names) and all(_looks_like_name(name) for name in names)


def _clean(name: str) -> str | None:
    previous = None
    while name != previous:
        previous = name
        name = _TAIL.sub("", _LEAD.sub("", name)).strip(" ,.;:|/-–—\"'“”\u00a0")
    name = " ".join(name.split())
    if not name or len(name) < 2 or len(name.split()) > _MAX_WORDS or _NO_NAME.search(name):
        return None
    return None if _OFFICE.match(name) else name


def _looks_like_name(name: str) -> bool:
    words = name.split()
    n_capital = sum(word[0].isupper() or not word[0].isascii() for word in words)
    return 1 <= len(words) <= _MAX_WORDS and n_capital >= len(words) / 2
