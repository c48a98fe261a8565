"""Sentences as wires write them: who, where and on what, read from whole reports."""

from __future__ import annotations

import pytest

from dragoman.reading import MeetingState, Mode
from tests.reading.factory import record_of


def test_a_call_has_no_host_though_a_trip_is_named() -> None:
    text = (
        "Vice President Kamala Harris spoke by phone today with Zambian President Hakainde Hichilema "
        "ahead of her trip to Lusaka later this month."
    )
    calls = [each for each in record_of(text, "2023-03-14").meetings if each.mode is Mode.PHONE]
    assert calls
    assert all(not each.hosts for each in calls)


def test_what_is_told_by_telephone_is_a_call() -> None:
    text = "Danish Foreign Minister Villy Sovndal told Swedish Foreign Minister Carl Bildt by telephone that talks must go on."
    (call,) = record_of(text, "2012-05-10").meetings
    assert call.mode is Mode.PHONE
    assert {each.country for each in call.participants} == {"DNK", "SWE"}


def test_what_a_broadcaster_is_told_by_telephone_is_none() -> None:
    text = "Danish Foreign Minister Villy Sovndal told Swedish Radio by telephone that talks must go on."
    assert not record_of(text, "2012-05-10").meetings


def test_the_town_behind_of_is_the_place() -> None:
    text = "Officials from Kyrgyzstan and Tajikistan met in the border town of Batken on June 1."
    (meeting,) = record_of(text, "2021-06-02").meetings
    assert meeting.place is not None
    assert meeting.place.name == "Batken"


def test_officials_are_not_the_presidents_who_meet_later() -> None:
    text = (
        "Officials from Kyrgyzstan and Tajikistan met in Batken on June 1.\n\n"
        "Tajik President Emomali Rahmon and Kyrgyz President Sadyr Japarov are expected to meet later this month."
    )
    held, planned = record_of(text, "2021-06-02").meetings
    assert not [each.name for each in held.participants if each.name]
    assert planned.state is MeetingState.PLANNED
    assert planned.when is not None
    assert {each.name for each in planned.participants} == {"Emomali Rahmon", "Sadyr Japarov"}


def test_a_vice_president_is_one_of_the_two_leaders() -> None:
    text = (
        "Vice President Kamala Harris met President Nana Akufo-Addo of Ghana. "
        "The two leaders discussed debt relief and support for Ukraine."
    )
    (meeting,) = record_of(text, "2023-03-14").meetings
    assert {"debt", "UKR"} <= {each.code for each in meeting.topics}


@pytest.mark.parametrize("words", ["who asked not to be named,", "who requested anonymity,"])
def test_staying_unnamed_is_no_statement(words: str) -> None:
    record = record_of(f"A Chadian official, {words} said the border would open.", "2014-03-02")
    contents = [
        record.article.text[each.start : each.end] for said in record.statements for each in said.content
    ]
    assert contents == ["the border would open"]


@pytest.mark.parametrize(("published", "country"), [("1987-06-15", "EU"), ("2012-06-15", "")])
def test_the_ec_is_that_of_its_years(published: str, country: str) -> None:
    (said,) = record_of("EC officials said the vote would be free.", published).statements
    assert said.speaker.country == country


def test_a_body_that_says_what_it_will_do_speaks_of_itself() -> None:
    record = record_of("Iran warned Iraq on Monday it would shell Basra.", "1987-06-15")
    assert {(each.source, each.target) for each in record.events} <= {(("IRN",), ("IRQ",))}


def test_what_comes_before_a_plan_is_planned_too() -> None:
    text = (
        "US Secretary of State George Shultz will visit China in March, the State Department said. "
        "Spokesman Charles Redman told reporters Shultz would meet Premier Zhao Ziyang before travelling to "
        "South Korea. It would be Shultz's third visit to China."
    )
    record = record_of(text, "1987-02-12")
    assert {each.state for each in record.meetings} == {MeetingState.PLANNED}
    assert {each.speaker.country for each in record.statements} == {"USA"}


def test_the_day_of_an_agreement_is_not_when_it_is_due() -> None:
    text = "Serbia and Kosovo reached an agreement on Thursday to defuse tensions at their border."
    (agreed,) = record_of(text, "2021-09-30").commitments
    assert agreed.due is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Imran Khan telephoned Donald Trump, the Foreign Office said.", ""),
        ("Britons should leave Sudan, the Foreign Office said.", "GBR"),
    ],
)
def test_a_foreign_office_is_londons_where_britain_is_spoken_of(text: str, country: str) -> None:
    (said,) = record_of(text, "2019-08-17").statements
    assert said.speaker.country == country
