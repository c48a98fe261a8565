"""Annotated sentences as training examples, and the set itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRAIN = ROOT / "train"
SET = TRAIN / "annotations" / "annotated.jsonl"


@pytest.fixture
def annotated(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The module, which finds its neighbours only from its own folder."""
    monkeypatch.syspath_prepend(str(TRAIN))
    import annotated as module

    yield module
    for name in ("annotated", "labels"):
        sys.modules.pop(name, None)


LINE = {
    "id": "x-1",
    "text": "Chile said on Monday it had freed two Kenyan envoys.",
    "attributions": [
        {"content": [[21, 51]], "source": [0, 5], "cue": [6, 10], "manner": "indirect"},
    ],
    "events": [
        {
            "trigger": [28, 33], "type": "RETREAT", "modes": [], "source": [[0, 5]], "target": [[34, 51]],
            "place": None, "time": None, "realis": "happened",
        }
    ],
    "commitments": [],
    "meetings": [],
}  # fmt: skip


def test_spans_become_tags_of_words(annotated) -> None:  # type: ignore[no-untyped-def]
    (example,) = annotated.make_examples([LINE])
    event = next(c for c in example.carriers if c.kind == "event")
    assert example.words[event.word] == "freed"
    roles = [annotated.ROLES[number] for number in event.roles]
    assert dict(zip(example.words, roles, strict=True))["Kenyan"] == "I-TARGET"
    assert roles[0] == "B-SOURCE"
    assert event.classes == {"realis": 0}


def test_every_sentence_is_asked_for_speech_without_a_cue(annotated) -> None:  # type: ignore[no-untyped-def]
    (example,) = annotated.make_examples([LINE])
    assert example.carriers[-1].word == -1
    assert not any(example.carriers[-1].roles)


def test_the_dev_part_is_a_tenth_and_fixed(annotated) -> None:  # type: ignore[no-untyped-def]
    ids = [json.loads(line)["id"] for line in SET.read_text(encoding="utf-8").splitlines()]
    share = sum(map(annotated.is_dev, ids)) / len(ids)
    assert 0.08 < share < 0.12
    assert annotated.is_dev("w1-001") == annotated.is_dev("w1-001")


def test_the_set_is_large_and_its_spans_lie_in_their_texts() -> None:
    lines = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
    assert len(lines) >= 4000
    assert len({line["id"] for line in lines}) == len({line["text"] for line in lines}) == len(lines)
    for line in lines:
        for event in line["events"]:
            start, end = event["trigger"]
            assert 0 <= start < end <= len(line["text"])
            assert line["text"][start:end].strip() == line["text"][start:end]
