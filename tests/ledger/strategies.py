"""Records of any content, for properties: odd text in every field, values that point at real places."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from dragoman.article import Article, ArticleKind, Evidence, Furniture, PageDate, Part, PartKind, Repair
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

# Any code point, with U+0000 and unpaired surrogates more often than chance.
ODD = st.sampled_from(
    ["\x00", "\ud800", "\udfff", "'; DROP TABLE articles; --", "\u202e", "𝔊", "שלום", "%s", "\\u0000"]
)
SHORT = st.text(max_size=4)
TEXT = st.one_of(st.text(max_size=12), st.tuples(SHORT, ODD, SHORT).map("".join))
CODES = st.one_of(st.sampled_from(["JPN", "AUS", "UN", "", "TUR"]), TEXT)
SHARES = st.floats(0, 1)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
INTERVALS = st.builds(lambda a, b: Interval.between(min(a, b), max(a, b)), DAYS, DAYS)


def tuples(items: st.SearchStrategy[Any], most: int = 3, least: int = 0) -> st.SearchStrategy[Any]:
    """Tuples of some items."""
    return st.lists(items, min_size=least, max_size=most).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article with text, and parts and repairs anywhere in it."""
    text = draw(TEXT.filter(bool))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    parts = st.builds(lambda kind, at: Part(kind, *at), st.sampled_from(PartKind), places)
    repairs = st.builds(lambda kind, at, was: Repair(kind, *at, was), TEXT, places, TEXT)
    return Article(
        id=draw(TEXT),
        text=text,
        parts=draw(tuples(parts)),
        body_start=draw(st.integers(0, len(text))),
        kind=draw(st.sampled_from(ArticleKind)),
        section=draw(st.none() | TEXT),
        authors=draw(tuples(TEXT)),
        published=draw(st.none() | st.builds(PageDate, TEXT, INTERVALS, TEXT)),
        dateline_on=draw(st.none() | INTERVALS),
        language=draw(st.none() | TEXT),
        url=draw(st.none() | TEXT),
        outlet=draw(st.none() | TEXT),
        furniture=draw(tuples(st.builds(Furniture, TEXT, TEXT, st.none() | TEXT))),
        repairs=draw(tuples(repairs)),
        confidence=draw(SHARES),
        origin=draw(TEXT),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record whose every value points at words of its article."""
    article = draw(articles())
    values = _Values(article)
    return Record(
        article=article,
        versions=draw(st.builds(Versions, TEXT, TEXT, TEXT, TEXT)),
        written_on=draw(st.none() | st.builds(DateEstimate, INTERVALS, tuples(TEXT), values.evidence)),
        meetings=draw(tuples(values.meetings(), 2)),
        commitments=draw(tuples(values.commitments(), 2)),
        statements=draw(tuples(values.statements(), 2)),
        events=draw(tuples(values.events(), 2)),
        findings=draw(tuples(values.findings(), 2)),
    )


class _Values:
    """Strategies for the values of one article."""

    def __init__(self, article: Article) -> None:
        length = len(article.text)
        self.place = st.tuples(st.integers(0, length - 1), st.integers(1, length)).map(
            lambda at: Evidence(article.id, min(at[0], at[1] - 1), max(at[0] + 1, at[1]))
        )
        self.evidence = tuples(self.place, 2, least=1)
        self.when = st.none() | st.builds(When, self.evidence, INTERVALS)
        self.actor = st.builds(
            Actor, self.evidence, TEXT, TEXT, CODES, st.sampled_from(ActorKind), st.none() | TEXT, CODES
        )

    def meetings(self) -> st.SearchStrategy[Meeting]:
        return st.builds(
            Meeting,
            evidence=self.evidence,
            state=st.sampled_from(MeetingState),
            participants=tuples(self.actor),
            mode=st.sampled_from(Mode),
            title=TEXT,
            hosts=tuples(CODES),
            attendees=tuples(CODES),
            when=self.when,
            duration=st.none() | st.builds(Duration, self.evidence, st.integers(-(2**70), 2**70)),
            place=st.none() | st.builds(Place, self.evidence, TEXT, CODES),
            topics=tuples(st.builds(Topic, self.evidence, CODES)),
            format=TEXT,
            confidence=SHARES,
        )

    def commitments(self) -> st.SearchStrategy[Commitment]:
        return st.builds(
            Commitment,
            evidence=self.evidence,
            act=st.sampled_from(CommitmentAct),
            actors=tuples(CODES),
            what=TEXT,
            what_evidence=self.place,
            to=tuples(CODES),
            due=self.when,
            condition=TEXT,
            confidence=SHARES,
        )

    def statements(self) -> st.SearchStrategy[Statement]:
        return st.builds(
            Statement,
            evidence=self.evidence,
            speaker=self.actor,
            manner=st.sampled_from(Manner),
            content=self.evidence,
            cue=st.none() | self.place,
            said_on=self.when,
            to=tuples(self.actor, 1),
            confidence=SHARES,
        )

    def events(self) -> st.SearchStrategy[Event]:
        return st.builds(
            Event,
            evidence=self.evidence,
            type=CODES,
            source=tuples(CODES),
            target=tuples(CODES),
            trigger=self.place,
            modes=tuples(TEXT),
            contexts=tuples(CODES),
            when=self.when,
            realis=st.sampled_from(Realis),
            reported_by=st.none() | self.actor,
            cameo=CODES,
            salience=st.floats(allow_nan=False, allow_infinity=False),
            confidence=SHARES,
        )

    def findings(self) -> st.SearchStrategy[Finding]:
        return st.builds(
            Finding,
            evidence=self.evidence,
            kind=CODES,
            subject=TEXT,
            values=tuples(TEXT),
            remark=TEXT,
            correct=st.none() | TEXT,
            confidence=SHARES,
        )
