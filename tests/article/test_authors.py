"""Names out of bylines."""

from __future__ import annotations

import pytest

from dragoman.article.authors import is_byline, split_authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Kari Lie and Matti Salo", ("Kari Lie", "Matti Salo")),
        ("Von Bettina Kugler", ("Bettina Kugler",)),
        ("Par Marie Merlet, Paul Durand", ("Marie Merlet", "Paul Durand")),
        ("José Volta e Pinto", ("José Volta e Pinto",)),
        ("Adam Aaronson", ("Adam Aaronson",)),
        ("By GARY B. GRAVES, AP Sports Writer", ("GARY B. GRAVES",)),
        ("Kari Lie (Oslo)", ("Kari Lie",)),
        ("https://example.org/kari", ()),
        ("admin", ()),
        ("Kari Lie; Kari Lie", ("Kari Lie",)),
    ],
)
def test_a_byline_gives_all_its_names_and_no_more(line: str, names: tuple[str, ...]) -> None:
    assert split_authors(line) == names


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    assert is_byline("By Kari Lie")
    assert not is_byline("By Tuesday the two sides had agreed.")
