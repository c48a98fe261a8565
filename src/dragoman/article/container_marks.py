"""What the containers of a block say about it: tags on the way down, class names, share of the text.

Class names and ids are words that developers chose ("story-body", "teaser-list").
What such a word usually holds is a number learned from labelled pages (weights
file, `marks`): above 0 article text, below 0 furniture. A word that fewer than
three sites use has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.article.layout import Container, Layout

PATH_TAGS = (
    "article", "main", "aside", "footer", "nav", "header", "figure", "figcaption", "form", "table", "ul", "ol",
    "blockquote", "section", "h1", "h2", "h3", "dl", "details", "pre", "address", "label", "button",
)  # fmt: skip
_PATH_BITS = {tag: 1 << place for place, tag in enumerate(PATH_TAGS)}
_HIDDEN = 1 << len(PATH_TAGS)
_N_BITS = len(PATH_TAGS) + 1
_MARK_ATTRIBUTES = frozenset(("class", "id", "role", "itemprop", "data-testid", "data-component"))
_NO_TOKENS: frozenset[str] = frozenset()
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOKEN = re.compile(r"[a-z]{2,}")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_N_ANCESTORS = 5


@dataclass(slots=True)
class ContainerFacts:
    """`columns`: (n_blocks, n_columns); `parents`: for each block the container above its own, (n_blocks,)."""

    columns: NDArray[np.float32]
    parents: NDArray[np.float32]
    own: NDArray[np.int32]


@dataclass(slots=True)
class _Path:
    """What is known of a container from the root down to it."""

    bits: int
    own: float
    above: float
    lowest: float
    highest: float
    total: float
    depth: int


class MarkTable:
    """The learned worth of class-name words."""

    def __init__(self) -> None:
        self.worth: dict[str, float] = {}

    def load(self, worth: dict[str, float]) -> None:
        """Take other values, as training does for each fold."""
        self.worth = worth
        _worth_of.cache_clear()


TABLE = MarkTable()


def tokens_of(container: Container) -> frozenset[str]:
    """The words in the class, id and role of a container; those of the whole page say nothing of a part."""
    attributes = container.element.items()
    if not attributes or container.tag in ("html", "body"):
        return _NO_TOKENS
    return _tokens(" ".join([str(value) for name, value in attributes if name in _MARK_ATTRIBUTES]))


@lru_cache(maxsize=20000)
def _tokens(marks: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(_CAMEL.sub(" ", marks[:400]).lower()))


@lru_cache(maxsize=20000)
def _worth_of(tokens: frozenset[str]) -> float:
    return max(-4.0, min(4.0, sum(TABLE.worth.get(token, 0.0) for token in tokens)))


def needed_containers(layout: Layout) -> list[int]:
    """The containers on the way to some block, parents first."""
    needed: set[int] = set()
    for block in layout.blocks:
        place = block.container
        while place >= 0 and place not in needed:
            needed.add(place)
            place = layout.containers[place].parent
    return sorted(needed)


def describe_containers(layout: Layout) -> ContainerFacts:
    """The features of each block that come from its containers."""
    containers = layout.containers
    paths: dict[int, _Path] = {}
    for place in needed_containers(layout):
        container = containers[place]
        paths[place] = _extend(paths.get(container.parent), container)
    own = np.array([block.container for block in layout.blocks], dtype=np.int32)
    rows = [paths[block.container] for block in layout.blocks]
    marks = np.array(
        [(p.own, p.above, p.lowest, p.highest, p.total, p.depth / 20) for p in rows], dtype=np.float32
    ).reshape(len(rows), 6)
    bits = np.array([p.bits for p in rows], dtype=np.int64)
    flags = ((bits[:, None] >> np.arange(_N_BITS)) & 1).astype(np.float32)
    shares, parents = _shares(layout, own)
    return ContainerFacts(np.hstack([marks / 4, flags, shares]), parents, own)


def _extend(above: _Path | None, container: Container) -> _Path:
    worth = _worth_of(tokens_of(container))
    bit = _PATH_BITS.get(container.tag, 0) | (_HIDDEN if _is_hidden(container) else 0)
    if above is None:
        return _Path(bit, worth, 0.0, min(worth, 0.0), max(worth, 0.0), worth, 0)
    return _Path(
        above.bits | bit,
        worth,
        above.own + 0.5 * above.above,
        min(above.lowest, worth),
        max(above.highest, worth),
        above.total + worth,
        above.depth + 1,
    )


def _is_hidden(container: Container) -> bool:
    get = container.element.get
    style = get("style")
    return (style is not None and _INVISIBLE.search(style) is not None) or get("hidden") is not None


def _shares(layout: Layout, own: NDArray[np.int32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Share of the page's prose in the containers above each block, and how many blocks they hold."""
    n_containers = len(layout.containers)
    parent = np.array([container.parent for container in layout.containers], dtype=np.int32)
    prose = np.array(
        [max(0, len(b.text) - b.n_link) if b.text.count(" ") > 9 else 0 for b in layout.blocks],
        dtype=np.float64,
    )
    inside = _summed(np.bincount(own, weights=prose, minlength=n_containers), layout)
    n_inside = _summed(np.bincount(own, minlength=n_containers), layout)
    links = [float(block.n_link) for block in layout.blocks]
    link = _summed(np.bincount(own, weights=links, minlength=n_containers), layout)
    whole = max(1.0, float(inside[0]))
    columns = []
    level = own
    for _ in range(_N_ANCESTORS):
        columns.append(inside[level] / whole)
        columns.append(np.log1p(n_inside[level]) / 5)
        columns.append(link[level] / (link[level] + inside[level] + 1))
        level = np.maximum(parent[level], 0)
    parents = np.maximum(parent[own], 0).astype(np.float32)
    return np.column_stack(columns).astype(np.float32), parents


def _summed(own: NDArray[Any], layout: Layout) -> NDArray[np.float64]:
    """For each container the sum over itself and all containers inside."""
    totals: list[float] = own.tolist()
    for place in range(len(totals) - 1, 0, -1):
        value = totals[place]
        if value:
            totals[layout.containers[place].parent] += value
    return np.array(totals, dtype=np.float64)
