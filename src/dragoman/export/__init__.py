"""Records and ledgers in other forms: JSON for programs, a reading for people, tables for data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.export.article_json import article_json, skipped_json
from dragoman.export.record_json import SCHEMA, record_json

if TYPE_CHECKING:
    from dragoman.export.arrow import arrow_schema, to_arrow, to_pandas, to_polars

__all__ = [
    "SCHEMA",
    "arrow_schema",
    "article_json",
    "record_json",
    "skipped_json",
    "to_arrow",
    "to_pandas",
    "to_polars",
]


def __getattr__(name: str) -> Any:
    """What needs a ledger and Arrow is loaded when it is first asked for."""
    if name in __all__:
        from dragoman.export import arrow

        return getattr(arrow, name)
    raise AttributeError(f"module 'dragoman.export' has no attribute {name!r}")
