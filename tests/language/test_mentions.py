"""Mentions and their entities: they slice back, link what is the same, and depend on nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import Mention, analyse, analyse_and_tag, find_mentions
from dragoman.language.mention_pairs import SIZES, Candidate, match_of, pairs_of, shared_words
from dragoman.language.mentions import best_earlier, numbered

ARTICLE = """President Sauli Niinisto of Finland met Norway's foreign minister, Ada Lund, in Oslo on Monday.

She said that Niinisto had asked for more time. "We will wait for him," Lund told reporters.

The two leaders will meet again in May."""


def of(text: str, mentions: tuple[Mention, ...], words: str) -> list[Mention]:
    """The mentions with these words."""
    return [m for m in mentions if text[m.start : m.end] == words]


@settings(deadline=None, max_examples=30)
@given(st.one_of(st.text(max_size=80), st.text(alphabet="Xi met him. “We” said\n", max_size=120)))
def test_any_text_gives_mentions_that_slice_back(text: str) -> None:
    analysis = analyse(text)
    entities = [-1]
    for m in find_mentions(analysis):
        assert m.first <= m.head < m.last
        assert (m.start, m.end) == (analysis.tokens[m.first].start, analysis.tokens[m.last - 1].end)
        assert m.entity <= max(entities) + 1
        assert all(part <= max(entities) for part in m.parts)
        entities.append(m.entity)


def test_a_name_told_again_is_the_same_person() -> None:
    _, tags = analyse_and_tag(ARTICLE)
    persons = [m for m in tags.mentions if m.kind == "person" and m.form == "name"]
    niinisto = {m.entity for m in persons if "Niinisto" in ARTICLE[m.start : m.end]}
    lund = {m.entity for m in of(ARTICLE, tags.mentions, "Lund")}
    assert len(niinisto) == 1
    assert niinisto.isdisjoint(lund)


def test_two_leaders_are_the_two_persons_named_last() -> None:
    _, tags = analyse_and_tag(ARTICLE)
    (both,) = of(ARTICLE, tags.mentions, "The two leaders")
    named = {m.entity for m in tags.mentions if m.kind == "person" and m.form == "name"}
    assert len(both.parts) == 2
    assert set(both.parts) <= named


def test_mentions_are_those_of_the_joint_pass() -> None:
    analysis, tags = analyse_and_tag(ARTICLE)
    assert find_mentions(analysis) == tags.mentions


def test_the_same_text_gives_the_same_mentions_whatever_was_read_before() -> None:
    first = analyse_and_tag(ARTICLE)[1].mentions
    analyse_and_tag("Another text, read between.\n\nIt has " + "many " * 90 + "words, officials said.")
    assert analyse_and_tag(ARTICLE)[1].mentions == first


def test_entities_are_numbered_in_the_order_of_the_text() -> None:
    assert numbered([-1, -1, 0, -1, 1]) == [0, 1, 0, 2, 1]


def test_the_best_earlier_mention_is_taken_and_the_nearest_of_equals() -> None:
    which = np.array([[1, 0], [2, 0], [2, 1], [3, 0], [3, 1], [3, 2]])
    scores = np.array([-1, 2, 1, 0.5, 3, 3], np.float32)
    assert best_earlier(which, scores, 4) == [-1, -1, 0, 2]


def candidate(word: int, form: int, lemma: str = "", names: tuple[str, ...] = ()) -> Candidate:
    return Candidate(word, word, form, 0, 1, lemma, names, 1)


def test_names_match_by_their_last_word_more_than_by_another() -> None:
    whole, last = candidate(0, 0, names=("ada", "lund")), candidate(1, 0, names=("lund",))
    other = candidate(2, 0, names=("ada", "berg"))
    assert shared_words([whole, last, other]) == [[], [0], [0]]
    assert match_of(last, whole) > match_of(other, whole)
    _, figures = pairs_of([whole, last, other])
    assert figures[:, 3].tolist() == [3, 2, 0]


def test_a_noun_far_away_is_asked_about_where_the_word_is_the_same() -> None:
    between = (candidate(i, 1, f"n{i}") for i in range(1, 60))
    which, figures = pairs_of([candidate(0, 1, "treaty"), *between, candidate(60, 1, "treaty")])
    mine = which[which[:, 0] == 60][:, 1].tolist()
    assert mine == [0, *range(20, 60)]
    assert figures[which[:, 0] == 60][:, 3].tolist() == [1] + [0] * 40


def test_distances_fall_into_growing_classes() -> None:
    which, figures = pairs_of([candidate(word, 2) for word in range(12)])
    of_last = figures[which[:, 0] == 11][:, 0].tolist()
    assert of_last == [6 if d >= 9 else 5 if d >= 6 else 4 if d >= 4 else d for d in range(11, 0, -1)]


@pytest.mark.parametrize("n", [0, 1])
def test_few_mentions_have_no_pairs(n: int) -> None:
    which, figures = pairs_of([candidate(0, 1, "treaty")][:n])
    assert (which.shape, figures.shape) == ((0, 2), (0, len(SIZES)))
