"""Who is joined under one full name, and who stays as written because it is not sure."""

from __future__ import annotations

import pytest

from dragoman.knowledge import knowledge
from dragoman.reading.known_people import Called, known_name, known_names


def called(name: str, office: str, country: str, day: str, read_as: str = "") -> Called:
    """How a report calls somebody; `read_as`: the full name of whom the reading took the person for."""
    people = knowledge().people.by_id.values()
    ids = [person.id for person in people if person.name == read_as and country == person.country]
    assert len(ids) == bool(read_as), f"{read_as} is not one person of the tables"
    return Called(name, office, country, day, *ids) if ids else Called(name, office, country, day, "")


SURNAMES = [
    ("Biden", "President", "USA", "2022-05-01", "Joe Biden"),
    ("Biden", "", "USA", "2022-05-01", "Joe Biden"),
    ("Biden", "Vice President", "USA", "2012-05-01", "Joe Biden"),
    ("Xi", "President", "CHN", "2022-05-01", "Xi Jinping"),
    ("Xi", "", "CHN", "2022-05-01", "Xi Jinping"),
    ("Xi", "leader", "CHN", "2022-05-01", "Xi Jinping"),
    ("Kim", "President", "KOR", "1999-05-01", "Kim Dae-jung"),
    ("Singh", "Prime Minister", "IND", "2010-01-01", "Manmohan Singh"),
    ("Singh", "Defence Minister", "IND", "2022-01-01", "Rajnath Singh"),
    ("Putin", "President", "RUS", "2022-01-01", "Vladimir Putin"),
    ("Zelenskiy", "President", "UKR", "2023-01-01", "Volodymyr Zelenskyy"),
    ("Bush", "President", "USA", "2003-01-01", "George W. Bush"),
    ("Wang", "Foreign Minister", "CHN", "2022-05-01", "Wang Yi"),
    ("Blinken", "Secretary of State", "USA", "2022-05-01", "Antony Blinken"),
    ("Lavrov", "Foreign Minister", "RUS", "2022-01-01", "Sergey Lavrov"),
]

FULL_NAMES = [
    ("Joseph R. Biden Jr.", "President", "USA", "2022-05-01", "Joe Biden"),
    ("Joseph R. Biden", "", "USA", "2026-05-01", "Joe Biden"),
    ("Kim Jong-un", "leader", "PRK", "2022-05-01", "Kim Jong Un"),
    ("Kim Jong-un", "", "PRK", "", "Kim Jong Un"),
    ("Wolodymyr Selenskyj", "President", "UKR", "2023-01-01", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelensky", "", "UKR", "2023-01-01", "Volodymyr Zelenskyy"),
    ("Antony J. Blinken", "Secretary of State", "USA", "2022-05-01", "Antony Blinken"),
    ("Tayyip Erdogan", "President", "TUR", "2020-01-01", "Recep Tayyip Erdoğan"),
    ("Kishida Fumio", "Prime Minister", "JPN", "2022-05-01", "Fumio Kishida"),
    ("Lula da Silva", "President", "BRA", "2024-01-01", "Luiz Inácio Lula da Silva"),
    ("Sergei Lavrov", "Foreign Minister", "RUS", "2022-01-01", "Sergey Lavrov"),
    ("Hamad bin Khalifa", "Emir", "QAT", "2010-01-01", "Hamad bin Khalifa Al Thani"),
    ("Khalifa bin Hamad", "Emir", "QAT", "2000-01-01", "Khalifa bin Hamad Al Thani"),  # his father
]

# Out of office: the tables know who is head now, and only one of the name was before.
FORMER = [
    ("Clinton", "President", "USA", "2005-01-01", "Bill Clinton"),
    ("Trump", "President", "USA", "2023-01-01", "Donald Trump"),
    ("Johnson", "Prime Minister", "GBR", "2024-01-01", "Boris Johnson"),
]

APART = [
    ("Biden", "analyst", "USA", "2022-05-01", ""),  # another of the name
    ("Biden", "President", "USA", "", "Joe Biden"),  # no day: no holder
    ("Biden", "President", "", "2022-05-01", ""),  # of which country?
    ("Biden", "President", "IRL", "2022-05-01", ""),
    ("Kim", "leader", "PRK", "2022-05-01", "Kim Jong Un"),  # the premier was a Kim too
    ("Kim", "", "PRK", "2022-05-01", "Kim Jong Un"),
    ("Kim", "President", "KOR", "2020-05-01", ""),  # three former presidents
    ("Kim", "spokesperson", "KOR", "2020-05-01", ""),
    ("Singh", "Minister", "IND", "2022-01-01", "Rajnath Singh"),  # of which ministry?
    ("Singh", "", "IND", "2022-01-01", "Rajnath Singh"),
    ("Putin", "researcher", "RUS", "2022-01-01", ""),  # a namesake
    ("Putin", "", "RUS", "2022-01-01", ""),
    ("Putin", "Foreign Minister", "RUS", "2022-01-01", ""),
    ("Bush", "President", "USA", "2010-01-01", ""),  # father and son
    (
        "Wang",
        "Foreign Minister",
        "CHN",
        "2022-05-01",
        "",
    ),  # "former Foreign Minister Wang": not read as the holder
    ("Wang", "Foreign Ministry spokesperson", "CHN", "2022-05-01", "Wang Wenbin"),
    ("Wang", "Foreign Minister", "CHN", "2022-05-01", "Wang Wenbin"),  # read as another
    ("Blinken", "Secretary", "USA", "2022-05-01", "Antony Blinken"),
    ("Clinton", "", "USA", "2010-01-01", ""),  # he or she
    ("Mike Johnson", "", "USA", "2024-01-01", ""),
    ("Omar Bongo", "President", "GAB", "2020-01-01", ""),  # the father of the one in office
    ("Ali", "Prime Minister", "ETH", "2020-01-01", ""),
    ("", "President", "USA", "2022-05-01", ""),
    ("!?", "President", "USA", "2022-05-01", ""),
]


@pytest.mark.parametrize(("name", "office", "country", "day", "full"), SURNAMES)
def test_surname_with_the_office_of_one_is_the_holder(
    name: str, office: str, country: str, day: str, full: str
) -> None:
    assert known_name(called(name, office, country, day, read_as=full)) == full


@pytest.mark.parametrize(("name", "office", "country", "day", "full"), FULL_NAMES + FORMER)
def test_full_name_in_another_spelling_and_a_former_head_are_known(
    name: str, office: str, country: str, day: str, full: str
) -> None:
    assert known_name(called(name, office, country, day)) == full


@pytest.mark.parametrize(("name", "office", "country", "day", "read_as"), APART)
def test_whoever_is_not_sure_stays_as_written(
    name: str, office: str, country: str, day: str, read_as: str
) -> None:
    found = known_name(called(name, office, country, day, read_as))

    assert found in ("", name)


@pytest.mark.parametrize("name", ["Kim", "Singh", "Putin", "Biden", "Xi", "Wang", "Bush"])
def test_a_surname_alone_is_nobody(name: str) -> None:
    for country in ("USA", "CHN", "RUS", "KOR", "PRK", "IND", ""):
        assert known_name(called(name, "", country, "2022-05-01")) == ""


def test_names_of_the_tables_are_known_by_themselves() -> None:
    assert "Joe Biden" in known_names()
