"""A JSON document that is not JSON Lines: one item, or an array of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.pages.items import ItemPlace, read_item
from dragoman.pages.naming import safe_id
from dragoman.pages.opening import Fault, Stream
from dragoman.pages.page import Page, Skipped, SkipReason

_CONTENT_KEYS = ("html", "text", "path")


def is_json_file(text: str, name: str) -> bool:
    """Whether a document is JSON by its name and first character, and not lines of objects."""
    is_named_so = name.lower().removesuffix(".gz").endswith(".json")
    return is_named_so and text.lstrip()[:1] in ("{", "[") and "\n{" not in text


def iter_json_file(stream: Stream, place: ItemPlace) -> Iterator[Page | Skipped]:
    """The pages of a JSON document, which is read whole (up to the limit of a page).

    Raises:
        Fault: The document is broken, too large, or holds no page.
    """
    content = stream.whole(place.limits)
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Fault(SkipReason.BAD_JSON, str(error)) from error
    items = value if isinstance(value, list) else [value]
    if not any(map(_holds_page, items)):
        raise Fault(SkipReason.NOT_A_PAGE, "JSON without a page in it")
    if items is not value:
        yield read_item(items[0], place)
        return
    for number, item in enumerate(items, start=1):
        here = replace(place, origin=f"{place.origin}, item {number}", name=f"{place.name}-item-{number}")
        if isinstance(item, dict):
            yield read_item(item, here)
        else:
            yield Skipped(safe_id(here.name), here.origin, SkipReason.BAD_ITEM, "not a JSON object")


def _holds_page(item: Any) -> bool:
    return isinstance(item, dict) and any(isinstance(item.get(key), str) for key in _CONTENT_KEYS)
