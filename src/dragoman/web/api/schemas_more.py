"""What the answers hold that are no things told of: articles, names, figures, follow-up, readings."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from dragoman.web.api.schemas import Links, ListAnswer, Shape, Words, _says


class ArticleRow(Shape):
    """An article in a list."""

    id: str = _says("articles", "id", pattern="^[0-9a-f]{24}$")
    doc_id: str = _says("articles", "doc_id")
    headline: str | None = _says("articles", "headline")
    section: str | None = _says("articles", "section")
    outlet: str | None = _says("articles", "outlet")
    url: str | None = _says("articles", "url")
    language: str | None = _says("articles", "language")
    published: str | None = _says("articles", "published")
    first_seen_at: str = Field(description="When it came into the ledger; ISO 8601, UTC.")
    read_at: str = _says("articles", "read_at")
    n_meetings: int = _says("articles", "n_meetings")
    n_commitments: int = _says("articles", "n_commitments")
    n_statements: int = _says("articles", "n_statements")
    n_events: int = _says("articles", "n_events")
    n_findings: int = _says("articles", "n_findings")
    versions: dict[str, str] = Field(description="Of the program, model, knowledge and rules that read it.")
    snippet: str = Field(description="Words around the first hit; the beginning without words.")
    links: Links


class ArticleList(ListAnswer):
    """Articles, the newest first."""

    rows: list[ArticleRow]
    counts: dict[str, dict[str, int]] = Field(
        description="Facet, word and number among the newest 500 found; with the first page only."
    )


class ArticleValue(Shape):
    """A value that is read out of the article, by the id that lists and decisions use."""

    id: str
    in_list: str = Field(alias="list", description="meetings, commitments, statements, events or findings.")
    evidence: list[Words]


class ArticleWhole(Shape):
    """One article with its record."""

    id: str
    read_at: str
    record: dict[str, Any] = Field(
        description="The record in the form of the record schema (dragoman-record/1): `article.full_text` is "
        "the text that all offsets count in; each value has `evidence` (sentences) and `evidence_spans`."
    )
    values: list[ArticleValue]
    links: Links


class NameRow(Shape):
    """A word that lists can be filtered by."""

    name: str = Field(
        description="The word as filters take it; names of people are folded.", examples=["JPN"]
    )
    n_articles: int = Field(description="Articles that have it.")
    first_on: str | None = Field(description="Day of publication of the first of them.")
    last_on: str | None = Field(description="Day of publication of the last.")
    links: Links


class NameList(ListAnswer):
    """Names in the order of their letters."""

    rows: list[NameRow]


class Companion(Shape):
    """Somebody who is told of together with a person."""

    name: str = Field(description="The folded name, as filters take it.")
    shown: str = Field(description="The name as one of the newest reports writes it.")
    counts: dict[str, int] = Field(description="Meetings and statements in which both have a part.")
    links: Links


class NameWhole(Shape):
    """How often the ledger tells of something."""

    name: str
    total: dict[str, int] = Field(description="Number of things by kind.")
    by_month: dict[str, dict[str, int]] = Field(
        description="The same by month (YYYY-MM), without empty ones."
    )
    undated: dict[str, int] = Field(description="Things without a day, by kind.")
    company: list[Companion] | None = Field(
        default=None, description="Of a person alone: with whom, the most frequent first."
    )
    links: Links


class PairCount(Shape):
    """Two countries, and how much joins them."""

    countries: list[str] = Field(description="Two codes, the lesser first.")
    n_values: int = Field(
        description="Meetings, commitments and events that join them, each counted once however many reports "
        "tell of it."
    )


class StatsAnswer(Shape):
    """Figures over the whole ledger."""

    counts: dict[str, int]
    first_on: str | None
    last_on: str | None
    by_outlet: dict[str, int] = Field(description="Articles by outlet; the empty key where none is known.")
    by_month: dict[str, int]
    by_language: dict[str, int]
    skipped_by_reason: dict[str, int]
    top_pairs: list[PairCount]


class FollowRow(Shape):
    """What became of one thing."""

    state: str = Field(description="open, due soon, overdue, done or dropped.")
    on: str = Field(description="The day by which it is judged.")
    known: str = Field(description="The reservation that belongs to every state.")
    thing: dict[str, Any] = Field(description="The commitment or planned meeting, as in its list.")
    evidence: list[dict[str, Any]] = Field(
        description="The later reports that say so; empty by the calendar alone."
    )


class FollowList(ListAnswer):
    """What became of commitments or planned meetings."""

    rows: list[FollowRow]


class SkippedWhy(Shape):
    """Why a page gave no record."""

    reason: str = Field(examples=["no article"])
    detail: str


class ReadAnswer(Shape):
    """What a page reports; it is not stored."""

    record: dict[str, Any] | None = Field(
        description="The record (dragoman-record/1); null where there is none."
    )
    skipped: SkippedWhy | None = Field(description="Why there is none.")


class DecisionAnswer(Shape):
    """A decision that was noted."""

    id: str
    review: str | None = Field(description="Where the review of the value stands now.")


class Entrance(Shape):
    """Where to go on from the entrance of the API."""

    version: str
    read_only: bool
    links: dict[str, str]
