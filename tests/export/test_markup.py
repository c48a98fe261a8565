"""A record as HTML for notebooks."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from dragoman.reading.markup import marked_html
from dragoman.reading.record import Record

from .factory import HEADLINE, VERSIONS, build_article, build_record


class Tags(HTMLParser):
    """The tags that are open, and the words of the blocks of the article."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_fragment_is_whole_and_holds_no_script_or_address() -> None:
    tags = Tags()
    html = marked_html(build_record())
    tags.feed(html)
    assert tags.open == []
    assert not tags.seen & {"script", "link", "img", "iframe"}
    assert "http" not in html


def test_every_kind_is_marked_and_the_words_stay_as_they_are() -> None:
    html = marked_html(build_record())
    for kind in ("meeting", "commitment", "statement", "event", "finding"):
        assert f'<mark class="{kind}"' in html
    headline = re.search(r'<h1 class="headline">(.*?)</h1>', html)
    assert headline is not None
    assert re.sub(r"<[^>]+>", "", headline[1]) == HEADLINE


def test_title_of_a_mark_says_what_was_read() -> None:
    assert 'title="agreed: SWE, NOR"' in marked_html(build_record())


def test_tags_in_an_article_are_shown_not_obeyed() -> None:
    article = build_article()
    evil = "<script>alert(1)</script>".ljust(len(HEADLINE), ".")
    html = marked_html(Record(build_article(text=article.text.replace(HEADLINE, evil)), VERSIONS))
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_record_without_values_has_no_tables() -> None:
    assert "<table>" not in marked_html(Record(build_article(), VERSIONS))
