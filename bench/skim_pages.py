"""Pages by which a skim is measured, with what the reading finds in each: web pages as they are, texts set as web pages.

A text stands in the place of the article of a real page that is about something
else, or in the layouts of the generated pages, with the teasers and comments of other
stories around it. What counts is whether the reading, given the whole page, finds a
value today: such a page must not be passed over.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from dragoman import api
from dragoman.article import Article, ArticleKind, PartKind, read_article
from dragoman.article.decoding import decode
from dragoman.knowledge import knowledge
from dragoman.pages import Page, PageFormat, Skipped, iter_pages
from dragoman.pages.sniffing import sniff_format
from dragoman.reading import read_record
from dragoman.reading.relevance import is_relevant
from dragoman.reading.skimming import skim
from scale_corpus import laid_out, write_archives

_EXAMPLES = Path(__file__).parents[1] / "examples" / "pages"
_KINDS = ("meetings", "commitments", "statements", "events")
_N_TEXTS, _N_GENERATED = 400, 200
_ROUNDS = 3
_DAY = date(2024, 3, 1)


@dataclass(frozen=True, slots=True)
class Tried:
    """A page, and what the reading finds in it without a skim.

    Attributes:
        origin: Of which collection it is.
        page: The page.
        n_values: Meetings, commitments, statements and events of its record.
        is_near: Whether its article passes the relevance test, or it is read for values.
        fate: "record", or why there is none.
    """

    origin: str
    page: Page
    n_values: int
    is_near: bool
    fate: str


def iter_tried(shared: Path) -> Iterator[Tried]:
    """Every page of the development data, and some that are generated, with what its full reading finds: some three minutes."""
    for origin, page in _iter_pages(shared):
        article = api.article_of(page)
        if isinstance(article, Skipped):
            yield Tried(origin, page, 0, False, str(article.reason))
            continue
        record = api.record_of(page)
        if isinstance(record, Skipped):
            yield Tried(origin, page, 0, False, str(record.reason))
            continue
        n_values = sum(len(getattr(record, kind)) for kind in _KINDS)
        yield Tried(origin, page, n_values, n_values > 0 or is_relevant(article, knowledge()), "record")


def print_skim(shared: Path) -> None:
    """Of each collection: pages with values kept, others passed over, and milliseconds of a skim a page."""
    rows = defaultdict(list)
    for tried in iter_tried(shared):
        rows[tried.origin].append(tried)
    print("\nskim          with values  kept  recall   others  passed over  ms a page")
    for origin, found in rows.items():
        _print_row(origin, found)
    _print_row("all", [tried for found in rows.values() for tried in found])


def _print_row(origin: str, found: Sequence[Tried]) -> None:
    facts = knowledge()
    passed = [skim(tried.page, facts) is not None for tried in found]
    with_values = [is_passed for tried, is_passed in zip(found, passed, strict=True) if tried.n_values]
    others = [is_passed for tried, is_passed in zip(found, passed, strict=True) if not tried.n_values]
    n_kept = with_values.count(False)
    seconds = min(_seconds(found) for _ in range(_ROUNDS))
    print(
        f"{origin:<14} {len(with_values):>10} {n_kept:>5} {n_kept / max(len(with_values), 1):>7.3f} {len(others):>8}"
        f" {sum(others) / max(len(others), 1):>11.0%} {seconds * 1000 / len(found):>10.2f}"
    )
    for tried, is_passed in zip(found, passed, strict=True):
        if is_passed and tried.n_values and origin != "all":
            print(f"  lost: {tried.page.id}, {tried.n_values} values")


def _seconds(found: Sequence[Tried]) -> float:
    start, facts = time.process_time(), knowledge()
    for tried in found:
        skim(tried.page, facts)
    return time.process_time() - start


# ------------------------------------------------------------------ the pages


def _iter_pages(shared: Path) -> Iterator[tuple[str, Page]]:
    web = list(_iter_web_pages(shared / "data" / "extraction"))
    hosts = _Hosts(web)
    texts = {
        "annotated": list(_iter_files(shared / "gold" / "dev")),
        "examples": list(_iter_files(_EXAMPLES)),
    }
    texts["texts"] = list(_iter_texts(shared / "data" / "texts" / "white_house.jsonl.gz"))
    yield from (("web pages", page) for page in web)
    for origin, pages in texts.items():
        for number, page in enumerate(pages):
            if origin != "texts" or page.format is PageFormat.HTML:
                yield origin, page
            if page.format is not PageFormat.HTML and (origin != "texts" or number % 2):
                yield f"{origin}, real", hosts.around(page, number)
            if page.format is not PageFormat.HTML and (origin != "texts" or not number % 2):
                yield f"{origin}, laid", _laid(page, number)
    with tempfile.TemporaryDirectory() as folder:
        archives = write_archives(Path(folder), _N_GENERATED, _EXAMPLES, seed=11)
        yield from (("generated", page) for page in iter_pages(archives) if isinstance(page, Page))


def _iter_files(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.iterdir()):
        if path.suffix != ".json":
            yield from (page for page in iter_pages([str(path)]) if isinstance(page, Page))


def _iter_web_pages(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.rglob("*.html.gz")):
        yield Page(path.name, gzip.decompress(path.read_bytes()), PageFormat.HTML, path.name)


def _iter_texts(path: Path) -> Iterator[Page]:
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    for row in random.Random(5).sample(rows, _N_TEXTS):
        yield Page(row["id"], row["text"], sniff_format(row["text"]), row["id"], published=row["date"][:10])


def _parts_of(page: Page) -> tuple[str, list[str]]:
    """The first line of a plain page, and its paragraphs."""
    source = decode(page.content) if isinstance(page.content, bytes) else page.content
    paragraphs = [" ".join(one.split()) for one in re.split(r"\n\s*\n", source) if one.strip()]
    return paragraphs[0][:90], paragraphs


def _laid(page: Page, number: int) -> Page:
    title, paragraphs = _parts_of(page)
    source = laid_out(number, escape(title), paragraphs, _DAY, random.Random(page.id))
    return Page(f"{page.id}-laid", source, PageFormat.HTML, page.origin, published=page.published)


class _Hosts:
    """Real pages in English that are about something else, whose articles are taken out."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._found: list[tuple[str, Article]] = []
        for page in pages:
            article = read_article(page)
            if isinstance(article, Skipped) or article.kind is not ArticleKind.ARTICLE:
                continue
            if article.language == "en" and not _has_values(article) and len(_body(article)) > 4:
                assert isinstance(page.content, bytes)
                self._found.append((decode(page.content), article))

    def around(self, page: Page, number: int) -> Page:
        """A plain page in the place of one of the articles."""
        source, article = self._found[number * 7 % len(self._found)]
        title, paragraphs = _parts_of(page)
        spans = _body(article)
        body = "</p>\n<p>".join(map(escape, paragraphs))
        source = source[: spans[0][0]] + body + source[spans[-1][1] :]
        source = re.sub(r"(<title[^<>]*>)[^<>]*", lambda found: found[1] + escape(title), source, count=1)
        return Page(f"{page.id}-real", source, PageFormat.HTML, page.origin, published=page.published)


def _body(article: Article) -> list[tuple[int, int]]:
    return [
        (part.source_start, part.source_end)
        for part in article.parts
        if part.kind is PartKind.PARAGRAPH and part.source_start is not None and part.source_end is not None
    ]


def _has_values(article: Article) -> bool:
    record = read_record(article)
    return any(getattr(record, kind) for kind in _KINDS)
