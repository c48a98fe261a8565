"""Agency copy under many headlines is one text."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import select

from dragoman.ledger import Ledger
from dragoman.ledger.copies import COPY_SHARE, shared_share, signature_of
from dragoman.ledger.derived import copies
from dragoman.reading.record import Record
from tests.factory import ArticleParts, make_article, make_versions

WORDS = (
    "minister president talks border energy treaty signed visit Ankara Tokyo spokesman Monday trade".split()
)


def text_of(seed: int, n_words: int = 200) -> str:
    chance = Random(seed)
    return " ".join(chance.choice(WORDS) + str(chance.randrange(50)) for _ in range(n_words))


def test_copy_with_another_end_is_near_and_another_story_far() -> None:
    wire = text_of(1)
    cut = " ".join(wire.split()[:160]) + " The editors added this."

    assert shared_share(signature_of(wire) or (), signature_of(cut) or ()) > COPY_SHARE
    assert shared_share(signature_of(wire) or (), signature_of(text_of(2)) or ()) < 0.2


def test_text_without_a_run_has_no_signature() -> None:
    assert signature_of("Too short.") is None


def page(name: str, body: str, published: str | None = "2022-10-22") -> Record:
    parts = ArticleParts(doc_id=name, headline=name, body=body, published=published)
    return Record(make_article(parts), make_versions())


def sizes(ledger: Ledger) -> list[int]:
    """For each article the number of articles in its set of copies."""
    with ledger.snapshot() as connection:
        sets = list(connection.scalars(select(copies.c.copy_of)))
    return sorted(map(sets.count, sets))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_copies_find_each_other_in_any_order(ledger: Ledger, order: tuple[int, ...]) -> None:
    wire = text_of(1)
    bodies = [wire, wire + " The editors added this.", text_of(2)]
    for number in order:
        ledger.add(page(f"page-{number}", bodies[number]))

    assert sizes(ledger) == [1, 2, 2]


@pytest.mark.parametrize("published", ["2023-03-01", None], ids=["months later", "undated"])
def test_page_that_is_put_up_again_is_a_copy_at_any_time(ledger: Ledger, published: str | None) -> None:
    ledger.add_all([page("first", text_of(1)), page("again", text_of(1), published)])

    assert sizes(ledger) == [2, 2]


def test_readout_in_the_frame_of_an_older_one_is_no_copy_of_it(ledger: Ledger) -> None:
    """Ten frames, three quarters of each text the same: some share a key by chance, none is joined."""
    for number in range(10):
        frame = text_of(number, 150)
        ledger.add_all(
            [
                page(f"spring {number}", f"{frame} {text_of(number + 100, 20)}", "2022-04-01"),
                page(f"autumn {number}", f"{frame} {text_of(number + 200, 20)}", "2022-10-01"),
            ]
        )

    assert set(sizes(ledger)) == {1}
