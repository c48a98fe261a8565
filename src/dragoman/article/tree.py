"""The tree of a piece of HTML, for what is small or has to be walked twice; pages are scanned (scan.py).

lxml builds it and cuts nesting at 2,048 levels. Comments and processing instructions
are dropped while parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = "etree._Element"
Walk: TypeAlias = "etree.iterwalk"


class Tree:
    """A parsed page."""

    def __init__(self, root: Element) -> None:
        self.root = root

    def elements(self, *tags: str) -> Iterator[Element]:
        """All elements with one of the tags, in the order of the page."""
        return self.root.iter(*tags)

    def walk(self) -> Walk:
        """Each element twice, as ("start", element) and ("end", element)."""
        return etree.iterwalk(self.root, events=("start", "end"))


# Pages that end twice ("</body></html>" in mid-page) and roots closed at once ("<html />") would lose
# all that follows; both are blanked out at equal length, so that offsets stay.
_EARLY_END = re.compile(r"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>")
_CLOSED_ROOT = re.compile(r"(<(?:html|body|head)\b[^<>]{0,500}?)/>", re.I)
_SHORT_REST = 40
_HEAD_CHARACTERS = 20_000
_MANY_ATTRIBUTES = 20_000
_OVERFULL_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)[^<>]{20000,}>")


def parse_tree(source: str) -> Tree | None:
    """The tree of a page, or None where the page holds no element."""
    source = mend_ends(source)
    if source.count("=") > _MANY_ATTRIBUTES:
        source = _OVERFULL_TAG.sub(_emptied, source)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return Tree(root) if root is not None else None


def mend_ends(source: str) -> str:
    """The source without ends of the page in mid-page, all other characters where they stood."""
    if (end := _first_end(source)) < len(source) - _SHORT_REST:
        source = source[:end] + _EARLY_END.sub(lambda match: " " * len(match[0]), source[end:])
    if _CLOSED_ROOT.search(source, 0, _HEAD_CHARACTERS):
        source = _CLOSED_ROOT.sub(r"\1 >", source)
    return source


def _first_end(source: str) -> int:
    """Where the first closing tag of body or root stands, in the two usual spellings; the length where none does."""
    for body, root in (("</body", "</html"), ("</BODY", "</HTML")):
        first = source.find(body)
        # What closes behind the first end is not looked for.
        before = source.find(root, 0, first if first >= 0 else len(source))
        if before >= 0 or first >= 0:
            return before if before >= 0 else first
    return len(source)


def _emptied(match: re.Match[str]) -> str:
    """A tag without its attributes where it has thousands: libxml2 compares each with each."""
    tag = match[0]
    return tag if tag.count("=") < _MANY_ATTRIBUTES // 10 else f"<{match[1]}>".ljust(len(tag))


def text_of(element: Element) -> str:
    """All text inside an element, blanks folded to one."""
    return " ".join("".join(map(str, element.itertext())).split())
