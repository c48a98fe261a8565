"""A file of feeds: YAML, OPML, or one address a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import SourceNotFound, UsageError

_MIN_EVERY_S = 60.0
_UNITS = {"s": 1, "min": 60, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class WatchedFeed:
    """A feed to poll: its address, whose it is (for people), and seconds between two polls."""

    url: str
    outlet: str
    every_s: float


def read_feed_list(path: Path, every_s: float) -> list[WatchedFeed]:
    """The feeds of a file, each address once.

    Args:
        path: `.opml` or `.xml`; `.yaml` or `.yml` (a list of addresses, or of `url`, `outlet`,
            `every`; or such a list under `feeds`); anything else: an address a line.
        every_s: Seconds between two polls of a feed that names none.

    Raises:
        SourceNotFound: There is no such file.
        UsageError: It is not of its form, or lists nothing; says what is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise SourceNotFound(f'The list of feeds "{path}" cannot be read: {reason.lower()}.') from error
    match path.suffix.lower():
        case ".opml" | ".xml":
            found = list(_opml_feeds(text, path))
        case ".yaml" | ".yml":
            found = list(_yaml_feeds(text, path))
        case _:
            lines = (line.strip() for line in text.splitlines())
            found = [{"url": line} for line in lines if line and not line.startswith("#")]
    feeds: dict[str, WatchedFeed] = {}
    for number, one in enumerate(found, start=1):
        feed = _feed_of(one, every_s, f'entry {number} of "{path}"')
        feeds.setdefault(feed.url, feed)
    if not feeds:
        raise UsageError(f'"{path}" lists no feed. Write an address a line, or give OPML or YAML.')
    return list(feeds.values())


def _opml_feeds(text: str, path: Path) -> Iterator[dict[str, Any]]:
    from lxml import etree

    try:
        root = etree.fromstring(
            text.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        )
    except etree.XMLSyntaxError as error:
        raise UsageError(f'"{path}" is no OPML: {error}.') from error
    for outline in root.iter("outline"):
        if url := outline.get("xmlUrl"):
            yield {"url": url, "outlet": outline.get("title") or outline.get("text")}


def _yaml_feeds(text: str, path: Path) -> Iterator[dict[str, Any]]:
    import yaml

    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise UsageError(f'"{path}" is no YAML: {error}.') from error
    if isinstance(data, dict):
        data = data.get("feeds")
    if not isinstance(data, list):
        raise UsageError(
            f'"{path}" has no list of feeds. Write "feeds:" and below it "- url: https://..." lines.'
        )
    for one in data:
        yield {"url": one} if isinstance(one, str) else one


def _feed_of(entry: Any, every_s: float, place: str) -> WatchedFeed:
    if not isinstance(entry, dict) or not isinstance(entry.get("url"), str):
        raise UsageError(f'{place} has no "url". Write "- url: https://example.org/feed".')
    unknown = set(entry) - {"url", "outlet", "every"}
    if unknown:
        raise UsageError(f'{place} has "{sorted(map(str, unknown))[0]}"; there are url, outlet and every.')
    url = entry["url"].strip()
    if not url.startswith(("http://", "https://")):
        raise UsageError(f'{place}: "{url}" is no address of the web.')
    every = entry.get("every")
    return WatchedFeed(
        url, str(entry.get("outlet") or url), every_s if every is None else duration_s(every, place)
    )


def duration_s(text: Any, place: str) -> float:
    """A duration such as "30 min", "2h" or 900 (seconds), in seconds; at least a minute.

    Raises:
        UsageError: It is none.
    """
    words = str(text).strip().lower()
    number = words.rstrip("abcdefghijklmnopqrstuvwxyz ")
    unit = words[len(number) :].strip() or "s"
    try:
        found = float(number) * _UNITS[unit]
    except (ValueError, KeyError):
        raise UsageError(f'{place}: "{text}" is no duration. Write 30 min, 2 h or 1 d.') from None
    if not _MIN_EVERY_S <= found <= 366 * 86400:
        raise UsageError(f'{place}: "{text}" is not between a minute and a year.')
    return found
