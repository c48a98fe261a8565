"""What people decide stays, is taken back only by people, and settles what is one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.errors import UsageError
from dragoman.ledger import Decision, Ledger, ListKind, PairVerdict, Verdict
from tests.factory import ArticleParts, make_article, make_record, make_versions, record_of
from tests.ledger.test_telling import told_by


def meeting_ids(ledger: Ledger) -> list[str]:
    return [row["id"] for row in ledger.things(ListKind.MEETINGS).rows]


def test_decision_survives_a_new_reading_with_other_offsets(ledger: Ledger) -> None:
    clean = make_article()
    ledger.add(record_of(clean, make_versions()))
    (before,) = meeting_ids(ledger)
    ledger.decide(before, Decision(Verdict.REJECT, "Ada", "a different meeting"))

    moved = make_article(ArticleParts(body="Reuters\n\n" + make_article().body))
    ledger.add(record_of(moved, make_versions(rules="2")))

    (after,) = meeting_ids(ledger)
    assert after != before
    standing = ledger.standing(after)
    assert standing is not None
    assert (standing.verdict, standing.by) == ("reject", {"Ada": "reject"})
    assert ledger.things(ListKind.MEETINGS).rows[0]["review"] == "reject"


def test_reviewers_who_differ_leave_a_dispute_until_one_settles_it(ledger: Ledger) -> None:
    ledger.add(make_record())
    (value,) = meeting_ids(ledger)
    ledger.decide(value, Decision(Verdict.ACCEPT, "Ada"))
    ledger.decide(value, Decision(Verdict.CORRECT, "Ben", correction="45 minutes"))
    standing = ledger.standing(value)
    assert standing is not None
    assert standing.verdict == "disputed"
    assert [row["id"] for row in ledger.review_queue("Cem", disputed_only=True)] == [value]

    ledger.decide(value, Decision(Verdict.CORRECT, "Cem", correction="45 minutes", is_final=True))

    standing = ledger.standing(value)
    assert standing is not None
    assert (standing.verdict, standing.correction) == ("correct", "45 minutes")
    figures = ledger.review_figures()
    assert figures.by_reviewer == {"Ada": 1, "Ben": 1, "Cem": 1}
    assert figures.alpha == pytest.approx(0.0)


def test_deciding_anew_withdraws_and_withdrawing_restores(ledger: Ledger) -> None:
    ledger.add(make_record())
    (value,) = meeting_ids(ledger)
    ledger.decide(value, Decision(Verdict.ACCEPT, "Ada"))
    second = ledger.decide(value, Decision(Verdict.UNSURE, "Ada"))
    standing = ledger.standing(value)
    assert standing is not None
    assert standing.by == {"Ada": "unsure"}

    assert ledger.withdraw(second)

    assert ledger.standing(value) is None
    assert not ledger.withdraw(second)


def test_different_parts_a_group_and_undoing_joins_it_again(ledger: Ledger) -> None:
    ledger.add_all([told_by("Courier", 90), told_by("Herald", 90)])
    (one,) = meeting_ids(ledger)
    other = ledger.thing(one).reports[1]["id"]

    merge = ledger.decide_pair(one, other, PairVerdict.DIFFERENT, "Ada")
    assert len(meeting_ids(ledger)) == 2

    assert ledger.undo_merge(merge)
    assert meeting_ids(ledger) == [one]
    assert ledger.check() == []


def test_merge_of_the_machine_that_was_undone_is_not_made_again(ledger: Ledger) -> None:
    ledger.add_all([told_by("Courier", 90), told_by("Herald", 90)])
    (one,) = meeting_ids(ledger)
    (merge,) = [row["id"] for row in ledger.merges(one)]

    assert ledger.undo_merge(merge)
    ledger.join_all()

    assert len(meeting_ids(ledger)) == 2
    assert not ledger.undo_merge(merge)


def test_people_join_what_the_machine_would_not(ledger: Ledger) -> None:
    far = told_by("Herald", 90)
    far = replace(far, meetings=(replace(far.meetings[0], participants=far.meetings[0].participants[:1]),))
    ledger.add_all(
        [told_by("Courier", 90), replace(far, meetings=(replace(far.meetings[0], when=None, place=None),))]
    )
    ids = meeting_ids(ledger)
    if len(ids) == 2:
        ledger.decide_pair(ids[0], ids[1], PairVerdict.SAME, "Ada")

    assert len(meeting_ids(ledger)) == 1


def test_queue_puts_worth_times_doubt_first_and_leaves_out_what_was_judged(ledger: Ledger) -> None:
    ledger.add(make_record())
    queue = ledger.review_queue("Ada")

    products = [row["worth"] * row["doubt"] for row in queue]
    assert products == sorted(products, reverse=True)
    ledger.decide(queue[0]["id"], Decision(Verdict.ACCEPT, "Ada"))
    assert queue[0]["id"] not in {row["id"] for row in ledger.review_queue("Ada")}
    assert queue[0]["id"] in {row["id"] for row in ledger.review_queue("Ben")}


def test_wrong_decisions_say_what_to_do(ledger: Ledger) -> None:
    ledger.add(make_record())
    (value,) = meeting_ids(ledger)
    with pytest.raises(UsageError, match="what is right"):
        ledger.decide(value, Decision(Verdict.CORRECT, "Ada"))
    with pytest.raises(UsageError, match="--as NAME"):
        ledger.decide(value, Decision(Verdict.ACCEPT, " "))
    with pytest.raises(UsageError, match='No value "0"'):
        ledger.decide("0", Decision(Verdict.ACCEPT, "Ada"))
    with pytest.raises(UsageError, match="two different"):
        ledger.decide_pair(value, value, PairVerdict.SAME, "Ada")
