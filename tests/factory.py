"""Builds articles and records for tests: realistic text, values by the words they come from.

`make_record()` gives a whole small record; everything in it can be exchanged:

    make_record(doc_id="ankara", headline="Lavrov in Ankara", rules="2")
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dragoman.article import Article, Evidence, Furniture, PageDate, Part, PartKind, Repair
from dragoman.interval import Interval
from dragoman.reading.record import (
    Actor,
    ActorKind,
    Commitment,
    CommitmentAct,
    Duration,
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
    Versions,
    When,
)

HEADLINE = "Japan and Australia sign defence pact in Canberra"
BODY = (
    "Prime Minister Fumio Kishida met Anthony Albanese in Canberra on 22 October 2022. "
    "The talks lasted about 90 minutes and dealt with energy.\n\n"
    "Japan and Australia agreed to hold joint exercises by June 2023. "
    "“We stand for a free and open Indo-Pacific”, Kishida said.\n\n"
    "President Albanese is to visit Tokyo next year."
)


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """What an article of a test is made of."""

    doc_id: str = "canberra"
    headline: str = HEADLINE
    body: str = BODY
    published: str | None = "2022-10-22"
    outlet: str | None = "The Canberra Courier"
    url: str | None = None
    language: str | None = "en"
    origin: str = "pages/canberra.html"
    furniture: tuple[Furniture, ...] = field(default=(Furniture("Abone ol", "subscription box", "tr"),))


def make_article(parts: ArticleParts | None = None) -> Article:
    """An article with a headline and body paragraphs, one part each."""
    parts = parts or ArticleParts()
    blocks = [(PartKind.HEADLINE, parts.headline)] if parts.headline else []
    blocks += [(PartKind.PARAGRAPH, text) for text in parts.body.split("\n\n")]
    placed, start = [], 0
    for kind, text in blocks:
        placed.append(Part(kind, start, start + len(text)))
        start += len(text) + 2
    published = parts.published
    return Article(
        id=parts.doc_id,
        text="\n\n".join(text for _, text in blocks),
        parts=tuple(placed),
        body_start=placed[1].start if parts.headline else 0,
        section="World",
        published=None if published is None else PageDate(published, Interval.parse(published), "text"),
        language=parts.language,
        url=parts.url,
        outlet=parts.outlet,
        furniture=parts.furniture,
        repairs=(Repair("rejoined", placed[-1].start, placed[-1].end, "President Albanese\n\nis to visit"),),
        origin=parts.origin,
    )


def words_of(article: Article, words: str, start: int = 0) -> Evidence:
    """The first place of some words in an article, at or after an offset."""
    place = article.text.index(words, start)
    return Evidence(article.id, place, place + len(words))


def make_actor(article: Article, words: str, country: str, name: str = "", office: str = "") -> Actor:
    """An actor who is mentioned by some words."""
    kind = ActorKind.PERSON if name else ActorKind.STATE
    return Actor((words_of(article, words),), name, office, country, kind)


def make_meeting(article: Article, confidence: float = 0.9) -> Meeting:
    """Kishida and Albanese in Canberra; the article is one with the standard body."""
    sentence = words_of(article, "Prime Minister Fumio Kishida met Anthony Albanese in Canberra")
    day = When((words_of(article, "22 October 2022"),), Interval.on_day(date(2022, 10, 22)))
    return Meeting(
        evidence=(sentence,),
        state=MeetingState.HELD,
        participants=(
            make_actor(article, "Fumio Kishida", "JPN", "Fumio Kishida", "Prime Minister"),
            make_actor(article, "Anthony Albanese", "AUS", "Anthony Albanese", "Prime Minister"),
        ),
        mode=Mode.IN_PERSON,
        when=day,
        duration=Duration((words_of(article, "about 90 minutes"),), 90),
        place=Place((words_of(article, "Canberra", sentence.start),), "Canberra", "AUS"),
        topics=(Topic((words_of(article, "energy"),), "energy"),),
        confidence=confidence,
    )


def make_commitment(article: Article) -> Commitment:
    """The joint exercises that are due by June 2023."""
    what = words_of(article, "to hold joint exercises")
    due = When((words_of(article, "by June 2023"),), Interval.month(2023, 6))
    return Commitment(
        evidence=(words_of(article, "Japan and Australia agreed to hold joint exercises"),),
        act=CommitmentAct.AGREED,
        actors=("JPN", "AUS"),
        what="to hold joint exercises",
        what_evidence=what,
        due=due,
        confidence=0.8,
    )


def make_statement(article: Article) -> Statement:
    """What Kishida said, in his own words."""
    content = words_of(article, "We stand for a free and open Indo-Pacific")
    return Statement(
        evidence=(words_of(article, "“We stand for a free and open Indo-Pacific”, Kishida said."),),
        speaker=make_actor(article, "Kishida", "JPN", "Fumio Kishida", "Prime Minister"),
        manner=Manner.DIRECT,
        content=(content,),
        cue=words_of(article, "said", content.end),
        confidence=0.95,
    )


def make_event(article: Article, salience: float = 1.0) -> Event:
    """The agreement between Japan and Australia."""
    return Event(
        evidence=(words_of(article, "Japan and Australia agreed"),),
        type="AGREE",
        source=("JPN", "AUS"),
        target=(),
        trigger=words_of(article, "agreed"),
        modes=(),
        contexts=("military",),
        cameo="057",
        salience=salience,
    )


def make_finding(article: Article) -> Finding:
    """The office that Albanese did not hold."""
    return Finding(
        evidence=(words_of(article, "President Albanese"),),
        kind="office",
        subject="Anthony Albanese",
        values=("President", "Prime Minister"),
        remark="Australia has no president; Anthony Albanese was Prime Minister.",
        correct="Prime Minister",
    )


def make_versions(rules: str = "1", model: str = "1") -> Versions:
    """The versions of a reading."""
    return Versions(dragoman="0.1.0", model=model, knowledge="1", rules=rules)


def record_of(article: Article, versions: Versions | None = None, confidence: float = 0.9) -> Record:
    """A record with one value of each kind; the article is one with the standard body."""
    return Record(
        article=article,
        versions=versions or make_versions(),
        meetings=(make_meeting(article, confidence),),
        commitments=(make_commitment(article),),
        statements=(make_statement(article),),
        events=(make_event(article),),
        findings=(make_finding(article),),
    )


def make_record(
    doc_id: str = "canberra",
    headline: str = HEADLINE,
    published: str | None = "2022-10-22",
    outlet: str | None = "The Canberra Courier",
    rules: str = "1",
) -> Record:
    """A record of the standard body under a name and a headline of its own."""
    parts = ArticleParts(
        doc_id=doc_id,
        headline=headline,
        published=published,
        outlet=outlet,
        origin=f"pages/{doc_id}.html",
    )
    return record_of(make_article(parts), make_versions(rules=rules))
