"""JSON values as text that can always be written."""

from __future__ import annotations

import json
from typing import Any


def json_text(value: Any, indent: int | None = None) -> str:
    """The value as JSON, with its letters as they are.

    Halves of characters (lone surrogates, which JSON can name but UTF-8 cannot
    hold) are written as escapes; so is everything else of that value then.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, indent=indent, allow_nan=False)
    return text
