"""Reads an article out of plain text without tags, as a bad copy or a wire left it.

The order of a story helps: section line, headline, standfirst, byline, body, and
what the site put after it. What is taken out keeps its reason.
"""

from __future__ import annotations

import re

from dragoman.article.article import PageDate, PartKind
from dragoman.article.authors import is_byline, split_authors
from dragoman.article.dateline import read_dateline
from dragoman.article.draft import Block, Draft
from dragoman.article.furniture import Reason, find_lead, find_reason, fold
from dragoman.article.head_blocks import read_dates
from dragoman.article.mojibake import mend
from dragoman.article.page_date import parse_page_date
from dragoman.article.text_classifier import judge_blocks
from dragoman.article.text_lines import is_wrapped, rejoin, split_lines, unwrap

_SLUG = re.compile(r"\s*\d{1,2}-[A-Z]{3}-\d{4}\s+\d{1,2}:\d{2}:\d{2}(?:\.\d+)?\s*")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_SENTENCE = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*(?:\s|$)")
_WORD = re.compile(r"\w+")
_MAX_STANDFIRST = 400
_MAX_DATE_WORDS = 15
_BULLET = re.compile(r"[-*•–]\s+\S")
# How many blocks before the body may hold the headline.
_HEAD_LINES = 14
# Probability from which running text is kept, and a label. Swept 0.15-0.7 on held-out folds (bench/article.py).
KEPT_SHARE = 0.2
LABEL_SHARE = 0.5


def read_text(source: str, url: str | None = None) -> Draft:
    """The draft of a page that is plain text."""
    draft = Draft(url=url)
    lines = split_lines(source)
    while lines and (slug := _read_slug(lines[0].text)) is not None:
        draft.published = slug
        draft.remove(lines.pop(0).text, "wire slug")
    wrapped = is_wrapped(lines)
    if wrapped:
        blocks = [mended(block) for block in unwrap(lines)]
        kept = [_reason_of(block.text) is None for block in blocks]
    else:
        blocks = [mended(block) for block in rejoin(lines)]
        kept = _judge(blocks)
    place_blocks(draft, blocks, kept, is_page=not wrapped)
    drop_duplicates(draft)
    if draft.blocks:
        draft.dateline_place, draft.dateline_on = read_dateline(draft.blocks[0].text, draft.published)
    return draft


def _judge(blocks: list[Block]) -> list[bool]:
    """Which blocks are the article: by the classifier, and where it finds no prose, by their words alone."""
    texts = [block.text for block in blocks]
    shares = judge_blocks(texts)
    kept = [
        bool(share >= (KEPT_SHARE if is_running_text(text) else LABEL_SHARE)) and _reason_of(text) is None
        for share, text in zip(shares, texts, strict=True)
    ]
    if any(keep and is_running_text(text) for keep, text in zip(kept, texts, strict=True)):
        return kept
    last = max((i for i, text in enumerate(texts) if is_running_text(text)), default=len(texts) - 1)
    return [
        _reason_of(text) is None and (place <= last or _SENTENCE.search(text) is not None)
        for place, text in enumerate(texts)
    ]


def _reason_of(text: str) -> Reason | None:
    """Why a block is furniture by its words; a long paragraph never is."""
    if len(text) > 200 and is_running_text(text):
        return None
    return find_reason(text) or find_lead(text, False)


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


def place_blocks(draft: Draft, blocks: list[Block], kept: list[bool], is_page: bool) -> None:
    """Lay out the blocks of a text: its head, its body, and what is furniture with the reason.

    `is_page`: it comes from a page of a site, which puts lines of its own behind an
    article. Wire copy and documents end with lists of names that belong to them.
    """
    is_prose = [keep and is_running_text(block.text) for block, keep in zip(blocks, kept, strict=True)]
    first = next((place for place, prose in enumerate(is_prose) if prose), 0)
    last = max((place for place, prose in enumerate(is_prose) if prose), default=len(blocks) - 1)
    head = blocks[:first]
    for place in range(first, len(blocks)):
        block = blocks[place]
        after = (
            is_page and place > last and not _SENTENCE.search(block.text) and not _BULLET.match(block.text)
        )
        is_statement = place <= first + _HEAD_LINES and is_byline(block.text)
        if kept[place] and not after and not is_statement:
            draft.blocks.append(block)
        elif place > first + _HEAD_LINES or not _take_statement(draft, block):
            reason = _reason_of(block.text)
            where = "after the last sentence" if place > last else "not the article's text"
            draft.remove(block.text, reason.reason if reason else where, reason.language if reason else None)
    _take_head(draft, head)
    _take_standfirst(draft)
    for block in draft.blocks:
        block.kind = _kind_of(block.text)


def _kind_of(text: str) -> PartKind:
    if _BULLET.match(text):
        return PartKind.LIST_ITEM
    is_label = len(text.split()) <= 12 and not _SENTENCE.search(text) and text[-1] not in ",;:-"
    return PartKind.HEADING if is_label else PartKind.PARAGRAPH


def _take_head(draft: Draft, head: list[Block]) -> None:
    """Part what stands before the body: section, headline, byline, date, standfirst, and furniture."""
    near: list[Block] = []
    for place, block in enumerate(head):
        text = block.text
        reason = _reason_of(text)
        if reason is not None:
            draft.remove(text, reason.reason, reason.language)
        elif place < len(head) - _HEAD_LINES:
            draft.remove(text, "before the headline")
        elif not _take_statement(draft, block):
            near.append(block)
    if near:
        _take_headline(draft, near)


def _take_statement(draft: Draft, block: Block) -> bool:
    """Whether a short block names the author or the day, which it then gives to the draft."""
    text = block.text
    if draft.byline is None and is_byline(text):
        block.kind = PartKind.BYLINE
        draft.byline, draft.authors = block, split_authors(text)
        return True
    is_line = len(text) < 80 and text.count(" ") < _MAX_DATE_WORDS and not text.endswith((":", ","))
    stated, updated = read_dates(text) if is_line and draft.published is None else (None, None)
    if stated is not None:
        draft.published, draft.updated = stated, draft.updated or updated
        draft.remove(text, "date line")
    return stated is not None


def _take_headline(draft: Draft, head: list[Block]) -> None:
    story = set(fold(" ".join(block.text for block in draft.blocks[:4])).split())

    def likeness(place: int) -> float:
        words = fold(head[place].text).split()
        shared = sum(word in story for word in words) / max(1, len(words))
        is_sentence = len(words) > 12 and _SENTENCE.search(head[place].text) is not None
        too_long = len(words) > 30
        return (
            shared + min(len(words), 10) / 10 + place / len(head) * 0.5 - 0.7 * too_long - 0.7 * is_sentence
        )

    best = max(range(len(head)), key=likeness)
    head[best].kind = PartKind.HEADLINE
    draft.headline = head[best]
    for place, block in enumerate(head):
        n_words = len(block.text.split())
        if place == best - 1 and n_words <= 4 and not _SENTENCE.search(block.text):
            draft.section = block.text
        elif place > best and draft.standfirst is None and n_words >= 8:
            block.kind = PartKind.STANDFIRST
            draft.standfirst = block
        elif place != best:
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
