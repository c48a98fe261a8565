"""Events as tab-separated files in the manner of POLECAT and of ICEWS.

The columns have the names of those data sets, so that scripts written for them read
ours. What dragoman does not know (intensity, coordinates) stays empty. Only events
that happened are written, one row for each pair of codes; the date is the first day
that the event can mean, or the day of the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dragoman.export.event_rows import side_pairs
from dragoman.export.wording import country_name
from dragoman.ledger.storable import storable
from dragoman.version import __version__

Listed = dict[str, Any]
Reader = Callable[[Listed, str, str], Any]

# The quadrants of PLOVER (manual, section 2): verbal and material, cooperation and conflict.
_QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "Q1: Verbal Cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "Q2: Material Cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "Q3: Verbal Conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "Q4: Material Conflict"),
}


def _nothing(_row: Listed, _source: str, _target: str) -> str:
    return ""


def _key(name: str) -> Reader:
    return lambda row, _source, _target: row[name] or ""


_POLECAT: dict[str, Reader] = {
    "Event ID": _key("id"),
    "Event Date": _key("day"),
    "Event Type": _key("type"),
    "Event Mode": lambda row, _source, _target: ",".join(row["modes"]),
    "Intensity": _nothing,
    "Quad Code": lambda row, _source, _target: _QUADS.get(row["type"], ""),
    "Contexts": lambda row, _source, _target: ";".join(row["contexts"]),
    "Actor Name": lambda _row, source, _target: country_name(source),
    "Actor Country": lambda _row, source, _target: source,
    "Recipient Name": lambda _row, _source, target: country_name(target),
    "Recipient Country": lambda _row, _source, target: target,
    "Placename": _nothing,
    "City": _nothing,
    "Province": _nothing,
    "Country": _nothing,
    "Latitude": _nothing,
    "Longitude": _nothing,
    "Headline": _key("headline"),
    "Publication Date": _key("published"),
    "Publisher": _key("outlet"),
    "URL": _key("url"),
    "Story People": _nothing,
    "Event Text": _key("words"),
    "Version": lambda _row, _source, _target: f"dragoman {__version__}",
}
_ICEWS: dict[str, Reader] = {
    "Event ID": _key("id"),
    "Event Date": _key("day"),
    "Source Name": lambda _row, source, _target: country_name(source),
    "Source Sectors": _nothing,
    "Source Country": lambda _row, source, _target: country_name(source),
    "Event Text": _key("words"),
    "CAMEO Code": _key("cameo"),
    "Intensity": _nothing,
    "Target Name": lambda _row, _source, target: country_name(target),
    "Target Sectors": _nothing,
    "Target Country": lambda _row, _source, target: country_name(target),
    "Story ID": _key("article_id"),
    "Sentence Number": _nothing,
    "Publisher": _key("outlet"),
    "City": _nothing,
    "District": _nothing,
    "Province": _nothing,
    "Country": _nothing,
    "Latitude": _nothing,
    "Longitude": _nothing,
}


def polecat_lines(rows: Iterable[Listed]) -> Iterator[str]:
    """Events in the manner of POLECAT, the header first."""
    return _lines(_POLECAT, rows)


def icews_lines(rows: Iterable[Listed]) -> Iterator[str]:
    """Events in the manner of ICEWS, the header first; those without a CAMEO code are left out."""
    return _lines(_ICEWS, (row for row in rows if row["cameo"]))


def _lines(columns: dict[str, Reader], rows: Iterable[Listed]) -> Iterator[str]:
    yield "\t".join(columns) + "\n"
    for row in rows:
        if row["realis"] == "happened":
            for source, target in side_pairs(row["source"], row["target"]):
                cells = (_cell(read(row, source, target)) for read in columns.values())
                yield "\t".join(cells) + "\n"


def _cell(value: Any) -> str:
    """One line without tabs, which the format cannot hold, and without half characters."""
    return " ".join(storable(str(value)).split())
