"""One JSON object as one page: {"id", "html" or "text" or "path", "url"?, "published"?, "outlet"?}."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.interval import Interval
from dragoman.pages.files import page_content
from dragoman.pages.limits import Limits, size_in_words
from dragoman.pages.naming import PageNames, safe_id, stem_of
from dragoman.pages.opening import Fault, open_stream
from dragoman.pages.page import Page, PageFormat, Skipped, SkipReason
from dragoman.pages.sniffing import sniff_format


@dataclass(slots=True)
class ItemPlace:
    """Where an item stands.

    `origin`: for people ("pages.jsonl, line 3"). `name`: its id where it has none of
    its own. `folders`: where a relative "path" is looked for, in this order.
    `reads_paths`: whether a "path" is read at all.
    """

    origin: str = "item"
    name: str = "item"
    folders: Sequence[Path] = (Path(),)
    limits: Limits = field(default_factory=Limits)
    names: PageNames = field(default_factory=PageNames)
    reads_paths: bool = True


def read_item(item: Mapping[str, Any], place: ItemPlace | None = None) -> Page | Skipped:
    """The page that a JSON object gives, or why it gives none.

    "html" goes before "text", "text" before "path". An id that is no file name is
    made into one.
    """
    place = place or ItemPlace()
    try:
        name = _name_of(item, place)
        content, form = _content_of(item, place)
        url, published, outlet = _text_of(item, "url"), _published_of(item), _text_of(item, "outlet")
    except Fault as fault:
        return Skipped(_skipped_id(item, place), place.origin, fault.reason, fault.detail)
    return Page(
        place.names.take(name),
        content,
        form,
        place.origin,
        url=url,
        published=published,
        outlet=outlet or None,
    )


def _name_of(item: Mapping[str, Any], place: ItemPlace) -> str:
    given = item.get("id")
    if given is None:
        path = item.get("path")
        return stem_of(path) if isinstance(path, str) and path else place.name
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise Fault(SkipReason.BAD_ITEM, f'"id" is {_shown(given)}; give a text or a number')
    return str(given)


def _skipped_id(item: Mapping[str, Any], place: ItemPlace) -> str:
    try:
        return safe_id(_name_of(item, place))
    except Fault:
        return safe_id(place.name)


def _content_of(item: Mapping[str, Any], place: ItemPlace) -> tuple[str | bytes, PageFormat]:
    for key in ("html", "text"):
        text = _text_of(item, key)
        if text is None:
            continue
        if not text.strip():
            raise Fault(SkipReason.EMPTY, f'"{key}" holds no words')
        n_bytes = len(text.encode("utf-8", "replace"))
        if n_bytes > place.limits.max_bytes:
            raise Fault(
                SkipReason.TOO_LARGE, f"{size_in_words(n_bytes)}; a page may have {place.limits.words}"
            )
        return text, PageFormat.HTML if key == "html" else sniff_format(text)
    path = _text_of(item, "path")
    if path is None:
        keys = ", ".join(f'"{key}"' for key in list(item)[:6]) or "no keys"
        raise Fault(SkipReason.BAD_ITEM, f'has {keys}; give "html", "text" or "path"')
    return _content_of_path(path, place)


def _content_of_path(path: str, place: ItemPlace) -> tuple[bytes, PageFormat]:
    if not place.reads_paths:
        raise Fault(SkipReason.BAD_ITEM, '"path" names a file of this machine, and files are not read here')
    try:
        found = next((full for folder in place.folders if (full := folder / path).is_file()), None)
    except (OSError, ValueError):
        found = None
    if found is None:
        raise Fault(SkipReason.UNREADABLE, f'no file at "{path}"')
    with open_stream(found) as stream:
        return page_content(stream, found.name, place.limits)


def _text_of(item: Mapping[str, Any], key: str) -> str | None:
    value = item.get(key)
    if value is None or isinstance(value, str):
        return value
    raise Fault(SkipReason.BAD_ITEM, f'"{key}" is {_shown(value)}, not a text')


def _published_of(item: Mapping[str, Any]) -> str | None:
    published = _text_of(item, "published")
    if not published:
        return None
    try:
        Interval.parse(published.partition("T")[0])
    except ValueError as error:
        raise Fault(SkipReason.BAD_ITEM, f'"published": {error}') from error
    return published


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
