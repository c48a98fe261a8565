"""Makes damaged plain text out of labelled pages, with the truth beside it.

The habits are those of bad copies: nothing, a blank line before each link, blank
lines round it, or line breaks round it. On top of that some texts lose a part of
their site, get furniture of another site (often in another language) at the end,
or have their paragraphs parted by single line breaks.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from block_labels import FoldedText, vote

from dragoman.article.furniture import fold
from dragoman.article.tree import Tree, parse_tree
from pages import LabelledPage

_SKIP = frozenset("script style noscript template svg iframe head select textarea math".split())
_INLINE = frozenset("a span b strong em i font u mark abbr cite".split())
HABITS = ("plain", "blank-before", "blank-both", "newline-both")
_INNER = "\ue000"  # marks a break that stands inside a paragraph
_SPACE = re.compile(r"[ \t\r\f\v\xa0]+")


@dataclass(slots=True)
class DamagedLine:
    """One line: its words, the gap before it, whether it goes on from the line before, and its label.

    `gap`: 1 a line break, 2 blank lines. `label`, `weight`: article or not, and how sure.
    """

    text: str
    gap: int
    runs_on: bool
    label: float
    weight: float


def damage(page: LabelledPage, rng: random.Random, foreign: list[str]) -> list[DamagedLine]:
    """The lines of a page as a bad copy leaves them."""
    tree = parse_tree(page.html)
    if tree is None:
        return []
    habit = rng.choice(HABITS)
    lines = cut_lines(page, tree, habit, rng)
    if rng.random() < 0.35:
        lines = _crop(lines, rng)
    if rng.random() < 0.25 and foreign:
        lines += [DamagedLine(text, 2, False, 0.0, 1.0) for text in foreign]
    if rng.random() < 0.2 and habit in ("blank-before", "blank-both"):
        part_by_lines(lines, rng)
    return lines


def cut_lines(page: LabelledPage, tree: Tree, habit: str, rng: random.Random) -> list[DamagedLine]:
    """The lines of a page under one habit, labelled."""
    return _label(page, list(_split(_flatten(tree, habit, rng))))


def part_by_lines(lines: list[DamagedLine], rng: random.Random) -> None:
    """Part some paragraphs by single line breaks, as copies do whose cuts are blank lines."""
    for line in lines:
        if not line.runs_on and line.label > 0 and rng.random() < 0.5:
            line.gap = 1


def _flatten(tree: Tree, habit: str, rng: random.Random) -> str:
    pieces: list[str] = []
    closing: list[str] = []
    events = tree.walk()
    for event, element in events:
        tag = str(element.tag)
        if event == "start":
            if tag in _SKIP:
                events.skip_subtree()
                closing.append("")
                continue
            before, after = _breaks(tag, habit, rng)
            pieces += (before, _text(element.text))
            closing.append(after)
        else:
            pieces += (closing.pop(), _text(element.tail))
    return "".join(pieces)


def _breaks(tag: str, habit: str, rng: random.Random) -> tuple[str, str]:
    if tag == "br":
        return "\n", ""
    if tag not in _INLINE:
        return "\n\n", "\n\n"
    if habit == "plain" or (tag != "a" and rng.random() > 0.1):
        return "", ""
    mark = "\n" + _INNER if habit == "newline-both" else "\n\n" + _INNER
    return mark, "" if habit == "blank-before" else mark


def _text(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def _split(flat: str) -> Iterator[tuple[str, int, bool]]:
    """Each line with its gap and whether only inner breaks part it from the line before."""
    place = 0
    gap = ""
    for match in re.finditer(f"[^\n{_INNER}]+", flat):
        gap += flat[place : match.start()]
        place = match.end()
        text = _SPACE.sub(" ", match[0]).strip()
        if not text:
            continue
        breaks = gap.replace("\n\n" + _INNER, "").replace("\n" + _INNER, "")
        size = 2 if "\n\n" in gap.replace(_INNER, "") else 1
        # One line break of the page's own is a blank inside its paragraph, as a browser's reader has it.
        inner = bool(gap) and breaks in ("", "\n")
        yield text, size, inner
        gap = ""


def _label(page: LabelledPage, rows: list[tuple[str, int, bool]]) -> list[DamagedLine]:
    """Give each line the label of the whole block that it is a part of."""
    lines: list[DamagedLine] = []
    start = 0
    judge = _Judge(page)
    while start < len(rows):
        end = start + 1
        while end < len(rows) and rows[end][2]:
            end += 1
        label, weight = judge.label(" ".join(row[0] for row in rows[start:end]))
        lines += [DamagedLine(text, gap, inner, label, weight) for text, gap, inner in rows[start:end]]
        start = end
    return lines


class _Judge:
    """Labels blocks of text by what is known of a page's article."""

    def __init__(self, page: LabelledPage) -> None:
        self.captions = {fold(text) for text in page.captions}
        self.expected = FoldedText(page.expected) if page.expected is not None else None
        self.peers = [FoldedText(text) for text in page.silver]
        self.sure = all(len(peer.whole) > 200 for peer in self.peers)
        self.keep = [fold(passage) for passage in page.keep]
        self.leave = [fold(passage) for passage in page.leave]

    def label(self, text: str) -> tuple[float, float]:
        folded = fold(text)
        if any(passage in folded for passage in self.keep):
            return 1.0, 6.0
        if any(passage in folded for passage in self.leave if passage):
            return 0.0, 6.0
        if self.expected is not None:
            return float(self.expected.holds(folded) and folded not in self.captions), 1.5
        label, weight = vote(self.peers, folded)
        return label, weight if self.sure else 0.0


def _crop(lines: list[DamagedLine], rng: random.Random) -> list[DamagedLine]:
    """The article with only a little of its site around it, as many copies have it."""
    inside = [place for place, line in enumerate(lines) if line.label > 0]
    if not inside:
        return lines
    first = max(0, inside[0] - rng.randint(1, 12))
    last = min(len(lines), inside[-1] + rng.randint(1, 30))
    return lines[first:last]


def foreign_furniture(page: LabelledPage, rng: random.Random) -> list[str]:
    """A few lines from the end of another site's page."""
    tree = parse_tree(page.html)
    if tree is None:
        return []
    lines = [text for text, _, _ in _split(_flatten(tree, "plain", rng)) if len(text) < 120]
    size = rng.randint(2, 12)
    return lines[-size:]
