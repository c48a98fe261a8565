"""Which blocks of a page become the body, what kind each is, and why the others were left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.article.article import Furniture, PartKind
from dragoman.article.authors import is_byline
from dragoman.article.furniture import find_lead, find_reason, fold, has_words
from dragoman.article.layout import Layout, TextBlock
from dragoman.article.repeated_blocks import find_copies

# Probability that a page's blocks reach where it has an article; below it, the likeliest blocks are taken.
KEPT_SHARE = 0.5
# Probabilities from which a block is kept: inside the body, as its first or last one, and alone between two that are
# kept. Swept on held-out folds (ADR 0033, 0035): notes about the author and leads to other stories stand at the ends,
# while what stands alone between two paragraphs is mostly a short one of the same text.
_INNER_SHARE, _END_SHARE, _BETWEEN_SHARE = 0.5, 0.65, 0.2
_LEAST_SHARE = 0.05
# Captions beside a block that stands alone.
_MAX_CAPTIONS = 3
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_REGIONS = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "beside the article",
    "header": "page header",
    "form": "form",
    "figure": "caption",
    "figcaption": "caption",
}
_MAX_DEPTH = 4
# The headline may stand once more among so many blocks.
_FIRST = 3
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")


@dataclass(slots=True)
class Selection:
    """The blocks that were kept (their place and kind), the captions, and the rest with its reasons."""

    kept: list[tuple[int, PartKind]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    confidence: float = 0.0


def select_body(layout: Layout, shares: Sequence[float], headline: str | None) -> Selection:
    """The body of a page by the probabilities of its blocks."""
    chosen = Selection(confidence=_confidence(layout, shares))
    title = fold(headline or "")
    is_kept = _keep(layout, shares)
    against = {
        place: _reason_against(block, tags_above(layout, block))
        for place, block in enumerate(layout.blocks)
        if is_kept[place]
    }
    copies = find_copies(layout, [place for place, reason in against.items() if reason is None])
    regions = _regions(layout)
    for place, block in enumerate(layout.blocks):
        if place not in against:
            is_title = layout.tags[block.container] in _HEADINGS and has_words(block.text, title)
            why = "headline repeated" if is_title else _reason_for(layout, block, regions)
            chosen.furniture.append(Furniture(block.text, why))
            if chosen.furniture[-1].reason == "caption" and block.n_link < len(block.text):
                chosen.captions.append(chosen.furniture.pop().text)
            continue
        reason = against[place]
        if reason is None and len(chosen.kept) < _FIRST and has_words(block.text, title):
            reason = "headline repeated"
        if reason is None and place in copies:
            reason = "paragraph repeated"
        if reason is None:
            chosen.kept.append((place, _kind_of(tags_above(layout, block))))
        elif reason == "caption" and block.n_link < len(block.text):
            chosen.captions.append(block.text)
        else:
            chosen.furniture.append(Furniture(block.text, reason))
    _drop_loose_headings(chosen, layout)
    return chosen


def _keep(layout: Layout, shares: Sequence[float]) -> list[bool]:
    """For each block whether its probability, and its place among the likely ones, make it a part of the body."""
    bar = _find_bar(layout, shares)
    if bar == KEPT_SHARE:
        likely = [place for place, share in enumerate(shares) if share >= _INNER_SHARE]
        ends = [place for place in likely if shares[place] >= _END_SHARE]
        if ends:
            return _between_ends(layout, shares, [place for place in likely if ends[0] <= place <= ends[-1]])
    return [share >= bar for share in shares]


def _between_ends(layout: Layout, shares: Sequence[float], likely: list[int]) -> list[bool]:
    """The likely blocks of a page, and each that stands alone, captions apart, between two of them and is not surely out.

    Headings, bylines, and what stands beside furniture, are not taken so: they may belong to the head or to a box.
    """
    kept = [False] * len(shares)
    for place in likely:
        kept[place] = True
    for left, right in pairwise(likely):
        if right == left + 1:
            continue
        between = [
            place
            for place in range(left + 1, min(right, left + 2 + _MAX_CAPTIONS))
            if "figcaption" not in tags_above(layout, layout.blocks[place])
        ]
        if right - left <= _MAX_CAPTIONS + 2 and len(between) == 1 and shares[between[0]] >= _BETWEEN_SHARE:
            is_heading = layout.tags[layout.blocks[between[0]].container] in _HEADINGS
            is_line_apart = is_heading or is_byline(layout.blocks[between[0]].text)
            kept[between[0]] = not is_line_apart and not any(
                _is_left_out(layout, place) for place in (left, between[0], right)
            )
    return kept


def _is_left_out(layout: Layout, place: int) -> bool:
    """Whether the words of a block leave it out, however likely it is."""
    block = layout.blocks[place]
    if block.n_words <= 24 and find_reason(block.text) is not None:
        return True
    return _reason_against(block, tags_above(layout, block)) is not None


def _find_bar(layout: Layout, shares: Sequence[float]) -> float:
    """The probability from which blocks are kept on this page.

    Lower where nothing reaches it, and where one unlikely block is several times as
    long as all that does: some pages put a whole article into one block.
    """
    bar = min(KEPT_SHARE, 0.6 * max(shares, default=1.0))
    lengths = [block.n_words - 1 - block.n_link / 6 for block in layout.blocks]
    kept = sum(length for length, share in zip(lengths, shares, strict=True) if share >= bar)
    longest = max(range(len(lengths)), key=lengths.__getitem__, default=0)
    if lengths and lengths[longest] > 3 * kept + 30 and bar > shares[longest] > _LEAST_SHARE:
        return shares[longest]
    return bar


def _confidence(layout: Layout, shares: Sequence[float]) -> float:
    """How sure the classifier is of the page: the mean of its surer side over all text that is not surely out."""
    rows = [
        (len(block.text), share) for block, share in zip(layout.blocks, shares, strict=True) if share > 0.1
    ]
    total = sum(length for length, _ in rows)
    return round(sum(length * max(share, 1 - share) for length, share in rows) / total, 3) if total else 0.0


def _reason_against(block: TextBlock, tags: list[str]) -> str | None:
    """Why a likely block is left out all the same: captions, and labels with links to other pages."""
    if "figcaption" in tags:
        return "caption"
    if (
        block.n_link >= 0.95 * len(block.text)
        and tags[0] in ("p", "div")
        and not _SENTENCE_END.search(block.text)
    ):
        return "link to another page"
    if (lead := find_lead(block.text, block.n_link > 0.25 * len(block.text))) is not None:
        return lead.reason
    if block.n_words <= 24:
        reason = find_reason(block.text)
        is_label = block.n_link or ":" in block.text or tags[0] in _HEADINGS
        if reason is not None and (is_label or reason.is_whole):
            return reason.reason
    return None


def tags_above(layout: Layout, block: TextBlock) -> list[str]:
    """The tags of the innermost containers of a block, the innermost first."""
    tags: list[str] = []
    place = block.container
    while place >= 0 and len(tags) < _MAX_DEPTH:
        tags.append(layout.tags[place])
        place = layout.parents[place]
    return tags


def _kind_of(tags: list[str]) -> PartKind:
    if tags[0] in _HEADINGS:
        return PartKind.HEADING
    for tag in tags:
        if tag in ("li", "dd", "dt"):
            return PartKind.LIST_ITEM
        if tag in ("td", "th"):
            return PartKind.TABLE
        if tag == "blockquote":
            return PartKind.QUOTE
    return PartKind.PARAGRAPH


def _regions(layout: Layout) -> list[str | None]:
    """For each container the region of the page that it stands in, where its tags name one."""
    regions: list[str | None] = []
    add, named = regions.append, _REGIONS.get
    for tag, parent in zip(layout.tags, layout.parents, strict=True):
        add(named(tag) or (regions[parent] if parent >= 0 else None))
    return regions


def _reason_for(layout: Layout, block: TextBlock, regions: list[str | None]) -> str:
    region = regions[block.container]
    if region is not None:
        return region
    if block.n_words <= 24 and (reason := find_reason(block.text)) is not None:
        return reason.reason
    if block.n_link >= 0.7 * len(block.text):
        return "links"
    is_heading = layout.tags[block.container] in _HEADINGS
    return "heading of another part" if is_heading else "not the article's text"


def _drop_loose_headings(chosen: Selection, layout: Layout) -> None:
    """A heading after the last paragraph heads something that was left out."""
    while len(chosen.kept) > 1 and chosen.kept[-1][1] is PartKind.HEADING:
        place, _ = chosen.kept.pop()
        chosen.furniture.append(Furniture(layout.blocks[place].text, "heading of another part"))
