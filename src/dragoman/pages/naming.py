"""The ids of pages: the stem of the source, safe as a file name, each once in a run."""

from __future__ import annotations

import re
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

_PACKED = ".gz"
_NO_NAME = {"", "index", "default", "amp", "article", "story"}
_UNSAFE = re.compile(r"[^\w.\-]+")
_MAX_BYTES = 120


def stem_of(name: str) -> str:
    """The name of a file without its folder and suffix: "talks" for "in/talks.html.gz"."""
    path = PurePath(name)
    if path.suffix.lower() == _PACKED and len(path.suffixes) > 1:
        path = path.with_suffix("")
    return path.stem


def name_of_url(url: str) -> str:
    """A name for the page at an address: the last part of its path that says something, or its host."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "page"
    for part in reversed(unquote(parts.path, errors="replace").split("/")):
        name = re.sub(r"\.(?:x?html?|php|aspx?|jsp|cfm)$", "", part, flags=re.IGNORECASE)
        if name.lower() not in _NO_NAME:
            return name
    return host or "page"


def safe_id(name: str) -> str:
    """The name with only letters, digits, ".", "-" and "_", at most 120 bytes, never hidden or empty."""
    safe = _UNSAFE.sub("-", name).lstrip("-.").rstrip("-")
    cut = safe.encode("utf-8", "ignore")[:_MAX_BYTES].decode("utf-8", "ignore")
    return cut or "page"


class PageNames:
    """Gives each page of a run an id of its own.

    The second page named "talks" becomes "talks-2". Skipped sources take no name,
    so a page beside an unreadable file of the same stem keeps its own.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def take(self, name: str) -> str:
        """An id that no page of this run has yet."""
        wanted = safe_id(name)
        given, number = wanted, self._last.get(wanted, 1)
        while given in self._taken:
            number += 1
            given = f"{wanted}-{number}"
        self._last[wanted] = number
        self._taken.add(given)
        return given
