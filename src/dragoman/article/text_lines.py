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

_LINE = re.compile(r"[^\n]*")
_TERMINAL = re.compile(r"[.!?…。！？؟।:;]['\"”’»›)\]]*$")
# Words that cannot end a paragraph: what follows them belongs to the same sentence.
_OPEN_END = re.compile(
    r"(?:[,(\-–—‘“«]|\b(?:the|a|an|of|to|in|on|at|by|for|with|from|and|or|but|that|which|who|as|than|into|its|their|his|"
    r"her|our|this|these|those|is|are|was|were|has|have|had|be|been|will|would|not|"
    r"der|die|das|den|dem|des|ein|eine|einer|und|oder|von|mit|für|auf|im|zu|zur|zum|dass|"
    r"le|la|les|un|une|de|du|des|et|ou|à|au|aux|en|dans|par|pour|sur|avec|que|qui|"
    r"el|los|las|una|del|y|o|con|por|para|al|se|su|sus|"
    r"da|do|dos|das|e|em|no|na|com|um|uma|ao|os|"
    r"il|lo|gli|di|che|per|nel|della|dei|w|z|na|i|że|się|ja|ve|bir))$",
    re.I,
)
_CONTINUES = re.compile(r"[,;:.!?)\]’”%…]|['’]s\b|[-–—]\s?\w")
_SENTENCE_START = re.compile(r"[\"'“‘«(\[]*[A-ZÀ-ÞА-ЯĞİŞÇÖÜŁŚŻŹĆ\d]")
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
            or line.indent >= previous.indent + 2
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


def _joined(lines: list[Line]) -> Block:
    block = Block(lines[0].text, source_start=lines[0].start, source_end=lines[0].end)
    for line in lines[1:]:
        block = join(block, Block(line.text, source_start=line.start, source_end=line.end), "")
    return block


def join(left: Block, right: Block, gap: str) -> Block:
    """One block of two, with a blank between; `gap` is what stood there, empty where nothing was mended."""
    space = "" if re.match(r"[,;.!?)\]”%]", right.text) and not re.match(r"\.\.|\.\d", right.text) else " "
    text = f"{left.text}{space}{right.text}"
    shift = len(left.text) + len(space)
    repairs = left.repairs + [(k, s + shift, e + shift, b) for k, s, e, b in right.repairs]
    if gap:
        at = len(left.text)
        last, first = left.text.split()[-1], right.text.split()[0]
        repairs.append(("rejoined", at - len(last), shift + len(first), f"{last}{gap}{first}"))
    return Block(text, left.kind, left.source_start, right.source_end, sorted(repairs, key=lambda r: r[1]))


def rejoin(lines: list[Line]) -> list[Block]:
    """Paragraphs of a text that is not wrapped: each line one, unless a sentence runs on into the next."""
    blocks: list[Block] = []
    for line in lines:
        block = Block(line.text, source_start=line.start, source_end=line.end)
        if blocks and runs_on(blocks[-1].text, line.text):
            blocks[-1] = join(blocks[-1], block, "\n" * line.gap)
        else:
            blocks.append(block)
    return blocks


def runs_on(left: str, right: str) -> bool:
    """Whether the sentence at the end of `left` goes on in `right`.

    The left part has to be running text that is not at an end; the right part has to
    look like its continuation. A headline, a label or a list item before a
    paragraph is none.
    """
    if _TERMINAL.search(left) or _is_item(right):
        return False
    if len(left.split()) < 6:
        return False
    if _CONTINUES.match(right) or right[:1].islower():
        return True
    if _OPEN_END.search(left):
        return True
    # A proper name that stood in a link of its own: it has to end the sentence.
    has_sentence = re.search(r"[.!?]['\"”’)]*\s+\S+\s", left) is not None
    return has_sentence and _TERMINAL.search(right) is not None and len(left) > 120
