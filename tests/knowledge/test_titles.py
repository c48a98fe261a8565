"""Office words and which of them are one office."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge import Knowledge


@pytest.mark.parametrize(
    ("text", "title", "office_class"),
    [
        ("Prime Minister Fumio Kishida", "Prime Minister", "head_of_government"),
        ("the deputy foreign minister", "deputy foreign minister", "deputy_foreign_minister"),
        ("White House Press Secretary Jen Psaki", "White House Press Secretary", "spokesperson"),
        ("EU foreign policy chief Josep Borrell", "EU foreign policy chief", "io_head"),
        ("UN Secretary-General António Guterres", "UN Secretary-General", "io_head"),
        ("special envoy Steve Witkoff", "special envoy", "envoy"),
        ("the chief negotiator", "chief negotiator", "negotiator"),
        ("Vice President Kamala Harris", "Vice President", "vice_president"),
        ("the emir of Qatar", "emir", "head_of_state"),
    ],
)
def test_longest_office_word_is_found(tables: Knowledge, text: str, title: str, office_class: str) -> None:
    found = tables.find_titles(text)
    assert [(hit.text, hit.office_class) for hit in found] == [(title, office_class)]


@pytest.mark.parametrize(
    "text", ["presidential palace", "the kingdom", "premiership", "a primer", "Queensland"]
)
def test_parts_of_words_are_no_offices(tables: Knowledge, text: str) -> None:
    assert tables.find_titles(text) == []


@pytest.mark.parametrize(
    ("left", "right"), [("Premier", "Prime Minister"), ("Taoiseach", "Prime Minister"), ("Amir", "Emir")]
)
def test_words_for_one_office_share_a_lemma(tables: Knowledge, left: str, right: str) -> None:
    assert tables.titles.lemmas_of(left) & tables.titles.lemmas_of(right)


def test_chancellor_is_no_prime_minister(tables: Knowledge) -> None:
    assert not tables.titles.lemmas_of("Chancellor") & tables.titles.lemmas_of("Prime Minister")


@given(text=st.text(alphabet="prime miİnıster’\n kING", max_size=60))
def test_hits_slice_back_to_their_text(tables: Knowledge, text: str) -> None:
    assert all(text[hit.start : hit.end] == hit.text for hit in tables.find_titles(text))
