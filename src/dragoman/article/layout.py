"""The text blocks of an HTML page: what a reader sees as paragraphs, lines and labels.

A block is a run of text between two block-level tags. Each knows the block-level
elements it stands in (its containers), and how much of it is link, bold or italic.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class TextBlock:
    """One run of text: its words, how many, its container, and how much of it is link, bold or italic (letters).

    `n_before`, `n_after`: how many short links stand between it and the next block that
    is none (`without_short_links`); `start`, `end`: where it stands in the source, with the blanks around;
    `is_region`: it is all that stands in a region beside the article, a menu or a footer.
    """

    text: str
    n_words: int
    container: int
    n_link: int
    n_links: int
    n_bold: int
    n_italic: int
    n_before: int = 0
    n_after: int = 0
    start: int = 0
    end: int = 0
    is_region: bool = False


@dataclass(slots=True)
class Layout:
    """The blocks of a page in order, and the block-level elements they stand in.

    Container i has the tag `tags[i]`, written `written[i]` with its attributes, and stands in the
    container `parents[i]` (-1: in none); parents stand before their children.
    """

    blocks: list[TextBlock] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)


# A block of so few words that is nothing but a link is part of a menu, a list of pages or tags, or the title of another page.
_LINK_WORDS = 16
_LINK_SHARE = 0.9


def without_short_links(layout: Layout) -> tuple[Layout, list[int]]:
    """The layout without blocks that are a short link or a whole region, and the places of those that stay.

    Half of the blocks of a page are such; they are counted on the blocks around them.
    """
    kept: list[TextBlock] = []
    places: list[int] = []
    n_links = 0
    for place, block in enumerate(layout.blocks):
        text = block.text
        if block.n_link >= _LINK_SHARE * len(text) and (block.n_words <= _LINK_WORDS or block.is_region):
            n_links += 1
            continue
        block.n_before = n_links
        if kept:
            kept[-1].n_after = n_links
        kept.append(block)
        places.append(place)
        n_links = 0
    if kept:
        kept[-1].n_after = n_links
    return Layout(kept, layout.parents, layout.tags, layout.written), places
