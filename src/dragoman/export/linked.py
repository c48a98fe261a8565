"""Things told of as JSON-LD in the words of schema.org, for programs that know no other.

A meeting is an Event, a statement a Quotation, a commitment an Action that may still
come, an article a NewsArticle. Events and findings of the ledger have no counterpart
there and are not written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dragoman.errors import UsageError
from dragoman.export.json_text import json_text
from dragoman.export.wording import country_name

Listed = dict[str, Any]
Json = dict[str, Any]

_STATUS = {
    "held": "EventCompleted",
    "planned": "EventScheduled",
    "proposed": "EventScheduled",
    "cancelled": "EventCancelled",
}
_ATTENDANCE = {"in_person": "OfflineEventAttendanceMode"}
_ATTENDANCE |= dict.fromkeys(("video", "phone"), "OnlineEventAttendanceMode")


def jsonld_lines(table: str, rows: Iterable[Listed]) -> Iterator[str]:
    """One JSON-LD document with all rows under @graph.

    Raises:
        UsageError: schema.org has no word for this table.
    """
    if table not in _SHAPES:
        raise UsageError(f'JSON-LD has no form for "{table}". Give one of: {", ".join(_SHAPES)}.')
    shape = _SHAPES[table]
    yield '{"@context": "https://schema.org", "@graph": [\n'
    for number, row in enumerate(rows):
        yield (",\n" if number else "") + json_text(_filled(shape(row)))
    yield "\n]}\n"


def _filled(item: Json) -> Json:
    return {key: value for key, value in item.items() if value not in (None, "", [])}


def _node(row: Listed, kind: str) -> Json:
    return {"@type": kind, "@id": f"urn:dragoman:{row['id']}"}


def _report(row: Listed) -> Json:
    outlet = row["outlet"]
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": f"urn:dragoman:{row['article_id']}",
            "headline": row["headline"],
            "url": row["url"],
            "datePublished": row["published"],
            "publisher": {"@type": "Organization", "name": outlet} if outlet else None,
        }
    )


def _person(person: Listed) -> Json:
    country = country_name(person["country"])
    if not person["name"] and not person["office"]:
        return {"@type": "Organization", "name": country}
    nation = {"@type": "Country", "name": country} if country else None
    return _filled(
        {"@type": "Person", "name": person["name"], "jobTitle": person["office"], "nationality": nation}
    )


def _place(code: str) -> Json:
    return {"@type": "Country", "name": country_name(code)}


def _meeting(row: Listed) -> Json:
    first, _, last = (row["when"] or "").partition("/")
    status, attendance = _STATUS[row["state"]], _ATTENDANCE.get(row["mode"])
    return {
        **_node(row, "Event"),
        "name": row["title"] or row["words"],
        "description": row["words"],
        "startDate": first,
        "endDate": last or first,
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{attendance}" if attendance else None,
        "attendee": [_person(person) for person in row["participants"]]
        or [_place(code) for code in row["attendees"]],
        "organizer": [_place(code) for code in row["hosts"]],
        "location": {"@type": "Place", "name": row["place"]} if row["place"] else None,
        "duration": f"PT{row['duration_minutes']}M" if row["duration_minutes"] else None,
        "about": row["topics"],
        "subjectOf": _report(row),
    }


def _commitment(row: Listed) -> Json:
    return {
        **_node(row, "Action"),
        "name": row["what"],
        "description": row["words"],
        "actionStatus": "https://schema.org/PotentialActionStatus",
        "agent": [_place(code) for code in row["actors"]],
        "participant": [_place(code) for code in row["to"]],
        "endTime": (row["due"] or "").rpartition("/")[2],
        "subjectOf": _report(row),
    }


def _statement(row: Listed) -> Json:
    return {
        **_node(row, "Quotation"),
        "text": row["content"],
        "spokenByCharacter": _person(row["speaker"]),
        "dateCreated": row["said_on"],
        "isPartOf": _report(row),
    }


def _article(row: Listed) -> Json:
    return {**_report({**row, "article_id": row["id"]}), "inLanguage": row["language"]}


_SHAPES: dict[str, Callable[[Listed], Json]] = {
    "articles": _article,
    "meetings": _meeting,
    "commitments": _commitment,
    "statements": _statement,
}
