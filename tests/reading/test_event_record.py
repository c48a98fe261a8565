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
