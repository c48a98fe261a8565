"""The ledger's tables in every format, with hostile text in every field."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet
import pytest
from typer.testing import CliRunner

from dragoman.cli.program import app
from dragoman.errors import MissingExtra, UsageError
from dragoman.export import arrow, calendar, delimited, event_data, feed, graph, linked
from dragoman.export.arrow import arrow_schema, to_arrow, write_parquet
from dragoman.export.codebook import codebook
from dragoman.export.columns import COLUMNS, TABLES
from dragoman.export.tables import iter_rows
from dragoman.ledger import Filter, Ledger
from tests.factory import make_record

HOSTILE = "=cmd|' /C calc'!A0\t\"<b>&\x00\x0b\ud800,;\nEND:VEVENT\u2028é" + "長" * 80


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    record = make_record(doc_id="hostile", headline="Peace", outlet=HOSTILE)
    meeting, commitment = record.meetings[0], record.commitments[0]
    actor = replace(meeting.participants[0], name=HOSTILE)
    record = replace(
        record,
        meetings=(replace(meeting, title=HOSTILE, participants=(actor, meeting.participants[1])),),
        commitments=(replace(commitment, what=HOSTILE),),
    )
    with Ledger.open(tmp_path / "ledger.db", create=True) as opened:
        opened.add_all([make_record(), record])
        yield opened


@pytest.mark.parametrize("table", TABLES)
def test_csv_has_every_column_and_no_formula(ledger: Ledger, table: str) -> None:
    text = "".join(delimited.csv_lines(table, iter_rows(ledger, table)))

    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == [column.name for column in COLUMNS[table]]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


@pytest.mark.parametrize("table", TABLES)
def test_parquet_gives_back_the_rows_with_the_codebook(ledger: Ledger, table: str, tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"

    n_rows = write_parquet(table, iter_rows(ledger, table), path)

    read = pyarrow.parquet.read_table(path)
    assert read.num_rows == n_rows == to_arrow(ledger, table).num_rows > 0
    assert read.schema.equals(arrow_schema(table))
    meanings = {field.name: field.metadata[b"description"].decode() for field in read.schema}
    assert meanings == {column.name: column.meaning for column in COLUMNS[table]}


def test_json_lines_keep_lists(ledger: Ledger) -> None:
    rows = [
        json.loads(line) for line in delimited.json_lines("commitments", iter_rows(ledger, "commitments"))
    ]

    assert {tuple(row["actors"]) for row in rows} == {("JPN", "AUS")}


def test_event_data_has_a_row_for_each_pair(ledger: Ledger) -> None:
    rows = list(iter_rows(ledger, "events"))
    for lines in (event_data.polecat_lines(rows), event_data.icews_lines(rows)):
        header, *body = list(lines)
        assert all(line.count("\t") == header.count("\t") for line in body)
        assert "Japan" in body[0]
        assert "Australia" in body[0]


@pytest.mark.parametrize("table", ["articles", "meetings", "commitments", "statements"])
def test_json_ld_is_json(ledger: Ledger, table: str) -> None:
    document = json.loads("".join(linked.jsonld_lines(table, iter_rows(ledger, table))))

    assert document["@context"] == "https://schema.org"
    assert document["@graph"]
    with pytest.raises(UsageError, match="no form"):
        list(linked.jsonld_lines("findings", []))


@pytest.mark.parametrize("table", TABLES)
def test_feed_is_well_formed(ledger: Ledger, table: str) -> None:
    text = "".join(feed.feed_lines(table, iter_rows(ledger, table), "All"))

    tree = ElementTree.fromstring(text.encode())
    assert len(tree.findall("{http://www.w3.org/2005/Atom}entry")) > 0


@pytest.mark.parametrize("table", ["meetings", "commitments"])
def test_calendar_lines_are_short_and_nothing_breaks_out(ledger: Ledger, table: str) -> None:
    lines = "".join(calendar.calendar_lines(table, iter_rows(ledger, table))).split("\r\n")

    assert lines[0] == "BEGIN:VCALENDAR"
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > 0
    assert any(line.startswith("DTSTART;VALUE=DATE:20") for line in lines)


def test_graph_counts_what_joins_two_countries(ledger: Ledger) -> None:
    tables: list[tuple[str, Any]] = [(kind, iter_rows(ledger, kind)) for kind in graph.KINDS]
    tree = ElementTree.fromstring("".join(graph.graph_lines(tables)).encode())

    (edge,) = tree.iter("{http://graphml.graphdrawing.org/xmlns}edge")
    assert (edge.get("source"), edge.get("target")) == ("AUS", "JPN")


def test_rows_come_in_pages_without_a_gap(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = [row["id"] for row in iter_rows(ledger, "events")]
    monkeypatch.setattr("dragoman.export.tables._AT_ONCE", 1)

    assert [row["id"] for row in iter_rows(ledger, "events")] == everything
    assert len(list(iter_rows(ledger, "articles"))) == 2
    assert len(list(iter_rows(ledger, "articles", Filter(limit=1)))) == 1
    with pytest.raises(UsageError, match="no table"):
        list(iter_rows(ledger, "people"))


def test_missing_library_names_the_extra() -> None:
    with pytest.raises(MissingExtra, match=r"dragoman\[frames\]"):
        arrow._library("no_such_library", "dragoman[frames]")


def test_codebook_page_is_the_one_of_the_code() -> None:
    page = Path(__file__).parents[2] / "docs" / "codebook.md"

    assert page.read_text(encoding="utf-8") == codebook()


@pytest.mark.parametrize("table", TABLES)
def test_tables_without_words_hold_no_sentence_of_the_article(
    ledger: Ledger, table: str, tmp_path: Path
) -> None:
    rows = [json.loads(line) for line in delimited.json_lines(table, iter_rows(ledger, table), False)]
    header = next(iter(delimited.csv_lines(table, [], False))).strip().split(",")
    write_parquet(table, iter_rows(ledger, table), tmp_path / "table.parquet", False)

    kept = [column.name for column in COLUMNS[table] if column.name not in ("words", "content")]
    assert header == kept
    assert all(list(row) == kept for row in rows)
    assert pyarrow.parquet.read_schema(tmp_path / "table.parquet").names == kept


@pytest.mark.parametrize("form", ["csv", "jsonl", "polecat", "icews", "jsonld", "atom", "ics", "graphml"])
@pytest.mark.parametrize("table", ["meetings", "statements", "commitments", "events"])
def test_command_without_words_quotes_nothing(tmp_path: Path, table: str, form: str) -> None:
    path = str(tmp_path / "ledger.db")
    with Ledger.open(path, create=True) as opened:
        opened.add(make_record())
    command = ["export", table, "--ledger", path, "--format", form]

    whole = CliRunner().invoke(app, command)
    bare = CliRunner().invoke(app, [*command, "--without-words"])

    quotations = (
        "met Anthony Albanese in Canberra on",
        "free and open Indo-Pacific",
        "is to visit Tokyo next",
    )
    assert bare.exit_code == whole.exit_code
    assert not any(words in bare.stdout for words in quotations)
