"""Gives the records of the simulator what real ones hold beside meetings: promises, plans, statements, events.

For measuring: what a list or the follow-up costs shows only where there is much in it. All that
is added speaks of the sides of the article's first meeting, in words of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from dragoman.article import Evidence
from dragoman.interval import Interval
from dragoman.reading.record import (
    Commitment,
    CommitmentAct,
    Event,
    Finding,
    Manner,
    MeetingState,
    Record,
    Statement,
    When,
)

_TYPES = ("CONSULT", "AGREE", "COOPERATE", "SUPPORT", "AID", "ACCUSE", "REJECT", "SANCTION", "REQUEST")
_FILLER = 30
_PROMISED_WORDS = 6


def fuller(records: Iterable[Record], seed: int) -> Iterator[Record]:
    """The records, with further values in most of them."""
    chance = Random(seed)
    for record in records:
        yield _filled(chance, record)


def _filled(chance: Random, record: Record) -> Record:
    words = _filler_words(record)
    first, sentence = record.meetings[0], record.meetings[0].evidence[0]
    codes = tuple(sorted({actor.country for actor in first.participants}))
    told = record.article.published
    day = date(2022, 1, 1) if told is None else told.interval.earliest
    event = Event((sentence,), chance.choice(_TYPES), codes[:1], codes[1:], words[0], when=first.when)
    speaker = first.participants[0]
    plan = replace(
        first, state=MeetingState.PLANNED, when=_on(sentence, day + timedelta(chance.randrange(60)))
    )
    return replace(
        record,
        meetings=record.meetings + ((plan,) if chance.random() < 0.1 else ()),
        commitments=(_promise(chance, words, codes, day),) if chance.random() < 0.4 else (),
        statements=(Statement((sentence,), speaker, Manner.INDIRECT, (_span(words[8], words[19]),)),),
        events=(event,),
        findings=(_finding(sentence, speaker.name),) if chance.random() < 0.05 else (),
    )


def _filler_words(record: Record) -> list[Evidence]:
    """The places of the words without sense at an article's end."""
    text, at, found = record.article.text, 0, []
    at = text.rindex("\n") + 1
    for word in text[at:].split(" "):
        found.append(Evidence(record.article.id, at, at + len(word)))
        at += len(word) + 1
    return found[:_FILLER]


def _promise(chance: Random, words: list[Evidence], codes: tuple[str, ...], day: date) -> Commitment:
    place = _span(words[1], words[_PROMISED_WORDS])
    due = _on(place, day + timedelta(chance.randrange(30, 700))) if chance.random() < 0.4 else None
    what = "to send " + " ".join(f"goods{chance.randrange(200)}" for _ in range(3))
    return Commitment((place,), CommitmentAct.PROMISED, codes[:1], what, place, codes[1:], due)


def _finding(sentence: Evidence, name: str) -> Finding:
    return Finding(
        (sentence,), "office", name or "somebody", ("President", "Minister"), "Held another office."
    )


def _span(first: Evidence, last: Evidence) -> Evidence:
    return Evidence(first.document_id, first.start, last.end)


def _on(words: Evidence, day: date) -> When:
    return When((words,), Interval.on_day(day))
