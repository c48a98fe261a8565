"""Dates that only a line of the page tells: "Posted on 3 May 2013 at 11:51", "Date:" and the day below it.

Asked where neither statements nor marked elements nor the lines around the headline
have a date. A line counts if it stands shortly before or after the body and says, in
words, that it is about publication; a day alone may be that of anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.article.article import PageDate
from dragoman.article.authors import BYLINE_LEAD
from dragoman.article.layout import Layout
from dragoman.article.page_date import parse_page_date

_PUBLISHED = re.compile(
    r"\b(?:published|posted|submitted|released|veröffentlicht|erschienen|erstellt|geschrieben|verfasst|eingestellt|"
    r"publi[ée]e?|paru|rédigé|mis en ligne|publicad[oa]|publicat|pubblicat[oa]|inserit[oa]|opublikowan[oa]|dodan[oa]|"
    r"gepubliceerd|geplaatst|publicerad|publisert|udgivet|julkaistu|yayınlan\w+|közzétéve|megjelent|vydáno|zveřejněno|"
    r"опубликован\w*|опубліковано|размещено|diterbitkan|đăng)\b|نشر|发布|发表|投稿日|公開日|등록|입력",
    re.I,
)
_LABEL = re.compile(
    r"(?:date|datum|fecha|data|tarih|dátum|дата|tanggal|ngày|التاريخ|تاريخ|日期|日付|날짜)\s*:?", re.I
)
_REACH_BEFORE, _REACH_AFTER, _REACH_BYLINE = 12, 8, 3
_MAX_CHARACTERS = 160


def find_dated_line(layout: Layout, kept: Sequence[int]) -> PageDate | None:
    """The date of the first line near the body that says when the page was published, or None.

    Args:
        layout: The blocks of the page.
        kept: The places of the blocks of the body, in order.
    """
    if not kept:
        return None
    body = frozenset(kept)
    last = kept[-1]
    window = range(max(0, kept[0] - _REACH_BEFORE), min(len(layout.blocks), last + 1 + _REACH_AFTER))
    for place in window:
        text = layout.blocks[place].text
        if place in body or len(text) > _MAX_CHARACTERS or not any(map(str.isdigit, text)):
            continue
        signed = last < place <= last + _REACH_BYLINE and BYLINE_LEAD.match(text) is not None
        before = layout.blocks[place - 1].text if place else ""
        labelled = _LABEL.match(text) is not None or _LABEL.fullmatch(before) is not None
        if signed or labelled or _PUBLISHED.search(text):
            found = parse_page_date(text, "text")
            if found is not None:
                return found
    return None
