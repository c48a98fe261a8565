"""What the parser always gets wrong in news, and is mended."""

from __future__ import annotations

import pytest

from tests.reading.factory import record_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Prime Minister Hun Sen met visiting Thai Foreign Minister Don Pramudwinai in Phnom Penh on Monday.",
            {"Hun Sen", "Don Pramudwinai"},
        ),
        (
            "Chinese Premier Li Keqiang held talks with visiting Peruvian President Ollanta Humala on Saturday.",
            {"Li Keqiang", "Ollanta Humala"},
        ),
        (
            "Iranian President Hassan Rouhani and visiting Iraqi Prime Minister Haider al-Abadi met on Sunday.",
            {"Hassan Rouhani", "Haider al-Abadi"},
        ),
    ],
)
def test_a_visiting_guest_takes_part(text: str, names: set[str]) -> None:
    (meeting,) = record_of(text, "2015-06-10").meetings
    assert {each.name for each in meeting.participants} == names


def test_a_guest_is_not_host_of_himself() -> None:
    text = "Egyptian President Hosni Mubarak and visiting Israeli Foreign Minister Shimon Peres met in Cairo."
    (meeting,) = record_of(text, "1987-03-02").meetings
    assert meeting.hosts == ("EGY",)


@pytest.mark.parametrize(
    "text", ["Erdogan began visiting Gulf states on Monday.", "He is visiting Paris to meet nobody."]
)
def test_who_visits_a_place_is_left_alone(text: str) -> None:
    assert not [each for each in record_of(text, "2017-04-06").meetings if len(each.participants) > 1]
