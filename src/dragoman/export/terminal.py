"""A record as a reading made for people at a terminal.

Says first what the article is and what was done to it, then what it reports; each
value with the sentence that it came from, the decisive words marked. Without
colour they stand between asterisks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from dragoman.article import Article
from dragoman.export.marked import Piece, quoted
from dragoman.export.quoting import Quoting
from dragoman.export.wording import (
    actor_words,
    codes_words,
    days_words,
    duration_words,
    event_sides,
    mode_words,
    topics_words,
)
from dragoman.pages import Skipped
from dragoman.reading.record import (
    Commitment,
    Event,
    Finding,
    Grounded,
    Manner,
    Meeting,
    MeetingState,
    Realis,
    Record,
    Statement,
)

# Evidence sentences of one value that are shown unless all is asked for.
_N_SENTENCES = 2
_NAME_WIDTH = 11
_REPAIRS = {
    "rejoined": ("paragraph rejoined", "paragraphs rejoined"),
    "encoding": ("run of characters decoded anew", "runs of characters decoded anew"),
    "duplicate": ("repeated block dropped", "repeated blocks dropped"),
}
_MANNERS = {
    Manner.DIRECT: "in quotation marks",
    Manner.INDIRECT: "reported",
    Manner.MIXED: "reported, partly quoted",
}


def print_record(record: Record, console: Console, is_verbose: bool = False) -> None:
    """Prints the reading of one article; with all sentences and details if verbose."""
    _Reading(record, console, is_verbose).print()


def print_skipped(skipped: Sequence[Skipped], console: Console) -> None:
    """Prints the pages that gave no record, with their reasons; nothing where there are none.

    Files that only lie beside pages are counted, not listed.
    """
    lost = [one for one in skipped if one.is_loss]
    beside = [one for one in skipped if not one.is_loss]
    if beside:
        words = f"{_number(len(beside), 'file', 'files')} passed over: {_by_reason(beside)}"
        console.print(Text(words, style="dim"), soft_wrap=True)
    if lost:
        words = f"{_number(len(lost), 'page', 'pages')} skipped: {_by_reason(lost)}"
        console.print(Text(words, style="bold yellow"), soft_wrap=True)
    for one in lost:
        console.print(
            Text.assemble("  ", (one.origin, "bold"), f": {one.reason}: {one.detail}"), soft_wrap=True
        )


def _by_reason(skipped: Iterable[Skipped]) -> str:
    return ", ".join(
        f"{n} {reason}" for reason, n in Counter(str(one.reason) for one in skipped).most_common()
    )


def _number(n: int, singular: str, plural: str) -> str:
    return f"{n} {singular if n == 1 else plural}"


@dataclass(slots=True)
class _Entry:
    """One value: what it is, its details in short, its evidence."""

    title: Text
    details: list[str]
    value: Grounded
    confidence: float


class _Reading:
    def __init__(self, record: Record, console: Console, is_verbose: bool) -> None:
        self._record = record
        self._console = console
        self._is_verbose = is_verbose
        self._quoting = Quoting(record.article)
        self._has_colour = console.color_system is not None

    def print(self) -> None:
        self._print_head()
        self._print_facts()
        meetings, record = self._record.meetings, self._record
        held = [one for one in meetings if one.state is MeetingState.HELD]
        others = [one for one in meetings if one.state is not MeetingState.HELD]
        self._print_section("Meetings", map(_meeting, held))
        self._print_section("Planned, proposed or cancelled", map(_meeting, others))
        self._print_section("Commitments", map(_commitment, record.commitments))
        self._print_section("Statements", map(_statement, record.statements))
        self._print_section("Events", map(_event, record.events))
        self._print_section("Findings", map(_finding, record.findings), style="bold yellow")
        if not (meetings or record.commitments or record.statements or record.events or record.findings):
            self._console.print(Text("No diplomacy found in this article.", style="dim"))
            self._console.print()

    def _print_head(self) -> None:
        article = self._record.article
        where = " · ".join(part for part in (article.outlet, article.section, article.dateline_place) if part)
        self._console.rule(Text(where or article.id, style="dim"), align="left", style="dim")
        self._print_hanging(Text(article.headline or "(no headline)", style="bold"))
        if article.standfirst is not None:
            self._print_hanging(Text(article.standfirst, style="italic"))
        self._console.print()

    def _print_facts(self) -> None:
        for name, lines in self._facts():
            for number, line in enumerate(lines):
                first = f"{name if number == 0 else '':<{_NAME_WIDTH}}"
                if " " in line.plain:
                    self._print_hanging(line, first, " " * _NAME_WIDTH)
                else:  # an address is not broken, so that it can be followed
                    self._console.print(Text.assemble((first, "dim"), line), soft_wrap=True)
        self._console.print()

    def _facts(self) -> Iterator[tuple[str, list[Text]]]:
        article = self._record.article
        yield from self._dates()
        if article.authors:
            yield "By", [Text(", ".join(article.authors))]
        yield "From", [Text(article.url or article.origin or article.id)]
        if article.repairs:
            kinds = Counter(repair.kind for repair in article.repairs).most_common()
            words = ", ".join(_number(n, *_REPAIRS.get(kind, (kind, kind))) for kind, n in kinds)
            yield "Mended", self._with_details(words, _mended(article))
        if article.furniture:
            reasons = Counter(piece.reason for piece in article.furniture).most_common()
            words = ", ".join(reason if n == 1 else f"{reason} ({n})" for reason, n in reasons)
            blocks = _number(len(article.furniture), "block", "blocks")
            yield "Removed", self._with_details(f"{blocks}: {words}", _removed(article))

    def _dates(self) -> Iterator[tuple[str, list[Text]]]:
        article, estimate = self._record.article, self._record.written_on
        if article.published is not None:
            yield "Published", [Text(days_words(article.published.interval))]
        if estimate is not None:
            reasons = "; ".join(estimate.reasons)
            yield "Written", [Text(f"{days_words(estimate.interval)}, dated from its content: {reasons}")]
        elif article.published is None:
            yield "Published", [Text("no date on the page", style="dim")]

    def _with_details(self, words: str, details: Iterable[str]) -> list[Text]:
        return [Text(words), *(Text(f"· {detail}", style="dim") for detail in details if self._is_verbose)]

    def _print_section(self, name: str, entries: Iterable[_Entry], style: str = "bold cyan") -> None:
        found = list(entries)
        if not found:
            return
        self._console.print(Text(f"{name} ({len(found)})", style=style))
        for entry in found:
            self._print_entry(entry)
        self._console.print()

    def _print_entry(self, entry: _Entry) -> None:
        details = list(entry.details)
        if self._is_verbose:
            details.append(f"confidence {entry.confidence:.2f}")
        self._print_hanging(entry.title, " • ", "   ")
        if details:
            self._print_hanging(Text(" · ".join(details), style="dim"), "   ", "   ")
        self._print_evidence(entry.value)

    def _print_evidence(self, value: Grounded) -> None:
        sentences = quoted(self._record, self._quoting, value, self._is_verbose)
        shown = sentences if self._is_verbose else _richest(sentences)
        for pieces in shown:
            line = Text(style="dim") if self._has_colour else Text()
            for piece in pieces:
                self._append(line, piece.text, piece.is_decisive)
            self._print_hanging(line, "   │ ", "   │ ")
        if len(sentences) > len(shown):
            more = _number(len(sentences) - len(shown), "more sentence", "more sentences")
            self._print_hanging(Text(f"and {more} (all with -v)", style="dim"), "   │ ", "   │ ")

    def _print_hanging(self, words: Text, first: str = "", rest: str = "") -> None:
        """Prints words that wrap under themselves, without spaces at the ends of lines."""
        width = max(self._console.width - len(first), 16)
        for number, line in enumerate(words.wrap(self._console, width)):
            line.rstrip()
            prefix = Text(first if number == 0 else rest, style="dim")
            self._console.print(Text.assemble(prefix, line), soft_wrap=True)

    def _append(self, line: Text, words: str, is_decisive: bool) -> None:
        if not is_decisive:
            line.append(words)
        elif self._has_colour:
            line.append(words, style="not dim underline")
        else:
            line.append(f"*{words.strip()}*" + (" " if words.endswith(" ") else ""))


def _richest(sentences: list[list[Piece]]) -> list[list[Piece]]:
    """The sentences with the most decisive words, in the order of the text."""
    by_words = sorted(sentences, key=lambda pieces: -sum(piece.is_decisive for piece in pieces))
    kept = by_words[:_N_SENTENCES]
    return [pieces for pieces in sentences if pieces in kept][:_N_SENTENCES]


def _mended(article: Article) -> Iterator[str]:
    for repair in article.repairs:
        after = article.words(repair.start, repair.end)
        yield f"{repair.kind}: “{_short(repair.before)}” is now “{_short(after)}”"


def _removed(article: Article) -> Iterator[str]:
    for piece in article.furniture:
        language = f" ({piece.language})" if piece.language is not None else ""
        yield f"{piece.reason}{language}: “{_short(piece.text)}”"


def _short(text: str, length: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rpartition(" ")[0] + " …"


def _meeting(meeting: Meeting) -> _Entry:
    who = "; ".join(map(actor_words, meeting.participants))
    title = Text(meeting.title or who or codes_words(meeting.attendees) or "a meeting", style="bold")
    details = [
        "" if meeting.state in (MeetingState.HELD, MeetingState.PLANNED) else str(meeting.state),
        who if meeting.title else "",
        f"host {codes_words(meeting.hosts)}" if meeting.hosts else "",
        f"with {codes_words(meeting.attendees)}" if meeting.attendees and meeting.title and not who else "",
        _asked_by(meeting),
        mode_words(meeting.mode),
        meeting.format,
        days_words(meeting.when.interval) if meeting.when is not None else "",
        duration_words(meeting.duration.minutes) if meeting.duration is not None else "",
        meeting.place.name if meeting.place is not None else "",
        f"on {topics_words(topic.code for topic in meeting.topics)}" if meeting.topics else "",
    ]
    return _Entry(title, [part for part in details if part], meeting, meeting.confidence)


def _asked_by(meeting: Meeting) -> str:
    asked = codes_words(actor.country for actor in meeting.initiators)
    return f"asked for by {asked}" if asked else ""


def _commitment(commitment: Commitment) -> _Entry:
    title = Text.assemble(
        (codes_words(commitment.actors) or "?", "bold"), f" {commitment.act}: ", commitment.what
    )
    details = [
        f"to {codes_words(commitment.to)}" if commitment.to else "",
        f"due {days_words(commitment.due.interval)}" if commitment.due is not None else "",
        commitment.condition,
    ]
    return _Entry(title, [part for part in details if part], commitment, commitment.confidence)


def _statement(statement: Statement) -> _Entry:
    details = [
        _MANNERS[statement.manner],
        f"to {', '.join(map(actor_words, statement.to))}" if statement.to else "",
        days_words(statement.said_on.interval) if statement.said_on is not None else "",
    ]
    title = Text(actor_words(statement.speaker), style="bold")
    return _Entry(title, [part for part in details if part], statement, statement.confidence)


def _event(event: Event) -> _Entry:
    title = Text.assemble((event.type, "bold"), "  ", event_sides(event))
    details = [
        str(event.realis) if event.realis is not Realis.HAPPENED else "",
        ", ".join(event.modes),
        ", ".join(event.contexts),
        days_words(event.when.interval) if event.when is not None else "",
        f"says {actor_words(event.reported_by)}" if event.reported_by is not None else "",
    ]
    return _Entry(title, [part for part in details if part], event, event.confidence)


def _finding(finding: Finding) -> _Entry:
    title = Text.assemble((finding.kind, "bold yellow"), "  ", finding.remark)
    against = " / ".join(finding.values)
    holds = f"holds: {finding.correct}" if finding.correct is not None else ""
    details = [
        part for part in (f"{finding.subject}: {against}" if against else finding.subject, holds) if part
    ]
    return _Entry(title, details, finding, finding.confidence)
