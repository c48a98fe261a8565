"""Sources divided into shards: pieces of work that are done whole or not at all.

How sources are divided depends on the sources alone, not on the number of workers,
so that every run over them makes the same shards.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from dragoman.errors import SourceNotFound, UsageError
from dragoman.pages import Skipped
from dragoman.pages.archives import SUFFIXES as ARCHIVE_SUFFIXES
from dragoman.pages.files import fault_of_name, iter_files
from dragoman.pages.naming import safe_id, stem_of
from dragoman.pages.places import is_remote, is_web, store_of
from dragoman.pages.sources import STDIN, may_hold_many
from dragoman.scale.options import RunOptions


@dataclass(frozen=True, slots=True)
class Shard:
    """A piece of work.

    Attributes:
        name: Names its files in the output folder; no two shards of a run share one.
        sources: The files to read, in this order.
        span: Of the one archive, which records (`dragoman.pages.options`); all if None.
        size_bytes: Of what is read, packed; for the time that is left.
        state: Changes when a file changes (sizes and times).
    """

    name: str
    sources: tuple[str, ...]
    span: tuple[int, int] | None = None
    size_bytes: int = 0
    state: str = ""

    def to_json(self) -> dict[str, Any]:
        """The shard as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Shard:
        """What `to_json` gave."""
        span = tuple(data["span"]) if data["span"] else None
        return cls(**{**data, "sources": tuple(data["sources"]), "span": span})


@dataclass(frozen=True, slots=True)
class _File:
    source: str
    size_bytes: int
    state: str
    has_many: bool


def plan_shards(sources: Sequence[str | Path], options: RunOptions) -> tuple[list[Shard], list[Skipped]]:
    """The shards of some sources, in their order, and the files that hold no page by their kind.

    Raises:
        SourceNotFound: A source is not there.
        UsageError: A source cannot be read in pieces (standard input, an address of the web).
    """
    shards: list[Shard] = []
    passed_over: list[Skipped] = []
    waiting: list[_File] = []
    for source in map(str, sources):
        for found in _files_of(source):
            if isinstance(found, Skipped):
                passed_over.append(found)
            elif found.has_many:
                shards += _flush(waiting, options)
                shards += _shards_of_file(found, options)
            else:
                waiting.append(found)
                if len(waiting) >= options.shard_files:
                    shards += _flush(waiting, options)
        shards += _flush(waiting, options)
    return _numbered(shards), passed_over


def _files_of(source: str) -> Iterator[_File | Skipped]:
    if source == STDIN or is_web(source):
        raise UsageError(
            f'"{source}" cannot be shared out. Give files, folders or URLs of a store (s3://...).'
        )
    if is_remote(source):
        yield from _files_of_store(source)
        return
    path = Path(source)
    if path.is_dir():
        for found in iter_files(path):
            if isinstance(found, Path):
                yield _local(found)
            else:
                where, fault = found
                yield Skipped(safe_id(stem_of(where.name)), str(where), fault.reason, fault.detail)
    elif path.is_file():
        yield _local(path)
    else:
        raise SourceNotFound(f'No file or folder at "{source}". Give pages, archives or folders of them.')


def _local(path: Path) -> _File:
    status = path.stat()
    return _File(
        str(path), status.st_size, f"{status.st_size} {status.st_mtime_ns}", may_hold_many(path.name)
    )


def _files_of_store(source: str) -> Iterator[_File | Skipped]:
    store, path = store_of(source)
    if not store.exists(path):
        raise SourceNotFound(f'Nothing lies at "{source}".')
    found = store.find(path, detail=True) if store.isdir(path) else {path: store.info(path)}
    for name, about in sorted(found.items()):
        url = str(store.unstrip_protocol(name))
        if len(found) > 1 and (fault := fault_of_name(PurePosixPath(name))) is not None:
            yield Skipped(safe_id(stem_of(name)), url, fault.reason, fault.detail)
            continue
        size = int(about.get("size") or 0)
        changed = about.get("ETag") or about.get("mtime") or about.get("LastModified") or ""
        yield _File(url, size, f"{size} {changed}", may_hold_many(PurePosixPath(name).name))


def _shards_of_file(file: _File, options: RunOptions) -> list[Shard]:
    """One shard, or several for a long archive."""
    name = safe_id(PurePosixPath(file.source).name)
    n_parts = 1
    if file.source.lower().endswith(ARCHIVE_SUFFIXES) and options.limit is None:
        n_parts = max(1, round(file.size_bytes / options.shard_bytes))
    if n_parts == 1:
        return [Shard(name, (file.source,), None, file.size_bytes, file.state)]
    edges = [file.size_bytes * part // n_parts for part in range(n_parts + 1)]
    return [
        Shard(f"{name}-{part:04d}", (file.source,), (start, end), end - start, file.state)
        for part, (start, end) in enumerate(pairwise(edges))
    ]


def _flush(waiting: list[_File], options: RunOptions) -> list[Shard]:
    if not waiting:
        return []
    digest = hashlib.sha256("\n".join(one.state for one in waiting).encode()).hexdigest()[:16]
    first = safe_id(stem_of(PurePosixPath(waiting[0].source).name))[:60]
    shard = Shard(
        f"{first}-and-{len(waiting) - 1}-more" if len(waiting) > 1 else first,
        tuple(one.source for one in waiting),
        None,
        sum(one.size_bytes for one in waiting),
        digest,
    )
    waiting.clear()
    return [shard]


def _numbered(shards: list[Shard]) -> list[Shard]:
    """The shards with names that sort in their order."""
    return [
        Shard(f"{number:05d}-{one.name}", one.sources, one.span, one.size_bytes, one.state)
        for number, one in enumerate(shards)
    ]
