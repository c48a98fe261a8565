"""What the marked elements of a page state: who wrote it, when, and under which section.

One query gathers the elements whose attributes speak of authors, dates, categories
and breadcrumbs, in the order of the page; those nearest to the first headline count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.article.article import PageDate
from dragoman.article.authors import is_person, split_authors
from dragoman.article.elements import Elements
from dragoman.article.furniture import find_reason
from dragoman.article.opening_tags import attribute_of
from dragoman.article.page_date import parse_page_date

_MARK_WORDS = (
    "author byline by-line date time publish categor rubri section kicker crumb writer autor auteur redaktor fecha "
    "datum posted meta".split()
)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autore?s?|auteurs?|people|staff|profiles?|by|journalists?|reporters?|columnists?|redakt\w+|contributors?|"
    r"writers?|team|firmas?)/[^/]{4,}",
    re.I,
)
_RELATIONS = frozenset(("author", "category", "category tag", "tag category"))
_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|autore?s?|auteur|writers?|redaktor)(?:$|[\s_-])|author-?_?names?|byline",
    re.I,
)
_NOT_AUTHOR = re.compile(
    r"bio|avatar|image|img|photo|pic|desc|about|box|social|follow|role|title|date|time|share|comment", re.I
)
_DATE = re.compile(r"date|datum|fecha|time|publish|posted|meta", re.I)
_UPDATED = re.compile(r"updat|modif|aktuali|actuali|mise? à jour|maj\b|aggiorn|güncel|обновлен|zaktual", re.I)
_SECTION = re.compile(
    r"(?:^|[\s_-])(?:categor(?:y|ies)|cat-links?|kicker|rubri(?:c|k|que)|section-?(?:name|title|label|link)|"
    r"article-?_?section|entry-category|post-category)(?:$|[\s_-])",
    re.I,
)
_ELSEWHERE = re.compile(
    r"comment|related|recommend|sidebar|widget|footer|teaser|trending|popular|promo|newsletter|menu", re.I
)
# How the folders begin that the pattern of an author's page names.
_AUTHOR_FOLDERS = (
    "/author /autor /auteur /people/ /staff/ /profile /by/ /journalist /reporter /columnist /redakt /contributor /writer "
    "/team/ /firma".split()
)
# Capital letters of ASCII as small ones, one for one, so that places stay.
_SMALL = {code: chr(code).lower() for code in range(128)}
_NEVER_MARKED = frozenset(
    (
        "script",
        "style",
        "img",
        "br",
        "path",
        "svg",
        "source",
        "picture",
        "button",
        "input",
        "link",
        "iframe",
        "use",
    )
)
_DIGIT = re.compile(r"\d")
# How nearly all pages write a class.
_CLASS = ' class="'
_N_ABOVE = 7
# Elements between a headline and the label of its section, at most.
_NEAR = 30
_MAX_TEXT = 140
# An element with so many inside is no label.
_MANY = 120
# How many elements before and after the headline are looked at.
_N_BEFORE, _N_AFTER = 120, 240


@dataclass(slots=True)
class MarkedStatements:
    """What marked elements say; the first good word of each kind."""

    authors: tuple[str, ...] = ()
    published: PageDate | None = None
    updated: PageDate | None = None
    section: str | None = None
    breadcrumb: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    """The candidates of a page, with their distance to the headline."""

    elements: Elements
    authors: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    dates: list[tuple[int, bool, PageDate]] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)
    breadcrumb: list[str] = field(default_factory=list)


def read_marked(elements: Elements) -> MarkedStatements:
    """The authors, dates, section and breadcrumb that marked elements state."""
    tags = elements.tags
    marked = _marked(elements, _near_headline(elements))
    headline = next((place for place, element in enumerate(marked) if tags[element] == "h1"), 0)
    found = _Found(elements)
    for place, element in enumerate(marked):
        distance = place - headline if place >= headline else 2 * (headline - place)
        if distance < 120:
            _read_element(found, element, distance)
    return _choose(found)


def _near_headline(elements: Elements) -> range:
    """The elements from some before the first headline to many after it; the first ones where there is none."""
    headline = next(elements.of_tag("h1"), _N_BEFORE)
    return range(max(0, headline - _N_BEFORE), min(len(elements.tags), headline + _N_AFTER))


def _marked(elements: Elements, window: range) -> list[int]:
    """The elements of a window whose tag or attributes speak of authors, dates, sections and the like."""
    tags, written = elements.tags, elements.written
    asked = [element for element in window if tags[element] not in _NEVER_MARKED]
    found = {element for element in asked if _is_always_marked(tags[element], written[element])}
    found.update(_lines_with(_MARK_WORDS, {element: _class_of(written[element]) for element in asked}))
    links = {element: elements.get(element, "href") for element in asked if tags[element] == "a"}
    leads = _lines_with(_AUTHOR_FOLDERS, links)
    found.update(element for element in leads if _leads_to_author(links[element]))
    return sorted(found)


def _is_always_marked(tag: str, written: str) -> bool:
    """Whether an element is asked whatever its class says."""
    if tag == "h1" or tag == "time" or "itemprop" in written or "itemProp" in written:
        return True
    return tag == "a" and "rel=" in written and attribute_of(written, "rel") in _RELATIONS


def _class_of(written: str) -> str:
    """The class of an element, empty where it has none."""
    start = written.find(_CLASS) + len(_CLASS)
    if start >= len(_CLASS):
        return written[start : written.find('"', start)]
    return (attribute_of(written, "class") or "") if "class" in written else ""


def _lines_with(words: Iterable[str], lines: dict[int, str]) -> set[int]:
    """The keys of the lines that hold one of some words in ASCII, in small or capital letters.

    All lines are searched as one text, several times as fast as one by one.
    """
    keys, ends, length = list(lines), [], 0
    for line in lines.values():
        length += len(line) + 1
        ends.append(length)
    joined = "\n".join(lines.values())
    text = joined.lower()
    if len(text) != length - 1:
        text = joined.translate(_SMALL)  # a letter became two
    found: set[int] = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            place = bisect_right(ends, at)
            found.add(keys[place])
            at = text.find(word, ends[place])
    return found


def _leads_to_author(address: str | None) -> bool:
    """Whether a link leads to the page of a person."""
    return address is not None and _AUTHOR_PAGE.search(address) is not None


def _read_element(found: _Found, element: int, distance: int) -> None:
    elements = found.elements
    tag, written = elements.tags[element], elements.written[element]
    marks = elements.marks(element)
    property_ = elements.get(element, "itemprop").lower()
    relation = elements.get(element, "rel").lower()
    kinds = _kinds_of(marks)
    is_time = tag == "time" or property_.startswith("date") or attribute_of(written, "pubdate") is not None
    if "crumbs" in kinds and not found.breadcrumb:
        found.breadcrumb = _crumbs(elements, element)
    elif is_time or "date" in kinds:
        _read_date(found, element, distance if is_time else distance + 40, property_ + marks)
    leads = tag == "a" and _leads_to_author(attribute_of(written, "href"))
    if leads or relation == "author" or property_ == "author" or "author" in kinds:
        _read_author(
            found, element, distance - (20 if relation or property_ else 0), "page" if leads else marks
        )
    elif "category" in relation or property_ == "articlesection" or "section" in kinds:
        _read_section(found, element, distance, bool(relation or property_))


@lru_cache(maxsize=20000)
def _kinds_of(marks: str) -> frozenset[str]:
    """What a class and id say that an element holds: crumbs, date, author, section."""
    kinds = {"crumbs"} if "crumb" in marks.lower() else set()
    if _DATE.search(marks):
        kinds.add("date")
    if _AUTHOR.search(marks) and not _NOT_AUTHOR.search(marks):
        kinds.add("author")
    if _SECTION.search(marks):
        kinds.add("section")
    return frozenset(kinds)


def _read_section(found: _Found, element: int, distance: int, sure: bool) -> None:
    text = _short_text(found.elements, element)
    fits = 2 < len(text) < 36 and text.count(" ") < 5 and find_reason(text) is None
    if fits and (sure or distance < _NEAR) and not _is_elsewhere(found.elements, element):
        found.sections.append((distance - (30 if sure else 0), text))


def _short_text(elements: Elements, element: int) -> str:
    text = elements.get(element, "content")
    if (
        not text
        and elements.end_of(element, element + _MANY) < element + _MANY
        and elements.n_children(element) < 12
    ):
        text = elements.text(element)
    return text if len(text) < _MAX_TEXT else ""


def _is_elsewhere(elements: Elements, element: int) -> bool:
    """Whether an element stands in comments, teasers or the like."""
    for _ in range(_N_ABOVE):
        element = elements.parents[element]
        if element < 0:
            return False
        tag = elements.tags[element]
        if tag in ("footer", "aside", "nav"):
            return True
        if tag in ("body", "html"):
            return False
        if _is_apart(elements.written[element]):
            return True
    return False


@lru_cache(maxsize=20000)
def _is_apart(written: str) -> bool:
    """Whether the class or id of an element, as it is written, is one of comments, teasers or the like."""
    names = (attribute_of(written, "class"), attribute_of(written, "id"))
    return any(name is not None and _ELSEWHERE.search(name) is not None for name in names)


def _read_date(found: _Found, element: int, distance: int, marks: str) -> None:
    elements = found.elements
    inner = _short_text(elements, element)
    text = elements.get(element, "datetime") or elements.get(element, "content") or inner
    if not text or _DIGIT.search(text) is None or _is_elsewhere(elements, element):
        return
    shown = f"{marks} {inner}"
    stated = parse_page_date(text, f"{elements.tags[element]} element")
    if stated is not None:
        is_update = _UPDATED.search(shown) is not None and "datepublished" not in marks.lower()
        bonus = 60 if "datepublished" in marks.lower() else 0
        found.dates.append((distance - bonus, is_update, stated))


def _read_author(found: _Found, element: int, distance: int, marks: str) -> None:
    elements = found.elements
    text = _short_text(elements, element)
    if not text or _is_elsewhere(elements, element):
        return
    pieces = [piece for piece in map(str.strip, elements.pieces(element)) if piece]
    for lines in (pieces, [text]):
        good = tuple(name for name in split_authors(lines) if is_person(name))
        if good:
            found.authors.append((distance, marks, good))
            return


def _crumbs(elements: Elements, element: int) -> list[str]:
    inside = element, elements.end_of(element)
    names = [elements.text(link) for link in elements.of_tag("a", *inside)] or [
        elements.text(item) for item in elements.of_tag("li", *inside)
    ]
    return [name for name in names if 1 < len(name) < 40]


def _choose(found: _Found) -> MarkedStatements:
    stated = MarkedStatements(breadcrumb=found.breadcrumb)
    if found.authors:
        nearest, marks, _ = min(found.authors, key=lambda row: row[0])
        same = [
            names for distance, other, names in found.authors if other == marks and distance < nearest + 6
        ]
        stated.authors = split_authors([name for names in same for name in names])
    for is_update in (False, True):
        rows = [(distance, date) for distance, update, date in found.dates if update is is_update]
        if rows:
            date = min(rows, key=lambda row: row[0])[1]
            if is_update:
                stated.updated = date
            else:
                stated.published = date
    if found.sections:
        stated.section = min(found.sections)[1]
    return stated
