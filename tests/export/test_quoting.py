"""Sentences round the words of an evidence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Evidence
from dragoman.export.quoting import Quoting, widest

from .factory import STANDFIRST, Words, build_article


def test_word_is_widened_to_its_sentence_and_never_beyond_its_block() -> None:
    words = Words(build_article())
    quoting = Quoting(words.article)
    assert quoting.texts((words.at("met"), words.at("Tuesday"))) == [STANDFIRST]
    assert quoting.texts((words.at("joint patrols"),))[0].startswith("Kristersson and Støre agreed")


@given(st.data())
def test_any_words_lie_within_their_sentences(data: st.DataObject) -> None:
    article = build_article()
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    (found,) = Quoting(article).sentences((Evidence(article.id, start, end),))
    assert found[0] <= start
    assert found[1] >= end


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(31, 60))))
def test_widest_spans_hold_all_others_and_none_another(spans: list[tuple[int, int]]) -> None:
    kept = widest(spans)
    assert all(any(start <= first and last <= end for start, end in kept) for first, last in spans)
    for one in kept:
        assert not any(other != one and other[0] <= one[0] and one[1] <= other[1] for other in kept)
