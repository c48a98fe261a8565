"""The tree of an HTML page, behind the few operations that the article stage needs.

lxml builds it: mature, in every environment, and it cuts nesting at 2,048 levels, so
that a page of 100,000 open tags costs no more than any other. Comments and
processing instructions are dropped while parsing. Another parser can take its
place here without a change elsewhere.
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
_EARLY_END = re.compile(r"</(?:body|html)\s*>", re.I)
_CLOSED_ROOT = re.compile(r"(<(?:html|body|head)\b[^<>]{0,500}?)/>", re.I)


def parse_tree(source: str) -> Tree | None:
    """The tree of a page, or None where the page holds no element."""
    source = _EARLY_END.sub(lambda match: " " * len(match[0]), source)
    source = _CLOSED_ROOT.sub(r"\1 >", source)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return Tree(root) if root is not None else None


def text_of(element: Element) -> str:
    """All text inside an element, blanks folded to one."""
    return " ".join("".join(map(str, element.itertext())).split())
