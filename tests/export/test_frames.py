"""A ledger's tables as frames of pandas and Polars, which the extra "frames" brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.export import to_arrow, to_pandas, to_polars
from dragoman.export.columns import TABLES
from dragoman.ledger import Filter, Ledger
from tests.factory import make_record

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("table", TABLES)
def test_both_frames_hold_the_rows_of_the_arrow_table(table: str, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        ledger.add(make_record())
        arrow = to_arrow(ledger, table)
        frame = to_polars(ledger, table)
        assert frame.to_arrow().num_rows == arrow.num_rows
        assert list(to_pandas(ledger, table).columns) == frame.columns == arrow.schema.names


def test_a_filter_narrows_a_frame(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        ledger.add(make_record())
        nowhere = Filter(facets={"country": "TUV"})
        assert len(to_pandas(ledger, "meetings")) > 0
        assert len(to_pandas(ledger, "meetings", nowhere)) == 0
