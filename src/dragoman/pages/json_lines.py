"""A stream of JSON Lines as pages, one line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.pages.items import ItemPlace, read_item
from dragoman.pages.limits import size_in_words
from dragoman.pages.naming import safe_id
from dragoman.pages.opening import Fault, Stream
from dragoman.pages.page import Page, Skipped, SkipReason


def iter_json_lines(stream: Stream, place: ItemPlace) -> Iterator[Page | Skipped]:
    """The page of each line, or why the line gives none. Empty lines are passed over.

    `place` is that of the whole stream; each line has the line's number in its origin.
    """
    for number, line in enumerate(stream.lines(place.limits), start=1):
        if line is not None and not line.strip():
            continue
        here = replace(place, origin=f"{place.origin}, line {number}", name=f"{place.name}-line-{number}")
        try:
            item = _item_of(line, place)
        except Fault as fault:
            yield Skipped(safe_id(here.name), here.origin, fault.reason, fault.detail)
        else:
            yield read_item(item, here)


def _item_of(line: bytes | None, place: ItemPlace) -> dict[str, Any]:
    if line is None:
        limit = size_in_words(place.limits.max_line_bytes)
        raise Fault(SkipReason.TOO_LARGE, f"the line is longer than {limit}")
    try:
        return parse_object(line)
    except ValueError as error:
        raise Fault(SkipReason.BAD_JSON, str(error)) from error


def parse_object(line: bytes) -> dict[str, Any]:
    """The JSON object that a line holds.

    Raises:
        ValueError: The line is not UTF-8, not JSON, or not an object; the message
            says which and where, for people.
    """
    try:
        value = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} at character {error.colno}") from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError(f"a JSON {_JSON_NAMES[type(value)]}, not an object")
    return value


_JSON_NAMES: dict[type, str] = {
    list: "array",
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    type(None): "null",
}


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON value")
