"""Where readers can go: the links at the head of every page and the keys for them.

A module of pages adds its line here; the page of keys and the script that listens
to them follow from these lines.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.web.language import noted as _


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the site. `key`: pressed after g, goes there. `group`: the row that it stands in."""

    path: str
    name: str
    key: str = ""
    group: str = "lists"


PLACES: tuple[Place, ...] = (
    Place("/", _("Front"), "f"),
    Place("/articles", _("Articles"), "a"),
    Place("/meetings", _("Meetings"), "m"),
    Place("/commitments", _("Commitments"), "c"),
    Place("/statements", _("Statements"), "s"),
    Place("/events", _("Events"), "e"),
    Place("/findings", _("Findings"), "x"),
    Place("/board", _("Board"), "b", "pictures"),
    Place("/calendar", _("Calendar"), "d", "pictures"),
    Place("/timeline", _("Timeline"), "h", "pictures"),
    Place("/map", _("Map"), "v", "pictures"),
    Place("/network", _("Network"), "n", "pictures"),
    Place("/countries", _("Countries"), "l", "pictures"),
    Place("/pairs", _("Pairs"), "i", "pictures"),
    Place("/actors", _("People"), "w", "pictures"),
    Place("/topics", _("Topics"), "t", "pictures"),
    Place("/outlets", _("Outlets"), "o", "pictures"),
)

# What other keys do; shown under "?" and on the page of keys.
KEYS: tuple[tuple[str, str], ...] = (
    ("j", _("Next item")),
    ("k", _("Previous item")),
    ("Enter", _("Open the item")),
    ("/", _("Search")),
    ("n", _("Next marked words of an article")),
    ("p", _("Marked words before")),
    ("m", _("Marks of an article out or on")),
    ("t", _("Back to top")),
    ("Esc", _("Close what is open")),
    ("?", _("Show these keys")),
)
