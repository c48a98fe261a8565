"""Which Georgia, which Athens: states and towns that bear the name of a country or a capital."""

from __future__ import annotations

import pytest

from tests.reading.factory import brief_of


def _codes(text: str) -> set[str]:
    return {code for each in brief_of(text, "2023-05-16").cast.mentions for code in each.countries}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Brian Kemp, the governor of Georgia, flew to Japan.", {"USA", "JPN"}),
        ("Georgia Gov. Brian Kemp praised Hyundai in Atlanta.", {"USA"}),
        ("Virginia Gov. Glenn Youngkin flew to Taiwan.", {"USA", "TWN"}),
        ("The governor of Texas, Greg Abbott, thanked Georgia's prime minister in Tbilisi.", {"USA", "GEO"}),
        ("Georgian lawmakers met in Tbilisi. Georgia applied to join NATO.", {"GEO", "NATO"}),
        ("Georgia's foreign minister spoke in Athens, where Greece had invited him.", {"GEO", "GRC"}),
    ],
)
def test_a_us_state_is_told_from_the_country_of_its_name(text: str, codes: set[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.parametrize("town", ["Athens, Georgia,", "Paris, Texas,", "London, Ontario,"])
def test_a_town_of_a_federal_state_is_no_capital(town: str) -> None:
    mentions = brief_of(f"Protesters blamed {town} for the fire.", "2023-05-16").cast.mentions
    assert not {"GRC", "FRA", "GBR"} & {code for each in mentions for code in each.countries}
