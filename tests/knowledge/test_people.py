"""How well a name as written fits a person."""

from __future__ import annotations

import pytest

from dragoman.knowledge.folding import words_of
from dragoman.knowledge.lookup import SAME_PERSON
from dragoman.knowledge.people import name_score
from tests.knowledge.factory import make_person

KISHIDA = make_person("Fumio Kishida", family="Kishida", country="JPN")
BALKENENDE = make_person("Jan Peter Balkenende", family="Balkenende")
TSHISEKEDI = make_person("Félix Tshisekedi", family="Tshisekedi")
EMIR = make_person("Sabah al-Ahmad al-Jaber al-Sabah", family="Sabah", country="KWT")


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Fumio Kishida", KISHIDA),
        ("Kishida Fumio", KISHIDA),
        ("Kishida", KISHIDA),
        ("Kisida", KISHIDA),
        ("Jan Balkenende", BALKENENDE),
        ("J. P. Balkenende", BALKENENDE),
        ("Felix Antoine Tshisekedi Tshilombo", TSHISEKEDI),
        ("Sabah al-Ahmed al-Jabir al-Sabah", EMIR),
    ],
)
def test_spellings_of_one_person_fit(name: str, person: object) -> None:
    assert name_score(words_of(name), person) >= SAME_PERSON  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Fumio Abe", KISHIDA),
        ("Taro Aso", KISHIDA),
        ("Jan Kavan", BALKENENDE),
        ("Etienne Mobutu", TSHISEKEDI),
    ],
)
def test_other_people_do_not_fit(name: str, person: object) -> None:
    assert name_score(words_of(name), person) < SAME_PERSON  # type: ignore[arg-type]


def test_the_same_words_fit_best() -> None:
    exact, turned, part = (
        name_score(words_of(name), KISHIDA) for name in ("Fumio Kishida", "Kishida Fumio", "Kishida")
    )
    assert exact == 1.0
    assert exact > turned > part
