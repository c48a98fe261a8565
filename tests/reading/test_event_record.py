"""Which events stand in the record of an article."""

from __future__ import annotations

import pytest

from dragoman.reading.record import Event
from tests.reading.factory import record_of


def _events(text: str) -> list[Event]:
    return list(record_of(text, "2022-12-20").events)


@pytest.mark.parametrize(
    "text",
    [
        "U.S. President Joe Biden looks forward to welcoming Ukrainian President Volodymyr Zelensky tomorrow.",
        "U.S. President Joe Biden will meet Ukrainian President Volodymyr Zelensky tomorrow.",
    ],
)
def test_announcement_of_a_meeting_is_no_agreement(text: str) -> None:
    assert _events(text) == []


def test_joy_in_working_together_is_one() -> None:
    text = "U.S. President Joe Biden looks forward to working with Ukrainian President Volodymyr Zelensky."
    assert [(event.type, event.source, event.target) for event in _events(text)] == [
        ("AGREE", ("USA",), ("UKR",))
    ]


def test_what_several_welcome_of_nobody_is_no_event_between_them() -> None:
    assert _events("Norway and Chile welcomed the progress that was made.") == []
    assert [event.target for event in _events("Norway and Chile praised Fiji.")] == [("FJI",)]
    (restored,) = _events("Norway and Chile restored diplomatic relations.")
    assert (restored.type, restored.source) == ("SUPPORT", ("NOR", "CHL"))


def test_mayor_meets_for_no_state() -> None:
    assert _events("Chilean President Gabriel Boric spoke with the mayor of Bergen, Norway.") == []


def test_date_of_a_second_act_is_not_that_of_the_first() -> None:
    text = "Peru and Chile fought a war from 1879 to 1883 and settled a dispute over their border last month."
    found = {event.type: event.realis.value for event in _events(text)}
    assert found == {"AGREE": "happened", "ASSAULT": "historical"}


@pytest.mark.parametrize(
    ("text", "kind", "wrong"),
    [
        pytest.param(
            "Chilean police arrested two smugglers at the border with Peru.", "COERCE", "PER", id="border"
        ),
        pytest.param(
            "Norway promised to plant trees and said the sanctions against Russia would stay.",
            "AGREE",
            "RUS",
            id="what is said beside it",
        ),
        pytest.param(
            "Norway pledged to send grain since the invasion of Ukraine began.", "AGREE", "UKR", id="time"
        ),
        pytest.param(
            "Norway said it would bid to hold a United Nations climate conference.",
            "AGREE",
            "UN",
            id="occasion",
        ),
        pytest.param(
            "U.S. President Joe Biden directed his team to help Canada.", "REQUEST", "CAN", id="own team"
        ),
        pytest.param(
            "Norway urged the world powers to keep up the pressure on Iran.", "REQUEST", "IRN", id="powers"
        ),
        pytest.param(
            "Norway said it would take measures to oppose Chile's decision.", "AGREE", "CHL", id="opposing"
        ),
        pytest.param(
            "German Chancellor Angela Merkel said China had the will to finish the negotiations.",
            "REQUEST",
            "CHN",
            id="having a will",
        ),
    ],
)
def test_what_is_only_named_is_no_side(text: str, kind: str, wrong: str) -> None:
    assert [event for event in _events(text) if event.type == kind and wrong in event.target] == []


def test_intention_to_leave_a_treaty_is_no_agreement() -> None:
    text = "Russian President Vladimir Putin has signalled his intention to revoke the treaty with Norway."
    assert "AGREE" not in {event.type for event in _events(text)}


def test_measures_that_are_promised_against_somebody_threaten() -> None:
    (event,) = _events("Norway said it stood ready to take further measures against Chile.")
    assert (event.type, event.target) == ("THREATEN", ("CHL",))
