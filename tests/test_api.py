"""The whole way from Python, with the stages replaced where a fault is needed."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

import dragoman
from dragoman.api import PageSkipped, article_of
from dragoman.article import Article, ArticleKind, Part, PartKind
from dragoman.errors import SourceNotFound, UsageError
from dragoman.pages import Page, PageFormat, Skipped, SkipReason
from dragoman.reading import Record, Versions

TEXT = (
    "Sweden and Norway agree on Arctic patrols\n\n"
    "OSLO, 5 November 2025 - Swedish Prime Minister Ulf Kristersson met his Norwegian counterpart Jonas Gahr "
    "Støre in Oslo on Tuesday. They agreed to hold joint patrols in the Arctic by June 2026.\n\n"
    "“We will not leave the north to chance,” Støre said after the talks.\n"
)


def build_article(page: Page, **changes: object) -> Article:
    words = "Kristersson met Støre in Oslo."
    given: dict[str, object] = {
        "id": page.id,
        "text": words,
        "parts": (Part(PartKind.PARAGRAPH, 0, len(words)),),
        "body_start": 0,
        "language": "en",
        "origin": page.origin,
    }
    return Article(**{**given, **changes})  # type: ignore[arg-type]


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Stages that read any page as one sentence and find nothing in it."""
    monkeypatch.setattr("dragoman.article.read_article", build_article)
    monkeypatch.setattr("dragoman.reading.read_record", lambda one: Record(one, Versions("0", "0", "0", "0")))
    return monkeypatch


def test_page_is_read_from_a_file_and_from_a_text(tmp_path: Path) -> None:
    path = tmp_path / "patrols.txt"
    path.write_text(TEXT, encoding="utf-8")
    record = dragoman.read(path)
    assert record.id == "patrols"
    assert record.article.headline == "Sweden and Norway agree on Arctic patrols"
    assert dragoman.read_text(TEXT).article.text == record.article.text
    assert dragoman.read_article(path) == record.article


def test_every_evidence_of_a_reading_gives_back_its_words() -> None:
    record = dragoman.read_text(TEXT)
    values = [*record.meetings, *record.commitments, *record.statements, *record.events, *record.findings]
    assert values
    for value in values:
        for place in value.evidence:
            assert place.document_id == record.id
            assert record.article.text[place.start : place.end].strip()


def test_reading_shows_itself_in_a_notebook() -> None:
    assert "<mark" in dragoman.read_text(TEXT)._repr_html_()


def test_date_that_is_given_goes_before_the_text(stages: pytest.MonkeyPatch) -> None:
    record = dragoman.read_text("Kristersson met Støre.", published="2025-11-05T08:00:00Z")
    assert record.article.published is not None
    assert record.article.published.interval.isoformat() == "2025-11-05"
    with pytest.raises(UsageError, match='published: "5 November" is not a date'):
        dragoman.read_text("Kristersson met Støre.", published="5 November")


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_text_without_words_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(PageSkipped, match="gave no record: empty") as caught:
        dragoman.read_text(text)
    assert caught.value.skipped.reason is SkipReason.EMPTY


def test_source_with_several_pages_is_not_read_as_one(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match=r"dragoman\.read_all"):
        dragoman.read(tmp_path)
    with pytest.raises(SourceNotFound):
        dragoman.read(tmp_path / "c.txt")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="holds no page"):
        dragoman.read(tmp_path / "empty")


def test_language_that_is_not_read_yet_is_kept_as_skipped(stages: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stages.setattr("dragoman.article.read_article", lambda page: build_article(page, language="tr"))
    (tmp_path / "a.txt").write_text("Görüşme", encoding="utf-8")
    (skipped,) = dragoman.read_all([tmp_path])
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.detail) == (SkipReason.LANGUAGE, "tr: only English is read so far")
    assert dragoman.read_article(tmp_path / "a.txt").language == "tr"


@pytest.mark.parametrize("language", ["en", "en-GB", "EN", None])
def test_english_of_any_country_is_read(stages: pytest.MonkeyPatch, language: str | None) -> None:
    stages.setattr("dragoman.article.read_article", lambda page: build_article(page, language=language))
    assert isinstance(dragoman.read_text("Talks."), Record)


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        (ArticleKind.COOKIE_WALL, "the page is a cookie wall"),
        (ArticleKind.ERROR_PAGE, "the page is an error page"),
        (ArticleKind.EMPTY, "no text left"),
    ],
)
def test_page_that_is_no_article_is_not_read_further(
    stages: pytest.MonkeyPatch, kind: ArticleKind, detail: str
) -> None:
    stages.setattr("dragoman.article.read_article", lambda page: build_article(page, kind=kind))
    with pytest.raises(PageSkipped) as caught:
        dragoman.read_text("Talks.")
    assert (caught.value.skipped.reason, caught.value.skipped.detail) == (SkipReason.NO_ARTICLE, detail)


def test_fault_in_one_page_does_not_end_the_run(
    stages: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def read_or_fail(article: Article) -> Record:
        if article.id == "b":
            raise KeyError("country")
        return Record(article, Versions("0", "0", "0", "0"))

    stages.setattr("dragoman.reading.read_record", read_or_fail)
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("Talks.", encoding="utf-8")
    with caplog.at_level(logging.ERROR, logger="dragoman"):
        first, failed, last = dragoman.read_all([tmp_path])
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert isinstance(failed, Skipped)
    assert failed.reason is SkipReason.FAILED
    assert failed.detail.startswith("KeyError: 'country' at dragoman/api.py, line ")
    assert "Traceback" in caplog.text


def test_one_source_needs_no_list(stages: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks.", encoding="utf-8")
    assert len(list(dragoman.read_all(str(tmp_path)))) == 1
    assert len(list(dragoman.read_all(tmp_path / "a.txt"))) == 1


def test_public_names_are_those_that_are_listed() -> None:
    assert sorted(dragoman.__all__) == ["__version__", "read", "read_all", "read_article", "read_text"]
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        dragoman.reed  # noqa: B018


def test_date_of_a_feed_is_taken_where_the_page_has_none() -> None:
    dated = "<html><head><meta property='article:published_time' content='2024-03-05'></head><body>"
    body = "<h1>Talks in Oslo</h1>" + "<p>Kristersson met Støre in Oslo for long talks about patrols.</p>" * 5
    for head, day in (("<html><body>", "2024-03-01T23:30:00-05:00"), (dated, "2024-03-05")):
        page = Page("a", head + body, PageFormat.HTML, "a", listed_on="2024-03-01T23:30:00-05:00")
        article = article_of(page)
        assert isinstance(article, Article)
        assert article.published is not None
        assert article.published.value == day
        assert article.published.interval.isoformat() == day[:10]


def test_charset_of_the_server_goes_before_that_of_the_page() -> None:
    body = "<meta charset='iso-8859-1'><h1>Görüşme</h1>" + "<p>Bakan Ankara’da görüştü ve ayrıldı.</p>" * 9
    page = Page("a", body.encode("cp1254"), PageFormat.HTML, "a", charset="iso-8859-9")
    article = article_of(page)
    assert isinstance(article, Article)
    assert "ayrıldı" in article.text


def test_outlet_of_a_json_line_goes_before_what_the_page_says(tmp_path: Path) -> None:
    text = "Ministers meet in Oslo\n\nOSLO, 3 March 2022 - Norwegian Foreign Minister Anniken Huitfeldt met Ann Linde."
    lines = [{"id": "a", "text": text, "outlet": "The Harbour Gazette"}, {"id": "b", "text": text}]
    path = tmp_path / "pages.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    outlets = [one.article.outlet for one in dragoman.read_all(path) if not isinstance(one, Skipped)]

    assert outlets == ["The Harbour Gazette", None]
