"""Quotations: where quoted words begin and end, by their marks alone.

Newspapers break a long quotation into paragraphs, each of which opens with a
mark while only the last one closes; they nest marks, mix straight and curly
ones, and lose some. What a quotation is (speech, a title, scare quotes) and whose
it is, is decided in `dragoman.reading.attribution`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_DOUBLE = re.compile(r"''|``|[\"“”„«»]")
_SINGLE = re.compile(r"[‘’']")
_BLOCK = re.compile(r"[^\n]+")
_BEFORE_OPENING = frozenset("([{-–—―/…:")
_AFTER_CLOSING = frozenset(")]}-–—―/….,;:!?")

# A single-quoted stretch longer than this is more likely a pair of apostrophes.
_LONGEST_SINGLE = 600


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks; one piece a paragraph, each with its marks, in order.

    `closed` is false where the closing mark is missing and the end of the
    paragraph stands for it.
    """

    pieces: tuple[tuple[int, int], ...]
    single: bool = False
    closed: bool = True

    @property
    def start(self) -> int:
        """The place of the first opening mark."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """One past the last closing mark."""
        return self.pieces[-1][1]

    def covers(self, place: int) -> bool:
        """Whether a place lies between its marks or on one."""
        return any(start <= place < end for start, end in self.pieces)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark, with whether it can open and whether it can close where it stands."""

    start: int
    end: int
    sign: str
    opens: bool
    closes: bool


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order; none overlaps another.

    Double marks come first; single marks count only outside of them.
    """
    double = _join_paragraphs(list(_double_pieces(text)), text)
    single = [quotation for quotation in _single_quotations(text) if not _touches(quotation, double)]
    return tuple(sorted([*double, *single], key=lambda quotation: quotation.start))


def _touches(quotation: Quotation, others: list[Quotation]) -> bool:
    return any(other.start < quotation.end and quotation.start < other.end for other in others)


def _marks(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[_Mark]:
    found = []
    for match in pattern.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        opens = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING or before in "‘“'\"")
        closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING or after in "’”'\"")
        sign = match.group()
        if match.start() == start:
            opens, closes = True, False
        elif sign in _OPENING or sign == "``":
            opens, closes = (False, True) if closes and not opens and sign == "“" else (True, False)
        elif sign in _CLOSING:
            opens, closes = (True, False) if opens and not closes else (False, True)
        elif not opens and not closes:
            closes = not before.isdigit()
        found.append(_Mark(match.start(), match.end(), sign, opens, closes))
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of a quotation in one paragraph; `closed` when its closing mark was found."""

    start: int
    end: int
    closed: bool
    leads: bool  # opens its paragraph


def _double_pieces(text: str) -> Iterator[_Piece]:
    for block in _BLOCK.finditer(text):
        start = block.start() + len(block.group()) - len(block.group().lstrip())
        end = block.start() + len(block.group().rstrip())
        if start < end:
            yield from _paired(_marks(text, start, end, _DOUBLE), start, end)


def _paired(marks: list[_Mark], start: int, end: int) -> Iterator[_Piece]:
    """The pieces of one paragraph; a stray mark is passed over."""
    opened: _Mark | None = None
    depth = 0
    for index, mark in enumerate(marks):
        if opened is None or (mark.opens and not mark.closes and not _can_nest(marks[index + 1 :], depth)):
            opened, depth = (mark, 0) if mark.opens else (opened, 0)
        elif mark.closes and depth == 0:
            yield _Piece(opened.start, mark.end, True, opened.start == start)
            opened = None
        elif mark.closes:
            depth -= 1
        elif mark.opens:
            depth += 1
    if opened is not None:
        yield _Piece(opened.start, end, False, opened.start == start)


def _can_nest(later: list[_Mark], depth: int) -> bool:
    """Whether enough marks follow to close one more level before a new quotation opens."""
    n_closing = 0
    for mark in later:
        if mark.closes:
            n_closing += 1
            if n_closing >= depth + 2:
                return True
        elif mark.opens:
            return False
    return False


def _join_paragraphs(pieces: list[_Piece], text: str) -> list[Quotation]:
    """Quotations of one or several paragraphs: an unclosed piece goes on in the next paragraph."""
    found: list[Quotation] = []
    index = 0
    while index < len(pieces):
        run = [pieces[index]]
        while not run[-1].closed and index + 1 < len(pieces) and _continues(run[-1], pieces[index + 1], text):
            index += 1
            run.append(pieces[index])
        index += 1
        closed = run[-1].closed
        if closed or len(run) > 1 or _is_speech_without_end(run[0], text):
            found.append(Quotation(tuple((piece.start, piece.end) for piece in run), closed=closed))
    return found


def _continues(piece: _Piece, following: _Piece, text: str) -> bool:
    between = text[piece.end : following.start]
    return following.leads and not between.strip() and "\n" in between


def _is_speech_without_end(piece: _Piece, text: str) -> bool:
    """Whether an opening mark without an end starts a paragraph of speech rather than being stray."""
    before = text[: piece.start].rstrip(" ")[-1:]
    return (piece.leads or before in ":,") and piece.end - piece.start > 20


def _single_quotations(text: str) -> Iterator[Quotation]:
    for block in _BLOCK.finditer(text):
        marks = _marks(text, block.start(), block.end(), _SINGLE)
        index = 0
        while index < len(marks):
            mark = marks[index]
            index += 1
            if not mark.opens or mark.closes or not _starts_quoted_words(text, mark):
                continue
            end = _single_end(text, mark, marks[index:])
            if end is not None:
                yield Quotation(((mark.start, end.end),), single=True)
                index = marks.index(end) + 1


def _starts_quoted_words(text: str, mark: _Mark) -> bool:
    """False for an apostrophe that stands for left-out letters ("'em", "'90s")."""
    rest = text[mark.end : mark.end + 5].lower()
    return not rest[:1].isdigit() and not re.match(r"(em|n|til|tis|twas|cause)\b", rest)


def _single_end(text: str, opening: _Mark, later: list[_Mark]) -> _Mark | None:
    """The closing mark of a single-quoted stretch: one after punctuation, else any but a plural s."""
    possible: _Mark | None = None
    for mark in later:
        if mark.start - opening.end > _LONGEST_SINGLE or (mark.opens and not mark.closes):
            break
        if not mark.closes or mark.start == opening.end:
            continue
        if text[mark.start - 1] in ",.?!" or text[mark.end : mark.end + 1] in set(",.;:)?!\n") | {""}:
            return mark
        if text[mark.start - 1] != "s":
            return mark
        possible = possible or mark
    return possible
