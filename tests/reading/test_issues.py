"""Standing issues: dated, under the topics of the schema and the contexts of PLOVER."""

from __future__ import annotations

import pytest

from dragoman.reading.event_tables import table_rows
from dragoman.reading.issues import find_issues, issues
from tests.reading.factory import brief_of, record_of


@pytest.mark.parametrize(
    ("text", "published", "codes"),
    [
        ("Japan condemned the missiles that North Korea fired.", "2022-03-10", {"north-korea-missiles"}),
        ("Norway bought missiles from France.", "2022-03-10", set()),
        (
            "They spoke of the war in Ukraine and of tariffs.",
            "2022-03-10",
            {"war-in-ukraine", "trade-tariffs"},
        ),
        ("Britain raised the war in Ukraine.", "2001-03-10", set()),
        ("Canada spoke about acid rain.", "1987-03-10", {"acid-rain"}),
    ],
)
def test_an_issue_needs_its_words_its_country_and_its_years(
    text: str, published: str, codes: set[str]
) -> None:
    assert {issue.code for issue, _ in find_issues(brief_of(text, published), 0, len(text))} == codes


def test_every_issue_stands_under_known_topics_and_contexts() -> None:
    contexts = {row[0] for row in table_rows("contexts.tsv")}
    topics = {row[0] for row in table_rows("topics.tsv")}
    for issue in issues():
        assert issue.topic in topics, issue.code
        assert set(issue.contexts) <= contexts, issue.code


def test_a_topic_of_a_meeting_names_its_issue() -> None:
    text = (
        "Japanese Prime Minister Fumio Kishida met U.S. President Joe Biden in Tokyo on Tuesday. "
        "They discussed North Korea's ballistic missiles."
    )
    (meeting,) = record_of(text).meetings
    assert {topic.code: topic.issues for topic in meeting.topics}["arms"] == ("north-korea-missiles",)
