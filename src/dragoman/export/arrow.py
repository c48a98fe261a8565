"""The ledger's tables for data frames: Arrow, Parquet, pandas, polars.

The schema of each table carries the codebook: every field has its meaning as
metadata under "description". Rows are written in groups of some thousands, so that
a ledger of any size fits into memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.errors import MissingExtra
from dragoman.export.columns import Form, columns_of, flat_row
from dragoman.export.tables import iter_rows
from dragoman.ledger import Filter, Ledger
from dragoman.ledger.storable import storable
from dragoman.version import __version__

_AT_ONCE = 5000
_LARGEST = 2**63 - 1


def arrow_schema(table: str, with_words: bool = True) -> Any:
    """The `pyarrow.Schema` of a table, with the meaning of each column."""
    arrow = _library("pyarrow", "dragoman")
    types = {
        Form.TEXT: arrow.string(),
        Form.TEXTS: arrow.list_(arrow.string()),
        Form.NUMBER: arrow.int64(),
        Form.SHARE: arrow.float64(),
    }
    fields = [
        arrow.field(column.name, types[column.form], metadata={"description": column.meaning})
        for column in columns_of(table, with_words)
    ]
    return arrow.schema(fields, metadata={"dragoman.table": table, "dragoman.version": __version__})


def to_arrow(ledger: Ledger, table: str, wanted: Filter | None = None) -> Any:
    """A table as `pyarrow.Table`; `wanted` narrows it as lists are narrowed."""
    arrow = _library("pyarrow", "dragoman")
    batches = list(_batches(table, iter_rows(ledger, table, wanted)))
    return arrow.Table.from_batches(batches, schema=arrow_schema(table))


def to_pandas(ledger: Ledger, table: str, wanted: Filter | None = None) -> Any:
    """A table as `pandas.DataFrame`; MissingExtra where pandas is not installed."""
    _library("pandas", "dragoman[frames]")
    return to_arrow(ledger, table, wanted).to_pandas()


def to_polars(ledger: Ledger, table: str, wanted: Filter | None = None) -> Any:
    """A table as `polars.DataFrame`; MissingExtra where polars is not installed."""
    polars = _library("polars", "dragoman[frames]")
    return polars.from_arrow(to_arrow(ledger, table, wanted))


def write_parquet(table: str, rows: Iterable[dict[str, Any]], path: Path, with_words: bool = True) -> int:
    """Write rows of the ledger's list as Parquet; gives their number."""
    parquet = _library("pyarrow.parquet", "dragoman")
    n_rows = 0
    with parquet.ParquetWriter(path, arrow_schema(table, with_words), compression="zstd") as writer:
        for batch in _batches(table, rows, with_words):
            writer.write_batch(batch)
            n_rows += batch.num_rows
    return n_rows


def _batches(table: str, rows: Iterable[dict[str, Any]], with_words: bool = True) -> Iterator[Any]:
    arrow = _library("pyarrow", "dragoman")
    schema, rows = arrow_schema(table, with_words), iter(rows)
    while chunk := list(islice(rows, _AT_ONCE)):
        flat = [
            {key: _storable(item) for key, item in flat_row(table, row, with_words).items()} for row in chunk
        ]
        yield arrow.RecordBatch.from_pylist(flat, schema=schema)


def _storable(item: Any) -> Any:
    if isinstance(item, str):
        return storable(item)
    if isinstance(item, list):
        return [_storable(part) for part in item]
    if isinstance(item, int):
        return max(-_LARGEST, min(item, _LARGEST))
    return item


@cache
def _library(name: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MissingExtra(f'{name} is not installed. Install it with: pip install "{extra}"') from error
