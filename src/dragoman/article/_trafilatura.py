"""The body blocks of a page as trafilatura finds them."""

from __future__ import annotations

from lxml import etree

from dragoman.article.article import PartKind
from dragoman.article.draft import Block

_KINDS = {
    "head": PartKind.HEADING,
    "item": PartKind.LIST_ITEM,
    "quote": PartKind.QUOTE,
    "row": PartKind.TABLE,
}


def read_body(source: str) -> list[Block]:
    """The blocks of the main text, in order; none where there is no article."""
    import trafilatura

    xml = trafilatura.extract(source, output_format="xml", include_comments=False, favor_precision=True)
    if not xml:
        return []
    blocks: list[Block] = []
    for element in etree.fromstring(xml.encode("utf-8")).iter("p", "head", "item", "quote", "row"):
        text = " ".join("".join(map(str, element.itertext())).split())
        if text:
            blocks.append(Block(text, _KINDS.get(str(element.tag), PartKind.PARAGRAPH)))
    return blocks
