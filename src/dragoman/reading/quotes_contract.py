"""`dragoman quotes --jsonl`: one text in, its quotations with speaker and cue out."""

from __future__ import annotations

from typing import Any

from dragoman.language import analyse
from dragoman.reading.attribution import Attribution, find_attributions

# Attributions below this confidence are left out: plans and feelings that nobody utters.
LEAST_CONFIDENCE = 0.3


def quotes_line(item: dict[str, Any]) -> dict[str, Any]:
    """The quotations of one text.

    Args:
        item: `id` and `text`; other keys are passed over.

    Returns:
        `id` and `quotes`, in order of the text: `quote` (from the first to the last
        word of the content), `frags` (its parts), `speaker`, `cue` (or None), `manner`.
        Where there is no text: `id` and `error` with `type` and `message`.
    """
    text = item.get("text")
    if not isinstance(text, str):
        message = f'"text" of {item.get("id")!r} is {type(text).__name__}, not a string.'
        return {"id": item.get("id"), "error": {"type": "BadLine", "message": message}}
    found = find_attributions(analyse(text))
    return {
        "id": item.get("id"),
        "quotes": [_quote(one) for one in found if one.confidence >= LEAST_CONFIDENCE],
    }


def _quote(attribution: Attribution) -> dict[str, Any]:
    return {
        "quote": [attribution.start, attribution.end],
        "frags": [list(span) for span in attribution.content],
        "speaker": None if attribution.source is None else list(attribution.source),
        "cue": None if attribution.cue is None else list(attribution.cue),
        "manner": attribution.manner.value,
    }
