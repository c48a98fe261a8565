"""Articles found by words and facets on both engines."""

from __future__ import annotations

import pytest

from dragoman.errors import UsageError
from dragoman.ledger import Filter, Ledger
from dragoman.ledger.search import parse_terms
from tests.factory import make_record

PAGES = {
    "canberra": ("Japan and Australia sign defence pact in Canberra", "2022-10-22"),
    "ankara": ("Erdoğan, Lavrov'u Ankara'da ağırladı", "2022-06-08"),
    "tokyo": ("岸田首相がキャンベラを訪問", "2022-10-23"),
    "hostile": ('"; DROP TABLE articles; -- OR NEAR(a b) * ^', None),
}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add_all(
        [
            make_record(name, headline, published, outlet=f"The {name}")
            for name, (headline, published) in PAGES.items()
        ]
    )
    return ledger


def names(ledger: Ledger, words: str, **facets: str) -> list[str]:
    return [row["doc_id"] for row in ledger.search(words, Filter(facets)).rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("defence", ["canberra"]),
        ("ERDOGAN", ["ankara"]),
        ("erdoğan lavrov", ["ankara"]),
        ("erdoğan japan", ["ankara"]),
        ("岸田", ["tokyo"]),
        ("キャンベラ", ["tokyo"]),
        ('"sign defence"', ["canberra"]),
        ('"defence sign"', []),
        ("defen*", ["canberra"]),
        ("drop near", ["hostile"]),
        ('" OR 1=1 --', []),
        ("Kishida", ["tokyo", "canberra", "ankara", "hostile"]),
        ("", ["tokyo", "canberra", "ankara", "hostile"]),
    ],
)
def test_words_find_the_newest_first(filled: Ledger, words: str, found: list[str]) -> None:
    assert names(filled, words) == found


def test_facets_narrow_and_are_counted(filled: Ledger) -> None:
    assert names(filled, "kishida", outlet="The tokyo", country="JPN") == ["tokyo"]
    assert names(filled, "", month="2022-10", pair="AUS-JPN") == ["tokyo", "canberra"]
    assert names(
        filled, "", type="AGREE", mode="in_person", topic="energy", state="held", month="2022-06"
    ) == ["ankara"]
    assert names(filled, "kishida", country="TUR, jpn") == names(filled, "kishida")
    assert names(filled, "kishida", country="TUR,FRA") == []
    assert names(filled, "", state="overdue,held", month="2022-06,2022-07") == ["ankara"]
    counts = filled.search("kishida").counts
    assert counts["country"] == {"AUS": 4, "JPN": 4}
    assert counts["month"] == {"2022-10": 2, "2022-06": 1}


def test_days_narrow(filled: Ledger) -> None:
    within = filled.search("", Filter(since="2022-06-08", until="2022-10-22"))

    assert [row["doc_id"] for row in within.rows] == ["canberra", "ankara"]


def test_cursor_goes_on_where_a_page_ended(filled: Ledger) -> None:
    first = filled.search("kishida", Filter(limit=3))
    rest = filled.search("kishida", Filter(limit=3, after=first.next))

    assert [row["doc_id"] for row in first.rows + rest.rows] == ["tokyo", "canberra", "ankara", "hostile"]
    assert rest.next is None
    with pytest.raises(UsageError, match="no cursor"):
        filled.search("", Filter(after="-1; DROP"))


def test_article_that_was_cleaned_better_is_found_no_more(ledger: Ledger) -> None:
    old = make_record(headline="Turn off your ad blocker")
    ledger.add(old)
    ledger.add(make_record(rules="2"))

    assert names(ledger, "blocker") == []
    assert len(names(ledger, "kishida")) == 1


def test_too_many_words_are_refused() -> None:
    with pytest.raises(UsageError, match="at most 20"):
        parse_terms("word " * 21)
