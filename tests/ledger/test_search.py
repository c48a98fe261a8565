"""Articles found by words and facets on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import UsageError
from dragoman.ledger import Filter, Ledger, ListKind, search
from dragoman.ledger.progress import Progress
from dragoman.ledger.search import parse_terms
from tests.factory import make_record
from tests.ledger.fuller import fuller
from tests.ledger.simulator import meetings, reports

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


@pytest.mark.parametrize("on", ["2022-01-20", "2022-04-01", "2026-01-01"])
@pytest.mark.parametrize("most_looked_up", [0, search._FEW])
def test_states_choose_the_articles_that_tell_of_such_things(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, most_looked_up: int, on: str
) -> None:
    """However many there are: few are looked up, many are asked for one by one."""
    monkeypatch.setattr(search, "_FEW", most_looked_up)
    ledger.add_all(list(fuller((one.record for one in reports(2, meetings(2, 12), most=4)), 2)))
    told: dict[str, set[str]] = {}
    for kind in (ListKind.COMMITMENTS, ListKind.MEETINGS):
        for one in ledger.follow_up(kind, date.fromisoformat(on), Filter(limit=None))[0]:
            thing = ledger.thing(one.thing["id"])
            assert thing is not None
            told.setdefault(one.state, set()).update(row["article_id"] for row in thing.reports)

    assert told
    for state in Progress:
        wanted = Filter({"state": state, "country": "JPN"}, limit=None, on=on)
        found = {row["id"] for row in ledger.search("word*", wanted).rows}
        assert found == {row["id"] for row in ledger.search("", wanted).rows}
        of_japan = {row["id"] for row in ledger.search("", Filter({"country": "JPN"}, limit=None)).rows}
        assert found == told.get(state, set()) & of_japan


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
