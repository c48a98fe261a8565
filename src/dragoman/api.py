"""The whole way from a page to a record, for one page or for many.

Composes the stages and holds the edge of one page: whatever goes wrong inside it
becomes a `Skipped` with the place of the fault, and the run goes on.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from dragoman.errors import UsageError
from dragoman.pages import Limits, Page, PageFormat, Skipped, SkipReason, iter_pages
from dragoman.time_limit import PageTimeout, time_limit

if TYPE_CHECKING:
    from dragoman.article import Article
    from dragoman.reading.record import Record

_log = logging.getLogger("dragoman")
_log.addHandler(logging.NullHandler())
_Result = TypeVar("_Result")


class PageSkipped(UsageError):
    """The one page that was asked for gave no record; `skipped` says why."""

    def __init__(self, skipped: Skipped) -> None:
        super().__init__(f'"{skipped.origin}" gave no record: {skipped.reason} ({skipped.detail}).')
        self.skipped = skipped


def read(source: str | Path) -> Record:
    """What one page reports.

    Args:
        source: A file with one page, or "-" for standard input.

    Raises:
        SourceNotFound: There is no such file.
        PageSkipped: The page could not be read; the message says why.
        UsageError: The source holds several pages.
    """
    return _or_raise(record_of(_only_page(source)))


def read_text(text: str, url: str | None = None, published: str | date | None = None) -> Record:
    """What a text reports: plain text or Markdown, or the HTML of a page.

    Args:
        text: The page.
        url: Where it was published.
        published: The day, YYYY-MM-DD (with a time or without); goes before a date in the text.

    Raises:
        PageSkipped: The text could not be read; the message says why.
        UsageError: `published` is no date.
    """
    return _or_raise(record_of(_page_of_text(text, url, published)))


def read_all(
    sources: Sequence[str | Path] | str | Path,
    stdin: IO[bytes] | None = None,
    limits: Limits | None = None,
    is_known: Callable[[Article], bool] | None = None,
    page_s: float | None = None,
) -> Iterator[Record | Skipped]:
    """The record of each page of the sources, in their order, one at a time.

    A page that gives no record comes as a `Skipped`; no fault of one page ends the run.

    Args:
        sources: Files, folders, JSON Lines, "-" for standard input; one alone needs no list.
        stdin: What "-" stands for; the process's standard input if None.
        limits: How large a page may be.
        is_known: Says of an article that its record is not needed; it then comes as a
            `Skipped` ("read before"), and the dear part of the reading is spared.
        page_s: Seconds that one page may take, as for `record_of`.

    Raises:
        SourceNotFound: A source is not there; before anything is read.
    """
    return (record_of(page, is_known, page_s) for page in iter_pages(sources, stdin, limits))


def read_article(source: str | Path) -> Article:
    """The clean article of one page, in whatever language and of whatever kind it is.

    Raises:
        SourceNotFound: There is no such file.
        PageSkipped: The page holds nothing that can be read; the message says why.
        UsageError: The source holds several pages.
    """
    return _or_raise(article_of(_only_page(source)))


def record_of(
    page: Page | Skipped,
    is_known: Callable[[Article], bool] | None = None,
    page_s: float | None = None,
    skims: bool = False,
) -> Record | Skipped:
    """The record of a page, or why there is none.

    Args:
        page: The page; one that was skipped before is given back.
        is_known: As for `read_all`.
        page_s: Seconds that the page may take; more makes a `Skipped` of it. Only the main
            thread of a program, on a system with timers, can keep a limit.
        skims: Whether a page is passed over, as a `Skipped`, whose source alone shows that
            it is not about diplomacy, in a tenth of the time that its article takes.
    """
    if isinstance(page, Skipped):
        return page
    return _at_the_edge(page, lambda one: _record_of(one, is_known, skims), page_s)


def article_of(page: Page | Skipped) -> Article | Skipped:
    """The article of a page, or why there is none."""
    if isinstance(page, Skipped):
        return page
    return _at_the_edge(page, _article_of)


def _record_of(page: Page, is_known: Callable[[Article], bool] | None, skims: bool) -> Record | Skipped:
    from dragoman.reading import read_record

    if skims and (passed_over := _passed_over(page)) is not None:
        return passed_over
    article = _article_of(page)
    if isinstance(article, Skipped):
        return article
    if (skipped := _unread(article, page)) is not None:
        return skipped
    if is_known is not None and is_known(article):
        return Skipped(page.id, page.origin, SkipReason.KNOWN, "the ledger has this reading")
    return read_record(article)


def _passed_over(page: Page) -> Skipped | None:
    from dragoman.knowledge import knowledge
    from dragoman.reading.skimming import skim

    return skim(page, knowledge())


def _article_of(page: Page) -> Article | Skipped:
    from dragoman.article import PageDate, read_article
    from dragoman.interval import Interval

    article: Article | Skipped = read_article(page)
    if page.outlet is not None and not isinstance(article, Skipped):
        article = replace(article, outlet=page.outlet)
    given, why = page.published, "given with the page"
    if given is None and not isinstance(article, Skipped) and article.published is None:
        given, why = page.listed_on, "given by the feed that lists the page"
    if isinstance(article, Skipped) or given is None:
        return article
    return replace(article, published=PageDate(given, Interval.parse(given.partition("T")[0]), why))


def _unread(article: Article, page: Page) -> Skipped | None:
    """Why an article is not read further, or None where it is."""
    from dragoman.article import ArticleKind

    if article.kind is not ArticleKind.ARTICLE:
        words = article.kind.value.replace("_", " ")
        detail = (
            f"the page is {'an' if words[0] in 'aeiou' else 'a'} {words}"
            if words != "empty"
            else "no text left"
        )
        return Skipped(page.id, page.origin, SkipReason.NO_ARTICLE, detail)
    if article.language is not None and article.language.partition("-")[0].lower() != "en":
        detail = f"{article.language}: only English is read so far"
        return Skipped(page.id, page.origin, SkipReason.LANGUAGE, detail)
    return None


def _at_the_edge(
    page: Page, stage: Callable[[Page], _Result | Skipped], page_s: float | None = None
) -> _Result | Skipped:
    try:
        with time_limit(page_s):
            return stage(page)
    except PageTimeout:
        if page_s is None:  # the limit of a caller, who lists the page
            raise
        return Skipped(page.id, page.origin, SkipReason.TIMEOUT, f"not read within {page_s:g} s")
    except Exception as error:
        _log.exception("%s (%s) gave no result", page.id, page.origin)
        return Skipped(
            page.id, page.origin, SkipReason.FAILED, f"{fault_in_words(error)} at {_place_of(error)}"
        )


def fault_in_words(error: Exception) -> str:
    """An exception as one line: "KeyError: 'country'"."""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:300]}" if words else type(error).__name__


def _place_of(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "dragoman" in Path(frame.filename).parts] or frames
    path = Path(ours[-1].filename)
    return f"{path.parent.name}/{path.name}, line {ours[-1].lineno}"


def _only_page(source: str | Path) -> Page | Skipped:
    pages = iter_pages([source])
    page = next(pages, None)
    if page is None:
        raise UsageError(f'"{source}" holds no page. Give a file with one.')
    if next(pages, None) is not None:
        raise UsageError(f'"{source}" holds several pages. Read them with: dragoman.read_all(["{source}"])')
    return page


def _page_of_text(text: str, url: str | None, published: str | date | None) -> Page | Skipped:
    from dragoman.pages.sniffing import sniff_format

    if not text.strip():
        return Skipped("text", "text", SkipReason.EMPTY, "no words")
    given = published.isoformat() if isinstance(published, date) else published
    if given is not None:
        _check_date(given)
    form: PageFormat = sniff_format(text)
    return Page("text", text, form, "text", url=url, published=given)


def _check_date(given: str) -> None:
    from dragoman.interval import Interval

    try:
        Interval.parse(given.partition("T")[0])
    except ValueError as error:
        raise UsageError(f"published: {error}") from error


def _or_raise(result: _Result | Skipped) -> _Result:
    if isinstance(result, Skipped):
        raise PageSkipped(result)
    return result
