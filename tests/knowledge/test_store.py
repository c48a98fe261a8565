"""What the shipped tables answer."""

from __future__ import annotations

import pytest

from dragoman.interval import Interval
from dragoman.knowledge import Knowledge, Verdict


def on(day: str) -> Interval:
    return Interval.parse(day)


def test_prime_minister_is_found_by_his_full_name(tables: Knowledge) -> None:
    best = tables.who("Japanese Prime Minister Fumio Kishida", on("2022-01-21"))[0]
    assert best.person is not None
    assert (best.person.name, best.country, best.verdict) == ("Fumio Kishida", "JPN", Verdict.HELD)


@pytest.mark.parametrize("mention", ["Kishida", "Kishida Fumio", "Prime Minister Kishida", "Mr. Kishida"])
def test_prime_minister_is_found_by_a_part_of_his_name(tables: Knowledge, mention: str) -> None:
    best = tables.who(mention, on("2022-01-21"))[0]
    assert best.person is not None
    assert best.person.name == "Fumio Kishida"


def test_japan_has_no_president(tables: Knowledge) -> None:
    best = tables.who("Japanese President Fumio Kishida", on("2022-01-21"))[0]
    assert best.verdict is Verdict.NOT_HELD
    assert best.tenure is not None
    assert best.tenure.title == "Prime Minister"
    assert tables.lacks_office("President", "JPN", on("2022-01-21"))


def test_office_alone_names_its_holder(tables: Knowledge) -> None:
    best = tables.who("the Turkish foreign minister", on("2020-05-01"))[0]
    assert best.person is not None
    assert best.person.name == "Mevlüt Çavuşoğlu"


def test_former_office_is_no_contradiction(tables: Knowledge) -> None:
    best = tables.who("former president Clinton", on("2005-01-01"))[0]
    assert best.person is not None
    assert best.person.name == "Bill Clinton"
    assert best.verdict is Verdict.HELD


def test_holders_of_one_text_date_it(tables: Knowledge) -> None:
    claims = []
    for mention, title in (
        ("President Joe Biden", "President"),
        ("Prime Minister Fumio Kishida", "Prime Minister"),
        ("White House Press Secretary Jen Psaki", "White House Press Secretary"),
    ):
        person = tables.who(mention)[0].person
        assert person is not None
        claims.append((person.id, title))
    fitting = tables.dates_that_fit(claims)
    assert fitting is not None
    assert fitting.isoformat() == "2021-10-04/2022-05-13"


def test_quad_has_four_members(tables: Knowledge) -> None:
    quad = tables.group("QUAD")
    assert quad is not None
    assert quad.members_on(on("2022-05-24").earliest) == ("AUS", "IND", "JPN", "USA")


def test_states_that_are_gone_have_their_dates(tables: Knowledge) -> None:
    union = tables.country("SUN")
    assert union is not None
    assert union.existed is not None
    assert not union.existed.contains(on("1995-01-01").earliest)


@pytest.mark.parametrize(
    ("mention", "when", "name"),
    [
        ("Minister Kuleba", "2022-05", "Dmytro Kuleba"),
        ("Secretary Blinken", "2022-05", "Antony Blinken"),
        ("Ambassador Thomas-Greenfield", "2022-05", "Linda Thomas-Greenfield"),
        ("Secretary of State Pietro Parolin", "2020", "Pietro Parolin"),
        ("Chancellor Kenneth Clarke", "1995", "Kenneth Clarke"),
        ("Prime Minister Joseph Muscat", "2016", "Joseph Muscat"),
        ("President Michel", "2021-05", "Charles Michel"),
        ("Foreign Secretary Elizabeth Truss", "2022-03", "Liz Truss"),
    ],
)
def test_short_titles_and_short_names_find_their_holder(
    tables: Knowledge, mention: str, when: str, name: str
) -> None:
    best = tables.who(mention, on(when))[0]
    assert best.person is not None
    assert (best.person.name, best.verdict) == (name, Verdict.HELD)


def test_country_in_the_mention_goes_before_that_of_the_text(tables: Knowledge) -> None:
    assert tables.who("Turkish foreign minister", on("2020-05-01"), "USA")[0].country == "TUR"


@pytest.mark.parametrize(
    ("mention", "when", "country"),
    [
        ("King Hussein", "2010-06-12", "JOR"),
        ("Amir Jabir al-Ahmed al-Sabah", "2010-09-23", "KWT"),
        ("President Ali Bongo Ondimba", "2004-04-03", "GAB"),
        ("King Abdullah bin Abdulaziz Al Saud", "2023-06-26", "SAU"),
    ],
)
def test_relatives_on_one_throne_are_told_apart(
    tables: Knowledge, mention: str, when: str, country: str
) -> None:
    assert all(each.verdict is not Verdict.HELD for each in tables.who(mention, on(when), country))


def test_one_name_without_a_country_denies_nobody(tables: Knowledge) -> None:
    assert all(each.verdict is not Verdict.NOT_HELD for each in tables.who("President Trump", on("2023-04")))


def test_former_holder_is_told_with_the_day(tables: Knowledge) -> None:
    best = tables.who("President Donald Trump", on("2023-04"), "USA")[0]
    assert best.verdict is Verdict.NOT_HELD
    assert "held the office until 2021-01-20" in best.reasons
