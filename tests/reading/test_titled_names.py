"""Titles that stand apart from their name, and those who hold another's office."""

from __future__ import annotations

import pytest

from dragoman.reading.cast import MentionKind
from tests.reading.factory import brief_of


def _people(text: str, published: str | None = "2022-03-10") -> dict[str, tuple[str, str]]:
    """Office and country by name."""
    brief = brief_of(text, published)
    actors = [
        actor for each in brief.cast.mentions if each.kind is MentionKind.PERSON for actor in each.actors
    ]
    return {actor.name: (actor.office, actor.country) for actor in actors}


def _meant(text: str, words: str, published: str | None = "2022-03-10") -> set[str]:
    """The countries of the last mention that has these words."""
    brief = brief_of(text, published)
    found = [each for each in brief.cast.mentions if brief.article.text[each.start : each.end] == words]
    return set(found[-1].countries) if found else set()


@pytest.mark.parametrize(
    ("sentence", "name", "office", "country"),
    [
        (
            "The Ambassador of China in Santiago, Niu Qingbao, denied it.",
            "Niu Qingbao",
            "Ambassador",
            "CHN",
        ),
        (
            "The Minister for Foreign Affairs of Japan, H.E. Mr. HAYASHI Yoshimasa, held a meeting in Tokyo.",
            "HAYASHI Yoshimasa",
            "Minister for Foreign Affairs",
            "JPN",
        ),
        (
            "Britain's Minister of State for Europe and North America James Cleverly met reporters.",
            "James Cleverly",
            "Minister of State for Europe and North America",
            "GBR",
        ),
        (
            "Pakistan's Foreign Minister Shah Mahmood Qureshi flew to Kabul.",
            "Shah Mahmood Qureshi",
            "Foreign Minister",
            "PAK",
        ),
        (
            "Kenya's Interior Minister Kithure Kindiki and his Somali counterpart Mohamed Ahmed Sheikh met.",
            "Mohamed Ahmed Sheikh",
            "Interior Minister",
            "SOM",
        ),
        (
            "The Undersecretary of Foreign Affairs of Chile, Gloria de la Fuente, was silent.",
            "Gloria de la Fuente",
            "Undersecretary of Foreign Affairs",
            "CHL",
        ),
    ],
)
def test_a_title_apart_from_its_name_belongs_to_it(
    sentence: str, name: str, office: str, country: str
) -> None:
    assert _people(sentence)[name] == (office, country)


def test_a_list_of_people_is_no_title_before_a_comma() -> None:
    found = _people("They met the president, Prime Minister Jacinda Ardern and others in Auckland.")
    assert found["Jacinda Ardern"][0] == "Prime Minister"


def test_its_chairman_is_that_of_his_own_body() -> None:
    text = "The United Nations agreed with the African Union and its chairman, Moussa Faki."
    assert _people(text)["Moussa Faki"] == ("chairman", "AU")


def test_ministers_are_people_and_no_bodies() -> None:
    text = (
        "Kenyan Interior Minister Kithure Kindiki and Somali Interior Minister Mohamed Sheikh met on Monday. "
        "The African Union and the United Nations welcomed the deal. "
        "The two ministers are due to meet again in January."
    )
    assert _meant(text, "The two ministers") == {"KEN", "SOM"}


def test_whoever_urges_two_leaders_is_neither_of_them() -> None:
    text = (
        "Peruvian President Ollanta Humala met Ecuadorean President Rafael Correa in Lima on Monday. "
        "Chilean President Sebastian Pinera urged the two leaders to go on."
    )
    assert _meant(text, "the two leaders", "2013-03-10") == {"PER", "ECU"}


def test_it_in_the_words_of_a_spokesman_is_nobody_in_particular() -> None:
    text = "The African Union welcomed the deal. A U.N. spokesman said it would help to restore trade."
    assert _meant(text, "it") == set()


def test_a_bare_office_is_the_one_who_acts() -> None:
    text = (
        "U.S. President Joe Biden met Finnish President Sauli Niinistö in Washington. "
        "The President underscored his support."
    )
    assert _meant(text, "The President", "2022-05-19") == {"USA"}
    assert _meant(text, "his", "2022-05-19") == {"USA"}


def test_a_name_with_a_blank_or_a_foreign_letter_inside_is_one_person() -> None:
    text = "Argentine President Alberto Fernández spoke first. President Ferná ndez left. Then Ferna\u0301ndez came."
    assert len(_people(text, "2021-03-10")) == 1


@pytest.mark.parametrize(
    ("said", "name", "office"),
    [
        ("the Minister of Foreign Affairs and Trade of Hungary, Ida Nagy,", "Ida Nagy", "Minister of Foreign Affairs and Trade"),
        ("the Deputy Premier and Trade Minister of Kenya, Jane Doe,", "Jane Doe", "Deputy Premier and Trade Minister"),
        ("Jordan's Prime Minister and Defence Minister Ayman Safadi", "Ayman Safadi", "Prime Minister and Defence Minister"),
        ("the U.S. Ukraine envoy Keith Kellogg", "Keith Kellogg", "Ukraine envoy"),
        ("the United States Indo-Pacific coordinator, Kurt Campbell,", "Kurt Campbell", "Indo-Pacific coordinator"),
        ("the speaker of parliament of Ghana, Alban Bagbin,", "Alban Bagbin", "speaker of parliament"),
        ("Italian Diplomatic Advisor to the Prime Minister Ugo Talo", "Ugo Talo", "Diplomatic Advisor to the Prime Minister"),
        ("U.S. Special Envoy for the Horn of Africa Jeffrey Feltman", "Jeffrey Feltman", "Special Envoy for the Horn of Africa"),
        ("Indian External Affairs Minister S. Jaishankar", "S. Jaishankar", "External Affairs Minister"),
        ("Malaysian Prime Minister Datuk Seri Anwar Ibrahim", "Anwar Ibrahim", "Prime Minister"),
    ],
)  # fmt: skip
def test_an_office_is_read_whole(said: str, name: str, office: str) -> None:
    people = _people(f"On Monday {said} met the Prime Minister of Fiji in Suva.", "2024-02-14")
    assert people[name][0] == office
    assert people[name][1] not in ("", "UKR", "FJI")


def test_a_title_in_the_plural_is_that_of_everybody_in_the_row() -> None:
    people = _people(
        "Prime Ministers Manasseh Sogavare of Solomon Islands and Sitiveni Rabuka of Fiji met.", "2023-03-14"
    )
    assert set(people.values()) == {("Prime Minister", "SLB"), ("Prime Minister", "FJI")}


def test_two_offices_of_two_people_stay_apart() -> None:
    people = _people(
        "President Joe Biden spoke. The President and Prime Minister Fumio Kishida of Japan agreed."
    )
    assert people["Fumio Kishida"] == ("Prime Minister", "JPN")


@pytest.mark.parametrize(
    ("sentence", "name", "office", "country"),
    [
        ("Libya's Field Marshal Khalifa Haftar met the envoys.", "Khalifa Haftar", "", "LBY"),
        ("Burkina Faso's Captain Paul-Henri Sandaogo spoke first.", "Paul-Henri Sandaogo", "", "BFA"),
        ("Pakistan's army chief General Asim Munir met officials.", "Asim Munir", "army chief", "PAK"),
        (
            "Chad's transitional leader General Adoum Kalzeube spoke.",
            "Adoum Kalzeube",
            "transitional leader",
            "TCD",
        ),
        ("Omani Foreign Minister Sayyid Badr Albusaidi spoke.", "Badr Albusaidi", "Foreign Minister", "OMN"),
        ("Myanmar's Foreign Minister U Than Swe spoke.", "Than Swe", "Foreign Minister", "MMR"),
    ],
)
def test_a_rank_is_no_part_of_a_name(sentence: str, name: str, office: str, country: str) -> None:
    assert _people(sentence, "2023-11-16")[name] == (office, country)


def test_a_king_is_not_the_son_who_bears_his_name() -> None:
    text = "King Abdullah of Jordan spoke. Crown Prince Al Hussein bin Abdullah II listened."
    assert set(_people(text, "2023-11-16")) == {"Abdullah", "Al Hussein bin Abdullah II"}


def test_a_name_of_two_countries_is_that_of_the_person() -> None:
    text = "Congolese President Denis Sassou Nguesso met Congolese President Felix Tshisekedi."
    countries = {name: country for name, (_, country) in _people(text, "2023-11-16").items()}
    assert countries == {"Denis Sassou Nguesso": "COG", "Felix Tshisekedi": "COD"}


def test_an_office_alone_is_that_of_a_body_named_before() -> None:
    text = "NATO Secretary General Jens Stoltenberg is in Rome. The Secretary General met ministers."
    assert _meant(text, "The Secretary General", "2023-11-16") == {"NATO"}


def test_a_name_behind_sultan_of_a_state_is_without_it() -> None:
    assert "Haitham bin Tariq" in _people("Sultan of Oman Haitham bin Tariq spoke in Muscat.", "2023-11-10")


def test_the_chairman_of_an_unknown_council_is_of_its_state() -> None:
    people = _people(
        "The chairman of Sudan's Sovereign Council, General Abdel Fattah al-Burhan, left.", "2023-11-10"
    )
    assert people["Abdel Fattah al-Burhan"] == ("chairman", "SDN")


@pytest.mark.parametrize(
    ("sentence", "name", "country"),
    [
        ("U.S. Ambassador to China Nicholas Burns spoke in Beijing.", "Nicholas Burns", "USA"),
        ("Cuba received Russian State Duma Speaker Vyacheslav Volodin.", "Vyacheslav Volodin", "RUS"),
        ("Taiwan thanked US House Speaker Kevin McCarthy.", "Kevin McCarthy", "USA"),
    ],
)
def test_an_office_next_to_a_name_is_no_part_of_it(sentence: str, name: str, country: str) -> None:
    assert _people(sentence, "2023-03-29")[name][1] == country
