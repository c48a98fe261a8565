"""The text blocks of an HTML page in one pass: what a reader sees as paragraphs, lines and labels.

A block is a run of text between two block-level tags. Each knows the block-level
elements it stands in (its containers), and how much of it is link, bold or italic.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.article.tree import Element, Tree

INLINE = frozenset(
    (
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "amp-img",
        "picture",
        "source",
    )
)
UNSEEN = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "select",
        "textarea",
        "math",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "option",
        "datalist",
        "title",
        "meta",
        "link",
        "amp-ad",
        "amp-analytics",
    )
)
# A page with more blocks is a list or a dump; an article begins long before.
_MAX_BLOCKS = 4_000
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em", "cite"))
# What a tag does to the blocks; every tag that is not named opens a container.
_BLOCK, _INLINE, _STYLE, _BREAK, _HIDDEN = range(5)
_ROLES: dict[str, int] = {
    **dict.fromkeys(INLINE, _INLINE),
    **dict.fromkeys(("a", *_BOLD, *_ITALIC), _STYLE),
    "br": _BREAK,
    **dict.fromkeys(UNSEEN, _HIDDEN),
}


@dataclass(slots=True)
class Container:
    """A block-level element: its place in the tree of containers, its tag and its marks (class and id)."""

    parent: int
    tag: str
    element: Element


@dataclass(slots=True)
class TextBlock:
    """One run of text: its words, its container, and how much of it is link, bold or italic (letters).

    `n_before`, `n_after`: how many short links stand between it and the next block that
    is none (`without_short_links`).
    """

    text: str
    container: int
    n_link: int
    n_links: int
    n_bold: int
    n_italic: int
    n_before: int = 0
    n_after: int = 0


@dataclass(slots=True)
class Layout:
    """The blocks of a page in order, and the containers they stand in (parents before children)."""

    blocks: list[TextBlock] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)


class _Walk:
    """The state of one pass over the tree."""

    def __init__(self, root: Element) -> None:
        self.layout = Layout(containers=[Container(-1, str(root.tag), root)])
        self.current = 0
        self.pieces: list[str] = []
        self.n_link = self.n_links = self.n_bold = self.n_italic = 0
        self.link = self.bold = self.italic = 0

    def add(self, text: str) -> None:
        self.pieces.append(text)
        if self.link or self.bold or self.italic:
            length = len(text.strip())
            self.n_link += length if self.link else 0
            self.n_bold += length if self.bold else 0
            self.n_italic += length if self.italic else 0

    def flush(self) -> None:
        if self.pieces:
            text = " ".join("".join(self.pieces).split())
            if text:
                block = TextBlock(text, self.current, self.n_link, self.n_links, self.n_bold, self.n_italic)
                self.layout.blocks.append(block)
            self.pieces.clear()
        self.n_link = self.n_links = self.n_bold = self.n_italic = 0

    def style(self, tag: str, step: int) -> None:
        if tag == "a":
            self.link += step
            self.n_links += step > 0
        elif tag in _BOLD:
            self.bold += step
        elif tag in _ITALIC:
            self.italic += step


def read_layout(tree: Tree) -> Layout:
    """The blocks and containers of a page."""
    root = tree.root
    walk = _Walk(root)
    add, flush, style, pieces = walk.add, walk.flush, walk.style, walk.pieces
    containers = walk.layout.containers
    role_of = _ROLES.get
    events = tree.walk()
    next(events, None)
    if root.text and not root.text.isspace():
        add(root.text)
    for event, element in events:
        role = role_of(element.tag, _BLOCK)
        if event == "start":
            if role == _BLOCK:
                if pieces or walk.n_links:
                    flush()
                containers.append(Container(walk.current, element.tag, element))
                walk.current = len(containers) - 1
            elif role == _HIDDEN:
                events.skip_subtree()
                continue
            elif role == _STYLE:
                style(element.tag, 1)
            elif role == _BREAK:
                _break_line(walk, element)
            text = element.text
        else:
            if element is root:
                break
            if role == _BLOCK:
                if pieces or walk.n_links:
                    flush()
                walk.current = containers[walk.current].parent
            elif role == _STYLE:
                style(element.tag, -1)
            text = element.tail
        if text and (pieces or not text.isspace()):
            add(text)
    flush()
    del walk.layout.blocks[_MAX_BLOCKS:]
    return walk.layout


def _break_line(walk: _Walk, element: Element) -> None:
    """A single line break is a blank; two in a row part paragraphs."""
    following = element.getnext()
    if following is not None and following.tag == "br" and not (element.tail or "").strip():
        walk.flush()
    else:
        walk.pieces.append(" ") if walk.pieces else None


# A block of so few words that is nothing but a link is part of a menu, a list of pages or tags.
_LINK_WORDS = 8
_LINK_SHARE = 0.9


def without_short_links(layout: Layout) -> tuple[Layout, list[int]]:
    """The layout without blocks that are a short link and no more, and the places of those that stay.

    Half of the blocks of a page are such; they are counted on the blocks around them.
    """
    kept: list[TextBlock] = []
    places: list[int] = []
    n_links = 0
    for place, block in enumerate(layout.blocks):
        text = block.text
        if block.n_link >= _LINK_SHARE * len(text) and text.count(" ") < _LINK_WORDS:
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
    return Layout(kept, layout.containers), places
