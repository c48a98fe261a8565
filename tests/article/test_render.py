"""The reading views: everything escaped, the order kept."""

from __future__ import annotations

from dragoman.article.render import to_html, to_markdown

from .factory import read

TEXT = """Ministers meet <b>in Oslo</b> on Tuesday

The foreign ministers of Norway and Finland met in Oslo on Tuesday and talked about *trade* and [fish]. They agreed on little.

"We said <script>alert(1)</script> more than once," the Norwegian minister told reporters after the talks in the town hall.

The two ministers will meet again in the spring, officials of both countries said after the end of the meeting.
"""


def test_markup_in_words_is_escaped_in_html() -> None:
    page = to_html(read(TEXT))

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '<html lang="en">' in page


def test_markup_in_words_is_escaped_in_markdown() -> None:
    page = to_markdown(read(TEXT))

    assert r"\*trade\* and \[fish\]" in page
    assert r"\<script\>" in page
    assert page.startswith("# Ministers meet")
