"""Lines of plain text put back into paragraphs.

A text may be wrapped at a fixed width (every line break is a blank), broken at
links (a blank line in mid-sentence), or sound. Which it is, is decided for the
whole text; then each gap between two lines is judged by what stands before and
after it. Nothing is joined over a sentence's end, and no word is changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from dragoman.article.draft import Block
from dragoman.article.text_classifier import judge_gaps
from dragoman.article.words import share_of_function_words

_LINE = re.compile(r"[^\n]*")
_TERMINAL = re.compile(r"[.!?…。！？؟।:;]['\"”’»›)\]]*$")
# Probability from which a gap is closed: in mid-sentence, after a sentence's end, before a plain
# continuation, after running text that stops short. Swept on held-out folds (bench/article.py).
JOINED_SHARE = 0.35
SURE_SHARE = 0.5
PLAIN_SHARE = 0.1
UNFINISHED_SHARE = 0.03
_PLAIN_WORDS = 7
BLANK_LINE = 2  # the gap of a blank line
_MOST = 0.6  # of the lines, of the line breaks of a text
_INNER_END = re.compile(r"[^\W\d_]{3,}[.!?…][\"'”’»)]*\s+[^\W\d_]")
_SPEAKER = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.’'\- ]{2,40}(?:\([^)]*\))?:|Q:?\s+[A-Z(])")
_CONTINUES = re.compile(r"\[\d{1,3}\]|[,;:.!?)\]’”%…](?:\s|$)|['’]s\b")
NEWLINE = "\n"
_NO_SPACE = re.compile(r"[,;.!?)\]”%](?!\.|\d)")
_MIN_WIDTH, _MAX_WIDTH = 38, 130


@dataclass(slots=True)
class Line:
    """A line that holds words: its text, indent, place in the source, and the gap before it.

    `gap`: 0 for the first line, 1 after a line break, 2 after at least one blank line.
    """

    text: str
    indent: int
    start: int
    end: int
    gap: int


def split_lines(text: str) -> list[Line]:
    """The lines that hold words, with the gap before each."""
    lines: list[Line] = []
    n_blank = 0
    for match in _LINE.finditer(text):
        if match.start() > 0 and match.start() == match.end() and text[match.start() - 1] != "\n":
            continue
        stripped = match[0].strip()
        if not stripped:
            n_blank += 1
            continue
        indent = len(match[0]) - len(match[0].lstrip())
        start = match.start() + indent
        gap = 0 if not lines else (2 if n_blank else 1)
        lines.append(Line(stripped, indent, start, start + len(stripped), gap))
        n_blank = 0
    return lines


def is_wrapped(lines: list[Line]) -> bool:
    """Whether the text is broken at a fixed width: each line ends where the next word would not fit."""
    pairs = [
        (line, follower)
        for line, follower in pairwise(lines)
        if follower.gap == 1 and follower.indent <= line.indent
    ]
    if len(pairs) < 2:
        return False
    lengths = sorted(len(line.text) + line.indent for line, _ in pairs)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not _MIN_WIDTH <= width <= _MAX_WIDTH or median(lengths) < 0.75 * width:
        return False
    n_full = sum(
        len(line.text) + line.indent + 1 + len(follower.text.split()[0]) > width - 2
        for line, follower in pairs
    )
    return n_full >= 0.75 * len(pairs)


def unwrap(lines: list[Line]) -> list[Block]:
    """Paragraphs of a wrapped text: they begin after a blank line or at an indent."""
    blocks: list[list[Line]] = []
    for line in lines:
        previous = blocks[-1][-1] if blocks else None
        starts = (
            previous is None
            or line.gap != 1
            or (line.indent >= previous.indent + 2 and not _is_item(previous.text))
            or (line.indent > previous.indent and _TERMINAL.search(previous.text) is not None)
            or _is_item(line.text)
        )
        if starts:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [_joined(group) for group in blocks]


def _is_item(text: str) -> bool:
    return re.match(r"(?:[-*•–]|\d{1,2}[.)])\s+\S", text) is not None


def _joined(lines: list[Line], mended: bool = False) -> Block:
    """One block of several lines, with a blank between; each closed gap of a mended text is kept as a repair."""
    pieces: list[str] = [lines[0].text]
    repairs: list[tuple[str, int, int, str]] = []
    length = len(lines[0].text)
    for left, right in pairwise(lines):
        space = "" if _NO_SPACE.match(right.text) else " "
        if mended:
            last, first = left.text.rsplit(None, 1)[-1], right.text.split(None, 1)[0]
            start, end = length - len(last), length + len(space) + len(first)
            repairs.append(("rejoined", start, end, f"{last}{NEWLINE * right.gap}{first}"))
        pieces += (space, right.text)
        length += len(space) + len(right.text)
    return Block("".join(pieces), source_start=lines[0].start, source_end=lines[-1].end, repairs=repairs)


def rejoin(lines: list[Line]) -> list[Block]:
    """Paragraphs of a text that is not wrapped: each line one, unless a sentence runs on into the next."""
    groups: list[list[Line]] = []
    gaps = [line.gap for line in lines]
    if _part_paragraphs(lines):
        gaps = [min(gap, 1) * BLANK_LINE for gap in gaps]
    shares = judge_gaps([line.text for line in lines], gaps)
    for place, line in enumerate(lines):
        if place and is_joined(lines[place - 1].text, line.text, float(shares[place - 1])):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_joined(group, mended=True) for group in groups]


def _part_paragraphs(lines: list[Line]) -> bool:
    """Whether single line breaks part paragraphs, as in text copied out of a browser: most lines end a sentence or a label."""
    breaks = [(left.text, right.text) for left, right in pairwise(lines) if right.gap == 1]
    n_ends = sum(
        _TERMINAL.search(left) is not None or (left.count(" ") < _PLAIN_WORDS and not right[0].islower())
        for left, right in breaks
    )
    is_usual = len(breaks) > _MOST * len(lines)
    return is_usual and n_ends > _MOST * len(breaks)


def is_joined(left: str, right: str, share: float) -> bool:
    """Whether a gap is closed: by the judge, and in plain cases of a sentence that runs on by its marks.

    A line that begins in lower case after several words without an end goes on from
    the line before; one that begins with a comma does unless the judge is sure of the
    contrary.
    """
    if _SPEAKER.match(right):
        return False
    # A transcript breaks off speech with a dash; the next speaker begins with a capital.
    is_broken_off = left.endswith(("—", "–", "--")) and not right[0].islower()
    is_open = _TERMINAL.search(left) is None and not is_broken_off
    if is_open and right[0].islower() and left.count(" ") >= _PLAIN_WORDS:
        return True
    if is_open and is_unfinished(left):
        return share >= UNFINISHED_SHARE
    if _CONTINUES.match(right) or (right[0].islower() and is_open and left.count(" ") >= 3):
        return share >= PLAIN_SHARE
    return share >= (JOINED_SHARE if is_open else SURE_SHARE)


def is_unfinished(text: str) -> bool:
    """Whether a line is running text that stops in mid-sentence: no headline, no label, no list item.

    Either a sentence has ended in it before, or it is long and full of function
    words.
    """
    if not (text[-1].isalnum() or text[-1] in ",(“„«-–—"):
        return False
    n_words = text.count(" ") + 1
    has_sentence = n_words >= 8 and _INNER_END.search(text) is not None
    return has_sentence or (n_words >= 22 and share_of_function_words(text) >= 0.25)
