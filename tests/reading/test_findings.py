"""Findings: what a careful editor would question."""

from __future__ import annotations

import pytest

from dragoman.reading import Finding
from tests.reading.factory import record_of


def _findings(text: str, published: str = "2022-03-10", kind: str | None = None) -> list[Finding]:
    return [each for each in record_of(text, published).findings if kind in (None, each.kind)]


def test_an_office_that_the_person_did_not_hold_is_found() -> None:
    text = (
        "Italian President Mario Draghi met French President Emmanuel Macron in Rome.\n\n"
        "Italian Prime Minister Mario Draghi thanked his guest."
    )
    found = _findings(text, kind="office")
    assert [(each.subject, set(each.values), each.correct) for each in found] == [
        ("Mario Draghi", {"President", "Prime Minister"}, "Prime Minister")
    ]
    assert len(found[0].evidence) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Italian Prime Minister Mario Draghi met French President Emmanuel Macron in Rome.",
        "Former French President Nicolas Sarkozy met Italian Prime Minister Mario Draghi.",
        "Deputy Foreign Minister Anna Bergkamper met French President Emmanuel Macron.",
    ],
)
def test_a_right_office_is_no_finding(sentence: str) -> None:
    assert _findings(sentence, kind="office") == []


def test_a_misspelt_office_holder_is_found_but_not_another_transliteration() -> None:
    assert [each.correct for each in _findings("French Foreign Minister Jean-Yves Laudrian spoke in Paris.", kind="name")] == [
        "Jean-Yves Le Drian"
    ]  # fmt: skip
    assert _findings("Russian Foreign Minister Sergey Lavrov spoke in Paris.", kind="name") == []


def test_a_day_that_no_calendar_has_is_found() -> None:
    assert [
        each.values for each in _findings("Peru and Chile will meet on 31 February 2022.", kind="date")
    ] == [("31 February 2022",)]


def test_two_durations_of_one_meeting_are_found() -> None:
    text = (
        "Kenyan President Uhuru Kenyatta met Ethiopian Prime Minister Abiy Ahmed for two hours in Nairobi.\n\n"
        "The meeting between Kenyatta and Abiy lasted three hours."
    )
    assert [set(each.values) for each in _findings(text, kind="number")] == [{"two hours", "three hours"}]


def test_lengths_that_can_both_hold_are_no_finding() -> None:
    text = (
        "Kenyan President Uhuru Kenyatta met Ethiopian Prime Minister Abiy Ahmed for more than an hour in Nairobi.\n\n"
        "The meeting between Kenyatta and Abiy lasted 80 minutes."
    )
    assert _findings(text, kind="number") == []


def test_a_standfirst_and_a_body_that_count_differently_are_found() -> None:
    text = "Peru and Chile signed twelve accords in Lima on Tuesday, the two foreign ministries said."
    found = record_of(text, headline="Peru and Chile sign 11 accords").findings
    assert [each.values for each in found if each.kind == "number"] == [("11 accords", "twelve accords")]


def test_a_name_in_two_spellings_is_found() -> None:
    text = (
        "Foreign Minister Astrid Holmgren of Norway arrived in Lima on Monday.\n\n"
        "Astrid Holmgrel will meet her Peruvian counterpart on Tuesday."
    )
    found = _findings(text, kind="name")
    assert [set(each.values) for each in found] == [{"Astrid Holmgren", "Astrid Holmgrel"}]
    assert len(found[0].evidence) == 2


def test_a_quotation_given_to_two_speakers_is_found() -> None:
    quote = "“We will not leave the table before there is a treaty,”"
    text = (
        f"{quote} Kenyan President William Ruto said in Nairobi.\n\n"
        f"{quote} Ugandan President Yoweri Museveni said in Kampala."
    )
    assert [set(each.values) for each in _findings(text, kind="speaker")] == [
        {"William Ruto", "Yoweri Museveni"}
    ]


@pytest.mark.parametrize(
    ("ending", "n_found"),
    [
        ("The two presidents will meet again in Lima before the end of", 1),
        ("The two presidents will meet again in Lima before the end of the year.", 0),
        ("They said: “The two of us will meet again in Lima this year”", 0),
        ("Reporting by our staff", 0),
    ],
)
def test_a_text_that_stops_in_mid_sentence_is_found(ending: str, n_found: int) -> None:
    text = f"Chilean President Gabriel Boric met Peruvian President Dina Boluarte on Tuesday.\n\n{ending}"
    assert len(_findings(text, kind="cut")) == n_found


def test_a_loose_title_is_no_office_that_somebody_did_not_hold() -> None:
    text = "China's top diplomat, Wang Yi, called the deal a victory. Wang Yi, the top diplomat, smiled."
    assert not [each for each in record_of(text, "2023-03-10").findings if each.kind == "office"]


def test_a_leader_given_to_another_country_is_found() -> None:
    text = "South Korean leader Kim Jong Un met U.S. President Donald Trump in Singapore on Tuesday."
    (finding,) = [each for each in record_of(text, "2018-06-12").findings if each.kind == "participant"]
    assert finding.subject == "Kim Jong Un"
    assert finding.correct == "North Korea"


def test_one_person_given_to_two_countries_is_found() -> None:
    text = (
        "Kenyan Foreign Minister Obed Tarwine spoke first. Later, Ugandan Foreign Minister Obed Tarwine "
        "flew home."
    )
    found = [each for each in record_of(text).findings if each.kind == "participant"]
    assert [set(each.values) for each in found] == [{"Kenya", "Uganda"}]


@pytest.mark.parametrize(
    "text",
    [
        "North Korean leader Kim Jong Un met U.S. President Donald Trump in Singapore.",
        "NATO Secretary-General Jens Stoltenberg met U.S. President Donald Trump in Brussels.",
        "South Korean President Moon Jae-in spoke of Kim Jong Un.",
    ],
)
def test_people_in_their_own_country_are_no_finding(text: str) -> None:
    assert not [each for each in record_of(text, "2018-06-12").findings if each.kind == "participant"]


def test_two_days_of_one_meeting_are_found() -> None:
    text = (
        "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Nairobi on Monday. "
        "The meeting took place on Tuesday."
    )
    found = [each for each in record_of(text, "2024-03-07").findings if each.kind == "date"]
    assert [each.values for each in found] == [("Monday", "Tuesday")]


def test_another_meeting_on_another_day_is_no_finding() -> None:
    text = (
        "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Nairobi on Monday. "
        "The cabinet meeting took place on Tuesday."
    )
    assert not [each for each in record_of(text, "2024-03-07").findings if each.kind == "date"]


def test_a_president_who_is_also_a_prince_elsewhere_is_no_finding() -> None:
    text = "French President François Hollande met U.S. President Barack Obama in Paris on Monday."
    assert not record_of(text, "2015-06-08").findings


def test_the_full_form_of_a_short_given_name_is_no_misspelling() -> None:
    text = "Zambian Foreign Minister Joseph Malanji met Botswana's Lemogang Kwape in Gaborone on Tuesday."
    assert [each for each in record_of(text, "2021-05-10").findings if each.kind == "name"] == []


def test_a_known_person_given_to_a_second_state_is_found() -> None:
    text = (
        "Slovenian Prime Minister Robert Golob met Italian Prime Minister Giorgia Meloni in Rome.\n\n"
        "Meloni and Slovakia's Robert Golob discussed migration."
    )
    assert [(each.values, each.correct) for each in _findings(text, "2023-04-27", "participant")] == [
        (("Slovenia", "Slovakia"), "Slovenia")
    ]


def test_a_meeting_in_two_countries_is_found() -> None:
    text = "Kenyan President William Ruto met Ethiopian Prime Minister Abiy Ahmed in Nairobi.\n\nThe meeting in {} was long."
    found = [_findings(text.format(town), "2023-04-27", "place") for town in ("Addis Ababa", "Nairobi")]
    assert [[each.values for each in one] for one in found] == [[("Nairobi", "Addis Ababa")], []]


def test_vowels_of_another_script_are_no_misspelling() -> None:
    assert _findings("US President Joe Biden met Iraqi President Barham Saleh.", "2021-09-21", "name") == []


def test_a_demonym_of_two_countries_is_no_confusion() -> None:
    text = "French President Emmanuel Macron called Congolese President Denis Sassou Nguesso."
    assert _findings(text, "2023-08-30", "participant") == []
