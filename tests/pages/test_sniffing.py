"""What a content is, told by its beginning, whatever that is made of."""

from __future__ import annotations

import pytest

from dragoman.pages import PageFormat
from dragoman.pages.sniffing import is_feed, sniff_format

COMMENT = "<!-- a -->\n"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"\n{COMMENT}{COMMENT}<div>Talks</div>", PageFormat.HTML),
        ("---\ntitle: Talks\ntags:\n  - Ankara\n-a: b\n---\nWords.\n", PageFormat.MARKDOWN),
        ("---\r\ntitle: Talks\r\n...\r\nWords.\r\n", PageFormat.MARKDOWN),
        ("---\ntitle: Talks\nand no end\n", PageFormat.TEXT),
        ("---\n---\nWords.\n", PageFormat.TEXT),
        ("# Talks\n\nSee [here](https://a.example/1) and [there](https://a.example/2).", PageFormat.MARKDOWN),
        ("Talks in [1] Ankara", PageFormat.TEXT),
    ],
)
def test_form_is_told_by_the_beginning(text: str, form: PageFormat) -> None:
    assert sniff_format(text) is form


@pytest.mark.parametrize(
    "text",
    [
        COMMENT * 5_000 + "Words.",
        "---\n" + "-a: b\n" * 5_000 + "Words.",
        "[" * 500_000,
        "# Talks\n" + "[a](http://" * 50_000,
        "<?xml " * 50_000,
    ],
    ids=("comments", "front matter", "brackets", "links", "declarations"),
)
def test_beginning_that_never_ends_is_looked_through_once(text: str) -> None:
    assert sniff_format(text) is PageFormat.TEXT
    assert not is_feed(text)


def test_feed_may_begin_with_comments() -> None:
    assert is_feed(f'<?xml version="1.0"?>\n{COMMENT * 3}<rss version="2.0">')
    assert not is_feed(f"{COMMENT * 3}<html>")
