"""Those who lead a delegation are of its country, and take part in its meeting."""

from __future__ import annotations

from dragoman.reading import Meeting
from tests.reading.factory import record_of


def _sides(meeting: Meeting) -> set[tuple[str, str]]:
    return {(each.name, each.country) for each in meeting.participants}


def test_the_leader_of_a_team_is_of_its_country() -> None:
    text = "Zimbabwean Vice President Constantino Chiwenga met a team from Belarus led by Deputy Prime Minister Leonid Zayats."
    (meeting,) = record_of(text, "2023-02-08").meetings
    assert _sides(meeting) == {("Constantino Chiwenga", "ZWE"), ("Leonid Zayats", "BLR")}


def test_sides_are_named_by_those_who_headed_them() -> None:
    text = (
        "The Philippines and the United States held talks in Manila on Wednesday. The Philippine delegation was led by "
        "Undersecretary Theresa Lazaro, while the US side was headed by Assistant Secretary of State Daniel Kritenbrink."
    )
    (meeting,) = record_of(text, "2023-04-12").meetings
    assert _sides(meeting) == {("Theresa Lazaro", "PHL"), ("Daniel Kritenbrink", "USA")}


def test_who_came_with_a_leader_took_part() -> None:
    text = (
        "Ghanaian President Nana Akufo-Addo met Burkina Faso's President Ibrahim Traore in Accra on Monday. "
        "Traore was accompanied by Defence Minister Kassoum Coulibaly."
    )
    (meeting,) = record_of(text, "2023-03-14").meetings
    assert ("Kassoum Coulibaly", "BFA") in _sides(meeting)


def test_the_states_of_a_region_come_to_a_planned_meeting() -> None:
    text = (
        "Leaders of the five Central Asian states will meet Chinese President Xi Jinping in Xi'an on May 18."
    )
    (meeting,) = record_of(text, "2023-05-11").meetings
    assert set(meeting.attendees) == {"KAZ", "KGZ", "TJK", "TKM", "UZB", "CHN"}


def test_a_delegation_acts_through_its_leader() -> None:
    text = "A delegation led by South African President Cyril Ramaphosa met Ukrainian President Volodymyr Zelenskyy in Kyiv."
    (meeting,) = record_of(text, "2023-06-16").meetings
    assert _sides(meeting) == {("Cyril Ramaphosa", "ZAF"), ("Volodymyr Zelenskyy", "UKR")}


def test_ministers_are_those_named_behind_their_states() -> None:
    text = (
        "The foreign ministers of Armenia and Azerbaijan, Ararat Mirzoyan and Jeyhun Bayramov, met in Almaty."
    )
    (meeting,) = record_of(text, "2024-05-10").meetings
    assert _sides(meeting) == {("Ararat Mirzoyan", "ARM"), ("Jeyhun Bayramov", "AZE")}


def test_adjectives_of_states_share_an_office() -> None:
    text = "The Japanese and South Korean foreign ministers met in Seoul on Monday."
    (meeting,) = record_of(text, "2024-02-26").meetings
    assert [each.country for each in meeting.participants] == ["JPN", "KOR"]
