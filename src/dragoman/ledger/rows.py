"""From a record to the rows that hold it.

A pure function: the same record gives the same rows on every machine, which is
what makes adding idempotent and lets `check` compare what is stored with what
ought to be. Nothing here touches a database.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from dragoman.article import Article, Evidence
from dragoman.errors import MissingEvidence
from dragoman.interval import Interval
from dragoman.ledger import identity
from dragoman.ledger.parties import iter_actor_rows, pairs_of, topics_of
from dragoman.ledger.serial import canonical, to_json
from dragoman.ledger.storable import code_column, integer_column, storable, storable_or_none
from dragoman.reading.record import Commitment, Event, Finding, Meeting, Record, Statement, When

Row = dict[str, Any]
Value = Meeting | Commitment | Statement | Event | Finding

KINDS = ("meetings", "commitments", "statements", "events", "findings")


@dataclass(frozen=True, slots=True)
class RecordRows:
    """The rows of one record; `tables` maps a table's name to its rows, in an order that keys allow."""

    article: Row
    reading: Row
    tables: dict[str, list[Row]]


def rows_of(record: Record, read_at: str) -> RecordRows:
    """The rows of a record that was read at a time (ISO 8601, UTC).

    Raises:
        MissingEvidence: A value points outside of its article: a fault of the program.
    """
    data = to_json(record)
    article = article_row(record.article, read_at)
    reading = _reading_row(record, data, article["id"], read_at)
    tables: dict[str, list[Row]] = defaultdict(list)
    for kind in KINDS:
        written = data.get(kind, ())
        for position, value in enumerate(getattr(record, kind)):
            place = _Place(record.article, article["id"], reading["id"], kind, position)
            _add_value(tables, place, value, written[position])
    return RecordRows(article, reading, dict(tables))


def article_row(article: Article, first_seen_at: str) -> Row:
    """The row of an article."""
    published = article.published
    return {
        "id": identity.article_id(article),
        "page_key": identity.page_key(article),
        "text_key": identity.content_id(article.text),
        "doc_key": identity.content_id(article.id),
        "doc_id": storable(article.id),
        "kind": str(article.kind),
        "section": storable_or_none(article.section),
        "headline": storable_or_none(article.headline),
        "standfirst": storable_or_none(article.standfirst),
        "published": None if published is None else storable(published.value),
        **_days("published_", None if published is None else published.interval),
        "outlet": storable_or_none(article.outlet),
        "url": storable_or_none(article.url),
        "language": storable_or_none(article.language),
        "origin": storable(article.origin),
        "text": storable(article.text),
        "body_start": article.body_start,
        "parts": canonical([to_json(part) for part in article.parts]),
        "furniture": canonical([to_json(block) for block in article.furniture]),
        "repairs": canonical([to_json(repair) for repair in article.repairs]),
        "first_seen_at": first_seen_at,
    }


def _reading_row(record: Record, data: Row, article_id: str, read_at: str) -> Row:
    versions = record.versions
    frame = {key: item for key, item in data.items() if key not in KINDS}
    if storable(record.article.text) == record.article.text:
        frame["article"] = {key: item for key, item in data["article"].items() if key != "text"}
    return {
        "id": identity.reading_id(article_id, data),
        "article_id": article_id,
        "dragoman": storable(versions.dragoman),
        "model": storable(versions.model),
        "knowledge": storable(versions.knowledge),
        "rules": storable(versions.rules),
        "read_at": read_at,
        "is_current": True,
        **{f"n_{kind}": len(getattr(record, kind)) for kind in KINDS},
        "frame": canonical(frame),
    }


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a record a value stands."""

    article: Article
    article_id: str
    reading_id: str
    kind: str
    position: int


def _add_value(tables: dict[str, list[Row]], place: _Place, value: Value, written: Row) -> None:
    """Add the rows of one value; `written`: its JSON."""
    body = canonical({key: item for key, item in written.items() if key not in identity.JUDGEMENTS})
    value_id = identity.value_id(place.article_id, place.kind, body)
    when = _when(value)
    tables["record_values"].append(
        {
            "id": value_id,
            "article_id": place.article_id,
            "kind": place.kind,
            **_days("", None if when is None else when.interval),
            "body": body,
        }
    )
    tables[place.kind].append({"value_id": value_id, **_columns(value, place.article)})
    actors = [{"value_id": value_id, **row} for row in iter_actor_rows(value)]
    tables["value_actors"] += actors
    tables["value_pairs"] += [{"value_id": value_id, **row} for row in pairs_of(value)]
    tables["value_topics"] += [{"value_id": value_id, "code": code} for code in topics_of(value)]
    tables["evidence"] += [{"value_id": value_id, **row} for row in _evidence_rows(value, place.article)]
    tables["stated"].append(
        {
            "reading_id": place.reading_id,
            "kind": place.kind,
            "position": place.position,
            "value_id": value_id,
            "confidence": value.confidence,
            "salience": value.salience if isinstance(value, Event) else None,
        }
    )


def _when(value: Value) -> When | None:
    """The days that a value is about."""
    match value:
        case Meeting() | Event():
            return value.when
        case Commitment():
            return value.due
        case Statement():
            return value.said_on
        case Finding():
            return None


def _days(prefix: str, interval: Interval | None) -> Row:
    return {
        f"{prefix}earliest": None if interval is None else interval.earliest,
        f"{prefix}latest": None if interval is None else interval.latest,
        f"{prefix}resolution": None if interval is None else str(interval.resolution),
    }


def _columns(value: Value, article: Article) -> Row:
    """The columns of a value's own table."""
    match value:
        case Meeting():
            return _meeting_columns(value)
        case Commitment():
            return {
                "act": str(value.act),
                "what": storable(value.what),
                "condition": storable(value.condition),
            }
        case Statement():
            return {
                "manner": str(value.manner),
                "cue": None if value.cue is None else _words(article, value.cue),
                "content": " ".join(_words(article, place) for place in value.content),
            }
        case Event():
            return {
                "type": code_column(value.type),
                "realis": str(value.realis),
                "cameo": code_column(value.cameo),
                "trigger_words": _words(article, value.trigger),
            }
        case Finding():
            return {
                "about": code_column(value.kind),
                "subject": storable(value.subject),
                "conflict": canonical(value.values),
                "correct": storable_or_none(value.correct),
                "remark": storable(value.remark),
            }


def _meeting_columns(meeting: Meeting) -> Row:
    duration, place = meeting.duration, meeting.place
    return {
        "state": str(meeting.state),
        "mode": str(meeting.mode),
        "title": storable(meeting.title),
        "format": storable(meeting.format),
        "duration_minutes": None if duration is None else integer_column(duration.minutes),
        "place": None if place is None else storable(place.name),
        "place_country": None if place is None else code_column(place.country),
    }


def _words(article: Article, place: Evidence) -> str:
    return storable(article.words(place.start, place.end))


def _evidence_rows(value: Value, article: Article) -> list[Row]:
    """The places of all words behind a value, in the order of its fields."""
    places = [
        (name, place) for name in _places_in(type(value)) for place in _places_within(getattr(value, name))
    ]
    length = len(article.text)
    for _, place in places:
        if place.document_id != article.id or place.end > length:
            raise MissingEvidence(
                f"A value of {article.id!r} points at [{place.start}, {place.end}) of {place.document_id!r}, "
                f"but its article has {length} characters."
            )
    return [
        {"position": position, "field": name, "start_offset": place.start, "end_offset": place.end}
        for position, (name, place) in enumerate(places)
    ]


def _places_in(kind: Any) -> tuple[str, ...]:
    return _fields_with_places(kind)


@cache
def _fields_with_places(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass that hold places, at whatever depth, in order; none for any other type."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if _holds_places(hints[field.name]))


def _holds_places(hint: Any) -> bool:
    if get_args(hint):
        return any(map(_holds_places, get_args(hint)))
    return hint is Evidence or bool(_places_in(hint))


def _places_within(item: object) -> list[Evidence]:
    if isinstance(item, Evidence):
        return [item]
    if isinstance(item, tuple):
        return [place for part in item for place in _places_within(part)]
    return [place for name in _places_in(type(item)) for place in _places_within(getattr(item, name))]
