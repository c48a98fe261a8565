"""The loop of the commands that serve outside scorers: a line of JSON in, an answer out.

One answer for each line, with the same id, in the same order, written at once. A
line that cannot be served, or takes for ever, is answered with an error; nothing ends the
loop but the end of the input. Empty lines are passed over.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from dragoman.errors import BadItem, DragomanError, SourceNotFound
from dragoman.export.json_text import json_text
from dragoman.pages.json_lines import parse_object
from dragoman.time_limit import PageTimeout, time_limit

Json = dict[str, Any]
Answer = Callable[[Json], Json]

# What takes longer is answered with an error, so that one line holds up no other.
LINE_S = 300.0
_HALVES = re.compile("[\ud800-\udfff]")

_log = logging.getLogger("dragoman")
_log.addHandler(logging.NullHandler())


def serve(answer: Answer, sources: Iterable[str] = (), write: Callable[[Json], str] | None = None) -> None:
    """Answers each line of the sources (standard input where there are none).

    Args:
        answer: Takes the object of one line, gives the answer; may raise.
        sources: Files of lines; "-" is standard input.
        write: How an answer is written; as one line of JSON if None.
    """
    out = sys.stdout.buffer
    for source in list(sources) or ["-"]:
        if source == "-":
            serve_lines(sys.stdin.buffer, out, answer, write)
            continue
        try:
            with Path(source).open("rb") as lines:
                serve_lines(lines, out, answer, write)
        except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
            raise SourceNotFound(f'"{source}" cannot be read: {(error.strerror or "").lower()}.') from error


def serve_lines(
    lines: Iterable[bytes], out: IO[bytes], answer: Answer, write: Callable[[Json], str] | None = None
) -> None:
    """Answers each line that is not empty."""
    write = write or _one_line
    for number, line in enumerate(lines, start=1):
        if line.strip():
            out.write(write(answer_line(line, number, answer)).encode("utf-8", "backslashreplace"))
            out.flush()


def answer_line(line: bytes, number: int, answer: Answer) -> Json:
    """The answer to one line; an error where it cannot be served. Its id is that of the line."""
    try:
        item = parse_object(line)
    except ValueError as error:
        return {"id": None, "error": {"type": "BadJSON", "message": f"Line {number} is {error}."}}
    name = item.get("id")
    try:
        with time_limit(LINE_S):
            return {**answer(_whole(item)), "id": name}
    except PageTimeout:
        return {"id": name, "error": {"type": "PageTimeout", "message": f"No answer within {LINE_S:g} s."}}
    except DragomanError as error:
        return _error(name, error, str(error))
    except Exception as error:
        _log.exception("line %d gave no answer", number)
        return _error(name, error, f"{type(error).__name__}: {error}")


def _whole(item: Json) -> Json:
    """The item without halves of characters, which tokenizers refuse: U+FFFD for each, so that offsets stay."""
    return {key: _HALVES.sub("\ufffd", one) if isinstance(one, str) else one for key, one in item.items()}


def text_of(item: Json) -> str:
    """The "text" of an item.

    Raises:
        BadItem: There is none.
    """
    text = item.get("text")
    if not isinstance(text, str):
        raise BadItem(f'"text" is {type(text).__name__}, not a string. Give {{"id": ..., "text": "..."}}.')
    return text


def _error(name: object, error: Exception, message: str) -> Json:
    return {"id": name, "error": {"type": type(error).__name__, "message": " ".join(message.split())}}


def _one_line(answer: Json) -> str:
    return json_text({"id": answer["id"], **answer}) + "\n"
