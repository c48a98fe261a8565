"""Mends characters that were encoded twice, and touches nothing else.

UTF-8 read as Windows-1252 turns one character into two or three ("â€™" for "’",
"Ã©" for "é"). Each such run is turned back where it is sound UTF-8; quotation
marks, dashes and blanks that are right already stay as they are. ftfy exists, but
does more than asked: by default it makes curly quotes straight, and evidence has
to be verbatim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mend:
    """One mended place: `start` and `end` in the mended text, `before` what stood there."""

    start: int
    end: int
    before: str


def _as_windows(byte: int) -> str:
    """The character that a Windows-1252 reader shows for a byte; C1 controls where there is none."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _character_class(first: int, last: int) -> str:
    return "[" + "".join(re.escape(_as_windows(byte)) for byte in range(first, last + 1)) + "]"


_BYTE_OF = {_as_windows(byte): byte for byte in range(0x80, 0x100)} | {chr(b): b for b in range(0x80, 0x100)}
_NEXT = _character_class(0x80, 0xBF)[:-1] + "\x80-\x9f]"
_RUN = re.compile(
    f"{_character_class(0xC2, 0xDF)}{_NEXT}"
    f"|{_character_class(0xE0, 0xEF)}{_NEXT}{{2}}"
    f"|{_character_class(0xF0, 0xF4)}{_NEXT}{{3}}"
)
# What every run begins with; one class of characters is looked for much faster than the runs.
_LEAD = re.compile(_character_class(0xC2, 0xF4))
# "MANHÃ”" is a word and a closing quotation mark: a capital before, a mark of punctuation after.
_DOUBTFUL = re.compile("[A-ZÀ-Þ][ÃÂ][”“’‘»…–—]")
_REGION = re.compile("[" + "".join(re.escape(letter) for letter in _BYTE_OF) + "]{2,}")
_MAX_ROUNDS = 3


def mend(text: str) -> tuple[str, tuple[Mend, ...]]:
    """The text with double-encoded characters turned back, and each mended place."""
    if text.isascii() or _LEAD.search(text) is None or _RUN.search(text) is None:
        return text, ()
    pieces: list[str] = []
    mends: list[Mend] = []
    length = last = 0
    for region in _REGION.finditer(text):
        mended = _mend_region(region[0], text[region.start() - 1 : region.start()])
        if mended == region[0]:
            continue
        before = text[last : region.start()]
        pieces += (before, mended)
        length += len(before)
        mends.append(Mend(length, length + len(mended), region[0]))
        length += len(mended)
        last = region.end()
    return "".join([*pieces, text[last:]]), tuple(mends)


def _mend_region(region: str, letter_before: str) -> str:
    """The characters of a region beyond ASCII, turned back as often as they were encoded again."""
    if _DOUBTFUL.search(letter_before + region):
        return region
    for _ in range(_MAX_ROUNDS):
        mended = _RUN.sub(_turn_back, region)
        if mended == region:
            break
        region = mended
    return region


def _turn_back(run: re.Match[str]) -> str:
    try:
        character = bytes(_BYTE_OF[letter] for letter in run[0]).decode("utf-8")
    except UnicodeDecodeError:
        return run[0]
    is_kept = character.isprintable() or character.isspace() or "\x80" <= character < "\xa0"
    return character if is_kept else run[0]
