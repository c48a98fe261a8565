"""Reading the same pages into a ledger again passes over what it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import api
from dragoman.ledger import Ledger
from tests.cli.test_read import read

TEXT = (
    "CANBERRA, 27 May 2022 - Australian Foreign Minister Penny Wong met Fijian Prime Minister Frank Bainimarama "
    "in Suva on Friday.\n\nThey agreed to deepen cooperation on climate change.\n"
)


def _read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many pages went through the whole reading in one quiet run."""
    from dragoman import reading

    seen = []
    whole = reading.read_record
    monkeypatch.setattr(reading, "read_record", lambda article: seen.append(article.id) or whole(article))
    assert read(folder / "pages", "--ledger", folder / "a.db", "--quiet").exit_code == 0
    monkeypatch.setattr(reading, "read_record", whole)
    return len(seen)


def test_known_articles_are_not_read_again_and_changed_ones_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text(TEXT, encoding="utf-8")
    (pages / "two.txt").write_text(TEXT.replace("Suva", "Nadi"), encoding="utf-8")

    assert _read(tmp_path, monkeypatch) == 2
    assert _read(tmp_path, monkeypatch) == 0
    (pages / "two.txt").write_text(TEXT.replace("Suva", "Lautoka"), encoding="utf-8")
    assert _read(tmp_path, monkeypatch) == 1

    with Ledger.open(tmp_path / "a.db") as ledger:
        assert ledger.counts().readings == 3
        assert ledger.counts().skipped == 0


def test_other_versions_read_a_known_article_again(tmp_path: Path) -> None:
    from dataclasses import replace

    page = tmp_path / "one.txt"
    page.write_text(TEXT, encoding="utf-8")
    record = api.read(page)
    with Ledger.open(tmp_path / "a.db", create=True) as ledger:
        ledger.add(record)
        assert ledger.has_reading(record.article, record.versions)
        assert not ledger.has_reading(record.article, replace(record.versions, rules="other"))
        assert not ledger.has_reading(replace(record.article, section="World"), record.versions)
