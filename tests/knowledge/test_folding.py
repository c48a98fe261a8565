"""Spellings that are one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge.folding import fold, skeleton, strip_marks, words_of


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Keizō Obuchi", "Keizo Obuchi"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Lech Wałęsa", "Lech Walesa"),
        ("Sa’ad al-Hariri", "Saad al Hariri"),
        ("Guðlaugur Þór Þórðarson", "Gudlaugur Thor Thordarson"),
    ],
)
def test_marks_and_punctuation_are_no_difference(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("lavrov", "lawrow"),
        ("khaddafi", "qadafi"),
        ("yeltsin", "eltsin"),
        ("sergei", "sergey"),
        ("yuschenko", "yushchenko"),
    ],
)
def test_transliterations_share_a_skeleton_or_nearly(left: str, right: str) -> None:
    assert skeleton(left)[-3:] == skeleton(right)[-3:]


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=40))
def test_words_have_no_blanks(name: str) -> None:
    assert all(word and " " not in word for word in words_of(name))


@given(st.text(min_size=1, max_size=40))
def test_stripping_marks_never_empties_a_name(name: str) -> None:
    assert strip_marks(name)


def test_other_scripts_keep_their_letters() -> None:
    assert fold("金正恩") == "金正恩"
