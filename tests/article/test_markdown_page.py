"""Markdown with front matter in YAML and JSON, and HTML inside."""

from __future__ import annotations

from dragoman.article import read_article
from dragoman.pages import Page, PageFormat

from .factory import read

YAML = """---
title: "Ministers sign ferry accord"
author: "Ana Ruiz and Tom Berg"
date: 2021-05-04T10:30:00+02:00
categories: [Europe]
excerpt: "Denmark and Poland will share a new ferry line, the two ministers announced."
---

The ministers of transport of Denmark and Poland signed an accord on a ferry line on Tuesday,
after [two years](https://example.org/talks) of talks.

- The first ship sails in 2023.
- Tickets are sold from autumn.

### Related:

1. [Ferries in the Baltic](/a.md)
"""

JSON = """---json
{"title": "Envoys meet in Hanoi", "date": "2019-02-03", "tacgia": "Lan",
 "tomtat": "Envoys of Laos and Vietnam met in Hanoi on Sunday and agreed to keep a hotline open."}
---
<p><span>The envoys spoke for two hours &ndash; longer than planned &ndash; about the river.</span></p>

<p>They will meet again in Vientiane in the summer of the same year.&nbsp;</p>
"""


def test_front_matter_states_headline_date_authors_and_standfirst() -> None:
    article = read(YAML, PageFormat.MARKDOWN)

    assert article.headline == "Ministers sign ferry accord"
    assert article.authors == ("Ana Ruiz", "Tom Berg")
    assert article.published is not None
    assert (article.published.value, article.published.origin) == (
        "2021-05-04T10:30:00+02:00",
        "front matter date",
    )
    assert article.section == "Europe"
    assert article.standfirst is not None


def test_lists_stay_and_related_pages_go() -> None:
    article = read(YAML, PageFormat.MARKDOWN)

    assert article.paragraphs[0].endswith("on Tuesday, after two years of talks.")
    assert article.paragraphs[1:] == ("The first ship sails in 2023.", "Tickets are sold from autumn.")
    assert [f.text for f in article.furniture] == ["Related:", "Ferries in the Baltic"]


def test_json_front_matter_and_html_blocks_are_read() -> None:
    article = read(JSON, PageFormat.MARKDOWN)

    assert article.authors == ("Lan",)
    assert article.standfirst is not None
    assert article.standfirst.startswith("Envoys of Laos")
    assert article.paragraphs[0] == "The envoys spoke for two hours – longer than planned – about the river."
    assert len(article.paragraphs) == 2


def test_control_characters_after_a_line_break_are_blanks() -> None:
    outcome = read_article(
        Page("p", "<p>The envoys met.<br>\x08They agreed.</p>", PageFormat.MARKDOWN, "a test")
    )
    assert outcome is not None
