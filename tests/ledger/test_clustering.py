"""Groups follow from pairs; likeness is no chain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.clustering import Pairs, cluster

ARTICLES = {name: f"article {name}" for name in "abcdefgh"}


def test_two_meetings_do_not_chain_over_one_report_that_is_like_both() -> None:
    alike = {("a", "b"): 0.9, ("a", "c"): 0.9, ("b", "c"): 0.9, ("c", "d"): 0.85, ("d", "e"): 0.9}

    found = cluster({name: ARTICLES[name] for name in "abcde"}, Pairs(alike))

    assert found == [["a", "b", "c"], ["d", "e"]]


def test_one_article_tells_of_one_thing_once() -> None:
    assert cluster({"a": "x", "b": "x"}, Pairs({("a", "b"): 1.0})) == [["a"], ["b"]]


def test_what_people_say_holds_before_likeness() -> None:
    alike = {("a", "b"): 1.0}

    assert cluster({"a": "x", "b": "y"}, Pairs(alike, different=frozenset({("a", "b")}))) == [["a"], ["b"]]
    assert cluster({"a": "x", "b": "x"}, Pairs({}, same=frozenset({("a", "b")}))) == [["a", "b"]]


PAIR = st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(
    lambda pair: pair[0] < pair[1]
)


@given(st.dictionaries(PAIR, st.sampled_from([0.8, 0.9, 1.0])), st.randoms())
def test_order_of_pairs_and_values_does_not_matter(
    alike: dict[tuple[str, str], float], chance: object
) -> None:
    items, names = list(alike.items()), list(ARTICLES)
    chance.shuffle(items)  # type: ignore[attr-defined]
    chance.shuffle(names)  # type: ignore[attr-defined]

    shuffled = cluster({name: ARTICLES[name] for name in names}, Pairs(dict(items)))

    assert shuffled == cluster(ARTICLES, Pairs(alike))
    assert sorted(value for group in shuffled for value in group) == sorted(ARTICLES)
