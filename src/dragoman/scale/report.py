"""What became of one shard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ShardReport:
    """Figures of one shard; also what its marker holds.

    Attributes:
        name: The shard's name; its Parquet is `<name>.parquet`.
        n_pages: Pages that were met, with those that gave no record.
        n_records: Records that were made of them.
        n_kept: Records that were written.
        n_lost: Pages that were lost, each with a row that says why.
        reasons: How many pages gave no record for which reason, with those that are no loss.
        seconds: The time it took.
        size_bytes: Of the Parquet.
        was_there: Whether an earlier run had made it.
    """

    name: str
    n_pages: int = 0
    n_records: int = 0
    n_kept: int = 0
    n_lost: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    size_bytes: int = 0
    was_there: bool = False

    def to_json(self) -> dict[str, Any]:
        """The figures as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ShardReport:
        """What `to_json` gave."""
        return cls(**data)
