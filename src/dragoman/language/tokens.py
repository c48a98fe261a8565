"""Words by rule, as English Universal Dependencies divides them.

"don't" is "do" + "n't", "Japan's" is "Japan" + "'s", "U.S.-Japan" is three words,
"$9bn" is "$" + "9" + "bn"; an abbreviation keeps its stop. Only positions are
given, so whatever stands in the text, the words are slices of it. A library is
not used since the trees of the model are trained on exactly this division, and
since every offset must be that of the text as it was given.
"""

from __future__ import annotations

import re

from dragoman.language.abbreviations import ABBREVIATIONS, BEFORE_NUMBER

# Marks that stand on letters, joiners, and the soft hyphen belong to the word they stand in.
_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\u200c\u200d\u00ad"
_LETTER = rf"(?:[^\W\d_]|[{_MARK}])"
_APOSTROPHE = "['’ʼ＇]"
_HYPHEN = "[-‐‑]"

# Prefixes that EWT and GUM leave joined by their hyphen.
_PREFIX = (
    "anti|pro|non|pre|post|re|co|ex|mid|multi|semi|sub|counter|inter|intra|cross|pan|neo|over|socio|mini|"
    "e|trans|ultra|under|micro|quasi|pseudo|bi|extra|infra|macro|mega|super"
)
_TLD = "com|org|net|gov|edu|int|info|mil|io|eu|uk|de|fr|ru|cn|jp|in|au|ca"
_UNIT = (
    "bn|tn|mn|m|k|km|kms|kg|kgs|mm|cm|ft|lbs?|mph|kph|mw|gw|kwh|mb|gb|am|pm|a\\.m\\.|p\\.m\\.|"
    "hrs?|mins?|secs?|tons?"
)

_PATTERNS = (
    ("web", r"(?:https?|ftp)://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]|www\.[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]"),
    ("mail", r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}"),
    ("host", rf"(?:[A-Za-z0-9][\w-]{{0,62}}\.){{1,8}}(?:{_TLD})\b(?:/[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’])?"),
    ("handle", r"[@#]\w+"),
    ("initials", r"(?<!\w)(?:[^\W\d_]\.){2,12}(?!\w)|\bPh\.D\.|\bM\.Sc\."),
    ("phone", r"(?<!\w)\+?(?:\d{1,3}-)?\d{3}-\d{3}-\d{4}(?!\w)|(?<!\w)\d{3}-\d{4}(?!\w)"),
    ("date", r"(?<!\w)\d{1,4}(?:/\d{1,2}/|-\d{1,2}-)\d{1,4}(?!\w)|(?<!\w)\d{1,2}/\d{1,2}(?!\w)"),
    ("decade", rf"(?<!\w){_APOSTROPHE}?\d+(?:s|st|nd|rd|th)(?!\w)|(?<!\w){_APOSTROPHE}\d\d(?!\w)"),
    ("measure", rf"(?<!\w)(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:[.:]\d+)?(?=(?:{_UNIT})(?!\w))"),
    ("number", r"(?<!\w)\d+(?:[.,:]\d+)*(?!\w)|(?<!\w)\.\d+(?!\w)"),
    ("clitic", rf"(?<=\w){_APOSTROPHE}s(?!\w)|(?<!\w){_APOSTROPHE}(?:s|re|ve|ll)(?!\w)"),
    ("joined", r"[A-Z]{1,3}&[A-Z]{1,3}(?!\w)"),
    ("word", rf"[\w{_MARK}]+(?:{_APOSTROPHE}[\w{_MARK}]+)*"),
    (
        "ellipsis",
        r"\.{2,}|…+|-{2,}|[—–―]+|[!?]{2,}|(?P<repeated>[<>*=_~+#])(?P=repeated)+|''|’’|``|:-?[()DP](?!\w)|;-?\)",
    ),
    ("sign", r"\S"),
)
_SCAN = re.compile("|".join(f"(?P<{name}>{body})" for name, body in _PATTERNS), re.IGNORECASE)

# What most of a text is made of: letters that nothing joins or ends but a blank or a comma. They are
# one word by the patterns above too, which cost ten times as much.
_PLAIN = re.compile(r" ?([A-Za-z]+)(?=[ \n,;)])")

# The clitics that are words of their own, at the end of a written word.
_CLITIC = re.compile(rf"(?:n{_APOSTROPHE}t|{_APOSTROPHE}(?:s|m|d|re|ve|ll))\Z", re.IGNORECASE)
_MOST_CLITICS = 3  # "couldn't've"
_PREFIXED = re.compile(rf"(?:{_PREFIX}){_HYPHEN}\w", re.IGNORECASE)
_WRITTEN_TOGETHER = {
    "cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "lotta": 3, "kinda": 4,
    "dont": 2, "doesnt": 4, "didnt": 3, "isnt": 2, "lemme": 3, "cant": 2, "wont": 2, "couldnt": 5,
}  # fmt: skip
# Characters without ink that no white-space test finds.
_INVISIBLE = re.compile(
    r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x1f\x7f-\x9f\u00ad\ufe00-\ufe0f]+"
)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The words and marks of a stretch of text, as spans in order that do not overlap.

    Everything that is not white space (or invisible) is in exactly one span.

    Args:
        text: The whole text.
        start: The first character of the stretch.
        end: One past its last character; None is the end of the text.
    """
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    at = start
    while at < end:
        plain = _PLAIN.match(text, at, end)
        if plain:
            at = plain.end()
            first = plain.start(1)
            cut = _WRITTEN_TOGETHER.get(plain[1].casefold())
            found.extend(((first, first + cut), (first + cut, at)) if cut else ((first, at),))
            continue
        blank = _INVISIBLE.match(text, at, end)
        if blank:
            at = blank.end()
            continue
        match = _SCAN.match(text, at, end)
        if match is None:  # cannot happen: the last pattern takes any character with ink
            at += 1
            continue
        stop = _with_abbreviation(text, match, end)
        stop = _with_prefix(text, at, stop, end) if _kind(match) == "word" else stop
        found.extend(_divide(text, at, stop) if _kind(match) == "word" else [(at, stop)])
        at = stop
    return found


def _kind(match: re.Match[str]) -> str:
    """The pattern that matched."""
    return "ellipsis" if match.lastgroup == "repeated" else match.lastgroup or ""


def _with_abbreviation(text: str, match: re.Match[str], end: int) -> int:
    """The end of a match, with the stop that belongs to it as an abbreviation."""
    stop = match.end()
    if _kind(match) != "word" or stop >= end or text[stop] != ".":
        return stop
    word = match.group().casefold()
    follows = text[stop + 1 : min(end, stop + 6)]
    if word in BEFORE_NUMBER:
        return stop + 1 if re.match(r"\s?\d", follows) else stop
    if word in ABBREVIATIONS and not follows.startswith("."):
        return stop + 1
    is_initial = len(word) == 1 and match.group().isupper() and re.match(r"\s+[^\W\d_]|[-‐‑]", follows)
    return stop + 1 if is_initial and _follows_name(text, match.start(), follows) else stop


def _follows_name(text: str, at: int, follows: str) -> bool:
    """Whether a single capital with a stop is an initial, and no sentence ends with it.

    "George W. Bush" and "J. Smith" are; "Vitamin C. The study" is taken for one
    too, the pronoun in "than I. The" is not.
    """
    return (follows.lstrip()[:1].isupper() and text[at] != "I") or follows[:1] in "-‐‑"


def _with_prefix(text: str, at: int, stop: int, end: int) -> int:
    """The end of a word that a hyphen joins to its prefix ("anti-war", "co-founder")."""
    if stop + 1 < end and _PREFIXED.match(text, at, min(end, stop + 2)) and text[stop] in "-‐‑":
        match = _SCAN.match(text, stop + 1, end)
        if match and _kind(match) in ("word", "decade"):
            return match.end()
    return stop


def _divide(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A written word as its parts: the clitics at its end stand alone."""
    word = text[start:end]
    cut = _WRITTEN_TOGETHER.get(word.casefold())
    if cut:
        return [(start, start + cut), (start + cut, end)]
    ends: list[tuple[int, int]] = []
    while len(ends) < _MOST_CLITICS:
        match = _CLITIC.search(text, max(start, end - 3), end)
        if match is None or match.start() <= start or text[start : match.start()].isdigit():
            break
        ends.insert(0, (match.start(), end))
        end = match.start()
    return [(start, end), *ends]
