"""`dragoman article --jsonl`: one item in, one line out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.article import article_line
from dragoman.errors import BadItem

STORY = (
    "The ministers of Chile and Peru met in Lima on Tuesday and agreed to open a border post, officials said."
)


def test_a_line_has_the_fields_of_the_contract(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        f"<html><body><article><h1>Talks in Lima</h1>{f'<p>{STORY}</p><p>{STORY} Really.</p>'}</article>"
    )

    line = article_line({"id": "a1", "path": str(page)})

    assert line["id"] == "a1"
    assert line["text"] == "\n\n".join(line["paragraphs"])
    assert set(line) == {
        "id", "headline", "section", "standfirst", "authors", "published", "updated", "language", "text", "paragraphs",
        "furniture", "kind",
    }  # fmt: skip
    json.dumps(line)


@pytest.mark.parametrize("item", [{"id": "x"}, {"id": "x", "path": "/no/such/file"}, {"id": "x", "text": ""}])
def test_an_item_without_a_page_is_refused_with_its_id(item: dict[str, str]) -> None:
    with pytest.raises(BadItem, match="'x'"):
        article_line(item)
