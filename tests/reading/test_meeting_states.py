"""Which tellings are of meetings that took place, and of how many."""

from __future__ import annotations

import pytest

from dragoman.reading import MeetingState, Mode
from tests.reading.factory import record_of


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Fiji's Prime Minister Sitiveni Rabuka has cancelled an official trip to China.", "China"),
        (
            "Colombian President Gustavo Petro called off a visit to Caracas that was planned for May.",
            "Caracas",
        ),
    ],
)
def test_a_trip_that_its_traveller_gives_up_is_cancelled(text: str, places: str) -> None:
    (meeting,) = record_of(text, "2023-08-03").meetings
    assert meeting.state is MeetingState.CANCELLED
    assert meeting.place is not None
    assert meeting.place.name == places


@pytest.mark.parametrize(
    "text",
    [
        "EU foreign policy chief Josep Borrell had been due to hold talks with Wang Yi next week.",
        "Fiji's Sitiveni Rabuka had been looking forward to meeting Chinese President Xi Jinping.",
    ],
)
def test_a_plan_that_had_been_is_none(text: str) -> None:
    assert record_of(text, "2023-02-20").meetings == ()


def test_readiness_for_talks_is_a_proposal() -> None:
    text = "Iran's Nasser Kanaani said Tehran remains ready for a new round of talks between Iran and Saudi Arabia."
    assert {each.state for each in record_of(text, "2023-01-25").meetings} <= {MeetingState.PROPOSED}


def test_separate_talks_are_as_many_as_those_met() -> None:
    text = (
        "US President Joe Biden held separate meetings on Saturday with Iraqi Prime Minister Mustafa al-Kadhimi, "
        "Egyptian President Abdel Fattah el-Sisi and UAE President Mohamed bin Zayed."
    )
    sides = [
        {each.country for each in meeting.participants} for meeting in record_of(text, "2022-07-16").meetings
    ]
    assert sides == [{"USA", "IRQ"}, {"USA", "EGY"}, {"USA", "ARE"}]


def test_a_courtesy_call_is_no_call() -> None:
    text = "Thai Foreign Minister Maris Sangiampongsa paid a courtesy call on Lao Prime Minister Sonexay Siphandone on Tuesday."
    (meeting,) = record_of(text, "2024-09-25").meetings
    assert meeting.mode is Mode.IN_PERSON
    assert {each.country for each in meeting.participants} == {"THA", "LAO"}


def test_a_pair_before_its_verb_acts_together() -> None:
    text = (
        "Indian Foreign Secretary Vinay Mohan Kwatra and Bangladesh Foreign Secretary Masud Bin Momen held the annual "
        "foreign office consultations in New Delhi on Friday."
    )
    (meeting,) = record_of(text, "2023-11-29").meetings
    assert {each.country for each in meeting.participants} == {"IND", "BGD"}


def test_somebody_who_left_office_keeps_a_country() -> None:
    text = (
        "British Prime Minister Keir Starmer will meet Donald Trump, the Republican candidate, on Thursday."
    )
    (meeting,) = record_of(text, "2024-09-25").meetings
    assert {each.country for each in meeting.participants} == {"GBR", "USA"}


def test_a_welcome_for_a_meeting_is_a_plan() -> None:
    text = "President Biden will welcome Polish President Andrzej Duda for a meeting at the White House on March 12."
    (meeting,) = record_of(text, "2024-02-15").meetings
    assert meeting.state is MeetingState.PLANNED
    assert {each.country for each in meeting.participants} == {"USA", "POL"}


@pytest.mark.parametrize(
    "text",
    [
        "US President Joe Biden thanked Qatari Emir Sheikh Tamim for Qatar's support for talks with Iran.",
        "Russia's Vladimir Putin and China's Xi Jinping, who have met more than 40 times, are friends.",
    ],
)
def test_what_is_worked_for_or_counted_up_is_no_meeting(text: str) -> None:
    assert record_of(text, "2023-10-03").meetings == ()


def test_a_visit_that_will_not_take_place_is_cancelled() -> None:
    text = "The visit of Hungarian Prime Minister Viktor Orban to Stockholm will not take place, his office said."
    assert [each.state for each in record_of(text, "2024-02-26").meetings] == [MeetingState.CANCELLED]


def test_who_sets_out_for_a_summit_has_not_met() -> None:
    text = "South Korean President Yoon Suk Yeol departed on Thursday for a summit with U.S. President Joe Biden."
    assert [each.state for each in record_of(text, "2023-08-17").meetings] == [MeetingState.PLANNED]


def test_a_call_told_beside_a_meeting_is_not_its_mode() -> None:
    text = "U.S. Vice President Kamala Harris met UAE President Mohamed bin Zayed in Dubai and spoke by phone with Qatar's emir."
    first, second = record_of(text, "2023-12-02").meetings
    assert (first.mode, second.mode) == (Mode.IN_PERSON, Mode.PHONE)


def test_who_invites_receives() -> None:
    text = "Somali President Hassan Sheikh Mohamud flew to Asmara at the invitation of Eritrean President Isaias Afwerki."
    (meeting,) = record_of(text, "2023-03-20").meetings
    assert {each.country: each.name for each in meeting.participants}["ERI"] == "Isaias Afwerki"
    assert meeting.hosts == ("ERI",)


def test_a_group_is_those_whose_names_follow() -> None:
    text = "The Quad leaders, Joe Biden, Anthony Albanese, Narendra Modi and Fumio Kishida, met in Hiroshima on Saturday."
    (meeting,) = record_of(text, "2023-05-22").meetings
    assert {each.country for each in meeting.participants} == {"USA", "AUS", "IND", "JPN"}
