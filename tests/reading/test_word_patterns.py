"""Patterns of whole words: the same matches as the regular expression alone gives, found sooner."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.event_parties import _own_names
from dragoman.reading.event_tables import event_actor_names, table_rows
from dragoman.reading.word_patterns import WordPattern, beginnings_in

_TABLES = [*(row[1] for row in table_rows("topics.tsv")), *(row[6] for row in table_rows("issues.tsv"))]
_PATTERNS = [(WordPattern(each), re.compile(rf"\b(?:{each})\b", re.IGNORECASE)) for each in _TABLES]
_OWN_NAMES = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(re.escape(name) for name in sorted(event_actor_names(), key=len, reverse=True))
    + r")(?!\w)"
)
_words = st.sampled_from(
    [
        *re.findall(r"[a-z]{2,}", " ".join(_TABLES)), "Missiles", "WAR", "anti-", "-", "'s", "5G", "COP26",
        "wars", "İ", "ſanctions", "mıgration", "U.S.", "(", ".", "tariff", "in", "the", "restructuring of",
    ]
)  # fmt: skip


@given(st.lists(_words, max_size=12).map(" ".join), st.integers(0, 20), st.integers(0, 60))
def test_every_pattern_of_the_tables_matches_as_its_regular_expression(
    text: str, start: int, end: int
) -> None:
    for pattern, plain in _PATTERNS:
        found, wanted = pattern.search(text, start, end), plain.search(text, start, end)
        assert (found and found.span()) == (wanted and wanted.span()), plain.pattern
        assert wanted is None or pattern.may_stand_among(beginnings_in(text, start, end)), plain.pattern


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("missiles?", "the Missile flew", (4, 11)),
        ("North Korea", "in NORTH KOREA now", (3, 14)),
        (r"cop\d\d", "At COP26, they", (3, 8)),
        (r"[ab]cd", "an Acd", (3, 6)),
        ("war", "wares and warriors", None),
    ],
)
def test_case_is_ignored_and_words_are_whole(words: str, text: str, found: tuple[int, int] | None) -> None:
    match = WordPattern(words).search(text, 0, len(text))
    assert (match and match.span()) == found


@given(
    st.lists(st.sampled_from([*sorted(event_actor_names())[::7], "-", "x", "s", "'s", ",", "East"])).flatmap(
        lambda words: st.sampled_from([" ", ""]).map(lambda gap: gap.join(words))
    )
)
def test_own_names_are_those_of_the_longest_alternative(text: str) -> None:
    wanted = [(*each.span(), event_actor_names()[each[0]]) for each in _OWN_NAMES.finditer(text)]
    assert _own_names().find(text) == wanted
