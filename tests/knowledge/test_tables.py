"""The shipped tables as data: every row can be read, has a source, and refers to what is there."""

from __future__ import annotations

import csv
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import BadRow
from dragoman.knowledge import Knowledge
from dragoman.knowledge import tables as rows
from dragoman.knowledge.tables import DATA, parse_span, read_rows, split


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    "name",
    ["countries", "country_names", "country_names_other", "groups", "group_members", "seats", "titles", "offices",
     "persons", "tenures", "coverage"],
)  # fmt: skip
def test_every_row_has_a_source(name: str) -> None:
    assert all(row["source"] for row in table(name))


def test_no_row_comes_from_a_list_that_is_for_checks_only() -> None:
    for name in ("persons", "tenures", "country_names", "countries"):
        sources = {row["source"] for row in table(name)}
        assert not any(
            bad in source for source in sources for bad in ("REIGN", "mledoze", "open-data-archive")
        )


def test_tenures_refer_to_persons_and_places(tables: Knowledge) -> None:
    for row in table("tenures"):
        assert row["person"] in tables.people.by_id
        assert row["country"] in tables.countries or row["country"] in tables.groups


def test_tables_are_sorted() -> None:
    for name in ("persons", "tenures", "country_names", "coverage"):
        lines = (DATA / f"{name}.tsv").read_text("utf-8").splitlines()[1:]
        assert lines == sorted(lines)


def test_every_member_of_the_united_nations_has_heads(tables: Knowledge) -> None:
    day = rows.parse_date("2020-02-01")
    assert day is not None
    members = [each.code for each in tables.countries.values() if each.un_member and each.existed is None]
    # The two captains regent of San Marino change every half-year; the table has gaps there.
    without = [
        code
        for code in members
        if code != "SMR"
        and not any(tables.holder(code, each, day) for each in ("head_of_state", "head_of_government"))
    ]
    assert without == []


def test_nobody_is_called_by_an_address(tables: Knowledge) -> None:
    assert not [each.name for each in tables.people.by_id.values() if "http" in each.name or "*" in each.name]


@given(st.text(alphabet="ab\t|\n", max_size=30))
def test_any_line_is_read_or_refused_with_its_place(
    tmp_path_factory: pytest.TempPathFactory, line: str
) -> None:
    path = tmp_path_factory.mktemp("t") / "x.tsv"
    path.write_text(f"a\tb\n{line}\n", "utf-8")
    with suppress(BadRow):
        assert all(len(cells) == 2 for cells in read_rows(path, ("a", "b"), lambda cells: cells))


def test_empty_cells_mean_none() -> None:
    assert split("") == ()
    assert parse_span("", "") is None
