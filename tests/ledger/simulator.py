"""A stream of reports with known truth: meetings that 1 to 30 outlets tell of, each in its way.

Noise, as news has it: a day off, a month instead of a day, no date, no duration or a
rounded one, surnames, other spellings, an office instead of a name, a mode that is
not said, a place left out, a side left out. And what makes merging hard: the same two
countries meet up to three times in one week (leaders by telephone, ministers in
person, ministers again two days later), now and then in one article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from dragoman.article import Article, Evidence, PageDate, Part, PartKind
from dragoman.interval import Interval
from dragoman.reading.record import (
    Actor,
    ActorKind,
    Duration,
    Meeting,
    MeetingState,
    Mode,
    Place,
    Record,
    Topic,
    Versions,
    When,
)

VERSIONS = Versions("0.1.0", "1", "1", "1")
_STATES = (
    ("JPN", "Tokyo", ("Fumio Kishida", "Yoshimasa Hayashi", "Yasukazu Hamada")),
    ("AUS", "Canberra", ("Anthony Albanese", "Penny Wong", "Richard Marles")),
    ("USA", "Washington", ("Joe Biden", "Antony Blinken", "Lloyd Austin")),
    ("TUR", "Ankara", ("Recep Tayyip Erdoğan", "Mevlüt Çavuşoğlu", "Hulusi Akar")),
    ("FRA", "Paris", ("Emmanuel Macron", "Catherine Colonna", "Sébastien Lecornu")),
    ("DEU", "Berlin", ("Olaf Scholz", "Annalena Baerbock", "Christine Lambrecht")),
    ("UKR", "Kyiv", ("Volodymyr Zelenskyy", "Dmytro Kuleba", "Oleksii Reznikov")),
    ("POL", "Warsaw", ("Andrzej Duda", "Zbigniew Rau", "Mariusz Błaszczak")),
    ("IND", "New Delhi", ("Narendra Modi", "Subrahmanyam Jaishankar", "Rajnath Singh")),
    ("EGY", "Cairo", ("Abdel Fattah el-Sisi", "Sameh Shoukry", "Mohamed Zaki")),
)
_OFFICES = ("President", "Foreign Minister", "Defence Minister")
_SPELLINGS = {
    "Volodymyr Zelenskyy": "Wolodymyr Selenskyj",
    "Recep Tayyip Erdoğan": "Recep Tayyip Erdogan",
    "Mevlüt Çavuşoğlu": "Mevlut Cavusoglu",
    "Subrahmanyam Jaishankar": "S. Jaishankar",
    "Abdel Fattah el-Sisi": "Abdelfatah Al Sisi",
    "Fumio Kishida": "Kishida Fumio",
    "Yoshimasa Hayashi": "Hayashi Yoshimasa",
    "Oleksii Reznikov": "Oleksiy Reznikow",
}
_TOPICS = ("energy", "trade", "defence", "climate", "migration", "nuclear", "grain", "technology")
_OUTLETS = tuple(f"Outlet {number}" for number in range(60))
_TEMPLATES = (
    "{a} and {b} met on {day}. {place} was the scene; {topics} stood on the list.",
    "{b} spoke with {a} about {topics}, officials said on {day} in {place}.",
    "Talks between {a} and {b} dealt with {topics}. They took place on {day}, {place}.",
)


@dataclass(frozen=True, slots=True)
class Truth:
    """A meeting as it was."""

    number: int
    sides: tuple[int, int]
    rank: int
    day: date
    mode: Mode
    minutes: int
    place: tuple[str, str]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A record and the numbers of the meetings that its values tell of, in order."""

    record: Record
    meetings: tuple[int, ...]


def meetings(seed: int, n_meetings: int, first_day: date = date(2022, 1, 3)) -> list[Truth]:
    """Different meetings, often of the same pair in the same week."""
    chance = Random(seed)
    found: list[Truth] = []
    # Days grow with the number of meetings, so that a larger stream is longer, not denser.
    n_days = max(30, n_meetings // 4)
    while len(found) < n_meetings:
        sides = _two(chance)
        monday = first_day + timedelta(days=chance.randrange(n_days))
        for _ in range(chance.choice((1, 1, 2, 3))):
            truth = _meeting(chance, len(found), sides, monday + timedelta(days=chance.randrange(6)))
            if all(_differ(truth, other) for other in found if other.sides == truth.sides):
                found.append(truth)
    return found[:n_meetings]


def _differ(left: Truth, right: Truth) -> bool:
    """Whether a careful reader could tell two meetings of one pair apart: by who, or by three days."""
    return left.rank != right.rank or abs((left.day - right.day).days) > 2


def reports(seed: int, truths: list[Truth], most: int = 30) -> Iterator[Told]:
    """Reports of meetings, in no order; one in ten articles tells of two."""
    chance = Random(seed * 7919 + 1)
    told: list[tuple[Truth, ...]] = []
    for truth in truths:
        near = [
            one
            for one in truths[max(0, truth.number - 2) : truth.number + 3]
            if one.sides == truth.sides and one.number != truth.number
        ]
        for _ in range(min(most, 1 + int(chance.expovariate(1 / 5)))):
            second = chance.choice(near) if near and chance.random() < 0.1 else None
            told.append((truth,) if second is None else (truth, second))
    chance.shuffle(told)
    for number, those in enumerate(told):
        yield _report(chance, number, those)


def _two(chance: Random) -> tuple[int, int]:
    a, b = chance.sample(range(len(_STATES)), 2)
    return (a, b)


def _meeting(chance: Random, number: int, sides: tuple[int, int], day: date) -> Truth:
    mode = chance.choice((Mode.IN_PERSON, Mode.IN_PERSON, Mode.PHONE, Mode.VIDEO))
    host = _STATES[chance.choice(sides)]
    return Truth(
        number=number,
        sides=sides,
        rank=chance.randrange(len(_OFFICES)),
        day=day,
        mode=mode,
        minutes=chance.choice((20, 30, 45, 60, 90, 120)),
        place=(host[1], host[0]),
        topics=tuple(sorted(chance.sample(_TOPICS, chance.randint(1, 3)))),
    )


def _report(chance: Random, number: int, truths: tuple[Truth, ...]) -> Told:
    sentences = [_sentence(chance, truth) for truth in truths]
    headline = sentences[0].split(".")[0]
    filler = " ".join(f"Word{chance.randrange(5000)}" for _ in range(30))
    blocks = [headline, *sentences, filler]
    text = "\n\n".join(blocks)
    published = truths[0].day + timedelta(days=chance.choice((0, 0, 1, 1, 2)))
    starts = [sum(len(block) + 2 for block in blocks[:at]) for at in range(len(blocks))]
    parts = [
        Part(PartKind.PARAGRAPH, start, start + len(block))
        for start, block in zip(starts, blocks, strict=True)
    ]
    article = Article(
        id=f"page-{number}",
        text=text,
        parts=(replace(parts[0], kind=PartKind.HEADLINE), *parts[1:]),
        body_start=starts[1],
        published=PageDate(published.isoformat(), Interval.on_day(published), "text"),
        language="en",
        outlet=chance.choice(_OUTLETS),
        origin=f"pages/page-{number}.html",
    )
    values = tuple(
        _told(chance, truth, (Evidence(article.id, start, start + len(block)),))
        for truth, start, block in zip(truths, starts[1:], sentences, strict=False)
    )
    return Told(Record(article, VERSIONS, meetings=values), tuple(truth.number for truth in truths))


def _sentence(chance: Random, truth: Truth) -> str:
    a, b = (_STATES[side][2][truth.rank] for side in truth.sides)
    return chance.choice(_TEMPLATES).format(
        a=a, b=b, day=truth.day, place=truth.place[0], topics=" and ".join(truth.topics)
    )


def _told(chance: Random, truth: Truth, words: tuple[Evidence, ...]) -> Meeting:
    sides = [_actor(chance, side, truth.rank, words) for side in truth.sides]
    mode = truth.mode
    if chance.random() < 0.25:
        mode = Mode.UNKNOWN
    elif chance.random() < 0.04:
        mode = chance.choice((Mode.IN_PERSON, Mode.VIDEO, Mode.PHONE))
    has_place = truth.mode is Mode.IN_PERSON and chance.random() < 0.6
    return Meeting(
        evidence=words,
        state=MeetingState.HELD,
        participants=tuple(sides if chance.random() < 0.95 else sides[:1]),
        attendees=tuple(_STATES[side][0] for side in truth.sides),
        mode=mode,
        when=_when(chance, truth.day, words),
        duration=Duration(words, _minutes(chance, truth.minutes)) if chance.random() < 0.4 else None,
        place=Place(words, *truth.place) if has_place else None,
        topics=tuple(Topic(words, code) for code in truth.topics if chance.random() < 0.7),
    )


def _minutes(chance: Random, minutes: int) -> int:
    return minutes if chance.random() < 0.7 else max(5, minutes + chance.choice((-15, -10, 10, 30)))


def _when(chance: Random, day: date, words: tuple[Evidence, ...]) -> When | None:
    drawn = chance.random()
    if drawn < 0.10:
        return None
    if drawn < 0.13:
        return When(words, Interval.month(day.year, day.month))
    if drawn < 0.20:
        day += timedelta(days=chance.choice((-1, 1)))
    return When(words, Interval.on_day(day))


def _actor(chance: Random, side: int, rank: int, words: tuple[Evidence, ...]) -> Actor:
    country, _, people = _STATES[side]
    name, office = people[rank], _OFFICES[rank]
    drawn = chance.random()
    if drawn < 0.12:
        name = ""
    elif drawn < 0.4:
        name = name.split()[-1]
    elif drawn < 0.55:
        name = _SPELLINGS.get(name, name)
    return Actor(words, name, office if not name or chance.random() < 0.7 else "", country, ActorKind.PERSON)
