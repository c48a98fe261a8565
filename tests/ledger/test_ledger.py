"""What goes into a ledger, comes out again, and changes nothing the second time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, permutations

import pytest

from dragoman.errors import MissingEvidence, UsageError
from dragoman.ledger import Added, Ledger
from dragoman.pages import Skipped, SkipReason
from tests.factory import ArticleParts, make_article, make_record, make_versions, record_of
from tests.ledger.snapshot import snapshot

SKIPPED = Skipped("broken", "pages/broken.html", SkipReason.EMPTY, "0 bytes")


def test_record_comes_out_as_it_went_in(ledger: Ledger) -> None:
    record = make_record()

    assert ledger.add(record) is Added.NEW

    assert ledger.record("canberra").record == record
    assert ledger.check() == []


def test_reading_the_same_pages_again_changes_nothing(ledger: Ledger, target: str) -> None:
    records = [make_record(doc_id=name) for name in ("canberra", "tokyo", "perth")]
    for record in records:
        ledger.add(record)
    ledger.add_skipped(SKIPPED)
    before = snapshot(target)

    again = [ledger.add(record) for record in records]

    assert again == [Added.KNOWN] * 3
    assert ledger.add_skipped(SKIPPED) is Added.KNOWN
    assert snapshot(target) == before


def test_newer_versions_add_a_reading_and_keep_the_old_one(ledger: Ledger) -> None:
    old, new = make_record(rules="1"), make_record(rules="2")
    new = replace(new, events=())
    ledger.add(old)

    assert ledger.add(new) is Added.NEW

    assert ledger.record("canberra").record == new
    stored = list(ledger.records(current_only=False))
    assert {one.record for one in stored} == {old, new}
    assert [one.record for one in stored if one.is_current] == [new]
    assert ledger.counts().events == 0
    assert ledger.counts().meetings == 1
    assert ledger.check() == []


def test_value_keeps_its_id_when_a_better_model_is_surer_of_it(ledger: Ledger) -> None:
    article = make_article()
    ledger.add(record_of(article, make_versions(model="1"), confidence=0.6))
    before = {row["id"] for row in ledger.articles()}, _meeting_ids(ledger)

    ledger.add(record_of(article, make_versions(model="2"), confidence=0.99))

    assert ({row["id"] for row in ledger.articles()}, _meeting_ids(ledger)) == before
    assert ledger.record("canberra").record.meetings[0].confidence == 0.99


def test_better_cleaning_of_a_page_replaces_the_old_text_in_lists(ledger: Ledger) -> None:
    clean = make_article()
    dirty = make_article(ArticleParts(body=clean.body + "\n\nTurn off ad blocker"))
    ledger.add(record_of(dirty, make_versions(rules="1")))

    ledger.add(record_of(clean, make_versions(rules="2")))

    assert [row["doc_id"] for row in ledger.articles()] == ["canberra"]
    assert ledger.record("canberra").record.article == clean
    assert ledger.counts().readings == 2
    assert ledger.check() == []


def test_different_pages_of_one_name_stay_apart(ledger: Ledger) -> None:
    ledger.add(make_record(doc_id="stdin"))
    other = make_article(ArticleParts("stdin", "Skattkammaren", "En fotbollsklubb skrev avtal.", origin=""))
    ledger.add(
        replace(
            make_record(), article=other, meetings=(), commitments=(), statements=(), events=(), findings=()
        )
    )

    assert len(ledger.articles()) == 2
    with pytest.raises(UsageError, match='"stdin" names 2 articles'):
        ledger.record("stdin")


def test_order_of_adding_does_not_matter(make_ledger: Callable[[str], Ledger], tmp_path: object) -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    longer = make_article(ArticleParts(body=make_article().body + "\n\nTurn off ad blocker"))
    adding = [
        (make_record(rules="1"), noon),
        (make_record(rules="2"), noon + timedelta(hours=1)),
        (record_of(longer, make_versions(rules="0")), noon - timedelta(hours=1)),
        (make_record(doc_id="tokyo", outlet="東京新聞"), noon),
    ]
    contents = []
    for number, order in enumerate(islice(permutations(adding), 0, None, 4)):
        ledger = make_ledger(f"{number}.db")
        for record, at in order:
            ledger._now = lambda at=at: at
            ledger.add(record)
        contents.append(snapshot(ledger.place))

    assert all(content == contents[0] for content in contents)


def test_articles_columns_follow_the_newest_reading(ledger: Ledger) -> None:
    record = make_record(outlet=None, rules="1")
    ledger.add(record)

    ledger.add(make_record(outlet="The Canberra Courier", rules="2"))

    (row,) = ledger.articles()
    assert row["outlet"] == "The Canberra Courier"
    assert row["first_seen_at"] < row["read_at"]


@pytest.mark.parametrize("shorten", [24, 8, 4])
def test_article_is_found_by_a_prefix_of_its_id(ledger: Ledger, shorten: int) -> None:
    ledger.add(make_record())
    (row,) = ledger.articles()

    assert ledger.record(row["id"][:shorten]).article_id == row["id"]


def test_article_is_found_by_the_id_of_one_of_its_values(ledger: Ledger) -> None:
    ledger.add(make_record())
    ledger.add(make_record(doc_id="tokyo"))
    meeting_id = _meeting_ids(ledger)[0]

    assert meeting_id in _meeting_ids(ledger)
    assert ledger.record(meeting_id[:10]).record.id in {"canberra", "tokyo"}


def test_unknown_name_says_how_to_list(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match='No article "minsk" in the ledger'):
        ledger.record("minsk")


def test_value_that_points_outside_of_its_article_is_refused(ledger: Ledger) -> None:
    record = make_record()
    shorter = replace(record.article, text=record.article.text[:80])

    with pytest.raises(MissingEvidence, match="but its article has 80 characters"):
        ledger.add(replace(record, article=shorter))

    assert ledger.counts().articles == 0


def test_skipped_page_is_listed_until_it_is_read(ledger: Ledger) -> None:
    ledger.add_skipped(Skipped("canberra", "pages/canberra.html", SkipReason.TIMEOUT, "30 s"))
    assert ledger.counts().skipped == 1

    ledger.add(make_record(doc_id="canberra"))

    assert ledger.counts().skipped == 0


def _meeting_ids(ledger: Ledger) -> list[str]:
    from dragoman.ledger import ListKind, Selection

    return [row["id"] for row in ledger.rows(Selection(ListKind.MEETINGS))]
