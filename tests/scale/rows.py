"""The rows of a run's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyarrow import parquet


def rows_of(folder: Path) -> list[dict[str, Any]]:
    """Every row of every shard, sorted, so that runs can be compared."""
    rows: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.parquet")):
        rows += parquet.read_table(path).to_pylist()
    return sorted(rows, key=lambda row: (row["record_id"], row["origin"]))
