"""What a run reads and keeps; part of the key of each shard, so that another choice reads anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from dragoman.pages import DEFAULT_MAX_BYTES, Limits
from dragoman.pages.options import SourceOptions

SHARD_BYTES = 64_000_000
SHARD_FILES = 500


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Choices of a run that change what it writes.

    Attributes:
        max_bytes: Of one page, unpacked.
        page_s: Seconds that one page may take; then it is listed and the next one is read.
        hosts: Only pages of these hosts and of hosts below them; all if empty.
        since: Only pages of this day or later.
        columns: Names of the columns of tables (`dragoman.pages.options`).
        limit: Pages of each shard that are read at most; all if None.
        reads_paths: Whether a JSON object may name a file of this machine (`dragoman.pages.options`).
        every_page: Make the article of each page; without it, pages whose source shows that they are
            not about diplomacy are passed over and counted (`dragoman.reading.skimming`).
        values_only: Keep only records that report something; the others are counted.
        shard_bytes: Archives longer than this are shared by several shards.
        shard_files: Files of a folder that make one shard.
    """

    max_bytes: int = DEFAULT_MAX_BYTES
    page_s: float = 30.0
    hosts: tuple[str, ...] = ()
    since: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    limit: int | None = None
    reads_paths: bool = False
    every_page: bool = False
    values_only: bool = False
    shard_bytes: int = SHARD_BYTES
    shard_files: int = SHARD_FILES

    def source_options(self, span: tuple[int, int] | None) -> SourceOptions:
        """The same for the pages stage."""
        return SourceOptions(
            limits=Limits(self.max_bytes),
            columns=self.columns,
            hosts=self.hosts,
            since=self.since,
            follows_feeds=False,
            reads_paths=self.reads_paths,
            span=span,
        )

    def to_json(self) -> dict[str, Any]:
        """The choices as plain JSON values."""
        found = asdict(self)
        found["since"] = self.since.isoformat() if self.since is not None else None
        found["hosts"] = list(self.hosts)
        found["columns"] = dict(self.columns)
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RunOptions:
        """What `to_json` gave."""
        since = data["since"]
        changed = {"since": date.fromisoformat(since) if since else None, "hosts": tuple(data["hosts"])}
        return cls(**{**data, **changed})
