"""The elements of a page as rows of lists: what the parser told in passing, without a tree.

An element is the number of its row. Rows stand in the order of the page, so that the
elements inside one are the rows behind it up to the next that stands no deeper. Text is
one list for the whole page, each run with the element that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.article.opening_tags import Attributes, attribute_of, attributes_of


@dataclass(slots=True)
class Elements:
    """All elements of a page that can hold words or statements, in order.

    `written`: what stands between "<" and ">" at the beginning of each; `parents`: the row of
    the element around, -1 for the root; `text_starts`: where the text of an element begins in
    `texts`; `owners`: the innermost element around each text; `regions`: the source of menus and footers,
    of whose elements there are no rows.
    """

    tags: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    text_starts: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)

    def of_tag(self, tag: str, start: int = 0, end: int | None = None) -> Iterator[int]:
        """The elements with a tag, in order; from a row on, up to another."""
        tags = self.tags
        limit = len(tags) if end is None else end
        try:
            while True:
                start = tags.index(tag, start, limit)
                yield start
                start += 1
        except ValueError:
            return

    def attributes(self, element: int) -> Attributes:
        """The attributes of an element."""
        return attributes_of(self.written[element])

    def get(self, element: int, name: str) -> str:
        """An attribute of an element, empty where it has none."""
        return attribute_of(self.written[element], name) or ""

    def marks(self, element: int) -> str:
        """The class and id of an element in one line."""
        return f"{self.get(element, 'class')} {self.get(element, 'id')}"

    def end_of(self, element: int, limit: int | None = None) -> int:
        """One past the last row inside an element; no more than `limit` where that is given."""
        parents = self.parents
        last = len(parents) if limit is None else min(limit, len(parents))
        place = element + 1
        while place < last and parents[place] >= element:
            place += 1
        return place

    def pieces(self, element: int) -> list[str]:
        """The runs of text inside an element, as they stand."""
        start, owners = self.text_starts[element], self.owners
        stop, end = self.end_of(element), start
        while end < len(owners) and element <= owners[end] < stop:
            end += 1
        return self.texts[start:end]

    def text(self, element: int) -> str:
        """All text inside an element, blanks folded to one."""
        return " ".join("".join(self.pieces(element)).split())

    def n_children(self, element: int) -> int:
        """How many elements stand directly in an element."""
        return self.parents[element + 1 : self.end_of(element)].count(element)
