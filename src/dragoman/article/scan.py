"""One pass over the source of a page: its text blocks, their containers, and its elements.

The source is parted at each "<", and what stands between that and the next ">" is read as a tag, as
browsers and libxml2 read it: elements that pages leave open are closed where the next tag, or the
end of what is around them, says so. No tree is ever built: that is faster than to walk one, a page
of any size takes little memory, and each block knows where it stood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from dragoman.article.elements import Elements
from dragoman.article.layout import Layout, TextBlock
from dragoman.article.opening_tags import (
    BLOCK,
    BOLD,
    BREAK,
    HIDDEN,
    ITALIC,
    LINK,
    NO_TAG,
    Tag,
    attribute_of,
    is_raw,
    rank_of,
    read_tag,
    read_whole_tag,
    tag_of,
)
from dragoman.article.regions import words_of_region

# A page with more blocks is a list or a dump; an article begins long before.
_MAX_BLOCKS = 4_000
# The largest of 622 development pages has 10,000 elements. What stands behind so many belongs to the last of them.
_MAX_ELEMENTS = 16_000
# Elements inside each other, as in browsers; what stands deeper belongs to the last of them.
_MAX_DEPTH = 512
# Characters of a page looked through for the ends of what is passed over, and of tags in which a quotation mark stands open.
_MAX_SEARCHED = 20_000_000
# A run of text is divided into words by no more at a time; a list of words takes ten times the memory of the text.
_LONG_TEXT = 100_000
_NO_BREAK = -2
# Elements of which a page has one.
_FRAME = frozenset(("html", "head", "body"))
_COMMENT_END = re.compile("--!?>")
_TAG_BEGIN = re.compile("/?[A-Za-z]")
# A whole tag; a quotation mark behind "=" opens a value, which may hold ">".
_WHOLE_TAG = re.compile(r"""(?:[^>"']++|(?<==)"[^"]*+"|(?<==)'[^']*+'|(?<!=)["'])*+>""")


@dataclass(slots=True)
class Scan:
    """What one pass found: the elements of a page, and its blocks with their containers."""

    elements: Elements
    layout: Layout


class _Scanner:
    """What stands open at a place of the source, and what was found before it."""

    __slots__ = (
        "around", "bold", "container", "element", "elements", "end", "ends", "has_body", "hidden", "is_parted", "italic",
        "layout", "line_break", "link", "n_bold", "n_italic", "n_link", "n_links", "n_searched", "pieces", "source", "start",
    )  # fmt: skip

    def __init__(self, source: str) -> None:
        self.source = source
        self.elements = Elements()
        self.layout = Layout()
        # The open elements, the innermost last: what ends each ("/div"); their roles, with element and container around.
        self.ends: list[str] = []
        self.around: list[tuple[int, int, int]] = []
        self.pieces: list[str] = []
        # Whether blanks stand behind the last text.
        self.is_parted = False
        # Where the block stands whose pieces are being gathered.
        self.start = self.end = 0
        self.element = self.container = -1
        # The element in which the last thing was a line break.
        self.line_break = _NO_BREAK
        # How many elements are open up to the one that nobody sees, itself included; 0 outside of such.
        self.hidden = 0
        self.has_body = False
        self.n_searched = 0
        self.link = self.bold = self.italic = 0
        self.n_link = self.n_links = self.n_bold = self.n_italic = 0

    def run(self) -> Scan | None:
        """Take the whole page."""
        source, length, find = self.source, len(self.source), self.source.find
        ends, pop = self.ends, self.pop
        end = find("<")
        end = length if end < 0 else end
        if end:
            self.take_text(source[:end], end)
        start = end + 1
        while start <= length:
            end = find("<", start)
            if end < 0:
                end = length
            written, is_whole, text = source[start:end].partition(">")
            if is_whole and len(ends) > 2 and written == ends[-1]:
                pop()
            else:
                tag = read_tag(written) if is_whole else NO_TAG
                if tag is NO_TAG:
                    behind, tag, written = self._read_rest(start)
                    # A "<" that begins nothing is text.
                    end = find("<", behind)
                    end = length if end < 0 else end
                    text = source[behind if behind > start else start - 1 : end]
                if tag.is_end:
                    self.close(tag.end)
                elif tag.name:
                    self.open(tag, written)
                    if tag.is_passed and (behind := self.pass_over(tag.name, written, end - len(text))):
                        start = behind
                        continue
            if text and not self.hidden:
                if text.isspace():
                    self.is_parted = True
                else:
                    self.take_text(text, end)
            start = end + 1
        self._flush()
        return Scan(self.elements, self.layout) if self.elements.tags else None

    def open(self, tag: Tag, written: str) -> None:
        """Take the beginning of an element, and what it does to the blocks."""
        ends = self.ends
        if tag.closes:
            while ends and ends[-1] in tag.closes:
                self.pop()
        if (tag.is_head or not self.has_body) and not self._may_open(tag):
            return
        role, element, container = tag.role, self.element, self.container
        is_empty = tag.is_void or len(ends) >= _MAX_DEPTH
        if not self.hidden:
            if role == BLOCK and (self.pieces or self.n_links):
                self._flush()
            self._record(tag.name, role, written)
            if role == BREAK:
                self._break_line(element)
            else:
                self.line_break = _NO_BREAK
                if role == LINK:
                    self.n_links += 1
            if is_empty:
                self.element, self.container = element, container
            elif role >= LINK:
                self._begin(role)
        if not is_empty:
            self.around.append((role, element, container))
            ends.append(tag.end)

    def close(self, end: str) -> None:
        """Take the end of an element; all that was left open inside ends with it."""
        ends = self.ends
        # Pages that end in the middle go on all the same.
        if end not in ends or end == "/body" or end == "/html":
            return
        rank = rank_of(end)
        for other in reversed(ends):
            if other == end:
                break
            if rank_of(other) > rank:
                return
        while ends[-1] != end:
            self.pop()
        self.pop()

    def pass_over(self, name: str, written: str, start: int) -> int:
        """Pass over what stands in an element that nobody sees, or beside the article; where the page goes on, or 0."""
        if tag_of(name).role == BLOCK:
            return self._take_region(name, written, start)
        if not is_raw(name) and self.n_searched > _MAX_SEARCHED:
            return 0
        end = _find_end(self.source, name, start)
        self.n_searched += end - start
        if not is_raw(name) and (end == len(self.source) or self.source.find(f"<{name}", start, end) >= 0):
            # Left open, or one inside the other: its tags are read, and not seen.
            return 0
        if self.hidden == len(self.ends) and len(self.elements.tags) < _MAX_ELEMENTS:
            is_json = name == "script" and "ld+json" in (attribute_of(written, "type") or "").lower()
            if is_json or name == "title":
                text = self.source[start:end]
                self._add_text(text if is_json else unescape(text))
        return end + 1

    def _take_region(self, name: str, written: str, start: int) -> int:
        """Take a menu or a footer as one block, unless it holds what somebody asks for; where the page goes on, or 0."""
        if self.hidden or self.n_searched > _MAX_SEARCHED:
            return 0
        source = self.source
        end = _find_any_case(source, f"</{name}", start, len(source))
        self.n_searched += end - start
        if end == len(source) or "crumb" in written:
            return 0
        region = source[start:end]
        words = words_of_region(name, region)
        if words is None:
            return 0
        text, n_words = _fold_blanks(words)
        if n_words and len(self.layout.blocks) < _MAX_BLOCKS:
            counts = (len(text), 0, 0, 0, 0, 0)
            self.layout.blocks.append(
                TextBlock(text, n_words, max(self.container, 0), *counts, start, end, True)
            )
        self.elements.regions.append(region)
        return end + 1

    def take_text(self, text: str, end: int) -> None:
        """Take a run of text between two tags, and where it ends."""
        start = end - len(text)
        if "&" in text:
            text = unescape(text)
        if text.isspace():
            # Runs of blanks are not kept; the next text begins with one.
            self.is_parted = True
            return
        if not self.has_body:
            self._open_frame("", is_head=False)
        if not self.pieces:
            self.start = start
        self.end = end
        self.line_break = _NO_BREAK
        if self.link or self.bold or self.italic:
            length = len(text.strip())
            if self.link:
                self.n_link += length
            if self.bold:
                self.n_bold += length
            if self.italic:
                self.n_italic += length
        self.pieces.append(self._add_text(text))

    def _add_text(self, text: str) -> str:
        """Keep a text of the innermost element, behind a blank where one stood before it."""
        if self.is_parted:
            self.is_parted = False
            text = " " + text
        self.elements.texts.append(text)
        self.elements.owners.append(self.element)
        return text

    def _read_rest(self, start: int) -> tuple[int, Tag, str]:
        """Read what is no plain tag: where it ends, its tag where it is one all the same, and how that is written."""
        source = self.source
        if source.startswith("!--", start):
            found = _COMMENT_END.search(source, start + 1)
            return found.end() if found is not None else len(source) + 1, NO_TAG, ""
        if _TAG_BEGIN.match(source, start) is None:
            if source[start : start + 1] not in ("!", "?", "/"):
                return start, NO_TAG, ""
            return _behind(source, ">", start), NO_TAG, ""
        whole = _WHOLE_TAG.match(source, start) if self.n_searched < _MAX_SEARCHED else None
        self.n_searched += (whole.end() if whole is not None else len(source)) - start
        end = whole.end() if whole is not None else _behind(source, ">", start)
        written = source[start : end - 1]
        return end, read_whole_tag(written) if end <= len(source) else NO_TAG, written

    def _may_open(self, tag: Tag) -> bool:
        """Open what pages leave out before an element: the root, the body; False for a second one of these."""
        if not self.has_body and not self.hidden:
            self._open_frame(tag.name, tag.is_head)
        is_second = tag.end in self.ends or (tag.name == "head" and self.has_body)
        return not (is_second and tag.name in _FRAME)

    def _open_frame(self, name: str, is_head: bool) -> None:
        """Open the root, and the body before what stands in a body."""
        if not self.ends and name != "html":
            self.open(tag_of("html"), "html")
        if not is_head or name == "body":
            while len(self.ends) > 1:
                self.pop()
            self.has_body = True
            if name != "body":
                self.open(tag_of("body"), "body")

    def _record(self, name: str, role: int, written: str) -> None:
        """Keep an element that is seen."""
        elements, around = self.elements, self.element
        place = len(elements.tags)
        if place >= _MAX_ELEMENTS:
            return
        if role == BLOCK:
            layout = self.layout
            layout.tags.append(name)
            layout.written.append(written)
            layout.parents.append(self.container)
            self.container = len(layout.tags) - 1
        elements.tags.append(name)
        elements.written.append(written)
        elements.parents.append(around)
        elements.text_starts.append(len(elements.texts))
        self.element = place

    def _break_line(self, around: int) -> None:
        """Take a line break in an element: a single one is a blank; two in a row part paragraphs."""
        if self.line_break == around:
            self._flush()
        elif self.pieces:
            self.pieces.append(" ")
        self.line_break = around

    def _begin(self, role: int) -> None:
        """Take the beginning of an element that is a link, bold, italic, or that nobody sees."""
        if role == LINK:
            self.link += 1
        elif role == BOLD:
            self.bold += 1
        elif role == ITALIC:
            self.italic += 1
        elif role == HIDDEN:
            self.hidden = len(self.ends) + 1

    def pop(self) -> None:
        """End the innermost element."""
        ends = self.ends
        ends.pop()
        role, element, container = self.around.pop()
        if self.hidden:
            if len(ends) >= self.hidden:
                return
            self.hidden = 0
        if role == BLOCK:
            if self.pieces or self.n_links:
                self._flush()
            self.container = container
        elif role == LINK:
            self.link -= 1
        elif role == BOLD:
            self.bold -= 1
        elif role == ITALIC:
            self.italic -= 1
        self.element = element

    def _flush(self) -> None:
        """End the block."""
        if self.pieces:
            text, n_words = _fold_blanks("".join(self.pieces))
            self.pieces.clear()
            if n_words and len(self.layout.blocks) < _MAX_BLOCKS:
                counts = (self.n_link, self.n_links, self.n_bold, self.n_italic, 0, 0)
                self.layout.blocks.append(
                    TextBlock(text, n_words, max(self.container, 0), *counts, self.start, self.end)
                )
        self.n_link = self.n_links = self.n_bold = self.n_italic = 0


def _find_end(source: str, name: str, start: int) -> int:
    """Where the end of an element of raw characters begins; the length of the page where it has none."""
    words = f"</{name}"
    first = source.find("<", start)
    if first >= 0 and source.startswith(words, first):
        # Most hold no other "<", for which alone the search is several times as fast.
        return first
    end = _find_any_case(source, words, start, len(source))
    # A script that writes a script into the page, in a comment: the first end is that of the inner one.
    hidden = source.find("<!--", start, end) if name == "script" else -1
    if hidden >= 0 and source.find("-->", hidden, end) < 0 and source.find("<script", hidden, end) >= 0:
        return _find_any_case(source, words, end + 1, len(source))
    return end


def _find_any_case(source: str, words: str, start: int, end: int) -> int:
    """The first place of some words in small or in capital letters; `end` where they are not found."""
    small = source.find(words, start, end)
    end = small if small >= 0 else end
    capital = source.find(words.upper(), start, end)
    return capital if capital >= 0 else end


def _behind(source: str, sign: str, start: int) -> int:
    """The place behind the next sign, or behind the page where there is none."""
    found = source.find(sign, start)
    return found + 1 if found >= 0 else len(source) + 1


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
    return _Scanner(source).run()
