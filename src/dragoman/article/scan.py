"""One pass over the source of a page: its text blocks, their containers, and its elements.

lxml's parser calls the scanner for every tag and run of text, so that no tree is ever
built: that is faster than to walk one, and a page of any size takes little memory. The
parser closes what pages leave open, as browsers do for the common cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from dragoman.article.elements import Attributes, Elements
from dragoman.article.layout import Layout, TextBlock
from dragoman.article.tree import mend_ends

_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr amp-img picture source"
)
_UNSEEN_TAGS = (
    "script style noscript template svg iframe select textarea math object embed canvas audio video map option "
    "datalist title meta link amp-ad amp-analytics"
)
INLINE, UNSEEN = frozenset(_INLINE_TAGS.split()), frozenset(_UNSEEN_TAGS.split())
# A page with more blocks is a list or a dump; an article begins long before.
_MAX_BLOCKS = 4_000
# The largest of 622 development pages has 10,000 elements. What stands behind so many belongs to the last of them.
_MAX_ELEMENTS = 16_000
# A page of more characters is given to the parser in pieces: given whole, it is copied several times over.
_LARGE, _PIECE = 1_500_000, 65_536
# A run of text is divided into words by no more at a time; a list of words takes ten times the memory of the text.
_LONG_TEXT = 100_000
# What a tag does to the blocks; every tag that is not named opens a container.
_BLOCK, _INLINE, _LINK, _BOLD, _ITALIC, _BREAK, _HIDDEN = range(7)
_ROLES: dict[str, int] = {
    **dict.fromkeys(INLINE, _INLINE),
    "a": _LINK,
    **dict.fromkeys(("b", "strong"), _BOLD),
    **dict.fromkeys(("i", "em", "cite"), _ITALIC),
    "br": _BREAK,
    **dict.fromkeys(UNSEEN, _HIDDEN),
}
_role_of = _ROLES.get
_NO_BREAK = -2
# Unseen elements whose text says something of the page.
_TOLD = frozenset(("script", "title"))


@dataclass(slots=True)
class Scan:
    """What one pass found: the elements of a page, and its blocks with their containers."""

    elements: Elements
    layout: Layout


class _Scanner:
    """The target of the parser; `data` takes a run of text, in pieces."""

    __slots__ = (
        "block_parent", "bold", "container", "data", "element", "elements", "hidden", "italic", "layout", "line_break",
        "link", "n_bold", "n_italic", "n_link", "n_links", "n_roots", "pending", "pieces", "unrecorded",
    )  # fmt: skip

    def __init__(self) -> None:
        self.elements, self.layout = Elements(), Layout()
        self.pending: list[str] = []
        self.data = self.pending.append
        self.pieces: list[str] = []
        self.element = self.container = -1
        # The element in which the last thing was a line break.
        self.line_break = _NO_BREAK
        self.hidden = self.unrecorded = self.n_roots = 0
        self.link = self.bold = self.italic = 0
        self.n_link = self.n_links = self.n_bold = self.n_italic = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        if self.hidden:
            self.hidden += 1
            return
        if self.pending:
            self._take_text()
        role = _role_of(tag, _BLOCK)
        if role == _BLOCK and (self.pieces or self.n_links):
            self._flush()
        elements = self.elements
        place = len(elements.tags)
        if place < _MAX_ELEMENTS:
            elements.tags.append(tag)
            elements.attributes.append(attributes)
            elements.parents.append(self.element)
            elements.text_starts.append(len(elements.texts))
            self.element = place
            if role == _BLOCK:
                self._open(tag, attributes)
        else:
            self.unrecorded += 1
        if role > _INLINE:
            self._begin(role)
        elif self.line_break != _NO_BREAK:
            self.line_break = _NO_BREAK

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self.hidden:
            self.hidden -= 1
            if self.hidden:
                return
            self._leave_hidden(tag)
        if self.pending:
            self._take_text()
        role = _role_of(tag, _BLOCK)
        if role == _BLOCK and (self.pieces or self.n_links):
            self._flush()
        if self.unrecorded:
            self.unrecorded -= 1
        elif self.element >= 0:
            self.element = self.elements.parents[self.element]
            if role == _BLOCK:
                self.container = self.layout.parents[self.container]
        if role == _LINK:
            self.link -= 1
        elif role == _BOLD:
            self.bold -= 1
        elif role == _ITALIC:
            self.italic -= 1

    def close(self) -> None:
        """Take the end of the page."""
        if self.pending:
            self._take_text()
        self._flush()

    def _open(self, tag: str, attributes: Attributes) -> None:
        layout = self.layout
        layout.tags.append(tag)
        layout.attributes.append(attributes)
        layout.parents.append(self.container)
        self.container = len(layout.tags) - 1
        self.n_roots += tag == "html"

    def _begin(self, role: int) -> None:
        """Take the beginning of an element that opens no container and does more than to hold words."""
        if role == _BREAK:
            self._break_line()
            return
        self.line_break = _NO_BREAK
        if role == _LINK:
            self.link += 1
            self.n_links += 1
        elif role == _HIDDEN:
            self.hidden = 1
        elif role == _BOLD:
            self.bold += 1
        else:
            self.italic += 1

    def _take_text(self) -> None:
        pending = self.pending
        text = pending[0] if len(pending) == 1 else "".join(pending)
        pending.clear()
        if not self.unrecorded:
            self.elements.texts.append(text)
            self.elements.owners.append(self.element)
        if text.isspace():
            if self.pieces:
                self.pieces.append(text)
            return
        self.line_break = _NO_BREAK
        self.pieces.append(text)
        if self.link or self.bold or self.italic:
            length = len(text.strip())
            if self.link:
                self.n_link += length
            if self.bold:
                self.n_bold += length
            if self.italic:
                self.n_italic += length

    def _leave_hidden(self, tag: str) -> None:
        """Keep the words of an element that nobody sees where they tell something, and only for the elements."""
        self.hidden = 0
        if tag in _TOLD and not self.unrecorded and self.pending:
            is_told = tag == "title" or "ld+json" in self.elements.get(self.element, "type").lower()
            if is_told:
                self.elements.texts.append("".join(self.pending))
                self.elements.owners.append(self.element)
        self.pending.clear()

    def _break_line(self) -> None:
        """A single line break is a blank; two in a row part paragraphs."""
        around = self.elements.parents[self.element] if not self.unrecorded else -1
        if self.line_break == around:
            self._flush()
        elif self.pieces:
            self.pieces.append(" ")
        self.line_break = around

    def _flush(self) -> None:
        """End the block."""
        if self.pieces:
            text, n_words = _fold_blanks("".join(self.pieces))
            self.pieces.clear()
            blocks = self.layout.blocks
            if n_words and len(blocks) < _MAX_BLOCKS:
                counts = (self.n_link, self.n_links, self.n_bold, self.n_italic)
                blocks.append(TextBlock(text, n_words, max(self.container, 0), *counts))
        self.n_link = self.n_links = self.n_bold = self.n_italic = 0


def _fold_blanks(text: str) -> tuple[str, int]:
    """A text with single blanks between its words, and how many words it has."""
    if len(text) <= _LONG_TEXT:
        words = text.split()
        return " ".join(words), len(words)
    folded, n_words, start = [], 0, 0
    while start < len(text):
        end = text.find(" ", start + _LONG_TEXT) if start + _LONG_TEXT < len(text) else -1
        words = text[start : end if end >= 0 else len(text)].split()
        start = end if end >= 0 else len(text)
        if words:
            folded.append(" ".join(words))
            n_words += len(words)
    return folded[0] if len(folded) == 1 else " ".join(folded), n_words


def scan_page(source: str) -> Scan | None:
    """The elements and blocks of a page, or None where the page holds no element."""
    scan, n_roots = _run(source)
    if n_roots > 1:
        # "</body></html>" in mid-page, or a root that is closed at once: what follows belongs where it stands.
        scan, _ = _run(mend_ends(source))
    return scan if scan.elements.tags else None


def _run(source: str) -> tuple[Scan, int]:
    """What one pass finds, nothing where the parser gives up, and how many roots the page has."""
    scanner = _Scanner()
    found = Scan(scanner.elements, scanner.layout)
    # The stubs ask for methods that take bytes too; this parser only gives characters.
    parser = etree.HTMLParser(target=cast(Any, scanner), encoding="utf-8", huge_tree=True)
    try:
        if len(source) <= _LARGE:
            etree.fromstring(source.encode("utf-8", "replace"), parser)
        else:
            for start in range(0, len(source), _PIECE):
                parser.feed(source[start : start + _PIECE].encode("utf-8", "replace"))
            parser.close()
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return Scan(Elements(), Layout()), 0
    finally:
        # The parser and its target hold each other until the collector finds them; what was found goes before.
        scanner.elements, scanner.layout = Elements(), Layout()
    return found, scanner.n_roots
