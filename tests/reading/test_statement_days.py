"""The day of a statement, from the text around it."""

from __future__ import annotations

import pytest

from tests.reading.factory import record_of


def _days(text: str) -> list[str | None]:
    days = [each.said_on for each in record_of(text).statements]
    return [None if day is None else day.interval.isoformat() for day in days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Nairobi on Tuesday. "
            "Ruto told a news conference afterwards that trade would grow.",
            ["2022-03-08"],
        ),
        (
            "On Monday Norwegian Foreign Minister Anniken Huitfeldt spoke in Oslo. "
            "In the speech she said that Norway would raise its aid.",
            ["2022-03-07"],
        ),
        (
            "Norwegian Foreign Minister Anniken Huitfeldt said on Monday that aid would rise. "
            "Huitfeldt said that the war had changed everything.",
            ["2022-03-07", "2022-03-07"],
        ),
        (
            "Kenyan Foreign Minister Alfred Mutua, who was in Oslo on Tuesday for talks, said that peace was near.",
            [None],
        ),
        (
            "Norway said that aid would rise by 2030.",
            [None],
        ),
    ],
    ids=["after talks", "in the speech", "goes on", "a day of something else", "a year in the content"],
)
def test_a_statement_has_the_day_that_the_text_gives(text: str, days: list[str | None]) -> None:
    assert _days(text) == days


def test_a_report_of_one_day_dates_what_its_subject_says() -> None:
    text = (
        "Kenyan President William Ruto opened the talks in Nairobi on Tuesday. "
        "Ugandan ministers came late.\n\nRuto said that trade would grow."
    )
    assert _days(text) == ["2022-03-08"]


@pytest.mark.parametrize(
    "said",
    [
        "On Wednesday Ruto flew home.\n\nRuto said that trade would grow.",  # another day since
        "Ruto has said that trade would grow.",
        "Ugandan President Yoweri Museveni said that trade would grow.",
    ],
)
def test_another_day_another_tense_and_another_speaker_stay_undated(said: str) -> None:
    text = f"Kenyan President William Ruto opened the talks in Nairobi on Tuesday.\n\n{said}"
    assert _days(text) == [None]


def test_today_in_reported_words_is_the_day_of_speaking() -> None:
    text = "Dutch Foreign Minister Stef Blok said that he had summoned the Turkish ambassador today."
    assert _days(text) == ["2022-03-10"]


def test_she_added_goes_on_in_the_next_paragraph() -> None:
    text = (
        "Norwegian Foreign Minister Anniken Huitfeldt said on Monday that aid would rise.\n\n"
        "She added that the war had changed everything."
    )
    assert _days(text) == ["2022-03-07", "2022-03-07"]
