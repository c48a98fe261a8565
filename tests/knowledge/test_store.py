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
