"""Whose a quotation is: the reporting clause beside it, before it, or the speaker carried on.

Works on the marks and on the reporting clauses of the tree, paragraph by
paragraph, because a parse of a sentence with long quotations is seldom whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from dragoman.reading._attribution_types import Report, Span
from dragoman.reading.quotation import Quotation
from dragoman.reading.syntax import Syntax

_BLOCK = re.compile(r"[^\n]+")
_DASH = re.compile(r"\s*(?:[―—–]|--?)\s*")
_MARKS = "\"“”„«»'‘’`"
_NOMINAL = ("NOUN", "PROPN", "PRON")
_LEAD_END = ".,;:!?—–-)"
_OPEN_END = ",?!—–-…"

# Words between a reporting verb and the quotation it introduces ("told reporters in Geneva on Friday: ...").
_LONGEST_LEAD = 22
_LONGEST_SIGNATURE = 12
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Bond:
    """A quotation and what attributes it; `report` is None for a carried speaker or a signature."""

    quotation: Quotation
    report: Report | None
    source: int | None
    cue: Span | None
    confidence: float
    joins: bool = False  # goes on with the attribution of the quotation before


@dataclass(frozen=True, slots=True)
class _Place:
    """A quotation in its paragraph: the stretches of text around it, up to the neighbouring quotations."""

    quotation: Quotation
    before: Span
    after: Span
    leads: bool  # opens its paragraph


class DirectReader:
    """Reads the quotations of one text."""

    def __init__(self, syntax: Syntax, quotations: tuple[Quotation, ...], reports: list[Report]) -> None:
        self._syntax = syntax
        self._text = syntax.analysis.text
        self._starts = [token.start for token in syntax.tokens]
        self._sentence_starts = [sentence.start for sentence in syntax.analysis.sentences]
        self._quotations = quotations
        self._reports = {
            report.cue: report
            for report in reports
            if report.quotes and not any(q.covers(syntax.tokens[report.cue].start) for q in quotations)
        }

    def read(self) -> list[Bond]:
        """A bond for each quotation that is somebody's speech, in order."""
        bonds: list[Bond] = []
        for place in self._places():
            last = bonds[-1] if bonds else None
            bond = self._bond(place, last)
            if bond is not None:
                bonds.append(bond)
        return bonds

    def _places(self) -> list[_Place]:
        places = []
        for index, quotation in enumerate(self._quotations):
            block_start, _ = self._block(quotation.start)
            _, block_end = self._block(quotation.end - 1)
            before = self._quotations[index - 1].end if index else 0
            after = (
                self._quotations[index + 1].start if index + 1 < len(self._quotations) else len(self._text)
            )
            left, right = (max(block_start, before), quotation.start), (quotation.end, min(block_end, after))
            leads = not self._text[block_start : quotation.start].strip()
            places.append(_Place(quotation, left, right, leads))
        return places

    def _block(self, place: int) -> Span:
        start = self._text.rfind("\n", 0, place) + 1
        end = self._text.find("\n", place)
        return start, len(self._text) if end < 0 else end

    def _bond(self, place: _Place, last: Bond | None) -> Bond | None:
        found = self._introduced(place, place.before, last) or self._followed(place)
        if found is None and last is not None:
            found = self._joined(place, last)
        if found is None and place.leads:
            found = self._introduced(place, self._paragraph_before(place), last)
        found = found or self._announced(place) or self._signed(place)
        if found is None and self._is_speech(place):
            found = self._carried(place, last)
        return found

    # ------------------------------------------------------------ before and after

    def _introduced(self, place: _Place, lead: Span, last: Bond | None) -> Bond | None:
        """By a clause that ends right before the quotation ("X said: ...", "X said, ...")."""
        start, end = lead
        words = self._tokens(start, end)
        if not words:
            return None
        sentence_start = self._sentence_start(end - 1, start)
        words_before = self._text[sentence_start:end].rstrip()
        for index in reversed(words):
            if self._syntax.tokens[index].start < sentence_start or words[-1] - index > _LONGEST_LEAD:
                break
            report = self._reports.get(index)
            if report is None:
                continue
            beside = words[-1] - index <= 1
            if not words_before.endswith((":", ",")) and not (
                beside and self._is_whole_content(place, report)
            ):
                return None
            joins = last is not None and last.report is not None and last.report.cue == report.cue
            source = last.source if joins and last is not None else self._near(report, place, last)
            return Bond(place.quotation, report, source, self._cue(report), 0.95, joins)
        return None

    def _paragraph_before(self, place: _Place) -> Span:
        """The paragraph before one that a quotation opens, where it ends with a colon; else nothing."""
        start = place.before[0]
        end = len(self._text[:start].rstrip())
        block_start, _ = self._block(max(end - 1, 0))
        is_lead = self._text[:end].endswith(":") and not any(q.covers(end - 1) for q in self._quotations)
        return (block_start, end) if is_lead else (start, start)

    def _is_whole_content(self, place: _Place, report: Report) -> bool:
        """Whether nothing but the quotation is what the clause reports ('said "no"')."""
        tokens = self._syntax.tokens
        outside = [
            w
            for w in report.content
            if not place.quotation.covers(tokens[w].start) and tokens[w].upos != "PUNCT"
        ]
        return not outside or not report.content

    def _announced(self, place: _Place) -> Bond | None:
        """By a sentence with a colon and no reporting verb ("The minister was blunt: ...")."""
        start, end = self._paragraph_before(place) if place.leads else place.before
        if not self._text[start:end].rstrip().endswith(":"):
            return None
        words = self._tokens(self._sentence_start(end - 1, start), end)
        verbs = [w for w in words if self._syntax.tokens[w].upos in ("VERB", "AUX", "ADJ", "NOUN")]
        for verb in verbs:
            subject = self._syntax.own_subject(verb)
            if subject is not None and subject in words:
                return Bond(place.quotation, None, subject, self._span(verb, verb), 0.6)
        names = [w for w in words if self._syntax.tokens[w].upos in ("PROPN", "NOUN", "PRON")]
        if names and len(words) <= _LONGEST_SIGNATURE:
            head = next((n for n in names if self._syntax.tokens[n].head not in names), names[0])
            return Bond(place.quotation, None, head, self._span(words[-1], words[-1]), 0.5)
        return None

    def _followed(self, place: _Place) -> Bond | None:
        """By a clause right after the quotation ("..., X said", "...?" asked X)."""
        start, end = place.after
        words = self._tokens(start, end)
        reach = self._reach(place)
        if not words or not reach or self._is_title(place) or self._goes_on(place, words[0]):
            return None
        sentence_end = self._sentence_end(words[0])
        for index in words:
            if self._syntax.tokens[index].start >= sentence_end or index - words[0] > reach:
                break
            report = self._reports.get(index)
            if report is not None:
                source = self._beside(report, words[0], sentence_end)
                return Bond(place.quotation, report, source, self._cue(report), 0.95)
        return None

    def _goes_on(self, place: _Place, after: int) -> bool:
        """Whether a quoted part is followed by the next act: 'called it "a step back" and promised a reply'."""
        return self._syntax.tokens[after].upos == "CCONJ" and not self._starts_sentence(place)

    def _is_title(self, place: _Place) -> bool:
        """Whether a few quoted words are the noun of a phrase ("On “Meet the Press,” he said")."""
        before = self._tokens(*place.before)
        n_words = len(self._text[place.quotation.start : place.quotation.end].split())
        return bool(before) and n_words <= 6 and self._syntax.tokens[before[-1]].upos in ("ADP", "DET", "ADJ")

    def _reach(self, place: _Place) -> int:
        """How many words a reporting clause may begin after the quotation; 0 where none can follow."""
        inner = self._text[: place.quotation.end].rstrip(_MARKS)[-1:]
        rest = self._text[place.quotation.end : place.quotation.end + 2]
        if inner in _OPEN_END or rest[:1] == ",":
            return _LONGEST_LEAD
        if rest.strip()[:1].islower():
            return _LONGEST_LEAD if self._starts_sentence(place) else _BESIDE
        return 0

    def _starts_sentence(self, place: _Place) -> bool:
        before = self._text[place.before[0] : place.before[1]].rstrip()
        return not before or before[-1] in ".!?:"

    def _near(self, report: Report, place: _Place, last: Bond | None) -> int | None:
        """The source of a clause before a quotation; one that the tree finds in a quotation is none."""
        source, first = report.source, self._tokens(place.quotation.start, place.quotation.end).start
        if source is not None and source < first and not self._is_quoted(source):
            return source
        is_same = (
            last is not None
            and last.report is not None
            and self._is_same_sentence(last.report.cue, report.cue)
        )
        return last.source if is_same and last is not None else None

    def _is_same_sentence(self, left: int, right: int) -> bool:
        return self._syntax.sentence_number(left) == self._syntax.sentence_number(right)

    def _beside(self, report: Report, first: int, sentence_end: int) -> int | None:
        """The source of a clause after a quotation, before the end of the sentence."""
        source, tokens = report.source, self._syntax.tokens
        if (
            source is not None
            and first <= source
            and tokens[source].start < sentence_end
            and not self._is_quoted(source)
        ):
            return source
        for index in range(first, report.cue):
            if tokens[index].upos in _NOMINAL and not first <= tokens[index].head < index:
                head = index
                while index < tokens[head].head < report.cue and tokens[tokens[head].head].upos in _NOMINAL:
                    head = tokens[head].head
                return head
        return self._inverted(report.cue, sentence_end)

    def _is_quoted(self, token: int) -> bool:
        return any(quotation.covers(self._syntax.tokens[token].start) for quotation in self._quotations)

    def _inverted(self, verb: int, sentence_end: int) -> int | None:
        """The noun after a reporting verb where the tree shows no subject ("said the minister")."""
        for index in range(verb + 1, min(verb + 12, len(self._syntax.tokens))):
            token = self._syntax.tokens[index]
            if token.start >= sentence_end or token.upos in ("PUNCT", "ADP", "SCONJ", "VERB"):
                return None
            if token.upos in ("NOUN", "PROPN", "PRON"):
                head = index
                while self._syntax.tokens[head].head > verb and head - index < 12:
                    head = self._syntax.tokens[head].head
                return head
        return None

    # ------------------------------------------------------------ without a clause of its own

    def _joined(self, place: _Place, last: Bond) -> Bond | None:
        """A further quotation after the reporting clause of the one before, in one paragraph."""
        start, end = last.quotation.end, place.quotation.start
        if last.source is None or "\n" in self._text[start:end]:
            return None
        words = self._tokens(start, end)
        if not words:
            return Bond(place.quotation, last.report, last.source, last.cue, 0.9, joins=True)
        own = None if last.report is None else last.report.cue
        others = [cue for cue in words[-_BESIDE:] if cue in self._reports and cue != own]
        n_sentences = len({self._syntax.sentence_number(word) for word in words})
        is_between = last.cue is not None and start <= last.cue[0] < end
        if others or not is_between or n_sentences > (2 if self._is_speech(place) else 1):
            return None
        is_open = (
            self._text[start:end].rstrip()[-1:] in _LEAD_END or self._syntax.tokens[words[-1]].upos == "CCONJ"
        )
        return Bond(place.quotation, last.report, last.source, last.cue, 0.9, joins=True) if is_open else None

    def _signed(self, place: _Place) -> Bond | None:
        """A name after a dash at the end of the line."""
        start, end = place.after
        dash = _DASH.match(self._text, start, end)
        if dash is None or end - dash.end() < 2 or self._block(start)[1] > end + 1:
            return None
        words = self._tokens(dash.end(), end)
        if not 0 < len(words) <= _LONGEST_SIGNATURE or self._syntax.tokens[words[0]].upos not in (
            "PROPN",
            "NOUN",
            "DET",
        ):
            return None
        mark = self._tokens(start, dash.end())
        cue = self._span(mark[0], mark[0]) if mark else None
        return Bond(place.quotation, None, words[0], cue, 0.7)

    def _is_speech(self, place: _Place) -> bool:
        """Whether a quotation without a clause is a sentence of its own, not a title or a quoted phrase."""
        inner = self._text[place.quotation.start : place.quotation.end].strip(_MARKS + " ")
        before = self._text[: place.quotation.start].rstrip()[-1:]
        starts = place.leads or before in set(".:!?" + _MARKS)
        return (
            starts
            and len(inner.split()) >= 4
            and inner[:1].isupper()
            and (place.leads or inner[-1:] in ".?!…")
        )

    def _carried(self, place: _Place, last: Bond | None) -> Bond | None:
        """The speaker of the quotation or the report before, where nothing else stands between."""
        reported = self._reported_before(place, last)
        if reported is not None:
            return Bond(place.quotation, None, reported, None, 0.65)
        if last is None or last.source is None:
            return None
        between = self._tokens(last.quotation.end, place.quotation.start)
        n_sentences = len({self._syntax.sentence_number(word) for word in between})
        n_blocks = len(_BLOCK.findall(self._text, last.quotation.end, place.quotation.start))
        if n_sentences <= 1 and n_blocks <= 2:
            return Bond(place.quotation, None, last.source, None, 0.7)
        return None

    def _reported_before(self, place: _Place, last: Bond | None) -> int | None:
        """The source of an indirect report in the sentence right before the quotation."""
        least = last.quotation.end if last is not None else 0
        before = self._tokens(0, place.quotation.start)
        if not before:
            return None
        sentence = self._syntax.sentence(before[-1])
        cues = [
            cue
            for cue in self._reports
            if sentence.first <= cue < sentence.last and self._starts[cue] >= least
        ]
        reports = [self._reports[cue] for cue in cues if self._reports[cue].content]
        source = reports[0].source if reports and reports[0].kind in ("said", "told") else None
        return source if source is not None and not self._is_quoted(source) else None

    # ------------------------------------------------------------ places

    def _tokens(self, start: int, end: int) -> range:
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def _sentence_start(self, place: int, least: int) -> int:
        index = bisect_left(self._sentence_starts, place + 1) - 1
        return max(self._sentence_starts[index] if index >= 0 else 0, least)

    def _sentence_end(self, token: int) -> int:
        return self._syntax.sentence(token).end

    def _span(self, first: int, last: int) -> Span:
        return self._syntax.tokens[first].start, self._syntax.tokens[last].end

    def _cue(self, report: Report) -> Span:
        return self._span(report.cue, report.cue_last)
