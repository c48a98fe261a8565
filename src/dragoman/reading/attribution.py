"""Attributions: which words of a text are somebody's, whose, and by what cue.

Direct speech is read from its marks and the clause beside it, indirect speech from
the dependency tree, and both are put together here: a quotation that its reporting
clause breaks is one attribution, quoted words within an indirect one make it mixed.
Whether an attribution becomes a statement of the record is decided in
`dragoman.reading.statements`.
"""

from __future__ import annotations

from dragoman.language import Analysis
from dragoman.reading._attribution_clauses import find_reports
from dragoman.reading._attribution_direct import Bond, DirectReader
from dragoman.reading._attribution_sources import source_words
from dragoman.reading._attribution_surface import goes_on
from dragoman.reading._attribution_transcript import find_turns
from dragoman.reading._attribution_types import Attribution, Report, Span
from dragoman.reading.quotation import Quotation, find_quotations
from dragoman.reading.record import Manner
from dragoman.reading.syntax import Syntax

__all__ = ["Attribution", "find_attributions"]

_EDGE = " \t\r\n\u00a0,.;:!?\u2026-\u2013\u2014"
_OPENING = "\"“„«‘'`"
_CLOSING = "\"”“»’'"
_LONGEST_SOURCE = 30

# How far a kind of cue can be trusted to report words that were said.
_CONFIDENCE = {
    "said": 0.9,
    "told": 0.9,
    "wrote": 0.9,
    "according": 0.92,
    "announced": 0.85,
    "answered": 0.85,
    "warned": 0.85,
    "admitted": 0.8,
    "accused": 0.8,
    "asked": 0.75,
    "called": 0.75,
    "criticised": 0.75,
    "denied": 0.75,
    "praised": 0.7,
    "highlighted": 0.7,
    "suggested": 0.7,
    "threatened": 0.7,
    "regretted": 0.7,
    "promised": 0.6,
    "moved": 0.6,
    "noun": 0.55,
    "refused": 0.5,
    "showed": 0.5,
    "known": 0.45,
    "believed": 0.4,
    "planned": 0.4,
    "discussed": 0.35,
}


def find_attributions(
    analysis: Analysis, carriers: frozenset[str] = frozenset(), syntax: Syntax | None = None
) -> list[Attribution]:
    """What the text attributes to somebody, in order of the content; none lies within another.

    Words reported inside a report ("X said that Y had said") belong to the outer one.

    Args:
        analysis: The text with its trees.
        carriers: Lemmas of sources that only pass on ("agency"): where such a report
            holds another one, the inner one counts.
        syntax: The trees as questions are put to them, where the caller has them.
    """
    syntax = syntax or Syntax(analysis)
    quotations = find_quotations(analysis.text)
    reports = find_reports(syntax)
    bonds = DirectReader(syntax, quotations, reports).read()
    builder = _Builder(syntax, quotations, bonds, reports)
    found = builder.direct()
    found = [*found, *builder.indirect(), *find_turns(analysis)]
    passed_on = [one for one in found if _source_lemma(analysis, one) in carriers]
    inner = [one for one in found if one.clause and one.factual and one.source is not None]
    return _outermost(
        [one for one in found if one not in passed_on or not any(_holds(one, other) for other in inner)]
    )


def _source_lemma(analysis: Analysis, one: Attribution) -> str:
    return "" if one.source_token is None else analysis.tokens[one.source_token].lemma.lower()


class _Builder:
    """Makes attributions of reports and bonds of one text."""

    def __init__(
        self, syntax: Syntax, quotations: tuple[Quotation, ...], bonds: list[Bond], reports: list[Report]
    ) -> None:
        self._syntax = syntax
        self._bonds = bonds
        self._reports = reports
        self._bonded = {bond.report.cue: bond.source for bond in bonds if bond.report is not None}
        self._text = syntax.analysis.text
        self._quotations = quotations

    def direct(self) -> list[Attribution]:
        """One attribution for each quotation or run of quotations with one cue."""
        groups: list[list[Bond]] = []
        for bond in self._bonds:
            if bond.joins and groups:
                groups[-1].append(bond)
            else:
                groups.append([bond])
        return [self._spoken(group) for group in groups]

    def _spoken(self, group: list[Bond]) -> Attribution:
        first = group[0]
        pieces = [piece for bond in group for piece in bond.quotation.pieces]
        report = next((bond.report for bond in group if bond.report is not None), None)
        lead = self._words_beside(report, pieces) if report is not None else None
        if lead is not None:
            pieces = sorted([*pieces, lead])
        cue = report.cue if report is not None and first.source is not None else None
        source = self._source(first.source, cue)
        confidence = first.confidence if source is not None else first.confidence * 0.6
        return Attribution(
            content=tuple(pieces),
            source=source,
            cue=first.cue,
            manner=self._manner(pieces),
            kind=report.kind if report is not None else "said",
            confidence=confidence,
            factual=report.factual if report is not None else True,
            source_token=first.source,
            cue_token=report.cue if report is not None else None,
        )

    def _words_beside(self, report: Report, pieces: list[Span]) -> Span | None:
        """Unquoted words of the same content before its quotation ('Iraq must act, he said, "or fail"')."""
        tokens = self._syntax.tokens
        named = set() if report.source is None else set(source_words(self._syntax, report.source))
        first = min(start for start, _ in pieces)
        before = [word for word in report.content if tokens[word].end <= first and word not in named]
        for start, end in self._spans(before):
            is_beside = not self._text[end:first].strip(_EDGE)
            goes_on = self._text[first:].lstrip(_OPENING)[:1].islower()
            is_broken_by_cue = end <= tokens[report.cue].start < first and goes_on
            if (is_beside or is_broken_by_cue) and len(self._text[start:end].split()) >= 3:
                return start, end
        return None

    def indirect(self) -> list[Attribution]:
        """The attributions of the reporting clauses without a quotation of their own."""
        reports = [report for report in self._reports if report.content and report.cue not in self._bonded]
        found = (self._reported(report) for report in reports)
        return [attribution for attribution in found if attribution is not None]

    def _reported(self, report: Report) -> Attribution | None:
        """The attribution of a reporting clause; None where its content or its cue is no use."""
        cue = self._syntax.tokens[report.cue].start, self._syntax.tokens[report.cue_last].end
        spans = [span for span in map(self._fitted, self._spans(report.content)) if span is not None]
        spans = [part for span in spans for part in _without(span, cue)]
        if not spans or self._is_quoted(report.cue):
            return None
        head = self._head(report)
        source = self._source(head, report.cue)
        confidence = _CONFIDENCE.get(report.kind, 0.5) * (1.0 if report.factual else 0.6)
        return Attribution(
            content=tuple(spans),
            source=source,
            cue=cue,
            manner=self._manner(spans),
            kind=report.kind,
            confidence=confidence if source is not None else confidence * 0.6,
            factual=report.factual,
            source_token=head,
            cue_token=report.cue,
            clause=report.clause,
        )

    def _is_quoted(self, token: int) -> bool:
        return any(quotation.covers(self._syntax.tokens[token].start) for quotation in self._quotations)

    def _head(self, report: Report) -> int | None:
        """The head of a report's source.

        A noun of a quotation is none, nor is one of what the same sentence reports
        ("X said Y had won, adding that ..."): then who spoke before in the sentence.
        """
        head, cue = report.source, report.cue
        astray = head is not None and self._is_quoted(head)
        if not astray and not goes_on(self._syntax, cue):
            return head
        for other in reversed(self._reports_before(cue)):
            if head is None or astray or head > cue or head in other.content:
                return self._bonded.get(other.cue, other.source)
        return None if astray else head

    def _reports_before(self, cue: int) -> list[Report]:
        """The reports of clauses and quotations before a cue in its sentence that have a source."""
        number = self._syntax.sentence_number(cue)
        return [
            other
            for other in self._reports
            if other.cue < cue and other.clause and self._syntax.sentence_number(other.cue) == number
            if self._bonded.get(other.cue, other.source) is not None
        ]

    def _spans(self, words: list[int] | tuple[int, ...]) -> list[Span]:
        """Runs of tokens as stretches of text; only punctuation may be missing within a run."""
        tokens = self._syntax.tokens
        runs: list[list[int]] = []
        for word in words:
            if runs and all(tokens[between].upos == "PUNCT" for between in range(runs[-1][-1] + 1, word)):
                runs[-1].append(word)
            else:
                runs.append([word])
        spans = [(tokens[run[0]].start, tokens[run[-1]].end) for run in runs]
        return [span for span in spans if any(char.isalnum() for char in self._text[span[0] : span[1]])]

    def _fitted(self, span: Span) -> Span | None:
        """The span without edge punctuation, and with the whole of each quotation that it cuts."""
        start, end = span
        for quotation in self._quotations:
            for piece_start, piece_end in quotation.pieces:
                if start < piece_start < end < piece_end:
                    end = piece_end
                if piece_start < start < piece_end < end:
                    start = piece_start
                if start == piece_start + 1 and end >= piece_end - 2:
                    start, end = piece_start, max(end, piece_end)
        while start < end and self._text[start] in _EDGE:
            start += 1
        while end > start and self._text[end - 1] in _EDGE:
            end -= 1
        return (start, end) if start < end else None

    def _manner(self, spans: list[Span]) -> Manner:
        pieces = [piece for quotation in self._quotations for piece in quotation.pieces]
        quoted = [
            any(s <= start + 1 and end <= e + 1 for s, e in pieces) for start, end in spans if end > start
        ]
        if quoted and all(quoted):
            return Manner.DIRECT
        touched = any(s < end and start < e for start, end in spans for s, e in pieces)
        return Manner.MIXED if touched else Manner.INDIRECT

    def _source(self, head: int | None, cue: int | None = None) -> Span | None:
        """The phrase of a source, on its side of the cue."""
        if head is None:
            return None
        tokens = self._syntax.tokens
        words = source_words(self._syntax, head)
        if cue is not None and cue != head:
            words = [word for word in words if (word < cue) == (head < cue)]
        first, last = self._run(head, set(words))
        while first < head and tokens[first].upos in ("PUNCT", "CCONJ", "ADV", "SCONJ"):
            first += 1
        if tokens[last].text in ("'s", "’s", "'", "’") and last > head:
            last -= 1
        return tokens[first].start, tokens[last].end

    def _run(self, head: int, words: set[int]) -> Span:
        """The tokens around a head without a gap; commas and conjunctions between members are none."""
        tokens = self._syntax.tokens
        first = last = head
        while first - 1 in words or (first - 2 in words and tokens[first - 1].upos in ("PUNCT", "CCONJ")):
            first -= 1
        while last + 1 in words or (
            tokens[last + 1 : last + 2]
            and tokens[last + 1].upos in ("PUNCT", "CCONJ")
            and {last + 2, last + 3} & words
        ):
            last += 1
        return (first, last) if last - first <= _LONGEST_SOURCE else (head, head)


def _without(span: Span, hole: Span) -> list[Span]:
    """The parts of a span outside another."""
    if hole[1] <= span[0] or span[1] <= hole[0]:
        return [span]
    return [part for part in ((span[0], hole[0]), (hole[1], span[1])) if part[1] - part[0] > 1]


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """Those whose cue does not lie in the content of another, and no two with the same words."""
    kept = [
        one for one in found if not any(_holds(other, one) and not _yields(other, one) for other in found)
    ]
    kept.sort(key=lambda one: (-one.confidence, one.start))
    chosen: list[Attribution] = []
    for one in kept:
        if not any(_share_words(one, other) for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda one: (one.start, one.end))


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return (
        outer is not inner
        and inner.cue is not None
        and any(start <= inner.cue[0] < end for start, end in outer.content)
    )


def _yields(outer: Attribution, inner: Attribution) -> bool:
    """Of two that hold each other's cue ("A wants B, according to C") the one trusted less yields."""
    return _holds(inner, outer) and outer.confidence < inner.confidence


def _share_words(left: Attribution, right: Attribution) -> bool:
    return any(s < e2 and s2 < e for s, e in left.content for s2, e2 in right.content)
