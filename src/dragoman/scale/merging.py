"""The shards of a run as one sorted table without repetitions, whatever its size.

Rows are first divided into parts by their key, then each part is sorted and its
repetitions dropped; no more than one part is in memory. A repetition is a page of the
same address with the same words that was fetched again; the earliest stays. Copies
of one text under several addresses all stay: the ledger joins them, and can undo it.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.scale.manifest import Manifest
from dragoman.scale.table import shard_schema

# Of the input, packed; a part unpacks to some ten times of it.
_PART_BYTES = 32_000_000
_MAX_PARTS = 512
_ROWS_AT_ONCE = 500
# In the folder of the merged parts: which files a merge wrote. Readers of Parquet pass over the underscore.
_LIST_NAME = "_merged.json"
_PART_NAME = re.compile(r"part-\d+\.parquet")


def merge_shards(manifest: Manifest, names: list[str], target: Path) -> int:
    """Write the rows of some shards as `part-NNN.parquet` into a folder; gives their number.

    The same shards give the same files, byte for byte, in whatever order they are named.
    The parts of an earlier merge are replaced; other files of the folder stay.

    Raises:
        UsageError: The folder holds a file of such a name that no merge wrote.
    """
    n_bytes = sum(map(manifest.size_of, names))
    n_parts = min(_MAX_PARTS, n_bytes // _PART_BYTES + 1)
    parts = [f"part-{number:03d}.parquet" for number in range(n_parts)]
    _clear(target, parts)
    with tempfile.TemporaryDirectory(prefix=".merging-", dir=target) as scratch:
        paths = [Path(scratch) / name for name in parts]
        _divide(_batches(manifest, sorted(names)), paths)
        return sum(_settle_part(path, target / path.name) for path in paths)


def _clear(target: Path, parts: list[str]) -> None:
    """Makes the folder, removes the parts of an earlier merge from it, and lists those that will be there."""
    target.mkdir(parents=True, exist_ok=True)
    before = _listed(target)
    if foreign := [name for name in parts if name not in before and (target / name).exists()]:
        raise UsageError(
            f'The folder "{target}" holds "{foreign[0]}", which no merge wrote. Choose another with --merge.'
        )
    for name in before:
        (target / name).unlink(missing_ok=True)
    (target / _LIST_NAME).write_text(json.dumps(parts) + "\n", encoding="utf-8")


def _listed(target: Path) -> set[str]:
    """The names of the parts that an earlier merge wrote into a folder."""
    try:
        found = json.loads((target / _LIST_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    if not isinstance(found, list):
        return set()
    return {name for name in found if isinstance(name, str) and _PART_NAME.fullmatch(name)}


def _batches(manifest: Manifest, names: Iterable[str]) -> Iterator[Any]:
    from pyarrow import parquet

    for name in names:
        with manifest.open_parquet(name) as file:
            yield from parquet.ParquetFile(file).iter_batches(batch_size=_ROWS_AT_ONCE)


def _divide(batches: Iterable[Any], paths: list[Path]) -> None:
    """Every row into the file of its key."""
    from pyarrow import parquet

    with ExitStack() as stack:
        writers = [
            stack.enter_context(parquet.ParquetWriter(path, shard_schema(), compression="zstd"))
            for path in paths
        ]
        for batch in batches:
            numbers = [_part_of(row, len(paths)) for row in batch.select(["url", "doc_id"]).to_pylist()]
            for number in sorted(set(numbers)):
                chosen = [at for at, one in enumerate(numbers) if one == number]
                writers[number].write_batch(batch.take(chosen).cast(shard_schema()))


def _part_of(row: dict[str, Any], n_parts: int) -> int:
    key = (row["url"] or row["doc_id"]).encode("utf-8", "replace")
    return int.from_bytes(hashlib.sha256(key).digest()[:8], "big") % n_parts


def _settle_part(path: Path, target: Path) -> int:
    """Sort a part by page and time, and write it without what repeats an earlier row."""
    import pyarrow
    from pyarrow import parquet

    order = ("url", "fetched_at", "doc_id", "origin")
    table = parquet.read_table(path).sort_by([(name, "ascending") for name in order])
    seen: set[tuple[Any, ...]] = set()
    kept = []
    keys = table.select(["url", "doc_id", "text_key", "skipped_reason"]).to_pylist()
    for at, row in enumerate(keys):
        page = row["url"] or row["doc_id"]
        key = (page, row["text_key"], row["skipped_reason"])
        if key not in seen:
            seen.add(key)
            kept.append(at)
    unfinished = target.with_name(f".{target.name}.part")
    chosen = table.take(pyarrow.array(kept, pyarrow.int64()))
    parquet.write_table(chosen, unfinished, compression="zstd", row_group_size=_ROWS_AT_ONCE)
    unfinished.replace(target)
    return len(kept)
