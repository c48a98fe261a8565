"""Likeness field by field, and the keys under which reports find each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.ledger.blocking import blocks_of
from dragoman.ledger.claims import Claim, Person, content_words, words_of
from dragoman.ledger.likeness import compare


def person(country: str, name: str, office: str = "") -> Person:
    return Person(country, words_of(name), words_of(office))


BASE = Claim(
    value_id="a",
    article_id="x",
    kind="meetings",
    state="held",
    codes=frozenset({"JPN", "AUS"}),
    people=(person("JPN", "Fumio Kishida"), person("AUS", "Anthony Albanese")),
    earliest=date(2022, 10, 22),
    latest=date(2022, 10, 22),
    is_dated=True,
    published=date(2022, 10, 22),
    mode="in_person",
)


@pytest.mark.parametrize(
    ("changes", "is_same"),
    [
        ({}, True),
        ({"earliest": date(2022, 10, 23), "latest": date(2022, 10, 23)}, True),
        ({"earliest": date(2022, 10, 26), "latest": date(2022, 10, 26)}, False),
        ({"people": (person("JPN", "Yoshimasa Hayashi"), person("AUS", "Penny Wong"))}, False),
        ({"people": (person("JPN", "KISHIDA"),)}, True),
        ({"codes": frozenset({"USA", "AUS", "IND"})}, False),
        ({"state": "ahead"}, False),
        ({"mode": "phone", "earliest": date(2022, 10, 23), "latest": date(2022, 10, 23)}, False),
        ({"earliest": None, "latest": None, "is_dated": False}, True),
        ({"earliest": None, "latest": None, "is_dated": False, "published": None, "mode": ""}, False),
        ({"earliest": None, "latest": None, "is_dated": False, "published": None}, True),
    ],
    ids=["same", "a day off", "other day", "others", "surname", "other countries", "planned", "other way",
         "undated", "no day and no mode", "no day"],
)  # fmt: skip
def test_meetings(changes: dict[str, object], is_same: bool) -> None:
    other = replace(BASE, value_id="b", article_id="y", **changes)

    assert compare(BASE, other).is_same("meetings") is is_same
    assert compare(BASE, other) == compare(other, BASE)


def test_each_field_is_explained() -> None:
    likeness = compare(BASE, replace(BASE, earliest=date(2022, 10, 23), latest=date(2022, 10, 23)))

    assert likeness.fields == {"participants": 1.0, "people": 1.0, "date": 0.6, "mode": 1.0}


def test_reports_around_midnight_and_vague_ones_find_each_other() -> None:
    near = replace(BASE, earliest=date(2022, 10, 24), latest=date(2022, 10, 24))
    autumn = replace(BASE, earliest=date(2022, 10, 1), latest=date(2022, 12, 31))
    undated = replace(BASE, earliest=None, latest=None, is_dated=False, published=None)
    undated = replace(undated, written=(date(2022, 10, 1), date(2022, 11, 20)))
    keys = {block.key for block in blocks_of(BASE)}

    for other in (near, autumn, undated):
        assert keys & {block.key for block in blocks_of(other)}
    assert all(block.is_vague for block in blocks_of(autumn))


def test_words_of_scripts_without_spaces_are_taken_by_two() -> None:
    assert content_words("岸田首相") == {"岸田", "田首", "首相"}
    assert content_words("Erdoğan met the president") == {"erdogan", "president"}
