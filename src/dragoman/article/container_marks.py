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

import numpy as np
from numpy.typing import NDArray

from dragoman.article.layout import Layout
from dragoman.article.opening_tags import attributes_of

PATH_TAGS = (
    "article", "main", "aside", "footer", "nav", "header", "figure", "figcaption", "form", "table", "ul", "ol",
    "blockquote", "section", "h1", "h2", "h3", "dl", "details", "pre", "address", "label", "button",
)  # fmt: skip
_PATH_BITS = {tag: 1 << place for place, tag in enumerate(PATH_TAGS)}
_HIDDEN = 1 << len(PATH_TAGS)
_N_BITS = len(PATH_TAGS) + 1
_MARK_NAMES = ("class", "id", "role", "itemprop", "data-testid", "data-component")
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
# The words of the groups by their first two letters, the longest first.
_BY_START: dict[str, list[str]] = {}
for _word in sorted(_GROUP_OF, key=len, reverse=True):
    _BY_START.setdefault(_word[:2], []).append(_word)
_WHOLE_WORDS = frozenset(word for word in _GROUP_OF if len(word) < 4)
# A container with this share of the page's prose says nothing of a part of it.
_WIDE_SHARE = 0.7
_WHOLE_PAGE = frozenset(("html", "body"))
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOKEN = re.compile(r"[a-z]{2,}")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_N_ANCESTORS = 5
_MARK_CHARACTERS = 400
# Words from which a block counts as prose.
_PROSE_WORDS = 11
_NO_WORTH = (0.0,) * 6
_BIT_PLACES, _GROUP_PLACES = np.arange(_N_BITS), np.arange(2 * len(GROUPS))


@dataclass(slots=True)
class ContainerFacts:
    """`columns`: (n_blocks, n_columns); `parents`: for each block the container above its own, (n_blocks,)."""

    columns: NDArray[np.float32]
    parents: NDArray[np.float32]
    own: NDArray[np.int32]


class MarkTable:
    """The learned worth of class-name words, in hundredths."""

    def __init__(self) -> None:
        self.worth: dict[str, int] = {}

    def load(self, worth: dict[str, float]) -> None:
        """Take other values, as training does for each fold."""
        self.worth = {word: round(100 * value) for word, value in worth.items()}
        _worth_of.cache_clear()


TABLE = MarkTable()


def marks_of(tag: str, written: str) -> str:
    """The class, id and role of a container in one line; those of the whole page say nothing of a part.

    A container that is not shown has "#" before them.
    """
    if len(written) == len(tag) or tag in _WHOLE_PAGE:
        return ""
    attributes = attributes_of(written)
    marks = " ".join([attributes[name] for name in _MARK_NAMES if name in attributes])
    style = attributes.get("style")
    is_hidden = "hidden" in attributes or (style is not None and _INVISIBLE.search(style) is not None)
    return "#" + marks if is_hidden else marks


def tokens_of(layout: Layout, container: int) -> frozenset[str]:
    """The words in the class, id and role of a container."""
    return _tokens(marks_of(layout.tags[container], layout.written[container]))


def _tokens(marks: str) -> frozenset[str]:
    return frozenset[str]().union(*(_read_name(name)[0] for name in marks[:_MARK_CHARACTERS].split()))


@lru_cache(maxsize=20000)
def _read_name(name: str) -> tuple[frozenset[str], int]:
    """The words of one class name, and the groups that they belong to, as bits."""
    if not name.islower():
        name = _CAMEL.sub(" ", name).lower()
    is_word = len(name) > 1 and name.isalpha() and name.isascii()
    tokens = frozenset((name,) if is_word else _TOKEN.findall(name))
    groups = 0
    for token in tokens:
        groups |= _group_of(token)
    return tokens, groups


@lru_cache(maxsize=20000)
def _group_of(token: str) -> int:
    """The group that a word belongs to by its beginning, as a bit; 0 where it belongs to none."""
    for word in _BY_START.get(token[:2], ()):
        if token.startswith(word):
            return _GROUP_OF[word] if word not in _WHOLE_WORDS or word == token else 0
    return 0


@lru_cache(maxsize=20000)
def _worth_of(tag: str, written: str) -> tuple[float, int, int]:
    """What a container says by itself: the worth of the words in its marks, their groups, and its tag, the two as bits."""
    marks = marks_of(tag, written)
    bit = _PATH_BITS.get(tag, 0) | (_HIDDEN if marks[:1] == "#" else 0)
    tokens: frozenset[str] = frozenset()
    groups = 0
    for name in marks[:_MARK_CHARACTERS].split():
        found, bits = _read_name(name)
        tokens = tokens | found if tokens else found
        groups |= bits
    get = TABLE.worth.get
    # In hundredths, so that the sum does not hang on the order of the set.
    worth = sum([get(token, 0) for token in tokens]) / 100
    return max(-4.0, min(4.0, worth)), groups, bit


def needed_containers(layout: Layout) -> list[int]:
    """The containers on the way to some block, parents first."""
    needed: set[int] = set()
    parents = layout.parents
    for place in {block.container for block in layout.blocks}:
        while place >= 0 and place not in needed:
            needed.add(place)
            place = parents[place]
    return sorted(needed)


def describe_containers(layout: Layout) -> ContainerFacts:
    """The features of each block that come from its containers."""
    own = [block.container for block in layout.blocks]
    needed = needed_containers(layout)
    contents = _sum_contents(layout, needed)
    rows, bits, groups = _paths(layout, needed, contents)
    ends = np.array(own, dtype=np.int32)
    shares, parents = _shares(layout, ends, contents)
    marks = np.array([rows[place] for place in own], dtype=np.float32) / 4
    flags = (np.array([bits[place] for place in own], dtype=np.int64)[:, None] >> _BIT_PLACES) & 1
    named = (np.array([groups[place] for place in own], dtype=np.int64)[:, None] >> _GROUP_PLACES) & 1
    columns = np.concatenate([marks, flags, named, shares], axis=1, dtype=np.float32)
    return ContainerFacts(columns, parents, ends)


@dataclass(slots=True)
class _Contents:
    """What each container holds, itself and all inside: prose and links in letters, and how many blocks."""

    prose: list[int]
    link: list[int]
    n_blocks: list[int]


def _sum_contents(layout: Layout, needed: list[int]) -> _Contents:
    n_containers = len(layout.parents)
    prose, link, n_blocks = [0] * n_containers, [0] * n_containers, [0] * n_containers
    for block in layout.blocks:
        place = block.container
        if block.n_words >= _PROSE_WORDS:
            prose[place] += max(0, len(block.text) - block.n_link)
        link[place] += block.n_link
        n_blocks[place] += 1
    for place in reversed(needed):
        above = layout.parents[place]
        if above >= 0:
            prose[above] += prose[place]
            link[above] += link[place]
            n_blocks[above] += n_blocks[place]
    return _Contents(prose, link, n_blocks)


def _paths(
    layout: Layout, needed: list[int], contents: _Contents
) -> tuple[list[tuple[float, ...]], list[int], list[int]]:
    """For each needed container: worth of marks on the way down, tags above, groups near and above."""
    n_containers = len(layout.parents)
    rows: list[tuple[float, ...]] = [_NO_WORTH] * n_containers
    bits, groups = [0] * n_containers, [0] * n_containers
    inside, wide = contents.prose, _WIDE_SHARE * max(contents.prose[0], 1)
    n_groups = len(GROUPS)
    near = (1 << n_groups) - 1
    parents, tags, written = layout.parents, layout.tags, layout.written
    for place in needed:
        parent = parents[place]
        worth, group, bit = _worth_of(tags[place], written[place])
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
    return rows, bits, groups


def _shares(
    layout: Layout, own: NDArray[np.int32], contents: _Contents
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Share of the page's prose in the containers above each block, and how many blocks they hold.

    Also gives the container above each block's own.
    """
    parent = np.maximum(np.array(layout.parents, dtype=np.int32), 0)
    prose, link, n_blocks = np.array([contents.prose, contents.link, contents.n_blocks], dtype=np.float64)
    facts = np.empty((len(parent), 3), dtype=np.float32)
    facts[:, 0] = prose / max(1.0, prose[0])
    facts[:, 1] = np.log1p(n_blocks) / 5
    facts[:, 2] = link / (link + prose + 1)
    columns = np.empty((len(own), 3 * _N_ANCESTORS), dtype=np.float32)
    level = own
    for step in range(_N_ANCESTORS):
        columns[:, 3 * step : 3 * step + 3] = facts[level]
        level = parent[level]
    return columns, parent[own].astype(np.float32)
