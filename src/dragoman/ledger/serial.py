"""Dataclasses to JSON and back, by their type hints.

The ledger keeps records whole, and what comes out must equal what went in:
`from_json(type(x), to_json(x)) == x`. Fields that hold their default are left
out, so that a later version may add a field without changing the ids of values
that do not use it. pydantic would do this too, but its JSON drops the difference
between an absent field and a default, and the stage types know nothing of it.

Handled: dataclasses, tuples of one type, optional values, string enums, dates,
str, int, float, bool. Anything else is a fault of the program (TypeError).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Converter = Callable[[Any], Any]

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_PLAIN = (str, int, float, bool)
# What is written as it is; a whole number where a float belongs becomes one, so that ids do not differ.
_AS_IT_IS = (str, int, bool)
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(value: object) -> Any:
    """A dataclass as dictionaries, lists and plain values; fields at their default are left out."""
    kind: Any = type(value)
    return _writer(kind)(value)


def from_json(kind: type[T], data: Any) -> T:
    """The dataclass that `to_json` wrote.

    Raises:
        ValueError: A field is unknown or missing, or a value has another form.
    """
    try:
        reader: Any = kind
        result: T = _reader(reader)(data)
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError(f"This is no stored {kind.__name__}: {error}") from error
    return result


def canonical(data: Any) -> str:
    """One text for one JSON value: keys sorted, no spaces, storable in any database.

    Unpaired surrogates, which no UTF-8 text may hold, are written as escapes, as
    JSON does for U+0000.
    """
    text = _CANONICAL.encode(data)
    return text if text.isascii() else _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


@cache
def _writer(kind: Any) -> Converter:
    """The function that writes values of one type."""
    if is_dataclass(kind):
        return _dataclass_writer(kind)
    origin = get_origin(kind)
    if origin is tuple:
        item = _writer(_only_item(kind))
        return lambda values: [item(value) for value in values]
    if origin in (Union, UnionType):
        inner = _writer(_only_option(kind))
        return lambda value: None if value is None else inner(value)
    if kind is date:
        return date.isoformat
    if kind in _PLAIN:
        return kind  # type: ignore[no-any-return]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return str
    raise TypeError(f"{kind!r} cannot be stored")


def _dataclass_writer(kind: Any) -> Converter:
    hints = get_type_hints(kind)
    plan = [
        (field.name, _default(field), None if hints[field.name] in _AS_IT_IS else _writer(hints[field.name]))
        for field in fields(kind)
    ]

    def write(value: Any) -> dict[str, Any]:
        result = {}
        for name, default, writer in plan:
            item = getattr(value, name)
            if item is not default and item != default:
                result[name] = item if writer is None else writer(item)
        return result

    return write


@cache
def _reader(kind: Any) -> Converter:
    """The function that reads values of one type back."""
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    origin = get_origin(kind)
    if origin is tuple:
        item = _reader(_only_item(kind))
        return lambda values: tuple(item(value) for value in values)
    if origin in (Union, UnionType):
        inner = _reader(_only_option(kind))
        return lambda value: None if value is None else inner(value)
    if kind is date:
        return date.fromisoformat
    if kind is float:
        return float
    if kind in (str, int, bool):
        return _checked(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    raise TypeError(f"{kind!r} cannot be stored")


def _dataclass_reader(kind: Any) -> Converter:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(data: dict[str, Any]) -> Any:
        return kind(**{name: readers[name](item) for name, item in data.items()})

    return read


def _checked(kind: type) -> Converter:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is no {kind.__name__}")
        return value

    return read


def _only_item(kind: Any) -> Any:
    item, *rest = get_args(kind)
    if rest != [Ellipsis]:
        raise TypeError(f"{kind!r} cannot be stored")
    return item


def _only_option(kind: Any) -> Any:
    options = [option for option in get_args(kind) if option is not NoneType]
    if len(options) != 1:
        raise TypeError(f"{kind!r} cannot be stored")
    return options[0]
