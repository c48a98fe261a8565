"""Most news is not diplomacy: the cheap test that goes first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.knowledge import knowledge
from dragoman.reading.relevance import is_relevant, relevance
from tests.reading.factory import article_of

_TALKS = (
    "Turkish Foreign Minister Mevlüt Çavuşoğlu met his Greek counterpart Nikos Dendias in Ankara for talks on the "
    "border and on migration. Both sides agreed to keep the channel open."
)
_MATCH = (
    "The striker scored twice as the club held talks with its sponsor before the match. The coach defended the "
    "attack, and the fans in the stadium welcomed the agreement with the players for next season."
)


@pytest.mark.parametrize(("text", "expected"), [(_TALKS, True), (_MATCH, False), ("", False), ("?", False)])
def test_diplomacy_is_read_and_football_is_not(text: str, expected: bool) -> None:
    assert is_relevant(article_of(text), knowledge()) is expected


def test_no_annotated_page_with_records_is_dropped(shared: Path) -> None:
    from dragoman import read_article

    folder = shared / "gold" / "dev"
    for path in sorted(folder.iterdir()):
        if path.suffix != ".json" and not json.loads(path.with_suffix(".json").read_text())["negative"]:
            assert relevance(read_article(str(path)).text, knowledge()) > 0.5, path.name
