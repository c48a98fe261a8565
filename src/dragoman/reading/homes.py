"""Whose page an article stands on: the state of a ministry, a government, an embassy that publishes it.

On such a page "the Undersecretary" is the home state's own. The address says it
("minrel.gob.cl"), the name of the outlet, or a short line above the text ("Ministry
of Foreign Affairs of the Republic of Chile"). Newspapers have no home here.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from dragoman.article import Article
from dragoman.knowledge import Knowledge, NameKind
from dragoman.reading.wordlists import words

_LINES = 3  # parts above the text
_LONGEST_LINE = 14  # words
_WORD = re.compile(r"[a-z]+")
_STATES = (NameKind.COUNTRY, NameKind.DEMONYM, NameKind.SEAT)


def home_of(article: Article, facts: Knowledge) -> str:
    """The code of the state that publishes an article itself; empty where nobody official does."""
    by_address = _of_host(urlsplit(article.url or "").hostname or "", facts)
    if by_address:
        return by_address
    lines = [article.text[part.start : part.end] for part in article.parts[:_LINES]]
    lines = [each for each in lines if len(each.split()) <= _LONGEST_LINE and not each.rstrip().endswith(".")]
    return next(filter(None, (_of_line(each, facts) for each in (article.outlet or "", *lines))), "")


def _of_host(host: str, facts: Knowledge) -> str:
    """The state of a government's address: "mfa.gov.tr", "whitehouse.gov", "archives.gov"."""
    labels = host.lower().split(".")
    if len(labels) > 1 and labels[-1] in ("gov", "mil"):
        return "USA"
    is_official = bool(set(labels[:-1]) & words("official_hosts"))
    return _by_domain(facts).get(labels[-1], "") if is_official else ""


@cache
def _by_domain(facts: Knowledge) -> dict[str, str]:
    domains = {each.iso2.lower(): code for code, each in facts.countries.items() if each.iso2}
    return domains | {"uk": "GBR"}


def _of_line(line: str, facts: Knowledge) -> str:
    """The state of a line that names its ministry or government, and no other state."""
    if not set(_WORD.findall(line.lower())) & words("publishers"):
        return ""
    codes = {hit.code for hit in facts.find_names(line) if hit.kind in _STATES}
    return next(iter(codes)) if len(codes) == 1 else ""
