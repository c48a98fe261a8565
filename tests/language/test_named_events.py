"""Named events stand beside the names, and only where they are sure."""

from __future__ import annotations

import numpy as np

from dragoman.language import analyse
from dragoman.language.analysis import Analysis, Name, NameKind
from dragoman.language.conllu import to_conllu
from dragoman.language.named_events import find_events, without_events

TAGS = ("O", "B-ORG", "I-ORG", "B-EVENT", "I-EVENT")
Row = dict[str, float]


def scores(*rows: Row) -> np.ndarray:
    table = np.zeros((len(rows), len(TAGS)), np.float32)
    for row, values in zip(table, rows, strict=True):
        for tag, value in values.items():
            row[TAGS.index(tag)] = value
    return table


def test_an_event_is_found_where_its_tags_are_sure() -> None:
    rows = scores({"O": 9}, {"B-EVENT": 9, "B-ORG": 3}, {"I-EVENT": 9}, {"O": 9})
    assert find_events(rows, TAGS) == [(1, 3, NameKind.EVENT)]


def test_a_doubtful_event_is_not_told() -> None:
    assert find_events(scores({"B-EVENT": 1.2, "O": 1.0}, {"I-EVENT": 1.2, "O": 1.0}), TAGS) == []


def test_a_model_without_events_finds_none() -> None:
    assert find_events(scores({"B-ORG": 9})[:, :3], TAGS[:3]) == []


def test_a_word_of_a_weak_event_counts_less_than_the_whole() -> None:
    rows = scores({"B-EVENT": 9}, {"I-EVENT": 1.5, "O": 1.0}, {"I-EVENT": 9})
    assert find_events(rows, TAGS) == [(0, 3, NameKind.EVENT)]


def test_names_are_read_as_if_there_were_no_events() -> None:
    (rows,), tags = without_events([scores({"B-EVENT": 9, "B-ORG": 3})], TAGS)
    assert tags == ["O", "B-ORG", "I-ORG"]
    assert rows.tolist() == [[0, 3, 0]]


def test_a_war_is_an_event_and_a_meeting_is_none() -> None:
    text = "His father fought in World War II. The two ministers held talks in Lima on Monday."
    found = [text[t.start : t.end] for t in analyse(text).terms if t.kind == NameKind.EVENT]
    assert found == ["World War II"]


def test_a_name_within_an_event_stays_a_name() -> None:
    text = "He left the NATO summit in Vilnius."
    analysis = analyse(text)
    assert [text[n.start : n.end] for n in analysis.names] == ["NATO", "Vilnius"]
    assert ("NATO summit", NameKind.EVENT) in [(text[t.start : t.end], t.kind) for t in analysis.terms]


def test_an_event_has_a_column_of_its_own() -> None:
    plain = analyse("The NATO summit ended.")
    name = Name(4, 8, NameKind.ORGANISATION, 1, 2)
    event = Name(4, 15, NameKind.EVENT, 1, 3)
    analysis = Analysis(plain.text, plain.tokens, plain.sentences, (name,), (event,))
    rows = [line.split("\t") for line in to_conllu("d", analysis).splitlines() if line[:1].isdigit()]
    assert [row[9].split("|")[:2] for row in rows[1:3]] == [["NER=B-ORG", "Event=B"], ["Event=I", "Start=9"]]
    assert "Event" not in rows[0][9] + rows[3][9]
