"""The manifest of a run: in its folder, a Parquet and a JSON marker for each shard that is done.

The Parquet is written aside and renamed, then the marker likewise: a shard is done
when its marker is there, agrees with what is asked for, and its Parquet has the
length that the marker names. A killed run leaves at most files without a marker.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.pages.places import is_remote, store_of
from dragoman.scale.options import RunOptions
from dragoman.scale.report import ShardReport
from dragoman.scale.shards import Shard
from dragoman.scale.table import scratch_file

MARKER_SCHEMA = "dragoman-shard/1"


class Manifest:
    """The folder of a run, on this machine or in a store."""

    def __init__(self, out: str | Path) -> None:
        self._out = str(out)
        self._store, self._path = store_of(self._out)
        self._is_remote = is_remote(self._out)

    def make_folder(self) -> None:
        """Makes the folder where it is missing.

        Raises:
            UsageError: It cannot be made, or written to.
        """
        try:
            self._store.makedirs(self._path, exist_ok=True)
            if not self._is_remote and not os.access(self._path, os.W_OK):
                raise PermissionError(13, "permission denied")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(
                f'The folder "{self._out}" cannot be used: {reason}. Choose another with --out.'
            ) from error

    def parquet_path(self, name: str) -> str:
        """Where the Parquet of a shard lies."""
        return f"{self._path}/{name}.parquet"

    def done(self, shard: Shard, key: str) -> ShardReport | None:
        """What an earlier run made of a shard, where that is whole and is what is asked for now."""
        marker = self._read(shard.name)
        if marker is None or marker.get("key") != key:
            return None
        try:
            report = ShardReport.from_json(marker["report"])
            if self._store.info(self.parquet_path(shard.name))["size"] != report.size_bytes:
                return None
        except (OSError, TypeError, KeyError):
            return None
        return replace(report, was_there=True)

    def names(self) -> list[str]:
        """The shards that are done, in order."""
        # Not by a pattern, in which brackets in the folder's own name would mean something.
        try:
            found = [str(one).rpartition("/")[2] for one in self._store.ls(self._path, detail=False)]
        except FileNotFoundError:
            return []
        markers = [one for one in found if one.startswith("_") and one.endswith(".json")]
        names = sorted(one[1:].removesuffix(".json") for one in markers)
        return [name for name in names if self._read(name) is not None]

    @contextmanager
    def written_aside(self, name: str) -> Iterator[Path]:
        """A file of this machine that becomes the Parquet of a shard when all went well."""
        if self._is_remote:
            with scratch_file(".parquet") as path:
                yield path
                self._store.put_file(str(path), self.parquet_path(name))
            return
        final = Path(self.parquet_path(name))
        # Each writer has a file of its own: after a lost connection two may work on one shard.
        path = final.with_name(f".{final.name}.{os.getpid()}.part")
        try:
            yield path
            _settle(path, final)
        finally:
            with suppress(OSError):
                path.unlink()

    def mark(self, shard: Shard, key: str, report: ShardReport, options: RunOptions) -> None:
        """Says that a shard is done; its Parquet is there."""
        marker = {
            "schema": MARKER_SCHEMA,
            "key": key,
            "report": report.to_json(),
            "shard": shard.to_json(),
            "options": options.to_json(),
        }
        text = json.dumps(marker, indent=1, ensure_ascii=True) + "\n"
        final = self._marker_path(shard.name)
        if self._is_remote:
            self._store.pipe_file(final, text.encode())
            return
        path = Path(final).with_name(f".{Path(final).name}.{os.getpid()}.part")
        path.write_text(text, encoding="utf-8")
        _settle(path, Path(final))
        self._clean_up(shard.name)

    def size_of(self, name: str) -> int:
        """The length of a shard's Parquet in bytes."""
        return int(self._store.info(self.parquet_path(name))["size"])

    def open_parquet(self, name: str) -> Any:
        """The Parquet of a shard, open for reading."""
        return self._store.open(self.parquet_path(name), "rb")

    def _clean_up(self, name: str) -> None:
        """Removes what workers left that were killed over a shard, and nothing of other shards."""
        begun = tuple(f".{Path(one).name}." for one in (self.parquet_path(name), self._marker_path(name)))
        for left in Path(self._path).iterdir():
            if left.name.startswith(begun) and left.name.endswith(".part"):
                with suppress(OSError):
                    left.unlink()

    def _marker_path(self, name: str) -> str:
        # Readers of folders of Parquet pass over names with an underscore.
        return f"{self._path}/_{name}.json"

    def _read(self, name: str) -> dict[str, Any] | None:
        try:
            found = json.loads(self._store.cat_file(self._marker_path(name)))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) and found.get("schema") == MARKER_SCHEMA else None


def shard_key(shard: Shard, options: RunOptions) -> str:
    """What a shard's content depends on: its files, the choices, and what reads them."""
    from dragoman.reading.reader import versions

    made_by = versions()
    parts = [
        shard.to_json(),
        {**options.to_json(), "page_s": None},
        [made_by.dragoman, made_by.model, made_by.knowledge, made_by.rules],
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]


def _settle(path: Path, final: Path) -> None:
    """Move a file to its place, so that it is there whole or not at all, also after a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    path.replace(final)
