"""The reading that is printed for people."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from dragoman.export.terminal import print_record, print_skipped
from dragoman.pages import Skipped, SkipReason
from dragoman.reading.record import Record, Versions

from .factory import build_article, build_record


def printed(record: Record, width: int = 80, is_verbose: bool = False, has_colour: bool = False) -> str:
    out = io.StringIO()
    colour = "truecolor" if has_colour else None
    print_record(
        record, Console(file=out, width=width, force_terminal=has_colour, color_system=colour), is_verbose
    )
    return out.getvalue()


def test_reading_names_every_kind_of_value() -> None:
    text = printed(build_record())
    for words in (
        "Sweden and Norway agree on Arctic patrols",
        "example.org · World",
        "Published  5 November 2025",
        "dated from its content: “Tuesday” before 5 November",
        "Meetings (1)",
        "in person · 4 November 2025 · 1 h 30 min · Oslo",
        "Planned, proposed or cancelled (2)",
        "first half of 2026",
        "due June 2026",
        "Statements (1)",
        "Events (4)",
        "Sweden has no president.",
    ):
        assert words in text


def test_without_colour_decisive_words_stand_between_asterisks() -> None:
    text = printed(build_record())
    assert "\x1b" not in text
    assert "Kristersson *met* Jonas" in text
    assert "\x1b[4m" in printed(build_record(), has_colour=True)


@pytest.mark.parametrize("width", [30, 40, 80, 120])
def test_no_line_is_wider_than_the_terminal_or_ends_in_a_blank(width: int) -> None:
    for line in printed(build_record(), width=width).splitlines():
        assert len(line) <= width
        assert line == line.rstrip()


def test_details_of_what_was_removed_come_when_asked_for() -> None:
    assert "Haberi paylaş" not in printed(build_record())
    assert "share buttons (tr): “Haberi paylaş”" in printed(build_record(), is_verbose=True)


def test_article_without_diplomacy_or_date_says_so() -> None:
    text = printed(Record(build_article(published=None), Versions("0", "0", "0", "0")))
    assert "No diplomacy found" in text
    assert "no date on the page" in text


def test_brackets_of_a_headline_are_no_markup() -> None:
    article = build_article()
    text = article.text.replace("Arctic patrols", "[bold]patrols[/]"[:14], 1)
    assert "[bold]patrols[" in printed(Record(build_article(text=text), Versions("0", "0", "0", "0")))


def test_skipped_pages_are_counted_and_listed() -> None:
    out = io.StringIO()
    skipped = [
        Skipped("a", "in/a.html", SkipReason.EMPTY, "no content"),
        Skipped("b", "in/b.html", SkipReason.EMPTY, "no content"),
        Skipped("c", "in/c.html", SkipReason.LANGUAGE, "tr"),
        Skipped("d", "in/d.css", SkipReason.NOT_A_PAGE, "a .css file in a folder"),
    ]
    print_skipped(skipped, Console(file=out, width=80))
    assert out.getvalue().splitlines() == [
        "1 file passed over: 1 not a page",
        "3 pages skipped: 2 empty, 1 language not yet read",
        "  in/a.html: empty: no content",
        "  in/b.html: empty: no content",
        "  in/c.html: language not yet read: tr",
    ]
