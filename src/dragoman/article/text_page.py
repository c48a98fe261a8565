"""Reads an article out of plain text without tags, as a bad copy or a wire left it.

The order of a story helps: section line, headline, standfirst, byline, body, and
what the site put after it. What is taken out keeps its reason.
"""

from __future__ import annotations

import re

from dragoman.article.article import Furniture, PageDate, PartKind
from dragoman.article.authors import is_byline, split_authors
from dragoman.article.dateline import read_dateline
from dragoman.article.draft import Block, Draft
from dragoman.article.furniture import find_reason, fold
from dragoman.article.mojibake import mend
from dragoman.article.page_date import parse_page_date
from dragoman.article.text_lines import is_wrapped, rejoin, split_lines, unwrap

_SLUG = re.compile(r"\s*\d{1,2}-[A-Z]{3}-\d{4}\s+\d{1,2}:\d{2}:\d{2}(?:\.\d+)?\s*")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_SENTENCE = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*(?:\s|$)")
_WORD = re.compile(r"\w+")
_MAX_STANDFIRST = 400


def read_text(source: str, url: str | None = None) -> Draft:
    """The draft of a page that is plain text."""
    draft = Draft(url=url)
    lines = split_lines(source)
    while lines and (slug := _read_slug(lines[0].text)) is not None:
        draft.published = slug
        draft.remove(lines.pop(0).text, "wire slug")
    blocks = unwrap(lines) if is_wrapped(lines) else rejoin(lines)
    blocks = [mended(block) for block in blocks]
    blocks = _take_furniture(draft, blocks)
    _take_head(draft, blocks)
    drop_duplicates(draft)
    if draft.blocks:
        draft.dateline_place, draft.dateline_on = read_dateline(draft.blocks[0].text, draft.published)
    return draft


def mended(block: Block) -> Block:
    """The block with double-encoded characters turned back."""
    text, mends = mend(block.text)
    if mends:
        block.repairs = sorted(
            [*block.repairs, *(("encoding", m.start, m.end, m.before) for m in mends)], key=lambda r: r[1]
        )
        block.text = text
    return block


def is_running_text(text: str) -> bool:
    """Whether a block is prose: long enough, and with a sentence's end in it."""
    n_words = len(_WORD.findall(text))
    return (n_words >= 12 and _SENTENCE.search(text) is not None) or n_words >= 40 or len(text) >= 250


def drop_duplicates(draft: Draft) -> None:
    """Keep a paragraph once, and the headline out of the body."""
    headline = fold(draft.headline.text) if draft.headline is not None else None
    seen: set[str] = set()
    kept: list[Block] = []
    for place, block in enumerate(draft.blocks):
        key = fold(block.text)
        if place < 3 and key == headline:
            draft.remove(block.text, "headline repeated")
        elif key in seen and len(key) > 40:
            draft.remove(block.text, "paragraph repeated")
        else:
            seen.add(key)
            kept.append(block)
    draft.blocks = kept


def _read_slug(text: str) -> PageDate | None:
    if _SLUG.fullmatch(text) is None:
        return None
    day, month, rest = text.strip().split("-", 2)
    if month not in _MONTHS:
        return None
    year, clock = rest.split()
    return parse_page_date(f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02} {clock}", "text")


def _take_furniture(draft: Draft, blocks: list[Block]) -> list[Block]:
    """The blocks without those that the words show to be furniture, and without the site's tail."""
    kept: list[Block] = []
    removed: list[tuple[int, Furniture]] = []
    for place, block in enumerate(blocks):
        reason = None if is_running_text(block.text) and len(block.text) > 200 else find_reason(block.text)
        if reason is None:
            kept.append(block)
        else:
            removed.append((place, Furniture(block.text, reason.reason, reason.language)))
    last = max((i for i, block in enumerate(kept) if is_running_text(block.text)), default=len(kept) - 1)
    tail = [block for block in kept[last + 1 :] if not _SENTENCE.search(block.text)]
    draft.furniture.extend(furniture for _, furniture in removed)
    for block in tail:
        draft.remove(block.text, "after the last sentence")
    return [block for block in kept if block not in tail]


def _take_head(draft: Draft, blocks: list[Block]) -> None:
    """Part the head (section, headline, byline, standfirst) from the body."""
    first = next((i for i, block in enumerate(blocks) if is_running_text(block.text)), None)
    if first is None:
        draft.blocks = blocks
        return
    head, body = blocks[:first], blocks[first:]
    leftovers: list[Block] = []
    for block in head:
        text = block.text
        if is_byline(text) and draft.byline is None:
            block.kind = PartKind.BYLINE
            draft.byline, draft.authors = block, split_authors(text)
        elif len(text) < 60 and draft.published is None and (stated := parse_page_date(text, "text")):
            draft.published = stated
            draft.remove(text, "date line")
        else:
            leftovers.append(block)
    _take_headline(draft, leftovers, body)
    draft.blocks = body
    _take_standfirst(draft)


def _take_headline(draft: Draft, head: list[Block], body: list[Block]) -> None:
    if not head:
        return
    story = set(fold(" ".join(block.text for block in body[:4])).split())

    def likeness(place: int) -> float:
        words = fold(head[place].text).split()
        shared = sum(word in story for word in words) / max(1, len(words))
        return shared + min(len(words), 10) / 10 + place / len(head) * 0.5

    best = max(range(len(head)), key=likeness)
    head[best].kind = PartKind.HEADLINE
    draft.headline = head[best]
    for place, block in enumerate(head):
        if place == best:
            continue
        if place == best - 1 and len(block.text.split()) <= 4 and not _SENTENCE.search(block.text):
            draft.section = block.text
        elif place > best and draft.standfirst is None and len(block.text.split()) >= 6:
            block.kind = PartKind.STANDFIRST
            draft.standfirst = block
        else:
            draft.remove(block.text, "before the headline" if place < best else "between headline and body")


def _take_standfirst(draft: Draft) -> None:
    """A first sentence that the next paragraph tells again is a standfirst."""
    if draft.headline is None or draft.standfirst is not None or len(draft.blocks) < 4:
        return
    lead, story = draft.blocks[0].text, draft.blocks[1].text
    if len(lead) > _MAX_STANDFIRST or len(_SENTENCE.findall(lead)) > 2 or read_dateline(lead, None)[0]:
        return
    told = {word for word in fold(lead).split() if len(word) > 3}
    again = set(fold(story).split())
    if len(told) >= 5 and len(told & again) >= 0.4 * len(told):
        draft.blocks[0].kind = PartKind.STANDFIRST
        draft.standfirst = draft.blocks.pop(0)
