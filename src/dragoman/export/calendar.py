"""Meetings and due dates as a calendar (iCalendar, RFC 5545).

All entries last whole days. A day that is not known exactly lasts as long as its
interval; what has no day is not in a calendar. The stamp is the day of the first
report, so that the same ledger gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from dragoman.interval import Interval
from dragoman.version import __version__

Listed = dict[str, Any]

_STATUS = {"held": "CONFIRMED", "planned": "TENTATIVE", "proposed": "TENTATIVE", "cancelled": "CANCELLED"}
_LINE = 75
_CONTROLS = dict.fromkeys((*range(32), 127, *range(55296, 57344)), " ")
_ESCAPES = str.maketrans(
    {"\\": "\\\\", ";": "\\;", ",": "\\,"} | {chr(code): to for code, to in _CONTROLS.items()}
)


def calendar_lines(table: str, rows: Iterable[Listed]) -> Iterator[str]:
    """A calendar of meetings, or of the last days of commitments; lines end with CRLF.

    Rows that name their table (`list`) may be of both.
    """
    yield from _folded(["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//dragoman//{__version__}//EN"])
    for row in rows:
        kind = row.get("list", table)
        days = row["due"] if kind == "commitments" else row.get("when")
        if days is not None:
            yield from _folded(_entry(kind, row, Interval.parse(days)))
    yield from _folded(["END:VCALENDAR"])


def _entry(table: str, row: Listed, days: Interval) -> list[str]:
    first, last = (days.latest if table == "commitments" else days.earliest), days.latest
    summary = f"Due: {row['what']}" if table == "commitments" else _summary(row)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{row['id']}@dragoman",
        f"DTSTAMP:{_stamp(row, first)}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{_after(last):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(row['words'])}",
        "TRANSP:TRANSPARENT",
    ]
    if table == "meetings":
        lines.append(f"STATUS:{_STATUS[row['state']]}")
        if row["place"]:
            lines.append(f"LOCATION:{_escaped(row['place'])}")
    return [*lines, "END:VEVENT"]


def _summary(row: Listed) -> str:
    people = [person["name"] or person["office"] or person["country"] for person in row["participants"]]
    who = ", ".join(filter(None, people)) or ", ".join(filter(None, [*row["hosts"], *row["attendees"]]))
    return " - ".join(filter(None, (row["title"], who))) or "Meeting"


def _stamp(row: Listed, first: date) -> str:
    """The day of the first report as a time; the entry's own day where the page names none."""
    try:
        day = Interval.parse((row["published"] or "")[:10]).earliest
    except ValueError:
        day = first
    return f"{day:%Y%m%d}T000000Z"


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(lines: Iterable[str]) -> Iterator[str]:
    """Lines of at most 75 octets, never cut within a character."""
    for line in lines:
        part, size = "", 0
        for letter in line:
            width = len(letter.encode())
            if size + width > _LINE:
                yield f"{part}\r\n"
                part, size = " ", 1
            part, size = part + letter, size + width
        yield f"{part}\r\n"
