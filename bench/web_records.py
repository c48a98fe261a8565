"""Records for the bench of the site: reports of meetings, with what else articles of diplomacy hold.

The meetings are those of the simulator of tests/ledger, told of by many outlets. Each report gets further
paragraphs: about one statement and one event an article, a commitment in two of five (two of
three with a day by which it is due), a planned meeting in one of six, a finding in one of twenty, a topic of
sections. The same number gives the same records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from random import Random

from tests.ledger.simulator import meetings, reports

from dragoman.article import Article, Evidence, Part, PartKind
from dragoman.interval import Interval
from dragoman.reading.record import (
    Actor,
    ActorKind,
    Commitment,
    CommitmentAct,
    Event,
    Finding,
    Manner,
    Meeting,
    MeetingState,
    Mode,
    Place,
    Record,
    Statement,
    Topic,
    When,
)

# When what is generated is another, the ledger is made anew.
SHAPE = 3

_SEED = 99
_FIRST_DAY = date(2022, 1, 3)
_REPORTS_A_MEETING = 4
# What is promised and said is put together of parts, so that reports of different things seldom use the same words.
_WORKS = (
    "reopen {a} for {b}",
    "lift its duties on {a} and {b}",
    "send {n} lorries of {a}",
    "share data on {a} and {b}",
)
_SAYINGS = (
    "We will not let the chance for {a} pass, nor that for {b}",
    "Nobody gains when {n} lorries of {a} wait at a border",
    "What was signed on {a} and {b} will be kept to the letter",
    "Of {n} questions on {a}, those about {b} are the hardest",
)
_MATTERS = (
    "steel", "grain", "hydrogen", "harvests", "rivers", "fisheries", "railways", "ports", "satellites", "vaccines",
    "cables", "copper", "cotton", "timber", "gas", "visas", "schools", "prisoners", "mines", "islands", "tunnels",
    "airports", "seeds", "medicines", "glaciers", "data centres", "ferries", "bridges", "refineries", "forests",
)  # fmt: skip
_EVENTS = (
    ("CONSULT", "conferred with"),
    ("COOPERATE", "backed"),
    ("AID", "sent relief to"),
    ("REQUEST", "appealed to"),
    ("ACCUSE", "accused"),
    ("SANCTION", "tightened its measures against"),
)
_TOWNS = (("Geneva", "CHE"), ("Vienna", "AUT"), ("Doha", "QAT"), ("Oslo", "NOR"), ("Nairobi", "KEN"))
# The simulator's meetings are those of ten states; what else is told is between them and these, as most
# pairs of countries are told of now and then, and few of them daily.
_THIRD = (
    "ALB", "ARE", "ARG", "ARM", "AUT", "AZE", "BEL", "BGD", "BGR", "BOL", "BRA", "CAN", "CHE", "CHL", "CHN", "COL", "CUB",
    "CYP", "CZE", "DNK", "DZA", "ESP", "EST", "ETH", "FIN", "GBR", "GEO", "GHA", "GRC", "HRV", "HUN", "IDN", "IRL", "IRN",
    "IRQ", "ISL", "ISR", "ITA", "JOR", "KAZ", "KEN", "KHM", "KOR", "KWT", "LAO", "LBN", "LKA", "LTU", "LVA", "MAR", "MDA",
    "MEX", "MYS", "NGA", "NLD", "NOR", "NPL", "NZL", "OMN", "PAK", "PER", "PHL", "PRT", "QAT", "ROU", "RUS", "SAU", "SEN",
    "SGP", "SRB", "SVK", "SVN", "SWE", "SYR", "THA", "TUN", "TZA", "UGA", "URY", "UZB", "VEN", "VNM", "YEM", "ZAF", "ZMB",
)  # fmt: skip
_TOPICS = ("energy", "trade", "defence", "climate", "migration", "nuclear")


def records(n_records: int) -> Iterator[Record]:
    """As many records as wanted."""
    chance = Random(_SEED)
    told = reports(_SEED, meetings(_SEED, max(n_records // _REPORTS_A_MEETING, 1)))
    for one in islice(told, n_records):
        yield _with_more(one.record, chance)


def last_day(n_records: int) -> date:
    """About the day of the newest report: the day on which the site is looked at."""
    n_meetings = max(n_records // _REPORTS_A_MEETING, 1)
    return _FIRST_DAY + timedelta(days=max(30, n_meetings // 4))


class _Page:
    """An article to which paragraphs are added; where their words stand."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._parts = list(article.parts)
        self._texts = [article.text]
        self._length = len(article.text)
        self.start = 0

    def add(self, paragraph: str) -> tuple[Evidence, ...]:
        """Add a paragraph; gives its place."""
        self.start = self._length + 2
        self._length = self.start + len(paragraph)
        self._texts.append(paragraph)
        self._parts.append(Part(PartKind.PARAGRAPH, self.start, self._length))
        return (Evidence(self._article.id, self.start, self._length),)

    def words(self, words: str) -> Evidence:
        """The place of words in the paragraph that was added last."""
        at = self.start + self._texts[-1].index(words)
        return Evidence(self._article.id, at, at + len(words))

    def article(self) -> Article:
        return replace(self._article, text="\n\n".join(self._texts), parts=tuple(self._parts))


def _with_more(record: Record, chance: Random) -> Record:
    page = _Page(record.article)
    people = [one for meeting in record.meetings for one in meeting.participants if one.name]
    sides = record.meetings[0].attendees
    published = record.article.published
    day = published.interval.earliest if published is not None else _FIRST_DAY
    planned = [_planned(page, chance, _with_third(chance, sides), day)] if chance.random() < 1 / 6 else []
    commitments = (
        [_commitment(page, chance, _with_third(chance, sides), day)] if chance.random() < 0.4 else []
    )
    statements = [_statement(page, chance, one) for one in people if chance.random() < 0.5]
    events = [
        _event(page, chance, _with_third(chance, sides), day) for _ in range(chance.choice((0, 1, 1, 2)))
    ]
    findings = [_finding(page, people[0])] if people and chance.random() < 0.05 else []
    return replace(
        record,
        article=page.article(),
        meetings=(*record.meetings, *planned),
        commitments=tuple(commitments),
        statements=tuple(statements),
        events=tuple(events),
        findings=tuple(findings),
    )


def _with_third(chance: Random, sides: tuple[str, ...]) -> tuple[str, ...]:
    """The two sides, or more often one of them and another country."""
    return sides if chance.random() < 0.3 else (chance.choice(sides), chance.choice(_THIRD))


def _of_parts(chance: Random, forms: tuple[str, ...]) -> str:
    a, b = chance.sample(_MATTERS, 2)
    return chance.choice(forms).format(a=a, b=b, n=chance.randrange(3, 900))


def _planned(page: _Page, chance: Random, sides: tuple[str, ...], day: date) -> Meeting:
    on = day + timedelta(days=chance.randrange(3, 120))
    town, country = chance.choice(_TOWNS)
    words = page.add(f"Officials of {' and '.join(sides)} will meet in {town} on {on}, the statement said.")
    return Meeting(
        evidence=words,
        state=MeetingState.PLANNED,
        participants=tuple(Actor(words, "", "", side, ActorKind.STATE) for side in sides),
        attendees=sides,
        mode=Mode.IN_PERSON,
        when=When((page.words(str(on)),), Interval.on_day(on)),
        place=Place((page.words(town),), town, country),
        topics=(Topic(words, chance.choice(_TOPICS)),),
        confidence=chance.uniform(0.4, 0.95),
    )


def _commitment(page: _Page, chance: Random, sides: tuple[str, ...], day: date) -> Commitment:
    what, due = _of_parts(chance, _WORKS), day + timedelta(days=chance.randrange(5, 500))
    words = page.add(f"{sides[0]} promised {sides[-1]} to {what} by {due}.")
    has_day = chance.random() < 2 / 3
    return Commitment(
        evidence=words,
        act=chance.choice(tuple(CommitmentAct)),
        actors=sides[:1],
        to=sides[1:],
        what=f"to {what}",
        what_evidence=page.words(f"to {what}"),
        due=When((page.words(str(due)),), Interval.on_day(due)) if has_day else None,
        confidence=chance.uniform(0.4, 0.95),
    )


def _statement(page: _Page, chance: Random, speaker: Actor) -> Statement:
    saying = _of_parts(chance, _SAYINGS)
    words = page.add(f"“{saying},” {speaker.name} said.")
    return Statement(
        evidence=words,
        speaker=replace(speaker, evidence=(page.words(speaker.name),)),
        manner=Manner.DIRECT,
        content=(page.words(saying),),
        cue=page.words("said"),
        confidence=chance.uniform(0.5, 0.98),
    )


def _event(page: _Page, chance: Random, sides: tuple[str, ...], day: date) -> Event:
    kind, verb = chance.choice(_EVENTS)
    words = page.add(f"{sides[0]} {verb} {sides[-1]} on {day}.")
    return Event(
        evidence=words,
        type=kind,
        source=sides[:1],
        target=sides[1:],
        trigger=page.words(verb),
        when=When((page.words(str(day)),), Interval.on_day(day)),
        confidence=chance.uniform(0.4, 0.95),
    )


def _finding(page: _Page, person: Actor) -> Finding:
    words = page.add(f"President {person.name} was also called minister in the report.")
    return Finding(
        evidence=words,
        kind="office",
        subject=person.name,
        values=("President", "Minister"),
        remark=f"Two offices are given for {person.name}.",
        confidence=0.7,
    )
