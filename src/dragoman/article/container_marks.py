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
# What class names of any site speak of, by the beginning of their words.
GROUPS = (
    "comment disqus discussion repl kommentar comentario commentaire",
    "related recommend teaser trending popular mostread readmore more similar recirc suggest outbrain taboola",
    "share social follow facebook twitter",
    "newsletter subscri signup paywall abo piano register login",
    "ad ads adv advert advertisement sponsor promo banner commercial werbung anzeige",
    "caption credit photo image img figure picture copyright legend",
    "author byline bio contributor autor",
    "nav menu breadcrumb crumb header masthead topbar toolbar",
    "footer legal disclaimer",
    "sidebar aside rail widget",
    "gallery slide slider slideshow carousel swiper",
    "cookie consent gdpr modal popup overlay dialog notice alert",
    "tag tags topic topics keyword categor",
    "date time meta info timestamp",
    "body content article entry story post text paragraph richtext",
    "standfirst lead lede summary intro subtitle subhead dek excerpt perex",
    "video player media embed",
    "hidden sr visually screen print",
)
_GROUP_OF = {word: 1 << place for place, words in enumerate(GROUPS) for word in words.split()}
_GROUP = re.compile("|".join(sorted(map(re.escape, _GROUP_OF), key=len, reverse=True)))
_WHOLE_WORDS = frozenset(word for word in _GROUP_OF if len(word) < 4)
# A container with this share of the page's prose says nothing of a part of it.
_WIDE_SHARE = 0.7
_WHOLE_PAGE = frozenset(("html", "body"))
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


class MarkTable:
    """The learned worth of class-name words."""

    def __init__(self) -> None:
        self.worth: dict[str, float] = {}

    def load(self, worth: dict[str, float]) -> None:
        """Take other values, as training does for each fold."""
        self.worth = worth
        _worth_of.cache_clear()


TABLE = MarkTable()


def marks_of(container: Container) -> str:
    """The class, id and role of a container in one line; those of the whole page say nothing of a part.

    A container that is not shown has "#" before them.
    """
    attributes = container.element.items()
    if not attributes or container.tag in _WHOLE_PAGE:
        return ""
    marks: list[str] = []
    sign = ""
    for name, value in attributes:
        if name in _MARK_ATTRIBUTES:
            marks.append(str(value))
        elif name == "hidden" or (name == "style" and _INVISIBLE.search(str(value))):
            sign = "#"
    return sign + " ".join(marks)


def tokens_of(container: Container) -> frozenset[str]:
    """The words in the class, id and role of a container."""
    return _tokens(marks_of(container))


@lru_cache(maxsize=20000)
def _tokens(marks: str) -> frozenset[str]:
    marks = marks[:400]
    if not marks.islower():
        marks = _CAMEL.sub(" ", marks).lower()
    return frozenset(_TOKEN.findall(marks))


@lru_cache(maxsize=20000)
def _groups_of(token: str) -> int:
    """The group that a word belongs to by its beginning, as a bit; 0 where it belongs to none."""
    match = _GROUP.match(token)
    if match is not None and (match[0] not in _WHOLE_WORDS or match[0] == token):
        return _GROUP_OF[match[0]]
    return 0


@lru_cache(maxsize=20000)
def _worth_of(marks: str) -> tuple[float, int]:
    """The worth of the words in a line of marks, and the groups that they belong to."""
    tokens = _tokens(marks)
    worth = max(-4.0, min(4.0, sum(TABLE.worth.get(token, 0.0) for token in tokens)))
    groups = 0
    for token in tokens:
        groups |= _groups_of(token)
    return worth, groups


def needed_containers(layout: Layout) -> list[int]:
    """The containers on the way to some block, parents first."""
    needed: set[int] = set()
    containers = layout.containers
    for place in {block.container for block in layout.blocks}:
        while place >= 0 and place not in needed:
            needed.add(place)
            place = containers[place].parent
    return sorted(needed)


def describe_containers(layout: Layout) -> ContainerFacts:
    """The features of each block that come from its containers."""
    own = np.array([block.container for block in layout.blocks], dtype=np.int32)
    shares, parents, inside = _shares(layout, own)
    marks, bits, groups = _paths(layout, inside)
    flags = ((bits[:, None] >> np.arange(_N_BITS)) & 1).astype(np.float32)
    named = ((groups[:, None] >> np.arange(2 * len(GROUPS))) & 1).astype(np.float32)
    return ContainerFacts(np.hstack([marks / 4, flags, named, shares]), parents, own)


def _paths(layout: Layout, inside: list[float]) -> tuple[NDArray[np.float32], NDArray[Any], NDArray[Any]]:
    """For the container of each block: worth of marks on the way down (n, 6), tags above, groups near and above."""
    n_containers = len(layout.containers)
    rows: list[tuple[float, ...]] = [(0.0,) * 6] * n_containers
    bits, groups = [0] * n_containers, [0] * n_containers
    wide = _WIDE_SHARE * max(inside[0], 1.0)
    n_groups = len(GROUPS)
    near = (1 << n_groups) - 1
    containers = layout.containers
    for place in needed_containers(layout):
        container = containers[place]
        parent = container.parent
        marks = marks_of(container)
        bit = _PATH_BITS.get(container.tag, 0)
        worth, group = _worth_of(marks) if marks else (0.0, 0)
        if marks[:1] == "#":
            bit |= _HIDDEN
        if parent < 0:
            rows[place], bits[place] = (worth, 0.0, min(worth, 0.0), max(worth, 0.0), worth, 0.0), bit
            continue
        own, above, lowest, highest, total, depth = rows[parent]
        rows[place] = (
            worth,
            own + 0.5 * above,
            worth if worth < lowest else lowest,
            worth if worth > highest else highest,
            total + worth,
            depth + 0.2,
        )
        bits[place] = bits[parent] | bit
        # Low half: the groups of this container; high half: those of all above and itself.
        if group and inside[place] >= wide:
            group = 0
        groups[place] = group | (groups[parent] & ~near) | group << n_groups
    ends = [block.container for block in layout.blocks]
    return (
        np.array([rows[place] for place in ends], dtype=np.float32),
        np.array([bits[place] for place in ends], dtype=np.int64),
        np.array([groups[place] for place in ends], dtype=np.int64),
    )


def _shares(
    layout: Layout, own: NDArray[np.int32]
) -> tuple[NDArray[np.float32], NDArray[np.float32], list[float]]:
    """Share of the page's prose in the containers above each block, and how many blocks they hold.

    Also gives the container above each block's own, and the prose in each container.
    """
    n_containers = len(layout.containers)
    above = [container.parent for container in layout.containers]
    parent = np.array(above, dtype=np.int32)
    prose = np.array(
        [max(0, len(b.text) - b.n_link) if b.text.count(" ") > 9 else 0 for b in layout.blocks],
        dtype=np.float64,
    )
    inside = _summed(np.bincount(own, weights=prose, minlength=n_containers), above)
    n_inside = _summed(np.bincount(own, minlength=n_containers), above)
    links = [float(block.n_link) for block in layout.blocks]
    link = _summed(np.bincount(own, weights=links, minlength=n_containers), above)
    whole = max(1.0, float(inside[0]))
    columns = []
    level = own
    for _ in range(_N_ANCESTORS):
        columns.append(inside[level] / whole)
        columns.append(np.log1p(n_inside[level]) / 5)
        columns.append(link[level] / (link[level] + inside[level] + 1))
        level = np.maximum(parent[level], 0)
    parents = np.maximum(parent[own], 0).astype(np.float32)
    return np.column_stack(columns).astype(np.float32), parents, inside.tolist()


def _summed(own: NDArray[Any], above: list[int]) -> NDArray[np.float64]:
    """For each container the sum over itself and all containers inside."""
    totals: list[float] = own.tolist()
    for place in range(len(totals) - 1, 0, -1):
        value = totals[place]
        if value:
            totals[above[place]] += value
    return np.array(totals, dtype=np.float64)
