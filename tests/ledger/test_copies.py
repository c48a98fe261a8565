"""Agency copy under many headlines is one text."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import create_engine, select

from dragoman.ledger import Ledger
from dragoman.ledger.copies import COPY_SHARE, shared_share, signature_of
from dragoman.ledger.derived import copies
from dragoman.ledger.place import place_of
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


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_copies_find_each_other_in_any_order(ledger: Ledger, target: str, order: tuple[int, ...]) -> None:
    wire = text_of(1)
    bodies = [wire, wire + " The editors added this.", text_of(2)]
    for number in order:
        article = make_article(
            ArticleParts(doc_id=f"page-{number}", headline=f"No. {number}", body=bodies[number])
        )
        ledger.add(Record(article, make_versions()))

    engine = create_engine(place_of(target).url)
    with engine.connect() as connection:
        sets = [row.copy_of for row in connection.execute(select(copies))]
    engine.dispose()
    assert sorted(map(sets.count, sets)) == [1, 2, 2]
