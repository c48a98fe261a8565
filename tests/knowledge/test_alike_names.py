"""The index of alike names leaves out nobody whom the comparison with each person would find."""

from __future__ import annotations

import random

import pytest

from dragoman.knowledge import Knowledge
from dragoman.knowledge.alike_names import AlikeNames
from dragoman.knowledge.folding import words_of
from dragoman.knowledge.lookup import SAME_PERSON
from dragoman.knowledge.people import name_score
from tests.knowledge.factory import make_person


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kisida", "Fumio Kishida"),
        ("J. P. Balkenende", "Jan Peter Balkenende"),
        ("Tony Blair", "Anthony Blair"),
        ("Kim Jongun", "Kim Jong Un"),
        ("Lawrow", "Sergey Lavrov"),
        ("Abdul Rahman", "Abdulrahman Ghani"),
    ],
)
def test_other_spelling_may_be_meant(written: str, name: str) -> None:
    names = AlikeNames([make_person(name), make_person("Yuki Mori")])
    assert names.may_fit(words_of(written)) == {name}


def test_one_name_given_in_common_is_not_enough() -> None:
    names = AlikeNames([make_person("Anna Lindh", family="Lindh")])
    assert names.may_fit(words_of("Anna Kowalska")) == frozenset()


def test_everybody_who_fits_is_among_those_that_may(tables: Knowledge) -> None:
    persons = list(tables.people.by_id.values())
    names, draw = AlikeNames(persons), random.Random(3)
    for person in draw.sample(persons, 24):
        words = _written_otherwise(words_of(person.name), draw)
        fitting = {each.id for each in persons if name_score(words, each) >= SAME_PERSON}
        assert fitting <= names.may_fit(words), words


def _written_otherwise(words: tuple[str, ...], draw: random.Random) -> tuple[str, ...]:
    """The name with a wrong letter, turned round, joined, or cut to an initial or the last word."""
    first, *rest = words
    return draw.choice(
        [
            (first[:-1] + "a", *rest),
            tuple(reversed(words)),
            ("".join(words),),
            (first[0], *rest),
            (words[-1],),
        ]
    )
