"""Names are well-formed stretches whatever the scores say, and of one kind within a text."""

from __future__ import annotations

import numpy as np

from dragoman.language.analysis import NameKind
from dragoman.language.names import decode_names

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-TIME", "I-TIME")
Row = dict[str, float]
Names = list[tuple[int, int, NameKind]]


def scores(*rows: Row) -> np.ndarray:
    table = np.zeros((len(rows), len(TAGS)), np.float32)
    for row, values in zip(table, rows, strict=True):
        for tag, value in values.items():
            row[TAGS.index(tag)] = value
    return table


def names_of(*sentences: list[tuple[str, Row]]) -> list[Names]:
    """What is found in sentences of words with scores."""
    tables = [scores(*(row for _, row in sentence)) for sentence in sentences]
    return decode_names(tables, [[word for word, _ in sentence] for sentence in sentences], TAGS)


def test_two_names_may_touch() -> None:
    (found,) = names_of([("Ann", {"B-PER": 9}), ("Lee", {"I-PER": 9}), ("Rome", {"B-LOC": 9})])
    assert found == [(0, 2, NameKind.PERSON), (2, 3, NameKind.PLACE)]


def test_a_name_that_begins_in_the_middle_is_mended() -> None:
    (found,) = names_of([("Red", {"O": 3, "B-ORG": 2}), ("Cross", {"I-ORG": 9})])
    assert found == [(0, 2, NameKind.ORGANISATION)]


def test_no_names_in_plain_words() -> None:
    assert names_of([("rain", {"O": 9})]) == [[]]


def test_a_doubtful_kind_follows_the_sure_ones() -> None:
    sure, doubtful = ("Suva", {"B-LOC": 9}), ("Suva", {"B-ORG": 2.0, "B-LOC": 1.5})
    assert names_of([sure], [doubtful], [sure]) == [[(0, 1, NameKind.PLACE)]] * 3
    assert names_of([doubtful]) == [[(0, 1, NameKind.ORGANISATION)]]


def test_a_name_that_was_overlooked_is_found_by_the_others() -> None:
    sure, overlooked = ("Hano", {"B-ORG": 9}), ("Hano", {"O": 1, "B-ORG": 0.5})
    assert names_of([sure], [("the", {"O": 9}), overlooked])[1] == [(1, 2, NameKind.ORGANISATION)]


def test_a_name_that_the_others_are_not_is_dropped() -> None:
    plain, taken = ("Applause", {"O": 9}), ("Applause", {"B-PER": 1, "O": 0.5})
    assert names_of([plain], [plain], [taken]) == [[], [], []]


def test_a_sure_sentence_is_not_outvoted() -> None:
    place, person = ("Jordan", {"B-LOC": 30}), ("Jordan", {"B-PER": 9})
    assert names_of([place], [place], [person])[2] == [(0, 1, NameKind.PERSON)]


def test_words_inside_a_longer_name_stay_there() -> None:
    longer = [("Paris", {"B-ORG": 9}), ("Club", {"I-ORG": 9})]
    assert names_of([("Paris", {"B-LOC": 9})], longer)[1] == [(0, 2, NameKind.ORGANISATION)]


def test_a_part_of_a_name_is_made_whole() -> None:
    whole = [("New", {"B-LOC": 9}), ("York", {"I-LOC": 9})]
    part = [("New", {"O": 1, "B-LOC": 0.8}), ("York", {"B-LOC": 1, "I-LOC": 0.8})]
    assert names_of(whole, part) == [[(0, 2, NameKind.PLACE)]] * 2


def test_times_do_not_spread() -> None:
    may, other = ("May", {"B-TIME": 9}), ("May", {"O": 1, "B-TIME": 0.5})
    assert names_of([may], [other])[1] == []
