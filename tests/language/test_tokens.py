"""The division into words follows English Universal Dependencies and loses no character."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import tokens
from dragoman.language.tokens import tokenize


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't agree.", "They|do|n't|agree|."),
        ("Japan’s envoy can’t come", "Japan|’s|envoy|ca|n’t|come"),
        ("U.S.-Japan talks", "U.S.|-|Japan|talks"),
        ("a UN-backed, anti-war co-founder", "a|UN|-|backed|,|anti-war|co-founder"),
        ("$9bn, €3.5bn and 10,000 tons", "$|9|bn|,|€|3.5|bn|and|10,000|tons"),
        ("at 9.30am on Sept. 5", "at|9.30|am|on|Sept.|5"),
        ("Mr. Xi met Gov. Smith Jr.", "Mr.|Xi|met|Gov.|Smith|Jr."),
        ("George W. Bush said no. He left", "George|W.|Bush|said|no|.|He|left"),
        ("No. 10 and Art. 5", "No.|10|and|Art.|5"),
        ("in the 1990s, on the 12th, since ’98", "in|the|1990s|,|on|the|12th|,|since|’98"),
        ("“We agree,” she said…", "“|We|agree|,|”|she|said|…"),
        ("see https://example.org/a?b=c.", "see|https://example.org/a?b=c|."),
        ("the ministers' talks -- again", "the|ministers|'|talks|--|again"),
        ("COVID-19 and the F-16s", "COVID|-|19|and|the|F|-|16s"),
        ("24/7, 2026-11-24, 5:30", "24/7|,|2026-11-24|,|5:30"),
        ("cannot", "can|not"),
    ],
)
def test_words_are_divided_as_in_the_treebanks(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


def test_combining_marks_stay_in_their_word() -> None:
    assert words("caf\u0065\u0301 Erdog\u0306an") == ["caf\u0065\u0301", "Erdog\u0306an"]


def test_invisible_characters_belong_to_no_word() -> None:
    assert words("\ufeffXi\u200b and\u00a0Biden") == ["Xi", "and", "Biden"]


def test_only_the_stretch_that_was_asked_for_is_divided() -> None:
    assert tokenize("one two three", 4, 7) == [(4, 7)]


@given(st.text(max_size=200))
def test_spans_are_in_order_and_hold_every_character_with_ink(text: str) -> None:
    at = 0
    for start, end in tokenize(text):
        assert at <= start < end <= len(text)
        assert not any(c.isalnum() for c in text[at:start])
        at = end
    assert not any(c.isalnum() for c in text[at:])


@given(st.text(alphabet="aB1.,'’-$ \n\"“”!?/:%&é😀", max_size=80))
def test_no_word_contains_white_space(text: str) -> None:
    assert all(word.split() == [word] for word in words(text))


@given(st.text(alphabet="abncotdsTU \n,;).'’-0é@/:\u0301", max_size=40))
def test_plain_words_are_divided_as_all_others(text: str) -> None:
    quick = tokenize(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_PLAIN", re.compile(r"(?!)"))
        assert tokenize(text) == quick
