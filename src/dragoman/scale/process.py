"""The work on one shard: its pages in, a Parquet of records and a marker out.

A plain function of paths, the same under processes, Ray, or anything else that
calls functions.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.pages import Page, PageFormat, Skipped, iter_pages
from dragoman.scale.manifest import Manifest, shard_key
from dragoman.scale.options import RunOptions
from dragoman.scale.report import ShardReport
from dragoman.scale.shards import Shard, plan_shards
from dragoman.scale.table import ShardWriter, lost_row, record_row


@dataclass(frozen=True, slots=True)
class At:
    """The page that is being read: its number in the shard, its id, where it came from."""

    number: int
    id: str
    origin: str


# A page that every stage has something to do with.
_FIRST = (
    "Ministers meet in Oslo\n\nOSLO, 5 November 2025 - Swedish Prime Minister Ulf Kristersson met his Norwegian "
    "counterpart Jonas Gahr Støre in Oslo on Tuesday. They agreed to hold joint patrols by June 2026.\n"
)
# Told before each page, and after it (None): time between pages is the archive's.
OnPage = Callable[[At | None], None]


@dataclass(slots=True)
class _Tally:
    n_pages: int = 0
    n_records: int = 0
    n_kept: int = 0
    n_lost: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


def process_shard(
    shard: Shard | str | Path,
    out: str | Path,
    options: RunOptions | None = None,
    on_page: OnPage | None = None,
    avoid: Mapping[int, Skipped] | None = None,
) -> ShardReport:
    """Read the pages of a shard and write their records; what is done already is left as it is.

    Args:
        shard: The shard, or the path or URL of one file that is one.
        out: The folder for `<name>.parquet` and `_<name>.json`; a path or URL.
        options: Choices and limits.
        on_page: Told which page is being read.
        avoid: Pages, by their number, that are not to be read, with what to list of them:
            an earlier worker did not survive them.

    Raises:
        SourceNotFound: `shard` is a path at which nothing is.
        OSError: The output cannot be written.
    """
    options = options or RunOptions()
    if not isinstance(shard, Shard):
        shard = _only_shard(shard, options)
    manifest, key = Manifest(out), shard_key(shard, options)
    if (report := manifest.done(shard, key)) is not None:
        return report
    manifest.make_folder()
    _warm_up()
    started, tally = time.perf_counter(), _Tally()
    with manifest.written_aside(shard.name) as path:
        writer = ShardWriter(path)
        try:
            for row in _rows(shard, options, tally, _Watch(on_page, avoid or {})):
                writer.put(row)
        finally:
            writer.close()
    report = ShardReport(
        shard.name,
        tally.n_pages,
        tally.n_records,
        tally.n_kept,
        tally.n_lost,
        dict(sorted(tally.reasons.items())),
        round(time.perf_counter() - started, 3),
        manifest.size_of(shard.name),
    )
    manifest.mark(shard, key, report, options)
    return report


@cache
def _warm_up() -> None:
    """Loads the model and the tables, whose time is not the first page's."""
    from dragoman.api import record_of
    from dragoman.knowledge import knowledge
    from dragoman.reading.skimming import skim

    page = Page("first", _FIRST, PageFormat.TEXT, "a first page")
    skim(page, knowledge())
    result = record_of(page)
    if not isinstance(result, Skipped):
        record_row(page, result)


@dataclass(frozen=True, slots=True)
class _Watch:
    on_page: OnPage | None
    avoid: Mapping[int, Skipped]

    def begin(self, page: At) -> None:
        if self.on_page is not None:
            self.on_page(page)

    def end(self) -> None:
        if self.on_page is not None:
            self.on_page(None)


def _only_shard(source: str | Path, options: RunOptions) -> Shard:
    shards, _ = plan_shards([source], replace(options, shard_bytes=2**62))
    if len(shards) != 1:
        raise UsageError(f'"{source}" is not one file; divide it with plan_shards.')
    return shards[0]


def _rows(shard: Shard, options: RunOptions, tally: _Tally, watch: _Watch) -> Iterator[dict[str, object]]:
    pages = iter_pages(shard.sources, options=options.source_options(shard.span))
    for number, page in enumerate(islice(pages, options.limit)):
        tally.n_pages += 1
        if number in watch.avoid:
            row = _lost(watch.avoid[number], page if isinstance(page, Page) else None, tally)
        else:
            watch.begin(At(number, page.id, page.origin))
            row = _row_of(page, options, tally)
            watch.end()
        if row is not None:
            yield row


def _row_of(page: Page | Skipped, options: RunOptions, tally: _Tally) -> dict[str, object] | None:
    from dragoman.api import record_of

    result = record_of(page, page_s=options.page_s, skims=not options.every_page)
    if isinstance(result, Skipped):
        return _lost(result, page if isinstance(page, Page) else None, tally)
    assert isinstance(page, Page)
    tally.n_records += 1
    if options.values_only and not _has_values(result):
        return None
    tally.n_kept += 1
    return record_row(page, result)


def _lost(skipped: Skipped, page: Page | None, tally: _Tally) -> dict[str, object] | None:
    tally.reasons[str(skipped.reason)] += 1
    if not skipped.is_loss:
        return None
    tally.n_lost += 1
    return lost_row(skipped, page)


def _has_values(record: object) -> bool:
    return any(
        getattr(record, kind) for kind in ("meetings", "commitments", "statements", "events", "findings")
    )
