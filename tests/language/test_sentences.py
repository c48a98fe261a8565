"""Sentences end where a reader of news would end them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.sentences import find_blocks, split_sentences
from dragoman.language.tokens import tokenize


def sentences(text: str) -> list[str]:
    found = []
    for start, end in find_blocks(text):
        spans = tokenize(text, start, end)
        found += [text[spans[a][0] : spans[b - 1][1]] for a, b in split_sentences(text, spans)]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "He met Mr. X and Gen. Smith in St. Petersburg. | The talks ended.",
        "U.S. President Biden left. | He left the U.S. | The talks went on.",
        "They met at 5 p.m. | The talks ended.",
        "“We agree.” | The minister left.",
        '"We agree." | The minister left.',
        "“Why now?” he asked. | “Why now?” Mr Smith asked.",
        "He met J. D. Vance on Oct. 5 in Room No. 10. | It rained.",
        "1. First point. | 2. Second point.",
        "The U.N. Security Council met. | Washington, D.C. was quiet.",
        "He said: “It is over. | We go home.” | Then he left.",
        "It ended in 1805.[6] | A student wrote so.",
        "What?! | No. | Yes…",
    ],
)
def test_sentences_end_at_the_bars(text: str) -> None:
    assert sentences(text.replace("| ", "")) == [part.strip() for part in text.split(" | ")]


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert sentences("Xi, Biden agree\n \nThe two leaders\nmet on Monday.") == [
        "Xi, Biden agree",
        "The two leaders\nmet on Monday.",
    ]


def test_windows_line_ends_are_line_ends() -> None:
    assert sentences("Headline\r\n\r\nFirst line\r\nsecond line.") == [
        "Headline",
        "First line\r\nsecond line.",
    ]


def test_no_words_give_no_sentences() -> None:
    assert sentences(" \n\n\t") == []
    assert split_sentences("", []) == []


@given(st.text(alphabet="aB.!?\"“”'’()[]1 \n", max_size=80))
def test_ranges_cover_all_words_in_order(text: str) -> None:
    for start, end in find_blocks(text):
        spans = tokenize(text, start, end)
        ranges = split_sentences(text, spans)
        assert [i for a, b in ranges for i in range(a, b)] == list(range(len(spans)))
        assert all(a < b for a, b in ranges)
