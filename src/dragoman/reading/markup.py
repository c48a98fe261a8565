"""A record as HTML for notebooks: the article with its evidence marked, then short tables.

The fragment stands alone: no scripts, no addresses, everything escaped. A stretch
of text that several values came from is marked once, with all of them in its title.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from dragoman.article import Article, Evidence, Part, PartKind
from dragoman.reading.record import (
    Actor,
    Commitment,
    Event,
    Finding,
    Meeting,
    MeetingState,
    Realis,
    Record,
    Statement,
    When,
)

_STYLE = """
.dragoman{max-width:52em;line-height:1.5;font-family:system-ui,sans-serif}
.dragoman h1{font-size:1.3em;margin:.2em 0}.dragoman h2{font-size:1.1em;margin:.8em 0 .2em}
.dragoman .standfirst{font-style:italic}.dragoman .byline,.dragoman .note{opacity:.7;font-size:.9em}
.dragoman mark{color:inherit;border-radius:.2em;background:#8884}
.dragoman mark.meeting{background:#4c9f7055}.dragoman mark.commitment{background:#d9a40055}
.dragoman mark.statement{background:#4a7fd055}.dragoman mark.event{background:#a06cc055}
.dragoman mark.finding{background:#d0505066}
.dragoman table{border-collapse:collapse;margin:.3em 0;font-size:.9em}
.dragoman th,.dragoman td{text-align:left;vertical-align:top;padding:.15em .6em .15em 0}
.dragoman td{border-top:1px solid #8886}
"""
_TAGS = {PartKind.HEADLINE: "h1", PartKind.HEADING: "h2", PartKind.QUOTE: "blockquote", PartKind.TABLE: "pre"}

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Words of the article that a value came from. Where marks overlap, the shortest gives the colour."""

    start: int
    end: int
    kind: str
    title: str


# Of two marks of one length the first kind here gives the colour: the rarer one.
_ORDER = ("finding", "meeting", "commitment", "event", "statement")


def marked_html(record: Record) -> str:
    """The record as an HTML fragment."""
    article = record.article
    marks = sorted(
        _marks(record), key=lambda mark: (mark.end - mark.start, _ORDER.index(mark.kind), mark.start)
    )
    blocks = "\n".join(_block(article, part, marks) for part in article.parts)
    tables = "\n".join(filter(None, (_table(*table) for table in _tables(record))))
    return f'<div class="dragoman">\n<style>{_STYLE}</style>\n{blocks}\n{_notes(record)}{tables}\n</div>'


def _marks(record: Record) -> Iterator[_Mark]:
    for meeting in record.meetings:
        yield from _of(
            meeting.evidence, "meeting", f"{meeting.state} meeting: {_actors(meeting.participants)}"
        )
        for value in (meeting.when, meeting.duration, meeting.place):
            yield from _of(value.evidence if value is not None else (), "meeting", f"{meeting.state} meeting")
    for commitment in record.commitments:
        title = f"{commitment.act}: {_codes(commitment.actors)}"
        yield from _of((*commitment.evidence, commitment.what_evidence), "commitment", title)
    for statement in record.statements:
        yield from _of(statement.content, "statement", f"{_actor(statement.speaker)}, {statement.manner}")
    for event in record.events:
        yield from _of((event.trigger,), "event", f"{event.type} {_sides(event)} ({event.realis})")
    for finding in record.findings:
        yield from _of(finding.evidence, "finding", f"{finding.kind}: {finding.remark}")


def _of(evidence: Iterable[Evidence], kind: str, title: str) -> Iterator[_Mark]:
    return (_Mark(place.start, place.end, kind, title) for place in evidence)


def _block(article: Article, part: Part, marks: list[_Mark]) -> str:
    tag = _TAGS.get(part.kind, "p")
    lead = "• " if part.kind is PartKind.LIST_ITEM else ""
    return f'<{tag} class="{part.kind}">{lead}{_marked(article.text, part, marks)}</{tag}>'


def _marked(text: str, part: Part, marks: list[_Mark]) -> str:
    """The words of a block, cut wherever a mark begins or ends, each piece marked once."""
    inside = [mark for mark in marks if mark.start < part.end and mark.end > part.start]
    cuts = {part.start, part.end}
    cuts.update(min(max(cut, part.start), part.end) for mark in inside for cut in (mark.start, mark.end))
    edges = sorted(cuts)
    pieces = []
    for start, end in itertools.pairwise(edges):
        words = escape(text[start:end])
        over = [mark for mark in inside if mark.start <= start and mark.end >= end]
        if over:
            title = escape(" · ".join(dict.fromkeys(mark.title for mark in over)))
            words = f'<mark class="{over[0].kind}" title="{title}">{words}</mark>'
        pieces.append(words)
    return "".join(pieces)


def _notes(record: Record) -> str:
    article, estimate = record.article, record.written_on
    notes = []
    if article.published is not None:
        notes.append(f"published {article.published.interval.isoformat()}")
    if estimate is not None:
        notes.append(
            f"dated from its content: {estimate.interval.isoformat()} ({'; '.join(estimate.reasons)})"
        )
    if article.repairs:
        notes.append(f"{len(article.repairs)} places mended")
    if article.furniture:
        notes.append(f"{len(article.furniture)} blocks of furniture removed")
    return f'<p class="note">{escape(" · ".join(notes))}</p>\n' if notes else ""


def _tables(record: Record) -> Iterator[tuple[str, Row, list[Row]]]:
    meetings = record.meetings
    head = ("who or what", "how", "when", "where")
    yield "Meetings", head, [_meeting_row(one) for one in meetings if one.state is MeetingState.HELD]
    others = [_meeting_row(one) for one in meetings if one.state is not MeetingState.HELD]
    yield "Planned, proposed or cancelled", head, others
    yield (
        "Commitments",
        ("who", "act", "what", "to", "due"),
        [_commitment_row(one) for one in record.commitments],
    )
    statements = [_statement_row(record.article, one) for one in record.statements]
    yield "Statements", ("who", "manner", "words"), statements
    yield "Events", ("type", "sides", "when", ""), [_event_row(one) for one in record.events]
    yield "Findings", ("kind", "about", "values", "remark"), [_finding_row(one) for one in record.findings]


def _meeting_row(meeting: Meeting) -> Row:
    is_held = meeting.state is MeetingState.HELD
    who = meeting.title or _actors(meeting.participants) or _codes(meeting.attendees)
    how = str(meeting.mode).replace("_", " ") if is_held else str(meeting.state)
    return who, how, _when(meeting.when), meeting.place.name if meeting.place is not None else ""


def _commitment_row(one: Commitment) -> Row:
    return _codes(one.actors), str(one.act), one.what, _codes(one.to), _when(one.due)


def _statement_row(article: Article, one: Statement) -> Row:
    words = " … ".join(article.words(place.start, place.end) for place in one.content)
    return _actor(one.speaker), str(one.manner), words


def _event_row(one: Event) -> Row:
    return one.type, _sides(one), _when(one.when), "" if one.realis is Realis.HAPPENED else str(one.realis)


def _finding_row(one: Finding) -> Row:
    return one.kind, one.subject, " / ".join(one.values), one.remark


def _table(name: str, head: Row, rows: list[Row]) -> str:
    if not rows:
        return ""
    first = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    rest = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h2>{escape(name)} ({len(rows)})</h2>\n<table><tr>{first}</tr>{rest}</table>"


def _actor(actor: Actor) -> str:
    country = actor.country if actor.country != actor.name else ""
    return ", ".join(part for part in (actor.name, actor.office, country) if part) or "unnamed"


def _actors(actors: Iterable[Actor]) -> str:
    return "; ".join(map(_actor, actors))


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(codes)


def _sides(event: Event) -> str:
    return f"{_codes(event.source)} → {_codes(event.target)}" if event.target else _codes(event.source)


def _when(when: When | None) -> str:
    return when.interval.isoformat() if when is not None else ""
