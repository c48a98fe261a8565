"""Topics by the model's vectors, where no phrase tells them."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.language import analyse_with_vectors
from dragoman.reading import topic_prototypes
from dragoman.reading.topic_prototypes import Prototypes, prototypes, topics_near
from dragoman.reading.topics import topic_patterns
from tests.reading.factory import record_of

MEETING = "Ghana's President John Mahama met Kenyan President William Ruto in Accra on Tuesday. "


def test_a_sentence_speaks_of_a_topic_without_one_of_its_phrases() -> None:
    said = "They discussed how artillery rounds and armored carriers could reach the front."
    (meeting,) = record_of(MEETING + said).meetings
    topic = next(each for each in meeting.topics if each.code == "defence")
    assert topic.evidence[0].start == len(MEETING)


@pytest.mark.parametrize(
    "said",
    [
        "They discussed the match between their two teams.",
        "They discussed the wedding of the president's daughter.",
        "They discussed old friends and the rain.",
    ],
)
def test_a_sentence_far_from_all_topics_gives_none(said: str) -> None:
    (meeting,) = record_of(MEETING + said).meetings
    assert meeting.topics == ()


def test_every_prototype_is_of_a_known_topic_and_of_length_one() -> None:
    table = prototypes()
    assert set(table.codes) <= {code for code, _ in topic_patterns()}
    assert np.allclose(np.linalg.norm(table.matrix, axis=1), 1, atol=1e-3)
    assert min(table.thresholds) > 0.3


def test_a_sentence_in_the_middle_of_all_is_near_to_no_topic() -> None:
    assert prototypes().near(prototypes().mean) == ()


def test_prototypes_of_another_model_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    known = prototypes()
    strange = Prototypes("0.0.1", known.mean, known.codes, (-1.0,) * len(known.codes), known.matrix)
    monkeypatch.setattr(topic_prototypes, "prototypes", lambda: strange)
    _, vectors = analyse_with_vectors("They discussed aid to hospitals in Gaza.")
    assert topics_near(vectors, 0) == ()
