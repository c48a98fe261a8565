"""Builds records by hand: an article in blocks, values by the words that they come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.article import Article, Evidence, Furniture, PageDate, Part, PartKind, Repair
from dragoman.interval import Interval
from dragoman.reading.record import (
    Actor,
    ActorKind,
    Commitment,
    CommitmentAct,
    DateEstimate,
    Duration,
    Event,
    Finding,
    Manner,
    Meeting,
    MeetingState,
    Mode,
    Place,
    Realis,
    Record,
    Statement,
    Topic,
    Versions,
    When,
)

HEADLINE = "Sweden and Norway agree on Arctic patrols"
STANDFIRST = "Prime Minister Ulf Kristersson met Jonas Gahr Støre in Oslo on Tuesday."
FIRST = (
    "The meeting in Oslo lasted about an hour and a half. Kristersson and Støre agreed to hold joint patrols "
    "in the Arctic by June 2026."
)
SECOND = (
    "“We will not leave the north to chance,” Støre said after the talks. President Kristersson is to host "
    "a summit of the Nordic countries in Stockholm in the first half of 2026."
)
VERSIONS = Versions("0.1.0", "none", "2026-01", "1")


@dataclass
class Words:
    """Evidence by the words themselves."""

    article: Article

    def at(self, words: str) -> Evidence:
        start = self.article.text.index(words)
        return Evidence(self.article.id, start, start + len(words))

    def actor(self, words: str, name: str, office: str, country: str) -> Actor:
        return Actor((self.at(words),), name, office, country, ActorKind.PERSON)


def build_article(**changes: Any) -> Article:
    """An article of four blocks with something mended and something removed."""
    kinds = (PartKind.HEADLINE, PartKind.STANDFIRST, PartKind.PARAGRAPH, PartKind.PARAGRAPH)
    parts, text = [], ""
    for kind, words in zip(kinds, (HEADLINE, STANDFIRST, FIRST, SECOND), strict=True):
        start = len(text)
        text += words + "\n\n"
        parts.append(Part(kind, start, start + len(words)))
    given: dict[str, Any] = {
        "id": "patrols",
        "text": text.rstrip(),
        "parts": tuple(parts),
        "body_start": parts[2].start,
        "section": "World",
        "authors": ("Astrid Berg",),
        "published": PageDate("2025-11-05T08:00:00+01:00", Interval.on_day(date(2025, 11, 5)), "meta"),
        "language": "en",
        "outlet": "example.org",
        "origin": "in/patrols.html",
        "furniture": (
            Furniture("Haberi paylaş", "share buttons", "tr"),
            Furniture("Teilen", "share buttons", "de"),
        ),
        "repairs": (Repair("rejoined", parts[2].start, parts[2].end, "agreed to hold joint\n\npatrols"),),
    }
    return Article(**{**given, **changes})


def build_record(article: Article | None = None) -> Record:
    """A record with one value of each kind, and events in every sense."""
    words = Words(article or build_article())
    kristersson = words.actor("Prime Minister Ulf Kristersson", "Ulf Kristersson", "Prime Minister", "SWE")
    store = words.actor("Jonas Gahr Støre", "Jonas Gahr Støre", "", "NOR")
    return Record(
        words.article,
        VERSIONS,
        written_on=DateEstimate(
            Interval.month(2025, 11), ("“Tuesday” before 5 November",), (words.at("on Tuesday"),)
        ),
        meetings=_meetings(words, kristersson, store),
        commitments=(_commitment(words),),
        statements=(_statement(words, store),),
        events=_events(words, store),
        findings=(
            Finding(
                (words.at("President Kristersson"), words.at("Prime Minister Ulf Kristersson")),
                "office",
                "Ulf Kristersson",
                ("President", "Prime Minister"),
                "Sweden has no president.",
                correct="Prime Minister",
            ),
        ),
    )


def _meetings(words: Words, *people: Actor) -> tuple[Meeting, ...]:
    held = Meeting(
        (words.at(STANDFIRST), words.at("The meeting in Oslo lasted about an hour and a half.")),
        MeetingState.HELD,
        people,
        Mode.IN_PERSON,
        when=When((words.at("on Tuesday"),), Interval.on_day(date(2025, 11, 4))),
        duration=Duration((words.at("about an hour and a half"),), 90),
        place=Place((words.at("Oslo"),), "Oslo", "NOR"),
        topics=(Topic((words.at("Arctic"),), "defence"), Topic((words.at("Norway"),), "NOR")),
        confidence=0.91234567,
    )
    planned = Meeting(
        (words.at("host a summit of the Nordic countries in Stockholm in the first half of 2026"),),
        MeetingState.PLANNED,
        (),
        Mode.UNKNOWN,
        title="summit of the Nordic countries",
        hosts=("SWE",),
        attendees=("NOR", "DNK", "FIN", "ISL"),
        when=When((words.at("in the first half of 2026"),), Interval.parse("2026-01/2026-06")),
    )
    off = Meeting((words.at("after the talks"),), MeetingState.CANCELLED, people, Mode.WRITTEN)
    return held, planned, off


def _commitment(words: Words) -> Commitment:
    what = words.at("hold joint patrols in the Arctic")
    return Commitment(
        (words.at("agreed"),),
        CommitmentAct.AGREED,
        ("SWE", "NOR"),
        "hold joint patrols in the Arctic",
        what,
        due=When((words.at("by June 2026"),), Interval.month(2026, 6)),
    )


def _statement(words: Words, speaker: Actor) -> Statement:
    quote = words.at("“We will not leave the north to chance,”")
    return Statement((quote,), speaker, Manner.DIRECT, (quote,), cue=words.at("said"))


def _events(words: Words, reporter: Actor) -> tuple[Event, ...]:
    met, agreed, host = words.at("met"), words.at("agreed"), words.at("host")
    return (
        Event((met,), "CONSULT", ("SWE", "NOR", "DNK"), (), met, modes=("visit",), contexts=("military",)),
        Event((agreed,), "SUPPORT", ("SWE", "NOR"), ("FIN",), agreed, reported_by=reporter),
        Event((agreed,), "PROTEST", ("SWE",), (), agreed),
        Event((host,), "CONSULT", ("SWE",), ("NOR",), host, realis=Realis.PLANNED),
    )
