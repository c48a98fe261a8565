"""Pages that hold no article, and pages in any encoding."""

from __future__ import annotations

import pytest

from dragoman.article import read_article
from dragoman.article.decoding import plain
from dragoman.pages import Page, PageFormat, Skipped, SkipReason

from .factory import read

STORY = (
    "Le ministre des Affaires étrangères a rencontré son homologue à Genève mardi. "
    "Les deux hommes ont parlé de la sécurité en Méditerranée et d’un accord sur la pêche, "
    "selon un communiqué."
)


def html(body: str, head: str = "") -> str:
    title = "<title>Rencontre à Genève entre ministres</title>"
    return f"<html><head>{title}{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", SkipReason.EMPTY),
        (b"\x00\x00\x00 \x00", SkipReason.BINARY),
        (b"\x89PNG\r\n\x1a\n\x00\x00", SkipReason.BINARY),
        (b"<html><body></body></html>", SkipReason.NO_ARTICLE),
        (b"<script>var a = '<p>no</p>';</script>", SkipReason.NO_ARTICLE),
    ],
)
def test_pages_without_an_article_are_skipped_with_the_reason(content: bytes, reason: SkipReason) -> None:
    outcome = read_article(Page("p", content, PageFormat.HTML, "a test"))

    assert isinstance(outcome, Skipped)
    assert outcome.reason is reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_bytes_are_read_in_their_encoding(encoding: str) -> None:
    page = html(
        f"<h1>Rencontre à Genève entre ministres</h1><article><p>{STORY}</p><p>{STORY[::-1]}</p></article>"
    )

    article = read(page.encode(encoding), PageFormat.HTML)

    assert article.paragraphs[0] == STORY
    assert article.language == "fr"


def test_single_bytes_of_another_encoding_are_mended() -> None:
    page = html(f"<article><p>{STORY}</p><p>{STORY[::-1]}</p></article>", '<meta charset="utf-8">').encode()

    article = read(page.replace("’".encode(), b"\x92"), PageFormat.HTML)

    assert article.paragraphs[0] == STORY


@pytest.mark.parametrize("form", PageFormat)
def test_an_article_says_what_form_its_page_had(form: PageFormat) -> None:
    assert read(f"<p>{STORY}</p>" if form is PageFormat.HTML else STORY, form).format is form


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_what_no_file_can_hold_is_replaced_wherever_it_stands(sign: str) -> None:
    text = "Ünal said so. " * 3_000

    assert plain(text + sign + text) == f"{text}�{text}"
    assert plain(text) is text
