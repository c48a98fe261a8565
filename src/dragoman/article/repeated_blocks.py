"""Paragraphs that a page prints a second time: its whole text, the lead, or words pulled out of it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.article.furniture import fold
from dragoman.article.layout import Layout

# Shorter texts may be said twice.
_SHORT_TEXT = 40
_BEGINNING = 90
# What stands in one of these shows words of the text once more.
_SET_APART = frozenset(("blockquote", "aside", "figure"))


def find_copies(layout: Layout, places: Sequence[int]) -> frozenset[int]:
    """Which blocks of a body are second copies that do not belong into it.

    A copy is left out where it is the first paragraph once more, where another copy
    stands beside it, or where it is set apart. One alone in the text is the author's
    own repetition, and stays.

    Args:
        layout: The blocks of the page.
        places: Those of the body, in order.
    """
    first_of = _first_of(layout, places)
    copies = [place in first_of for place in places]
    return frozenset(
        place
        for order, place in enumerate(places)
        if copies[order]
        and (
            first_of[place] == places[0]
            or copies[order - 1]
            or any(copies[order + 1 : order + 2])
            or layout.tags[layout.blocks[place].container] in _SET_APART
            or layout.tags[_above(layout, place)] in _SET_APART
        )
    )


def _first_of(layout: Layout, places: Sequence[int]) -> dict[int, int]:
    """For each block whose words stood before it in another container, the first block that has them."""
    beginnings: dict[str, int] = {}
    wholes: dict[str, tuple[int, int]] = {}
    found: dict[int, int] = {}
    for place in places:
        text = layout.blocks[place].text
        if len(text) <= _SHORT_TEXT:
            continue
        # Few paragraphs begin alike, and to fold all of each is slow.
        first = beginnings.setdefault(fold(text[:_BEGINNING])[:_SHORT_TEXT], place)
        if first == place:
            continue
        wholes.setdefault(fold(layout.blocks[first].text), (first, _above(layout, first)))
        key, above = fold(text), _above(layout, place)
        origin, last_above = wholes.get(key, (place, above))
        # The same words beside each other are meant.
        if len(key) > _SHORT_TEXT and last_above != above:
            found[place] = origin
        wholes[key] = origin, above
    return found


def _above(layout: Layout, place: int) -> int:
    """The container around the one that a block stands in."""
    return layout.parents[layout.blocks[place].container]
