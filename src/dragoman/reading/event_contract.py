"""`dragoman events --jsonl`: one text in, its PLOVER events out."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.article import Article, PageDate, Part, PartKind
from dragoman.interval import Interval
from dragoman.knowledge import knowledge
from dragoman.reading.brief import make_brief
from dragoman.reading.event_choice import MAIN_SALIENCE
from dragoman.reading.event_tables import event_words
from dragoman.reading.events import read_events
from dragoman.reading.record import Event, Realis


def events_line(item: dict[str, Any]) -> dict[str, Any]:
    """The events of one text.

    Args:
        item: `id`, `text`, and `date` (ISO 8601) or None; other keys are passed over.

    Returns:
        `id`, `events` (the main ones that happened, most salient first) and `unrealised`
        (planned, conditional, denied, historical), each with `type`, `mode`,
        `contexts`, `source`, `target`, `realis`, `evidence` and `confidence`. Where
        there is no text: `id` and `error` with `type` and `message`.
    """
    text = item.get("text")
    if not isinstance(text, str):
        message = f'"text" of {item.get("id")!r} is {type(text).__name__}, not a string.'
        return {"id": item.get("id"), "error": {"type": "BadLine", "message": message}}
    if not text.strip():
        return {"id": item.get("id"), "events": [], "unrealised": []}
    events = read_events(make_brief(_article(text, item.get("date"))))
    return {
        "id": item.get("id"),
        "events": [_values(each) for each in events if _is_main(each)],
        "unrealised": [_values(each) for each in events if each.realis is not Realis.HAPPENED],
    }


def _is_main(event: Event) -> bool:
    """Whether an event is what one of its sentences is about; records keep the others as well."""
    return event.realis is Realis.HAPPENED and event.salience >= MAIN_SALIENCE


def _article(text: str, published: object) -> Article:
    """A bare text as an article of one part; a date that is no day is left out."""
    parts = (Part(PartKind.PARAGRAPH, 0, len(text)),)
    day = _day(published)
    if day is None:
        return Article(id="line", text=text, parts=parts, body_start=0)
    stated = PageDate(day.isoformat(), Interval.on_day(day), "line")
    return Article(id="line", text=text, parts=parts, body_start=0, published=stated)


def _day(published: object) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if isinstance(published, str) else None
    except ValueError:
        return None


def _values(event: Event) -> dict[str, Any]:
    place = event.evidence[0]
    return {
        "type": event.type,
        "mode": list(event.modes),
        "contexts": list(event.contexts),
        "source": _codes(event.source),
        "target": _codes(event.target),
        "realis": event.realis.value,
        "evidence": [place.start, place.end],
        "confidence": event.confidence,
    }


def _codes(codes: tuple[str, ...]) -> list[str]:
    """Countries and the usual short forms as they are; any other international body as IGO."""
    countries, short_forms = knowledge().countries, event_words("short_form")
    return list(dict.fromkeys(code if code in countries or code in short_forms else "IGO" for code in codes))
