"""The contract of `dragoman who --jsonl`."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.errors import BadItem
from dragoman.knowledge import Knowledge
from dragoman.knowledge.answers import who_line


def ask(tables: Knowledge, mention: str, day: str | None, country: str = "") -> dict[str, Any]:
    return who_line({"id": "x", "date": day, "mention": mention, "country_name": country}, tables)


@pytest.mark.parametrize(
    ("mention", "day", "country", "person", "code", "current"),
    [
        ("President Vladimir Putin", "2021-06-16", "Russia", "Vladimir Putin", "RUS", True),
        ("Prime Minister Vladimir Putin", "2021-06-16", "Russia", "Vladimir Putin", "RUS", False),
        ("President Vladimir Putin", "1995-06-16", "Russia", "Vladimir Putin", "RUS", False),
        ("Chancellor Angela Merkel", "2010-02-02", "", "Angela Merkel", "DEU", True),
        ("Foreign Minister Lavrov", "2022-01-21", "Russia", "Sergey Lavrov", "RUS", True),
        ("Amir Tamim bin Hamad Al Thani", "2015-05-13", "Qatar", "Tamim bin Hamad Al Thani", "QAT", True),
        ("Taoiseach Leo Varadkar", "2023-03-17", "Ireland", "Leo Varadkar", "IRL", True),
        ("President Mikhail Gorbachev", "1990-06-01", "Soviet Union", "Mikhail Gorbachev", "SUN", True),
        ("President Václav Havel", "1991-10-22", "Czechoslovakia", "Václav Havel", "CSK", True),
        ("Secretary-General Kofi Annan", "2001-02-02", "", "Kofi Annan", "UN", True),
        ("President Ursula von der Leyen", "2023-03-10", "", "Ursula von der Leyen", "EU", True),
    ],
)
def test_mention_is_judged_by_its_day(
    tables: Knowledge, mention: str, day: str, country: str, person: str, code: str, current: bool
) -> None:
    answer = ask(tables, mention, day, country)
    assert (answer["person"], answer["country"], answer["current"]) == (person, code, current)


def test_line_without_a_mention_is_told_what_it_lacks(tables: Knowledge) -> None:
    with pytest.raises(BadItem, match='"mention" is NoneType'):
        who_line({"id": "x", "date": "2021-06-16"}, tables)


def test_king_is_head_of_state_and_monarch(tables: Knowledge) -> None:
    assert {"head_of_state", "monarch"} <= set(ask(tables, "King Hussein", "1994-06-17", "Jordan")["office"])


def test_stranger_in_a_covered_office_is_ruled_out(tables: Knowledge) -> None:
    answer = ask(tables, "Prime Minister Lionel Jospin", "1998-06-17", "Benin")
    assert answer["current"] is False
    assert answer["person"] is None


def test_stranger_in_an_office_that_is_not_covered_is_unknown(tables: Knowledge) -> None:
    assert ask(tables, "Defence Minister Qwxyz Zzyzx", "1991-01-01", "Tuvalu")["current"] is None


def test_state_that_is_gone_has_no_president(tables: Knowledge) -> None:
    assert ask(tables, "President Vladimir Putin", "2005-05-05", "Soviet Union")["current"] is False


def test_spelling_of_a_holder_is_not_denied(tables: Knowledge) -> None:
    assert ask(tables, "President Kim Yong-sam", "1997-06-26", "Korea")["current"] is True


def test_no_date_asks_for_any_time(tables: Knowledge) -> None:
    assert ask(tables, "President Jacques Chirac", None)["current"] is True


def test_two_readings_agree(tables: Knowledge) -> None:
    assert ask(tables, "Kishida", "2022-01-21") == ask(Knowledge(), "Kishida", "2022-01-21")
