"""Where the time of reading goes: one core's time by stage, for articles and for an ordinary crawl.

Times are those of the process (`time.process_time`), so that a busy machine changes
them little, and each stage is measured without the stages that it calls. The rounds
go over the same texts; the quickest round counts, since what disturbs only adds.
"""

from __future__ import annotations

import gzip
import importlib
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from html import escape
from pathlib import Path
from typing import Any

from dragoman import api
from dragoman.export.record_json import record_json
from dragoman.pages import Page, Skipped
from dragoman.pages.sniffing import sniff_format

_WORDS = 600
_ROUNDS = 5
_CRAWL_ROUNDS = 3
_OTHER = "else"
# What is measured: the stage, and the name by which its caller knows the function.
_STAGES = (
    ("article", "dragoman.article", "read_article"),
    ("relevance", "dragoman.reading.reader", "is_relevant"),
    ("words, sentences", "dragoman.language.analyse", "divide"),
    ("model", "dragoman.language.analyse", "run_pass"),
    ("trees, names", "dragoman.language.analyse", "assemble"),
    ("sightings", "dragoman.reading.brief", "find_sightings"),
    ("dating", "dragoman.reading.brief", "estimate_date"),
    ("casting", "dragoman.reading.brief", "cast_article"),
    ("times", "dragoman.reading.brief", "find_times"),
    ("meetings", "dragoman.reading.reader", "read_meetings"),
    ("statements", "dragoman.reading.reader", "read_statements"),
    ("statements", "dragoman.reading.reader", "dated_statements"),
    ("commitments", "dragoman.reading.reader", "read_commitments"),
    ("events", "dragoman.reading.reader", "record_events"),
    ("findings", "dragoman.reading.reader", "read_findings"),
    ("confidence", "dragoman.reading.reader", "with_confidence"),
)


@dataclass(slots=True)
class Clock:
    """Seconds of each stage without those inside it."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _open: list[str] = field(default_factory=lambda: [_OTHER])
    _since: float = field(default_factory=time.process_time)

    def enter(self, stage: str) -> None:
        """Books the time so far to the stage that was open, and opens another."""
        self._book()
        self._open.append(stage)

    def leave(self) -> None:
        """Closes the stage that is open."""
        self._book()
        self._open.pop()

    @property
    def total_s(self) -> float:
        """Seconds of all stages."""
        return sum(self.seconds.values())

    def _book(self) -> None:
        now = time.process_time()
        self.seconds[self._open[-1]] += now - self._since
        self._since = now


@contextmanager
def stage_clock() -> Iterator[Clock]:
    """Measures the stages while the block runs; a stage that a module no longer has is left out."""
    clock, replaced = Clock(), []
    for stage, module_name, name in _STAGES:
        module = importlib.import_module(module_name)
        whole = getattr(module, name, None)
        if whole is not None:
            replaced.append((module, name, whole))
            setattr(module, name, _timed(whole, stage, clock))
    try:
        yield clock
    finally:
        clock.enter(_OTHER)
        for module, name, whole in replaced:
            setattr(module, name, whole)


def _timed(whole: Callable[..., Any], stage: str, clock: Clock) -> Callable[..., Any]:
    @wraps(whole)
    def timed(*args: Any, **options: Any) -> Any:
        clock.enter(stage)
        try:
            return whole(*args, **options)
        finally:
            clock.leave()

    return timed


def print_speed(shared: Path) -> None:
    """Sentences a second from raw text to JSON, over the readable development texts cut at 600 words."""
    pages = list(_iter_texts(shared))
    first = _read_pages(pages)
    quickest = min((_read_pages(pages) for _ in range(_ROUNDS)), key=lambda each: each.total_s)
    texts = [record.article.text for record in map(api.record_of, pages) if not isinstance(record, Skipped)]
    n_words = sum(len(text.split()) for text in texts)
    n_sentences = sum(sum(text.count(mark) for mark in (". ", ".\n", "? ", "! ")) + 1 for text in texts)
    print(
        f"{len(texts)} texts, {n_words} words, {n_sentences} sentences; one core's time, best of {_ROUNDS}:"
    )
    _print_stages(quickest, len(pages))
    print(f"the first round, which loads and fills tables, took {first.total_s:.2f} s")
    speeds = n_sentences / quickest.total_s, n_words / quickest.total_s
    print(f"{speeds[0]:.0f} sentences/s, {speeds[1]:.0f} words/s, model included")


def print_crawl(shared: Path) -> None:
    """Pages a second of an ordinary crawl, one page in ten about diplomacy, beside trafilatura's extraction.

    The other pages are the web pages of the development data; those about diplomacy
    are free texts set as web pages. Both programs get the same pages in the same run.
    """
    others = list(_iter_web_pages(shared))
    diplomacy: list[Page] = []
    for page in _iter_readouts(shared):
        if len(diplomacy) * 9 >= len(others):
            break
        diplomacy.append(page)
    sets = {"other pages": others, "about diplomacy": diplomacy}
    _read_pages([*others, *diplomacy])
    n_pages, spent_s = len(others) + len(diplomacy), 0.0
    for name, pages in sets.items():
        quickest = min((_read_pages(pages) for _ in range(_CRAWL_ROUNDS)), key=lambda each: each.total_s)
        spent_s += quickest.total_s
        print(f"{len(pages)} {name}; one core's time, best of {_CRAWL_ROUNDS}:")
        _print_stages(quickest, len(pages))
    print(f"all {n_pages} pages: {n_pages / spent_s:.0f} a second")
    try:
        import trafilatura
    except ModuleNotFoundError:
        print(
            "trafilatura is not installed, so there is nothing to compare with: make bench-article sets it up"
        )
        return
    theirs_s = min(_seconds_of(trafilatura.extract, others + diplomacy) for _ in range(_CRAWL_ROUNDS))
    print(f"trafilatura {trafilatura.__version__}, article alone: {n_pages / theirs_s:.0f} a second")
    print(f"records at {theirs_s / spent_s:.2f} times its speed")
    skimmed_s = min(_skim_pages(others + diplomacy) for _ in range(_CRAWL_ROUNDS))
    print(f"with a skim first, as in a run: {theirs_s / skimmed_s:.2f} times its speed")


def _print_stages(clock: Clock, n_pages: int) -> None:
    for stage, seconds in sorted(clock.seconds.items(), key=lambda each: -each[1]):
        if seconds >= 0.0005:
            share = seconds / clock.total_s
            print(
                f"  {stage:<18} {seconds * 1000:>7.0f} ms {seconds * 1000 / n_pages:>7.2f} a page {share:>5.0%}"
            )
    print(f"  {'all':<18} {clock.total_s * 1000:>7.0f} ms {clock.total_s * 1000 / n_pages:>7.2f} a page")


def _read_pages(pages: Sequence[Page]) -> Clock:
    """The times of one round over the pages."""
    with stage_clock() as clock:
        for page in pages:
            record = api.record_of(page)
            clock.enter("JSON")
            if not isinstance(record, Skipped):
                json.dumps(record_json(record), ensure_ascii=False)
            clock.leave()
    return clock


def _skim_pages(pages: Sequence[Page]) -> float:
    """Seconds of one round in which pages that are not about diplomacy are passed over."""
    start = time.process_time()
    for page in pages:
        record = api.record_of(page, skims=True)
        if not isinstance(record, Skipped):
            json.dumps(record_json(record), ensure_ascii=False)
    return time.process_time() - start


def _seconds_of(extract: Callable[[str], Any], pages: Sequence[Page]) -> float:
    start = time.process_time()
    for page in pages:
        extract(str(page.content))
    return time.process_time() - start


# ------------------------------------------------------------------ the pages


def _iter_texts(shared: Path) -> Iterator[Page]:
    """The development documents with a record as plain text, at most 600 words of each."""
    for path in sorted((shared / "gold" / "dev").iterdir()):
        if path.suffix != ".json" and not json.loads(path.with_suffix(".json").read_text()).get("negative"):
            article = api.read_article(str(path))
            text = " ".join(article.text.split(" ")[:_WORDS])
            day = None if article.published is None else article.published.value[:10]
            yield Page(path.stem, text, sniff_format(text), path.name, published=day)


def _iter_web_pages(shared: Path) -> Iterator[Page]:
    for path in sorted((shared / "data" / "extraction").glob("*.html.gz")):
        html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        yield Page(path.name, html, sniff_format(html), path.name)


def _iter_readouts(shared: Path) -> Iterator[Page]:
    """Readouts and joint statements of up to 600 words as web pages."""
    lines = gzip.decompress((shared / "data" / "texts" / "white_house.jsonl.gz").read_bytes()).splitlines()
    for line in lines[::20]:
        row = json.loads(line)
        if row["kind"] == "statement" and len(row["text"].split()) <= _WORDS:
            blocks = "".join(f"<p>{escape(block)}</p>\n" for block in row["text"].split("\n\n"))
            title = escape(row["title"])
            head = f"<!doctype html><html lang='en'><head><title>{title}</title></head>"
            html = f"{head}<body><article><h1>{title}</h1>\n{blocks}</article></body></html>"
            yield Page(row["id"], html, sniff_format(html), row["id"], published=row["date"][:10])
