"""Lists of what the ledger holds, as plain rows that print and export alike.

Only current readings count. Articles come newest first, values by the days that
they are about, the latest first; what has no date comes last. Keys are stable:
other programs rely on them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from dragoman.interval import Interval, Resolution
from dragoman.ledger.batches import chunks
from dragoman.ledger.derived import facets, findable
from dragoman.ledger.person_keys import note_known
from dragoman.ledger.schema import (
    SPEAKS,
    articles,
    evidence,
    readings,
    record_values,
    skipped,
    stated,
    statements,
    value_actors,
)

Listed = dict[str, Any]

# What a list says of an article: never its text, nor the record, which are long.
_OF_ARTICLE = tuple(
    articles.c[name]
    for name in (
        "id",
        "doc_id",
        "headline",
        "section",
        "outlet",
        "url",
        "language",
        "published",
        "first_seen_at",
    )
)
_OF_READING = tuple(column for column in readings.c if column.name.startswith("n_"))
_VERSIONS = tuple(readings.c[name] for name in ("dragoman", "model", "knowledge", "rules"))
_ARTICLES = select(*_OF_ARTICLE, readings.c.read_at, *_OF_READING, *_VERSIONS)


class ListKind(StrEnum):
    """What a list can be of."""

    ARTICLES = "articles"
    MEETINGS = "meetings"
    COMMITMENTS = "commitments"
    STATEMENTS = "statements"
    EVENTS = "events"
    FINDINGS = "findings"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows of a list are asked for.

    `country`: ISO 3166-1 alpha-3 or the short form of an organisation, which must
    have a part in the value (or, for articles, in one of its values).
    """

    kind: ListKind = ListKind.ARTICLES
    country: str | None = None
    limit: int | None = None


def list_rows(connection: Connection, selection: Selection) -> list[Listed]:
    """The rows of a list, in its order."""
    match selection.kind:
        case ListKind.ARTICLES:
            query, shape = _article_query(selection), _article_row
        case ListKind.SKIPPED:
            query, shape = _skipped_query(), _skipped_row
        case _:
            query, shape = _value_query(selection), value_row
    return [shape(row) for row in connection.execute(query.limit(selection.limit))]


def _article_query(selection: Selection) -> Select[Any]:
    """The articles by their numbers, which grow with the day: read from the top, sorted already."""
    query = (
        _ARTICLES.join_from(findable, articles, articles.c.id == findable.c.article_id)
        .join(readings, readings.c.article_id == articles.c.id)
        .where(findable.c.is_current, SPEAKS)
        .order_by(findable.c.number.desc())
    )
    if selection.country is not None:
        with_country = exists().where(
            facets.c.subject_id == articles.c.id,
            func.coalesce(facets.c.facet, "") == "country",
            func.coalesce(facets.c.word, "") == selection.country,
        )
        query = query.where(with_country)
    return query


def _article_row(row: Any) -> Listed:
    columns = row._mapping
    return {
        **{column.name: columns[column] for column in _OF_ARTICLE},
        "read_at": columns[readings.c.read_at],
        **{column.name: columns[column] for column in _OF_READING},
        "versions": {column.name: columns[column] for column in _VERSIONS},
    }


def article_rows(connection: Connection, article_ids: list[str]) -> dict[str, Listed]:
    """The rows of articles that speak for their pages, by id."""
    found = {}
    query = (
        select(*_OF_ARTICLE, readings.c.read_at, *_OF_READING, *_VERSIONS)
        .join_from(articles, readings)
        .where(SPEAKS)
    )
    for chunk in chunks(article_ids):
        for row in connection.execute(query.where(articles.c.id.in_(chunk))):
            shaped = _article_row(row)
            found[shaped["id"]] = shaped
    return found


def _skipped_query() -> Select[Any]:
    return select(skipped).where(not_read_since()).order_by(skipped.c.doc_id, skipped.c.origin, skipped.c.id)


def not_read_since() -> ColumnElement[bool]:
    """Whether a skipped page has given no record since, under its name and from its place."""
    same_page = and_(articles.c.doc_key == skipped.c.doc_key, articles.c.origin == skipped.c.origin)
    return ~exists().where(same_page).correlate(skipped)


def _skipped_row(row: Any) -> Listed:
    return {key: row._mapping[key] for key in ("id", "doc_id", "origin", "reason", "detail", "seen_at")}


def _value_query(selection: Selection) -> Select[Any]:
    query = (
        _values()
        .where(record_values.c.kind == str(selection.kind), SPEAKS)
        .order_by(record_values.c.earliest.desc().nulls_last(), record_values.c.id.desc())
    )
    if selection.country is not None:
        has_part = exists().where(
            value_actors.c.value_id == record_values.c.id, value_actors.c.country == selection.country
        )
        query = query.where(has_part)
    return query


@cache
def _values() -> Select[Any]:
    start, end = evidence.c.start_offset, evidence.c.end_offset
    return (
        select(
            record_values,
            stated.c.confidence,
            articles.c.doc_id,
            articles.c.headline,
            articles.c.outlet,
            articles.c.published,
            articles.c.published_earliest,
            articles.c.url,
            func.substr(articles.c.text, start + 1, end - start).label("words"),
            statements.c.content,
        )
        .join_from(record_values, stated)
        .join(readings, readings.c.id == stated.c.reading_id)
        .join(articles, articles.c.id == record_values.c.article_id)
        .join(evidence, and_(evidence.c.value_id == record_values.c.id, evidence.c.position == 0))
        .outerjoin(statements, statements.c.value_id == record_values.c.id)
    )


def values_by_id(connection: Connection, value_ids: list[str]) -> dict[str, Listed]:
    """Rows of values of current readings, by id; `list` says of which kind each is."""
    found = {}
    for chunk in chunks(value_ids):
        query = _values().where(record_values.c.id.in_(chunk), SPEAKS)
        for row in connection.execute(query):
            found[row.id] = {**value_row(row), "list": row.kind, "url": row.url}
    return found


def value_row(row: Any) -> Listed:
    """A row of a query of values, as lists give it."""
    body = json.loads(row.body)
    note_known(body, row.published_earliest)
    when = None
    if row.earliest is not None:
        when = Interval(row.earliest, row.latest, Resolution(row.resolution)).isoformat()
    return {
        "id": row.id,
        "article_id": row.article_id,
        "doc_id": row.doc_id,
        "headline": row.headline,
        "outlet": row.outlet,
        "published": row.published,
        **_SHAPES[row.kind](body, when, row.resolution),
        **({"content": row.content} if row.kind == ListKind.STATEMENTS else {}),
        "confidence": row.confidence,
        "words": row.words,
    }


def _meeting(body: Listed, when: str | None, resolution: str | None) -> Listed:
    duration, place = body.get("duration"), body.get("place")
    return {
        "state": body["state"],
        "title": body.get("title", ""),
        "participants": [_person(actor) for actor in body["participants"]],
        "hosts": body.get("hosts", []),
        "attendees": body.get("attendees", []),
        "initiators": list(dict.fromkeys(actor["country"] for actor in body.get("initiators", []))),
        "mode": body["mode"],
        "format": body.get("format", ""),
        "when": when,
        "when_resolution": resolution,
        "duration_minutes": None if duration is None else duration["minutes"],
        "place": None if place is None else place["name"],
        "topics": [topic["code"] for topic in body.get("topics", [])],
    }


def _commitment(body: Listed, when: str | None, resolution: str | None) -> Listed:
    return {
        "act": body["act"],
        "actors": body["actors"],
        "what": body["what"],
        "to": body.get("to", []),
        "due": when,
        "due_resolution": resolution,
        "condition": body.get("condition", ""),
    }


def _statement(body: Listed, when: str | None, resolution: str | None) -> Listed:
    return {
        "speaker": _person(body["speaker"]),
        "manner": body["manner"],
        "to": [_person(actor) for actor in body.get("to", [])],
        "said_on": when,
        "said_on_resolution": resolution,
    }


def _event(body: Listed, when: str | None, resolution: str | None) -> Listed:
    reporter = body.get("reported_by")
    return {
        "type": body["type"],
        "modes": body.get("modes", []),
        "contexts": body.get("contexts", []),
        "source": body["source"],
        "target": body["target"],
        "realis": body.get("realis", "happened"),
        "when": when,
        "when_resolution": resolution,
        "cameo": body.get("cameo", ""),
        "reported_by": None if reporter is None else _person(reporter),
    }


def _finding(body: Listed, _when: str | None, _resolution: str | None) -> Listed:
    return {
        "kind": body["kind"],
        "subject": body["subject"],
        "values": body["values"],
        "correct": body.get("correct"),
        "remark": body["remark"],
    }


def _person(actor: Listed) -> Listed:
    """An actor as written; `known_as`: the full name, where that is another and sure."""
    return {key: actor[key] for key in ("name", "office", "country", "known_as") if key in actor}


_SHAPES: dict[str, Callable[[Listed, str | None, str | None], Listed]] = {
    "meetings": _meeting,
    "commitments": _commitment,
    "statements": _statement,
    "events": _event,
    "findings": _finding,
}
