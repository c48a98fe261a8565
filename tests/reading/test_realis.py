"""In what sense words of action are told, on sentences written for the purpose."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from dragoman.language import analyse
from dragoman.reading.realis import is_negated, realis_of
from dragoman.reading.record import Realis
from dragoman.reading.syntax import Syntax

SENTENCES = Path(__file__).with_name("realis_sentences.jsonl")
# Floors, not results: 0.987 when they were set. The first version of the rules, unseen, reached 0.865.
FLOOR = 0.95
FLOOR_OF_EACH = 0.88


def sense_of(text: str, trigger: str, written: int | None = None) -> Realis:
    """The sense of the first word that begins with the trigger."""
    analysis = analyse(text)
    token = next(n for n, word in enumerate(analysis.tokens) if word.text.startswith(trigger))
    return realis_of(Syntax(analysis), token, written)


def read_sentences() -> list[dict[str, str]]:
    return [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]


def test_there_are_two_hundred_sentences_of_all_five_senses() -> None:
    sentences = read_sentences()
    assert len(sentences) >= 200
    assert {each["realis"] for each in sentences} == {sense.value for sense in Realis}


def test_every_trigger_stands_in_its_sentence() -> None:
    missing = [each for each in read_sentences() if each["trigger"] not in each["text"]]
    assert missing == []


def test_senses_of_the_sentences_stay_above_the_floor() -> None:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for each in read_sentences():
        asked[each["realis"]] += 1
        right[each["realis"]] += sense_of(each["text"], each["trigger"]).value == each["realis"]
    assert right.total() / asked.total() >= FLOOR
    assert min(right[sense] / asked[sense] for sense in asked) >= FLOOR_OF_EACH


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        pytest.param("Peru met Kenya.", "met", Realis.HAPPENED, id="plain past"),
        pytest.param("Peru will meet Kenya.", "meet", Realis.PLANNED, id="future"),
        pytest.param("Peru said it would meet Kenya.", "meet", Realis.PLANNED, id="future in the past"),
        pytest.param("Peru would meet Kenya if asked.", "meet", Realis.CONDITIONAL, id="would with if"),
        pytest.param("Peru may meet Kenya.", "meet", Realis.CONDITIONAL, id="modal"),
        pytest.param("Peru has not met Kenya.", "met", Realis.DENIED, id="negation"),
        pytest.param("Neither side met Kenya.", "met", Realis.DENIED, id="negative subject"),
        pytest.param("Peru will no longer meet Kenya.", "meet", Realis.DENIED, id="no longer"),
        pytest.param("Peru not only met Kenya.", "met", Realis.HAPPENED, id="not only"),
        pytest.param(
            "Planned talks in Lima drew protests.", "talks", Realis.PLANNED, id="adjective of a noun"
        ),
        pytest.param("Peru and Kenya met in 1971.", "met", Realis.HISTORICAL, id="old year"),
    ],
)
def test_one_rule_at_a_time(text: str, trigger: str, expected: Realis) -> None:
    assert sense_of(text, trigger) is expected


def test_year_is_history_only_well_before_the_article() -> None:
    text = "The two states signed the accord in 1986."
    assert sense_of(text, "signed", written=1987) is Realis.HAPPENED
    assert sense_of(text, "signed", written=2006) is Realis.HISTORICAL


def test_negation_is_seen_at_the_word_itself() -> None:
    syntax = Syntax(analyse("Chile did not sign the treaty."))
    assert is_negated(syntax, 3)
