"""Short texts of a page of the documentation with what dragoman reads in them.

A fence ```reading-KIND-... holds a text and, after a line "->", one line for each value
of these kinds (article, meetings, commitments, statements, events, findings); "nothing" where
there is none. So a page can show what comes out, and a test says where it no longer does.

    python -m tools.docs.readings docs/explanation/known-errors.md    writes the outcomes into the page
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman import read_text
from dragoman.article import Article
from dragoman.reading.record import Actor, Commitment, Event, Finding, Meeting, Record, Statement, When

_FENCE = re.compile(r"^```reading-(?P<kinds>[a-z-]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_ARROW = "->"


@dataclass(frozen=True, slots=True)
class Shown:
    """A text of a page, the kinds of value that are shown of it, and what the page says comes out."""

    line: int  # of the page, from 1
    kinds: tuple[str, ...]
    text: str
    outcome: list[str]


def iter_shown(page: str) -> Iterator[Shown]:
    """The texts of a page, in their order."""
    for fence in _FENCE.finditer(page):
        yield _shown(page, fence)


def outcome(text: str, kinds: Iterable[str]) -> list[str]:
    """What is read in a text: one line for each value of these kinds, "nothing" where there is none."""
    record = read_text(text)
    return [line for kind in kinds for line in _LINES[kind](record)] or ["nothing"]


def with_outcomes(page: str) -> str:
    """The page with what comes out today."""

    def written(fence: re.Match[str]) -> str:
        shown = _shown(page, fence)
        lines = [shown.text, _ARROW, *outcome(shown.text, shown.kinds)]
        return "\n".join([f"```reading-{fence['kinds']}", *lines, "```"])

    return _FENCE.sub(written, page)


def _shown(page: str, fence: re.Match[str]) -> Shown:
    text, _, said = fence["body"].partition(f"{_ARROW}\n")
    line = page.count("\n", 0, fence.start()) + 1
    return Shown(line, tuple(fence["kinds"].split("-")), text.rstrip(), said.splitlines())


def _meeting(meeting: Meeting, _: Article) -> Iterator[str]:
    yield f"{meeting.state} meeting: {_all(map(_actor, meeting.participants)) or _all(meeting.attendees)}"
    yield meeting.title
    yield str(meeting.mode)
    yield _when(meeting.when)
    yield meeting.place.name if meeting.place is not None else ""


def _commitment(commitment: Commitment, _: Article) -> Iterator[str]:
    yield f"{commitment.act}: {_all(commitment.actors)}: {commitment.what}"
    yield _when(commitment.due)


def _statement(statement: Statement, article: Article) -> Iterator[str]:
    content = " … ".join(article.words(place.start, place.end) for place in statement.content)
    yield f"{statement.manner} statement: {_actor(statement.speaker)}: {content}"


def _event(event: Event, _: Article) -> Iterator[str]:
    yield f"{event.type}: {_all(event.source)}" + (f" → {_all(event.target)}" if event.target else "")
    yield str(event.realis)
    yield f"confidence {event.confidence:.1f}"


def _finding(finding: Finding, _: Article) -> Iterator[str]:
    yield f"{finding.kind}: {finding.remark}"


def _article(record: Record) -> Iterator[str]:
    published = record.article.published
    yield "published: " + (published.interval.isoformat() if published is not None else "not known")
    for number, words in enumerate(record.article.paragraphs, start=1):
        yield f"paragraph {number}: {words}"


def _each(kind: str, parts: Callable[[Any, Article], Iterator[str]]) -> Callable[[Record], list[str]]:
    return lambda record: [
        "; ".join(filter(None, parts(value, record.article))) for value in getattr(record, kind)
    ]


_LINES: dict[str, Callable[[Record], Iterable[str]]] = {
    "article": _article,
    "meetings": _each("meetings", _meeting),
    "commitments": _each("commitments", _commitment),
    "statements": _each("statements", _statement),
    "events": _each("events", _event),
    "findings": _each("findings", _finding),
}


def _all(words: Iterable[str]) -> str:
    return ", ".join(word for word in words if word)


def _actor(actor: Actor) -> str:
    name = actor.name or actor.office or "somebody"
    return f"{name} ({actor.country})" if actor.country else name


def _when(when: When | None) -> str:
    return when.interval.isoformat() if when is not None else ""


def main() -> None:
    """Writes the outcomes into the pages that are named."""
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(with_outcomes(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
