"""`dragoman run`: archives in, Parquet of records out, on all cores or on a cluster."""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import PageSeconds
from dragoman.cli.printing import print_json
from dragoman.cli.program import EXIT_FAILED, EXIT_SKIPS
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.scale import RunPlan, ShardReport
    from dragoman.scale.manifest import Manifest
    from dragoman.scale.run import Engine

_Archives = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Archives (WARC, WACZ), Parquet, JSON Lines, mbox, pages, folders of them; paths or URLs (s3://...).",
    ),
]
_Out = Annotated[
    str, typer.Option(metavar="DIR", help="Write a Parquet and a marker for each shard there; a path or URL.")
]
_Workers = Annotated[int, typer.Option(metavar="N", min=0, help="Processes; 0 for one on each core.")]
_IntoLedger = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Add the records to this ledger too; a file or a database URL."),
]
_Limit = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Read the first N pages only, shard after shard.")
]
_Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only pages of this day or later, YYYY-MM-DD.")
]
_Hosts = Annotated[
    list[str] | None, typer.Option(metavar="HOST", help="Only pages of this host and of those below it.")
]
_Columns = Annotated[
    list[str] | None,
    typer.Option(metavar="KEY=NAME", help="Column of tables that holds id, html, text, url or published."),
]
_AllowPaths = Annotated[
    bool,
    typer.Option(
        "--allow-paths", help='Read the files that "path" in JSON Lines names; trust who wrote them.'
    ),
]
_EveryPage = Annotated[
    bool,
    typer.Option(
        "--every-page", help="Make the article of each page, also of those that are not about diplomacy."
    ),
]
_ValuesOnly = Annotated[bool, typer.Option("--values-only", help="Keep only records that report something.")]
_MaxMb = Annotated[
    float, typer.Option("--max-mb", metavar="MB", min=0.001, help="Skip pages larger than this.")
]
_Merge = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Afterwards, write all rows there, sorted and without repetitions."),
]
_Resume = Annotated[
    bool, typer.Option("--resume/--anew", help="Leave shards that are done, or do all again.")
]
_EngineName = Annotated[str, typer.Option(metavar="NAME", help="processes, or ray.")]
_Address = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Of the Ray cluster: auto, or ray://host:10001.")
]
_MaxSkips = Annotated[
    int | None, typer.Option(metavar="N", min=0, help="Exit with 3 when more pages than this were lost.")
]


@dataclass(slots=True)
class _Tally:
    """What was done, with what earlier runs had done."""

    n_shards: int = 0
    n_resumed: int = 0
    n_pages: int = 0
    n_records: int = 0
    n_kept: int = 0
    n_lost: int = 0
    n_merged: int | None = None
    reasons: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)

    def add(self, report: ShardReport) -> None:
        self.n_shards += 1
        self.n_resumed += report.was_there
        self.n_pages += report.n_pages
        self.n_records += report.n_records
        self.n_kept += report.n_kept
        self.n_lost += report.n_lost
        self.reasons.update(report.reasons)

    def to_json(self) -> dict[str, object]:
        """The figures by name. `asdict` would not do: of a Counter it makes one of pairs."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def run(
    sources: _Archives,
    out: _Out,
    workers: _Workers = 0,
    ledger: _IntoLedger = None,
    limit: _Limit = None,
    since: _Since = None,
    host: _Hosts = None,
    column: _Columns = None,
    allow_paths: _AllowPaths = False,
    every_page: _EveryPage = False,
    values_only: _ValuesOnly = False,
    page_seconds: PageSeconds = 30,
    max_mb: _MaxMb = 20,
    merge: _Merge = None,
    resume: _Resume = True,
    engine: _EngineName = "processes",
    address: _Address = None,
    max_skips: _MaxSkips = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    is_quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Show no progress.")] = False,
) -> None:
    """Read archives into Parquet, on all cores; a run that was killed goes on where it was.

    Each shard becomes NAME.parquet (a row a record, and a row for each lost page) and
    _NAME.json (its marker). The same sources give the same shards, whatever the workers.
    """
    from dragoman.scale.options import RunOptions
    from dragoman.scale.run import Engine, plan_run

    options = RunOptions(
        max_bytes=int(max_mb * 1_000_000),
        page_s=page_seconds,
        hosts=tuple(host or ()),
        since=_day(since),
        columns=_named_columns(column or []),
        limit=limit,
        reads_paths=allow_paths,
        every_page=every_page,
        values_only=values_only,
    )
    plan = plan_run(sources, out, options, resume)
    with _opened(ledger) as book:
        tally = _work(plan, Engine(engine, workers or _n_cores(), address), book, is_quiet)
    if merge is not None and not tally.failed:
        tally.n_merged = _merged(plan, merge)
    _report(tally, out, as_json)
    if tally.failed:
        raise typer.Exit(EXIT_FAILED)
    if max_skips is not None and tally.n_lost > max_skips:
        raise typer.Exit(EXIT_SKIPS)


def _work(plan: RunPlan, engine: Engine, book: Ledger | None, is_quiet: bool) -> _Tally:
    from dragoman.cli.run_progress import run_progress
    from dragoman.scale.manifest import Manifest
    from dragoman.scale.run import run_shards

    tally, manifest = _Tally(), Manifest(plan.out)
    with run_progress(plan, is_quiet) as progress:
        for result in run_shards(plan, replace(engine, on_progress=progress.pages)):
            if isinstance(result, tuple):
                tally.failed.append(str(result[1]))
            else:
                tally.add(result)
                if book is not None:
                    _ingest(manifest, result.name, book)
            progress.shard(result)
    return tally


def _ingest(manifest: Manifest, name: str, book: Ledger) -> None:
    from dragoman.scale.ingest import ingest_parquet

    with manifest.open_parquet(name) as file:
        ingest_parquet([file], book)


def _merged(plan: RunPlan, target: Path) -> int:
    from dragoman.scale.manifest import Manifest
    from dragoman.scale.merging import merge_shards

    manifest = Manifest(plan.out)
    there = set(manifest.names())
    return merge_shards(manifest, [one.name for one in plan.shards if one.name in there], target)


def _opened(target: str | None) -> AbstractContextManager[Ledger | None]:
    if target is None:
        return nullcontext()
    from dragoman.ledger import Ledger

    return Ledger.open(target, create=True)


def _n_cores() -> int:
    """The cores that this process may use, which a container may have cut."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f'--since "{text}" is not a day. Use YYYY-MM-DD.') from error


def _named_columns(pairs: list[str]) -> dict[str, str]:
    keys = ("id", "html", "text", "url", "published")
    found = {}
    for pair in pairs:
        key, is_pair, name = pair.partition("=")
        if not is_pair or key not in keys or not name:
            raise UsageError(f'--column "{pair}": give KEY=NAME with one of {", ".join(keys)} as the key.')
        found[key] = name
    return found


def _report(tally: _Tally, out: str, as_json: bool) -> None:
    if as_json:
        print_json({"out": out, **tally.to_json()})
        return
    for words in tally.failed:
        print(f"failed: {words}", file=sys.stderr)
    kept = f", {tally.n_kept:,} of them kept" if tally.n_kept != tally.n_records else ""
    resumed = f" ({tally.n_resumed:,} done before)" if tally.n_resumed else ""
    shards = "shard" if tally.n_shards == 1 else "shards"
    print(
        f"{tally.n_pages:,} pages in {tally.n_shards:,} {shards}{resumed}: {tally.n_records:,} records{kept}, "
        f'{tally.n_lost:,} lost; in "{out}"',
        file=sys.stderr,
    )
    for reason, number in tally.reasons.most_common():
        print(f"  {number:,} {reason}", file=sys.stderr)
    if tally.n_merged is not None:
        print(f"{tally.n_merged:,} rows merged", file=sys.stderr)
    if tally.failed:
        print("Run the same command again for the shards that failed.", file=sys.stderr)
