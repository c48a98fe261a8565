"""Events as rows with one code on each side, as event data sets and the gold records have them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from dragoman.reading.record import Event


def code_pairs(event: Event) -> list[tuple[str, str]]:
    """The pairs of source and target that an event stands for; a side without a code is ""."""
    return side_pairs(event.source, event.target)


def side_pairs(sources: Iterable[str], targets: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs that two sides stand for.

    Where several act and no target is named (a meeting, a treaty signed, fighting), the
    first is paired with each other one. A code is never paired with itself unless the
    event names nobody else.
    """
    source, target = list(sources), list(targets)
    if not target and len(source) > 1:
        source, target = source[:1], source[1:]
    pairs = list(dict.fromkeys(product(source or [""], target or [""])))
    return [pair for pair in pairs if pair[0] != pair[1]] or pairs[:1]
