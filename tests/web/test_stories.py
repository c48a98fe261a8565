from __future__ import annotations

from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.web.stories import as_stories


def test_reports_of_one_meeting_are_one_story(ledger_file: Path) -> None:
    with Ledger.open(ledger_file) as ledger:
        rows = ledger.articles()
        with ledger.snapshot() as connection:
            stories = as_stories(connection, rows, limit=1000)
        meetings = {one["meeting"]: one["n_more"] for one in stories if one["n_more"] and one["meeting"]}

    assert meetings
    assert len(stories) + sum(one["n_more"] for one in stories) == len(rows)
    newest = [row["id"] for row in rows if row["id"] in {one["id"] for one in stories}]
    assert [one["id"] for one in stories] == newest


def test_story_begins_as_its_article_does(ledger_file: Path) -> None:
    with Ledger.open(ledger_file) as ledger:
        rows = ledger.articles(limit=12)
        with ledger.snapshot() as connection:
            stories = as_stories(connection, rows, limit=12)
        texts = {one["id"]: " ".join(ledger.record(one["id"]).record.article.text.split()) for one in stories}

    for one in stories:
        assert one["snippet"].removesuffix(" …") in texts[one["id"]]
        assert len(one["snippet"]) < 400
