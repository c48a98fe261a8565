"""Dataclasses to JSON and back, whatever they hold."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.interval import Interval
from dragoman.ledger.serial import canonical, from_json, to_json
from dragoman.reading.record import Record, Versions
from tests.factory import make_record
from tests.ledger.strategies import records


@settings(max_examples=30, deadline=None)
@given(records())
def test_record_comes_back_equal_through_storable_text(record: Record) -> None:
    text = canonical(to_json(record))

    assert "\x00" not in text
    text.encode()
    assert from_json(Record, json.loads(text)) == record


def test_fields_at_their_default_are_left_out() -> None:
    event = to_json(make_record().events[0])

    assert "realis" not in event
    assert event["source"] == ["JPN", "AUS"]


def test_same_content_gives_the_same_text() -> None:
    assert canonical({"b": 1, "a": ["é"]}) == '{"a":["é"],"b":1}'


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_read_back_from_its_canonical_text(data: object) -> None:
    assert json.loads(canonical(data)) == data


@pytest.mark.parametrize(
    "data",
    [
        {"dragoman": "1", "model": "1", "knowledge": "1"},
        {"dragoman": "1", "model": "1", "knowledge": "1", "rules": "1", "weather": "1"},
        {"dragoman": "1", "model": "1", "knowledge": "1", "rules": 1},
        ["1", "1", "1", "1"],
        None,
    ],
    ids=["missing field", "unknown field", "number for text", "list", "nothing"],
)
def test_other_forms_are_refused(data: object) -> None:
    with pytest.raises(ValueError, match="This is no stored Versions"):
        from_json(Versions, data)


def test_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        from_json(Interval, {"earliest": "2022-02-01", "latest": "2022-01-01", "resolution": "range"})


def test_type_that_cannot_be_stored_is_a_fault_of_the_program() -> None:
    @dataclass(frozen=True)
    class Holder:
        raw: bytes

    with pytest.raises(TypeError, match="cannot be stored"):
        to_json(Holder(b""))
