"""Hostile and odd text: kept as data, whatever the field, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.ledger import Ledger, ListKind, Selection
from dragoman.ledger.storable import storable
from dragoman.pages import Skipped, SkipReason
from dragoman.reading.record import Record
from tests.factory import ArticleParts, make_article, make_record, record_of
from tests.ledger.strategies import records

INJECTION = "Robert'); DROP TABLE articles; -- \" ` %s %(x)s :name {0}"
REUSED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=20, deadline=None, suppress_health_check=REUSED)
@given(records())
def test_any_record_is_kept_exactly(ledger: Ledger, record: Record) -> None:
    ledger.add(record)

    stored = [_without_origin(one.record) for one in ledger.records(current_only=False)]
    assert _without_origin(record) in stored
    for kind in ListKind:
        ledger.rows(Selection(kind))
    ledger.stats()
    assert ledger.check() == []


def _without_origin(record: Record) -> Record:
    """A record without the path that it came by, which makes no reading another."""
    return replace(record, article=replace(record.article, origin=""))


def test_sql_in_a_headline_is_a_headline(ledger: Ledger) -> None:
    ledger.add(make_record(doc_id=INJECTION, headline=INJECTION, outlet=INJECTION))

    (row,) = ledger.articles()
    assert (row["headline"], row["outlet"]) == (INJECTION, INJECTION)
    assert ledger.record(INJECTION).record.article.headline == INJECTION
    assert ledger.articles(country=INJECTION) == []


def test_null_character_in_the_text_keeps_offsets_and_comes_back(ledger: Ledger) -> None:
    body = make_article().body.replace("The talks", "The\x00\ud800talks")
    record = record_of(make_article(ArticleParts(headline="Nul\x00", body=body)))

    ledger.add(record)

    assert ledger.record("canberra").record == record
    (row,) = ledger.articles()
    assert row["headline"] == "Nul\ufffd"
    (statement,) = ledger.rows(Selection(ListKind.STATEMENTS))
    assert statement["content"] == "We stand for a free and open Indo-Pacific"
    assert ledger.check() == []


def test_headline_of_ten_megabytes_is_kept(ledger: Ledger) -> None:
    record = make_record(headline="Ankara " * 1_500_000, doc_id="x" * 10_000)

    ledger.add(record)

    assert ledger.record("x" * 10_000).record == record
    assert ledger.check() == []


def test_skipped_page_with_odd_words_is_kept(ledger: Ledger) -> None:
    ledger.add_skipped(Skipped("a\x00b", INJECTION, SkipReason.FAILED, "\ud800" + "x" * 5_000))

    (row,) = ledger.rows(Selection(ListKind.SKIPPED))
    assert row["doc_id"] == "a\ufffdb"
    assert row["origin"] == INJECTION


def test_code_of_ten_thousand_characters_is_cut_in_its_column_alone(ledger: Ledger) -> None:
    record = make_record()
    event = replace(record.events[0], source=("J" * 10_000, "AUS"))

    ledger.add(replace(record, events=(event,)))

    assert ledger.record("canberra").record.events == (event,)
    assert ledger.check() == []


@pytest.mark.parametrize("text", ["", "plain", "a\x00b", "\ud800\udfff", "𝔊\x00"])
def test_storable_text_has_the_same_length(text: str) -> None:
    assert len(storable(text)) == len(text)
    assert "\x00" not in storable(text)
    storable(text).encode()
