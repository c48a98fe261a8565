"""What the block classifier looks at: about a hundred numbers for each block of a page.

They describe the words (length, links, punctuation, function words, the vocabulary of
furniture), the containers (tags on the way down, what their class names usually
hold), the place (share of the page's text in the parent containers, distance to the
headline) and the neighbours. No feature knows a site or an address.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.article.authors import BYLINE_LEAD
from dragoman.article.container_marks import ContainerFacts, describe_containers
from dragoman.article.furniture import REASONS, find_reason, fold
from dragoman.article.layout import Layout, TextBlock
from dragoman.article.words import share_of_function_words

Matrix = NDArray[np.float32]

_OWN_TAGS = (
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "blockquote",
    "figcaption",
    "section",
    "article",
    "dd",
)
_CAPTION = re.compile(
    r"\b(?:photos?|fotos?|image|images|imagen|bild|picture|getty|credits?|crédit|file photo|courtesy|"
    r"photograph|photographer|archivo|symbolbild|reuters|afp|dpa|pap|epa|shutterstock|istock|pixabay|unsplash|"
    r"фото|fot|zdjęcie|foto)\b[:/.]?",
    re.I,
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\bago\b|\bvor \d|\bhace \d|\bil y a \d", re.I)
_SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*(?:\s|$)")
_SYMBOL = re.compile(r"[|»›→•·@©►▶#]")
_TERMINAL = frozenset(".!?…。！？؟।")
_CLOSING = "\"'”’»)] "
_LIGHT_WORDS = 8
_PROSE_WORDS = 15
_KIN_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page states that helps to judge its blocks; empty where it states nothing."""

    headline: str = ""
    description: str = ""
    body: str = ""


def own_features(layout: Layout, hints: Hints) -> tuple[Matrix, ContainerFacts]:
    """The features of each block by itself: (n_blocks, n_own)."""
    blocks = layout.blocks
    facts = describe_containers(layout)
    sizes = _sizes(blocks)
    counts = Counter(block.text for block in blocks)
    reader = WordReader(hints)
    words = np.array(
        [reader.read(block.text, block.n_link, counts[block.text]) for block in blocks], dtype=np.float32
    ).reshape(len(blocks), N_WORD)
    tags = np.zeros((len(blocks), len(_OWN_TAGS)), dtype=np.float32)
    for place, block in enumerate(blocks):
        tag = layout.containers[block.container].tag
        if tag in _OWN_TAGS:
            tags[place, _OWN_TAGS.index(tag)] = 1
    kin = kinship([block.text for block in blocks], _word_counts(blocks))
    own = np.hstack([sizes, kin, words, tags, facts.columns, _places(blocks, words)])
    return own.astype(np.float32), facts


def _word_counts(blocks: list[TextBlock]) -> Matrix:
    """Words outside links, so that lists of links are no prose: (n_blocks,)."""
    return np.array(
        [block.text.count(" ") + 1 if block.n_link < 0.5 * len(block.text) else 0 for block in blocks],
        dtype=np.float32,
    )


def kinship(texts: list[str], n_words: Matrix) -> Matrix:
    """How far the longer words of a block also stand in other blocks of prose: (n_blocks, 3).

    The share of them found in any other prose, in at least three other blocks, and
    how many there are. The blocks of one story share their words.
    """
    bags: list[set[str]] = []
    for text, count in zip(texts, n_words, strict=True):
        bag = set(_KIN_WORD.findall(text[:1500].casefold())) if count > 3 else set()
        bags.append(bag)
    held: Counter[str] = Counter()
    for bag, count in zip(bags, n_words, strict=True):
        if count > _PROSE_WORDS:
            held.update(bag)
    rows = []
    for bag, count in zip(bags, n_words, strict=True):
        own = 1 if count > _PROSE_WORDS else 0
        counts = [held[word] for word in bag]
        n_bag = max(1, len(bag))
        rows.append(
            (
                sum(n > own for n in counts) / n_bag,
                sum(n > own + 2 for n in counts) / n_bag,
                min(n_bag, 40) / 40,
            )
        )
    return np.array(rows, dtype=np.float32).reshape(len(rows), 3)


def with_neighbours(own: Matrix, facts: ContainerFacts) -> Matrix:
    """The features with those of the two blocks before and after, and of the window around: (n_blocks, n_all)."""
    near = own[:, :_N_NEAR]
    above = facts.parents[:, None]
    columns = [own, *(shifted(near, step) for step in (-2, -1, 1, 2))]
    columns += [(shifted(above, step) == above).astype(np.float32) for step in (-1, 1)]
    columns.append(window_mean(own[:, :_N_WINDOW], 5))
    return np.hstack(columns).astype(np.float32)


def shifted(values: Matrix, step: int) -> Matrix:
    """Row i holds row i + step; rows beyond the ends hold -1."""
    moved = np.full_like(values, -1)
    if abs(step) < len(values):
        if step > 0:
            moved[:-step] = values[step:]
        else:
            moved[-step:] = values[:step]
    return moved


def window_mean(values: Matrix, reach: int) -> Matrix:
    """The mean of each row and of `reach` rows before and after it."""
    padded = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0, dtype=np.float64)])
    places = np.arange(len(values))
    first, last = np.maximum(places - reach, 0), np.minimum(places + reach + 1, len(values))
    mean: Matrix = ((padded[last] - padded[first]) / (last - first)[:, None]).astype(np.float32)
    return mean


# Features that neighbours see, and those averaged over the window, stand first.
_N_NEAR, _N_WINDOW = 19, 11


def _sizes(blocks: list[TextBlock]) -> Matrix:
    """Length in characters and words, link share, bold and italic share: (n_blocks, 6)."""
    raw = np.array(
        [(len(b.text), b.text.count(" ") + 1, b.n_link, b.n_links, b.n_bold, b.n_italic) for b in blocks],
        dtype=np.float32,
    ).reshape(len(blocks), 6)
    length = raw[:, 0]
    return np.column_stack(
        [
            np.log1p(length) / 6,
            np.log1p(raw[:, 1]) / 5,
            np.minimum(raw[:, 2] / length, 1),
            np.minimum(raw[:, 3], 5) / 5,
            np.minimum(raw[:, 4] / length, 1),
            np.minimum(raw[:, 5] / length, 1),
        ]
    ).astype(np.float32)


N_WORD = 18 + 4 + len(REASONS)
_LIGHT = (0.0,) * N_WORD


class WordReader:
    """Reads the words of blocks against what the page states."""

    def __init__(self, hints: Hints) -> None:
        self.title = frozenset(fold(hints.headline).split())
        self.headline = fold(hints.headline)
        self.description = fold(hints.description)
        self.body = fold(hints.body) if len(hints.body) > 200 else ""

    def read(self, text: str, n_link: int, n_times: int) -> tuple[float, ...]:
        """The features of a block's words; `n_link`: letters in links, `n_times`: how often it stands there."""
        n_words = text.count(" ") + 1
        if n_words <= _LIGHT_WORDS and n_link >= 0.9 * len(text):
            return _LIGHT
        ends = text.rstrip(_CLOSING)[-1:]
        short = n_words <= 24
        n_digits = len(_DIGIT.findall(text)) if short else 0
        values = (
            min(len(_SENTENCE.findall(text)), 8) / 8,
            float(ends in _TERMINAL and ends != ""),
            share_of_function_words(text),
            min(text.count(",") + text.count("،") + text.count("、"), 10) / 10,
            float(ends == ":"),
            float(text[0].islower()),
            float(text[0] in "\"“„«'‘"),
            float(short and text.isupper()),
            n_digits / len(text),
            float(n_digits >= 4 and _YEAR.search(text) is not None),
            float(short and _CLOCK.search(text) is not None),
            float(n_words <= 40 and _CAPTION.search(text) is not None),
            float(short and BYLINE_LEAD.match(text) is not None),
            float(short and _SYMBOL.search(text) is not None),
            float(n_times > 1),
            float("?" in text),
            float(text[0] in "-–•*►▶→"),
            float(text.endswith(("...", "…"))),
        )
        return (*values, *self._against_page(text, n_words), *_reason_columns(text, n_words))

    def _against_page(self, text: str, n_words: int) -> tuple[float, float, float, float]:
        if n_words > 80 and not self.body:
            return (0.0, 0.0, 0.0, 0.0)
        folded = fold(text)
        probe = folded[:60]
        told = float(probe in self.body) if self.body and len(probe) > 15 else 0.0
        if n_words > 80:
            return (0.0, 0.0, 0.0, told)
        words = folded.split()
        overlap = sum(word in self.title for word in words) / len(words) if words and n_words <= 40 else 0.0
        return (
            overlap,
            float(folded == self.headline),
            float(len(folded) > 20 and bool(self.description) and probe in self.description),
            told,
        )


def _reason_columns(text: str, n_words: int) -> tuple[float, ...]:
    if n_words > 24:
        return _NO_REASON
    reason = find_reason(text)
    return _REASON_ROWS[reason.reason] if reason is not None else _NO_REASON


_NO_REASON = (0.0,) * len(REASONS)
_REASON_ROWS = {
    name: tuple(float(place == column) for column in range(len(REASONS)))
    for place, name in enumerate(REASONS)
}


def _places(blocks: list[TextBlock], words: Matrix) -> Matrix:
    """Where a block stands: in the page, after the headline, and how much text lies before: (n_blocks, 6)."""
    n_blocks = len(blocks)
    place = np.arange(n_blocks, dtype=np.float32)
    prose = np.array([len(b.text) if b.text.count(" ") > 10 else 0 for b in blocks], dtype=np.float32)
    before = (np.cumsum(prose) - prose) / max(1.0, float(prose.sum()))
    headlines = np.flatnonzero(words[:, 19])
    first = float(headlines[0]) if len(headlines) else -1.0
    last = float(headlines[-1]) if len(headlines) else -1.0
    since = place - first if first >= 0 else np.zeros(n_blocks, dtype=np.float32)
    return np.column_stack(
        [
            place / max(1, n_blocks),
            before,
            np.sign(since) * np.log1p(np.abs(since)) / 5,
            np.full(n_blocks, float(first >= 0)),
            (place > last) if last >= 0 else np.zeros(n_blocks),
            np.full(n_blocks, np.log1p(n_blocks) / 6),
        ]
    ).astype(np.float32)
