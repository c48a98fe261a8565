"""What a page says of itself in JSON-LD: the objects that describe an article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from dragoman.article.elements import Elements

_MAX_CHARACTERS = 2_000_000
_MAX_DEPTH = 12
_ARTICLE = re.compile(
    r"Article$|^BlogPosting$|^Report$|^LiveBlogPosting$|^Review$|^NewsArticle|^SocialMediaPosting$", re.I
)


def read_objects(elements: Elements) -> list[dict[str, Any]]:
    """All JSON-LD objects of the page, nested graphs laid out flat; broken scripts are passed over."""
    objects: list[dict[str, Any]] = []
    for script in elements.of_tag("script"):
        if "ld+json" in elements.get(script, "type").lower():
            objects.extend(_flatten(_parse("".join(elements.pieces(script))), 0))
    return objects


def is_article(thing: dict[str, Any]) -> bool:
    """Whether an object describes an article."""
    return any(_ARTICLE.search(name) for name in types_of(thing))


def types_of(thing: dict[str, Any]) -> list[str]:
    """The type names of an object, without their prefix."""
    stated = thing.get("@type", thing.get("type"))
    names = stated if isinstance(stated, list) else [stated]
    return [name.rsplit("/", 1)[-1] for name in names if isinstance(name, str)]


def text_value(value: Any) -> str | None:
    """The words of a value that is a string, an object with a name, or a list of them."""
    if isinstance(value, list):
        return next((text for item in value if (text := text_value(item))), None)
    if isinstance(value, dict):
        return text_value(value.get("name", value.get("@value")))
    if isinstance(value, str):
        return " ".join(html.unescape(value).split()) or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def names_in(value: Any) -> list[str]:
    """The names of people or organisations in an author field, in order."""
    if isinstance(value, list):
        return [name for item in value for name in names_in(item)]
    text = text_value(value)
    return [text] if text else []


def _parse(text: str) -> Any:
    text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    if not text or len(text) > _MAX_CHARACTERS:
        return None
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text), re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _flatten(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flatten(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"):
            if isinstance(value.get(key), (list, dict)):
                yield from _flatten(value[key], depth + 1)
