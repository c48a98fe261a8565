"""Evidence or nothing: every value of every record points at words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.article import Evidence
from dragoman.errors import MissingEvidence
from dragoman.pages import Skipped
from dragoman.reading import ActorKind, Finding, Manner, Statement
from dragoman.reading.record import Actor, Topic
from tests.reading.grounding import assert_grounded

_PEOPLE = st.sampled_from(
    [
        "French President Emmanuel Macron",
        "Kenyan Foreign Minister Raychelle Omamo",
        "Prime Minister Jacinda Ardern of New Zealand",
        "the Turkish foreign minister",
        "Çavuşoğlu",
        "U.S. Secretary of State Antony Blinken",
    ]
)
_SENTENCES = [
    "{a} met {b} in Geneva on Tuesday for two hours.",
    "{a} and {b} agreed to reopen the border by the end of June.",
    "“We will not accept this,” {a} said after a telephone call with {b}.",
    "{a} denied that {b} had promised to withdraw troops.",
    "{a} will visit Lima next month at the invitation of {b}.",
    "According to {a}, the talks with {b} collapsed.",
    "{a} condemned the attack — and 𝒔𝒐 did {b}…",
]
_ARTICLES = st.lists(st.tuples(st.sampled_from(_SENTENCES), _PEOPLE, _PEOPLE), min_size=1, max_size=6)
_GLUE = st.sampled_from([" ", "\n\n", "\n", "\u00a0", " \u200b"])


def test_a_value_without_words_cannot_be_built() -> None:
    speaker = Actor((Evidence("x", 0, 4),), "", "", "FRA", ActorKind.STATE)
    with pytest.raises(MissingEvidence):
        Topic((), "trade")
    with pytest.raises(MissingEvidence):
        Finding((), "office", "somebody", ("a", "b"), "odd")
    with pytest.raises(MissingEvidence):
        Statement((), speaker, Manner.DIRECT, ())


@pytest.mark.parametrize("span", [(3, 3), (5, 2), (-1, 4)])
def test_evidence_without_words_cannot_be_built(span: tuple[int, int]) -> None:
    with pytest.raises(MissingEvidence):
        Evidence("x", *span)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=_ARTICLES, glue=_GLUE)
def test_evidence_slices_back_in_generated_articles(parts: list[tuple[str, str, str]], glue: str) -> None:
    text = glue.join(sentence.format(a=a[:1].upper() + a[1:], b=b) for sentence, a, b in parts)
    record = dragoman.read_text(text, published="2022-03-10")
    assert_grounded(record)


def test_evidence_slices_back_in_the_examples(examples: Path) -> None:
    records = list(dragoman.read_all([str(examples / "pages")]))
    assert not [each for each in records if isinstance(each, Skipped)]
    assert sum(assert_grounded(each) for each in records if not isinstance(each, Skipped)) > 100


def test_evidence_slices_back_in_the_development_documents(shared: Path) -> None:
    pages = [str(path) for path in sorted((shared / "gold" / "dev").iterdir()) if path.suffix != ".json"]
    for record in dragoman.read_all(pages):
        assert not isinstance(record, Skipped)
        assert_grounded(record)


def test_the_same_article_gives_the_same_record_whatever_was_read_before(examples: Path) -> None:
    pages = sorted(str(path) for path in (examples / "pages").iterdir())
    forward = {record.id: record for record in dragoman.read_all(pages)}
    backward = {record.id: record for record in dragoman.read_all(pages[::-1])}
    assert forward == backward
