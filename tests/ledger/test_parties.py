"""Between which countries a value stands, and who has which part in it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.ledger.parties import iter_actor_rows, pairs_of, topics_of
from tests.factory import (
    make_article,
    make_commitment,
    make_event,
    make_finding,
    make_meeting,
    make_statement,
)

ARTICLE = make_article()


def pairs(value: object) -> list[tuple[str, str]]:
    return [(row["lesser"], row["greater"]) for row in pairs_of(value)]  # type: ignore[arg-type]


def test_everybody_in_a_meeting_is_paired_once() -> None:
    meeting = replace(make_meeting(ARTICLE), hosts=("AUS",), attendees=("AUS", "JPN", "IND"))

    assert pairs(meeting) == [("AUS", "IND"), ("AUS", "JPN"), ("IND", "JPN")]


def test_event_with_two_sides_pairs_across_them_alone() -> None:
    event = replace(make_event(ARTICLE), source=("USA", "JPN"), target=("PRK", ""))

    assert pairs(event) == [("JPN", "PRK"), ("PRK", "USA")]


def test_what_a_country_does_at_home_is_no_pair() -> None:
    assert pairs(replace(make_event(ARTICLE), source=("USA",), target=("USA",))) == []


def test_agreement_pairs_its_parties_and_a_promise_its_two_sides() -> None:
    agreement = make_commitment(ARTICLE)

    assert pairs(agreement) == [("AUS", "JPN")]
    assert pairs(replace(agreement, actors=("JPN",), to=("UKR",))) == [("JPN", "UKR")]


def test_statement_and_finding_join_nobody() -> None:
    assert pairs(make_statement(ARTICLE)) == []
    assert pairs(make_finding(ARTICLE)) == []


def test_parts_come_in_the_order_of_the_value() -> None:
    meeting = replace(make_meeting(ARTICLE), hosts=("AUS",))

    rows = [(row["position"], row["role"], row["name"], row["country"]) for row in iter_actor_rows(meeting)]

    assert rows == [
        (0, "participant", "Fumio Kishida", "JPN"),
        (1, "participant", "Anthony Albanese", "AUS"),
        (2, "host", "", "AUS"),
    ]


def test_contexts_of_an_event_are_its_topics() -> None:
    assert topics_of(make_event(ARTICLE)) == ["military"]
    assert topics_of(make_meeting(ARTICLE)) == ["energy"]
