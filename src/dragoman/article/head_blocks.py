"""What the blocks around a headline say in plain words: standfirst, byline, dates.

Attributes and metadata come first (page_elements.py, metadata.py); this is for what
a reader sees and no attribute tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.article.article import PageDate
from dragoman.article.authors import is_byline, is_person, split_authors
from dragoman.article.container_marks import tokens_of
from dragoman.article.furniture import find_reason, fold, has_words
from dragoman.article.layout import Layout, TextBlock
from dragoman.article.page_date import parse_page_date

_STANDFIRST = frozenset(
    (
        "standfirst", "subtitle", "subheadline", "subhead", "subheading", "dek", "deck", "lead",
        "lede", "intro", "summary", "excerpt", "teaser", "perex", "entradilla", "bajada",
        "chapo", "chapeau", "vorspann", "sottotitolo", "occhiello", "lid", "ingress", "description",
        "copete", "sumario", "linha", "fina", "spot", "ozet", "abstract",
    )
)  # fmt: skip
# Class names that nobody gives to a paragraph of the body.
_SURE = frozenset(
    (
        "standfirst", "subtitle", "subheadline", "subhead", "dek", "perex", "entradilla", "bajada", "chapo", "chapeau",
        "vorspann", "sottotitolo", "occhiello", "copete",
    )
)  # fmt: skip
_UPDATED = re.compile(
    r"\b(?:updated?|modified|aktualisiert|mis à jour|modifié|actualizado|atualizado|aggiornat[oa]|zaktualizowano|"
    r"güncelle\w+|обновлено|оновлено|bijgewerkt|uppdaterad|päivitetty)\b",
    re.I,
)
_REACH_BEFORE, _REACH_AFTER = 6, 14
_MAX_DATE_WORDS = 22


@dataclass(slots=True)
class HeadStatements:
    """What stands around the headline; None or empty where nothing does."""

    standfirst: TextBlock | None = None
    byline: TextBlock | None = None
    authors: tuple[str, ...] = ()
    published: PageDate | None = None
    updated: PageDate | None = None


def read_head(
    layout: Layout, kept: Sequence[bool], headline: str | None, description: str | None
) -> HeadStatements:
    """The statements in the blocks from shortly before the headline to the first of the body."""
    found = HeadStatements()
    body = next((place for place, keep in enumerate(kept) if keep), len(layout.blocks))
    title = fold(headline or "")
    named = [
        place
        for place, block in enumerate(layout.blocks[: body + 3])
        if title and has_words(block.text, title)
    ]
    if not named:
        return found
    start = named[-1] if named[-1] <= body else named[0]
    told = fold(description or "")
    window = range(max(0, start - _REACH_BEFORE), min(len(layout.blocks), max(start + _REACH_AFTER, body)))
    for place in window:
        block = layout.blocks[place]
        if place <= body + 2 and len(block.text) < 200:
            _read_names_and_dates(found, block)
        if found.standfirst is None and start < place < body and _is_standfirst(layout, block, told):
            found.standfirst = block
    return found


def is_marked_standfirst(layout: Layout, block: TextBlock) -> bool:
    """Whether the class of a block's own element calls it a standfirst and nothing else."""
    return not _SURE.isdisjoint(tokens_of(layout, block.container))


def _read_names_and_dates(found: HeadStatements, block: TextBlock) -> None:
    text = block.text
    if found.byline is None and is_byline(text):
        names = tuple(name for name in split_authors(text) if is_person(name))
        if names:
            found.byline, found.authors = block, names
    if text.count(" ") < _MAX_DATE_WORDS and any(map(str.isdigit, text)):
        published, updated = read_dates(text)
        found.published, found.updated = found.published or published, found.updated or updated


def read_dates(text: str) -> tuple[PageDate | None, PageDate | None]:
    """The days of a line on which something was published and updated, each None where the line has none."""
    update = _UPDATED.search(text)
    if update is None:
        return parse_page_date(text, "text"), None
    first, second = text[: update.start()], text[update.end() :]
    return parse_page_date(first, "text") if first.strip() else None, parse_page_date(second, "text")


def _is_standfirst(layout: Layout, block: TextBlock, told: str) -> bool:
    n_words = block.n_words
    if not 7 <= n_words <= 90 or block.n_link > 0.3 * len(block.text) or find_reason(block.text) is not None:
        return False
    folded = fold(block.text)
    if told and (folded.startswith(told[:60]) or told.startswith(folded[:60])):
        return True
    marks = set(tokens_of(layout, block.container))
    above = layout.parents[block.container]
    if above >= 0:
        marks |= tokens_of(layout, above)
    return bool(marks & _STANDFIRST) or (layout.tags[block.container] == "h2" and n_words >= 9)
