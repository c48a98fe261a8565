"""Where a meeting took place, by its own sentence, by a journey, by the dateline."""

from __future__ import annotations

import pytest

from dragoman.reading import Mode
from tests.reading.factory import record_of


def _place(text: str, published: str = "2023-11-16") -> str | None:
    meetings = record_of(text, published).meetings
    return meetings[0].place.name if meetings and meetings[0].place is not None else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Peruvian President Dina Boluarte will travel to Quito next week to meet Ecuador's President Daniel Noboa.",
            "Quito",
        ),
        (
            "Russian President Vladimir Putin arrived in Minsk on Monday for talks with Belarus' Alexander Lukashenko.",
            "Minsk",
        ),
        (
            "Turkish Foreign Minister Hakan Fidan is to pay a visit to Cairo next month.",
            "Cairo",
        ),
        (
            "German Chancellor Olaf Scholz met Chilean President Gabriel Boric in the Chilean capital on Sunday.",
            "Santiago",
        ),
        (
            "His Majesty King Abdullah on Tuesday received at Al Husseiniya Palace Cypriot President Nikos Christodoulides.",
            "Al Husseiniya Palace",
        ),
        (
            "Armenian and Azerbaijani envoys held talks for two hours in the town of Yevlakh on Thursday.",
            "Yevlakh",
        ),
        (
            "HIROSHIMA — India's Narendra Modi met Kenya's William Ruto here after a summit in Sydney was called off.",
            "Hiroshima",
        ),
        (
            "Japanese Prime Minister Fumio Kishida met Kenya's William Ruto in New York on Sunday.",
            "New York",
        ),
        (
            "JEDDAH — US President Joe Biden held talks with Iraqi Prime Minister Mohammed Shia al-Sudani on Saturday.",
            "Jeddah",
        ),
        (
            "GENEVA — US Secretary of State Antony Blinken was late.\n\nBlinken met Kenya's William Ruto here on Sunday.",
            "Geneva",
        ),
    ],
)
def test_a_meeting_is_where_its_sides_went_or_the_report_was_written(text: str, place: str) -> None:
    assert _place(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "DUBAI — Iranian President Ebrahim Raisi met Omani Foreign Minister Badr Albusaidi on Sunday.",
        "BEIRUT — Syrian President Bashar al-Assad met Iranian Foreign Minister Hossein Amirabdollahian on Sunday.",
        "MUNICH — Kenyan President William Ruto spoke with Chilean President Gabriel Boric on Sunday.",
        "LONDON — British Prime Minister Rishi Sunak called Kenyan President William Ruto on Sunday.",
    ],
)
def test_a_dateline_is_no_place_of_what_may_have_been_elsewhere(text: str) -> None:
    assert _place(text) is None


def test_talks_where_the_report_was_written_are_in_person() -> None:
    text = "LONDON — US Secretary of State Antony Blinken held talks with British Foreign Secretary David Lammy on Tuesday."
    (meeting,) = record_of(text, "2024-09-10").meetings
    assert meeting.mode is Mode.IN_PERSON
