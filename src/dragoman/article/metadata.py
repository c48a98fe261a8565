"""What a page states about its article: headline, dates, authors, section, outlet.

Each value comes from the strongest place that has it: JSON-LD, then meta elements,
then microdata and marked elements, then the address. Published and updated are kept
apart, and each date says where it stood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from dragoman.article import json_ld
from dragoman.article.article import PageDate
from dragoman.article.authors import is_person, split_authors
from dragoman.article.elements import Elements
from dragoman.article.furniture import fold
from dragoman.article.page_date import parse_page_date
from dragoman.article.page_elements import MarkedStatements, read_marked
from dragoman.article.section import choose_section, is_generic, path_of, section_of_address

_UTC = ("Z", "+00:00")
# What describes a page whatever it holds; lists and profiles have dates of their own kind.
_PAGE_TYPES = frozenset(("WebPage", "ItemPage", "MedicalWebPage"))
_DAY_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=\D|$)|/((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=/)"
)
_TITLE_BREAK = re.compile(r"\s+(?:[|»«·•–—-]|::|\|\|)\s+")


@dataclass(slots=True)
class Statements:
    """What a page says of itself; None or empty where it says nothing."""

    headline: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    published: PageDate | None = None
    updated: PageDate | None = None
    address_date: PageDate | None = None
    section: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    body: str | None = None
    is_article: bool = False
    is_free: bool | None = None
    titles: list[str] = field(default_factory=list)
    crumbs: list[str] = field(default_factory=list)


def read_statements(elements: Elements, url: str | None = None) -> Statements:
    """All that the page states of its article."""
    found = Statements()
    objects = json_ld.read_objects(elements)
    _from_json_ld(found, objects)
    _from_metas(found, _read_metas(elements))
    _date_from_page(found, objects)
    _from_elements(found, elements)
    _from_address(found, found.url or url)
    marked = MarkedStatements() if _is_complete(found) else read_marked(elements)
    _complete_authors(found, marked.authors)
    found.published = found.published or marked.published
    found.updated = found.updated or marked.updated
    _correct_day(found, marked.published)
    _complete_section(found, marked, elements)
    return found


def _is_complete(found: Statements) -> bool:
    """Whether the page states people, a day with its zone, and a section, so that no element has to be asked."""
    if found.published is None or (found.published.value.endswith(_UTC) and found.address_date is None):
        return False
    section = choose_section(found.section, found.crumbs, found.headline)
    named = section is not None and not is_generic(section)
    return named and any(is_person(name) for name in found.authors)


def _complete_authors(found: Statements, shown: tuple[str, ...]) -> None:
    """Take the shown byline where the page states nobody, its outlet, or a user name instead of a person.

    People beside the outlet's own name stay; the outlet alone is the author only
    where nobody else is.
    """
    outlet = fold(found.outlet or "")
    people = tuple(name for name in found.authors if not outlet or fold(name) != outlet)
    if len(people) > 1:
        people = tuple(name for name in people if is_person(name) or name[:1].isupper())
    if shown and not any(is_person(name) for name in people):
        people = shown
    found.authors = people or found.authors


def _correct_day(found: Statements, shown: PageDate | None) -> None:
    """Take the outlet's day where the page states an instant in UTC that falls on the day before or after.

    A report of the evening of 8 November on the west coast is stamped
    "2023-11-09T02:14Z"; its address or its shown date has the day that its readers had.
    """
    stated = found.published
    if stated is None or not stated.value.endswith(_UTC):
        return
    for other in (found.address_date, shown):
        if other is not None and abs((other.interval.earliest - stated.interval.earliest).days) == 1:
            origin = f"{other.origin}, beside {stated.value} of {stated.origin}"
            found.published = PageDate(other.value[:10], other.interval, origin)
            return


def _complete_section(found: Statements, marked: MarkedStatements, elements: Elements) -> None:
    section = choose_section(found.section, found.crumbs, found.headline)
    if section is None or is_generic(section):
        shown = choose_section(marked.section, marked.breadcrumb, found.headline)
        if shown is not None and (section is None or not is_generic(shown)):
            section = shown
    if section is None or is_generic(section):
        section = section_of_address(found.url, elements) or section
    found.section = section


def _read_metas(elements: Elements) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in elements.of_tag("meta"):
        get = elements.attributes(element).get
        content = get("content")
        name = get("property") or get("name") or get("itemprop")
        if content and name and content.strip():
            metas.setdefault(name.strip().lower(), []).append(" ".join(content.split()))
    return metas


def _from_json_ld(found: Statements, objects: list[dict[str, Any]]) -> None:
    for thing in objects:
        if json_ld.is_article(thing):
            _from_article_object(found, thing)
        elif "BreadcrumbList" in json_ld.types_of(thing) and not found.crumbs:
            found.crumbs = _read_breadcrumb(thing)


def _from_article_object(found: Statements, thing: dict[str, Any]) -> None:
    found.is_article = True
    found.headline = found.headline or json_ld.text_value(thing.get("headline"))
    found.description = found.description or json_ld.text_value(thing.get("description"))
    found.authors = found.authors or split_authors(
        json_ld.names_in(thing.get("author", thing.get("creator")))
    )
    if found.section is None:
        found.section = ", ".join(json_ld.names_in(thing.get("articleSection"))) or None
    found.outlet = found.outlet or json_ld.text_value(thing.get("publisher"))
    found.language = found.language or json_ld.text_value(thing.get("inLanguage"))
    free = thing.get("isAccessibleForFree")
    if found.is_free is None and free is not None:
        found.is_free = str(free).lower() not in ("false", "no", "0")
    body = thing.get("articleBody")
    if found.body is None and isinstance(body, str):
        found.body = body
    found.published = found.published or _stated(thing.get("datePublished"), "json-ld datePublished")
    found.updated = found.updated or _stated(thing.get("dateModified"), "json-ld dateModified")


def _date_from_page(found: Statements, objects: list[dict[str, Any]]) -> None:
    """The dates of the page itself where it describes no article, or one without a date."""
    if found.published is not None:
        return
    for thing in objects:
        if not _PAGE_TYPES.isdisjoint(json_ld.types_of(thing)):
            found.published = _stated(thing.get("datePublished"), "json-ld datePublished of the page")
            found.updated = found.updated or _stated(thing.get("dateModified"), "json-ld dateModified")
            if found.published is not None:
                return


def _read_breadcrumb(thing: dict[str, Any]) -> list[str]:
    items = thing.get("itemListElement")
    names: list[str] = []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            name = json_ld.text_value(item.get("name")) or json_ld.text_value(item.get("item"))
            if name:
                names.append(name)
    return names


def _stated(value: Any, origin: str) -> PageDate | None:
    text = json_ld.text_value(value)
    return parse_page_date(text, origin) if text else None


_PUBLISHED_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "publishdate",
    "publish-date",
    "pubdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "og:article:published_time",
    "dc.date.created",
    "date_published",
    "article.published",
    "citation_publication_date",
    "citation_date",
    "vr:published_time",
    "originalpublicationdate",
    "article_date_original",
    "published_at",
    "last-published",
    "article:post_date",
    "bt:pubdate",
)
_UPDATED_NAMES = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dc.date.modified",
    "dcterms.modified",
    "lastmod",
    "article:updated_time",
    "article.updated",
    "og:modified_time",
    "revised",
    "updated_time",
)


def _from_metas(found: Statements, metas: dict[str, list[str]]) -> None:
    def first(*names: str) -> str | None:
        return next((metas[name][0] for name in names if name in metas), None)

    found.titles += [t for t in (first("og:title"), first("twitter:title"), first("title", "dc.title")) if t]
    found.description = found.description or first("og:description", "description", "twitter:description")
    found.outlet = found.outlet or first("og:site_name", "application-name", "publisher")
    found.url = first("og:url")
    found.is_article = found.is_article or first("og:type") == "article"
    for name in _PUBLISHED_NAMES:
        if found.published is None and name in metas:
            found.published = parse_page_date(metas[name][0], f"meta {name}")
    for name in _UPDATED_NAMES:
        if found.updated is None and name in metas:
            found.updated = parse_page_date(metas[name][0], f"meta {name}")
    if found.section is None:
        found.section = first(
            "article:section", "parsely-section", "section", "cxenseparse:section", "og:section"
        )
    for name in (
        "author",
        "article:author",
        "dc.creator",
        "byl",
        "parsely-author",
        "sailthru.author",
        "citation_author",
    ):
        if not found.authors and name in metas:
            found.authors = split_authors(metas[name])


def _from_elements(found: Statements, elements: Elements) -> None:
    found.language = elements.get(0, "lang") or elements.get(0, "xml:lang") or found.language
    for link in elements.of_tag("link"):
        if elements.get(link, "rel").lower() == "canonical" and elements.get(link, "href"):
            found.url = elements.get(link, "href")
            break
    title = next(elements.of_tag("title"), None)
    if title is not None and (text := elements.text(title)):
        found.titles.append(text)
    found.headline = _choose_headline(found, elements)


def _choose_headline(found: Statements, elements: Elements) -> str | None:
    """The first-level heading that the titles of the page agree with, else what the page states."""
    titles = [found.headline, *found.titles] if found.headline else found.titles
    for heading in elements.of_tag("h1"):
        text = elements.text(heading)
        if len(text) > 5 and any(_agree(text, title) for title in titles if title):
            return text
    if found.headline:
        return found.headline
    if not titles:
        first = next(elements.of_tag("h1"), None)
        return elements.text(first) or None if first is not None else None
    return strip_outlet(titles[0], found.outlet)


def _agree(heading: str, title: str) -> bool:
    left, right = set(heading.casefold().split()), set(title.casefold().split())
    return len(left & right) >= 0.6 * min(len(left), len(right)) > 0


def strip_outlet(title: str, outlet: str | None) -> str:
    """A page title without the name of the outlet at its end."""
    pieces = _TITLE_BREAK.split(title)
    if len(pieces) < 2:
        return title
    last = pieces[-1]
    if (outlet and last.casefold() in outlet.casefold()) or (len(last.split()) <= 4 < len(title.split())):
        return title[: title.rindex(last)].rstrip(" |»«·•–—-:")
    return title


def _from_address(found: Statements, url: str | None) -> None:
    if not url:
        return
    found.url = found.url or url
    path = path_of(url)
    match = _DAY_IN_ADDRESS.search(path)
    if match is not None:
        found.address_date = parse_page_date("-".join(filter(None, match.groups())), "address")
        found.published = found.published or found.address_date
