"""Names of countries that stand alone."""

from __future__ import annotations

import pytest

from dragoman.knowledge import Knowledge


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Korea, Republic of", "KOR"),
        ("Democratic Republic of the Congo (Zaire)", "COD"),
        ("Germany, Federal Republic of", "DEU"),
        ("China, People’s Republic of", "CHN"),
        ("Macedonia, Former Yugoslav Republic of", "MKD"),
        ("Burma", "MMR"),
        ("Congo", "COD"),
        ("Congo, Republic of the", "COG"),
        ("Soviet Union", "SUN"),
        ("Türkiye", "TUR"),
        ("日本", "JPN"),
        ("Deutschland", "DEU"),
        ("Atlantis", None),
    ],
)
def test_name_in_any_manner_gives_the_code(tables: Knowledge, name: str, code: str | None) -> None:
    assert tables.country_of_name(name) == code


@pytest.mark.parametrize("code", ["TWN", "PSE", "XKX", "ESH", "HKG", "SUN", "YUG", "CSK", "DDR"])
def test_places_of_the_rule_have_a_country(tables: Knowledge, code: str) -> None:
    assert tables.country(code) is not None


def test_breakaway_parts_are_coded_as_their_state(tables: Knowledge) -> None:
    hits = tables.find_names("Crimea, Abkhazia, Transnistria and Somaliland")
    assert [hit.code for hit in hits] == ["UKR", "GEO", "MDA", "SOM"]
