"""The tree of an HTML page, behind the few operations that the article stage needs.

lxml builds it: mature, in every environment, and it cuts nesting at 2,048 levels, so
that a page of 100,000 open tags costs no more than any other. Comments and
processing instructions are dropped while parsing. Another parser can take its
place here without a change elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = "etree._Element"


class Tree:
    """A parsed page."""

    def __init__(self, root: Element) -> None:
        self.root = root

    def elements(self, *tags: str) -> Iterator[Element]:
        """All elements with one of the tags, in the order of the page."""
        return self.root.iter(*tags)

    def walk(self) -> Iterator[tuple[str, Element]]:
        """Each element twice, as ("start", element) and ("end", element)."""
        return iter(etree.iterwalk(self.root, events=("start", "end")))


def parse_tree(source: str) -> Tree | None:
    """The tree of a page, or None where the page holds no element."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return Tree(root) if root is not None else None


def text_of(element: Element) -> str:
    """All text inside an element, blanks folded to one."""
    return " ".join("".join(map(str, element.itertext())).split())
