"""Text in a form that every database takes, character for character.

PostgreSQL text holds no U+0000, and no UTF-8 text holds an unpaired surrogate.
Columns that people search and see get U+FFFD in their place, one for one, so that
offsets stay right; the exact text is kept as JSON, where both can be escaped.
"""

from __future__ import annotations

import re

from dragoman.ledger.schema import CODE_LENGTH

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LARGEST_INTEGER = 2**31 - 1


def storable(text: str) -> str:
    """The text with U+FFFD for each character that a database refuses; its length stays."""
    if text.isascii() and "\x00" not in text:
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def storable_or_none(text: str | None) -> str | None:
    """The same for a text that may be absent."""
    return None if text is None else storable(text)


def code_column(text: str) -> str:
    """A code for an indexed column: at most 100 characters, which only nonsense exceeds."""
    return storable(text)[:CODE_LENGTH]


def integer_column(number: int) -> int:
    """A number for an integer column of 32 bits; the value's JSON keeps what does not fit."""
    return max(-_LARGEST_INTEGER, min(number, _LARGEST_INTEGER))
