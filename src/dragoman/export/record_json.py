"""A record in the JSON form of the gold records, with our additions.

The keys are those of the record schema. Added to each value: `evidence_spans`
([start, end] in `article.full_text`) and `confidence`; to the document: `schema`,
`versions`, `skipped`, `written_on`, `meetings_not_held`, `events_unrealised`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from dragoman.article import Evidence
from dragoman.export.article_json import article_json
from dragoman.export.event_rows import code_pairs
from dragoman.export.quoting import Quoting, spans_of
from dragoman.reading.record import (
    Actor,
    Commitment,
    CommitmentAct,
    Event,
    Finding,
    Grounded,
    Meeting,
    MeetingState,
    Mode,
    Realis,
    Record,
    Statement,
    When,
)

SCHEMA = "dragoman-record/1"

Json = dict[str, Any]

_FORMATS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
_AGREEMENTS = frozenset({CommitmentAct.AGREED, CommitmentAct.SIGNED})


def record_json(record: Record) -> Json:
    """The record as one JSON object; the same record gives the same object."""
    return _Writer(record).document()


class _Writer:
    def __init__(self, record: Record) -> None:
        self._record = record
        self._quoting = Quoting(record.article)

    def document(self) -> Json:
        record, article = self._record, self._record.article
        events = [(f"e{number}", event) for number, event in enumerate(record.events, start=1)]
        return {
            "schema": SCHEMA,
            "doc_id": record.id,
            "format": article.format
            or _FORMATS.get(PurePath(article.origin.removesuffix(".gz")).suffix.lower()),
            "published": article.published.interval.isoformat() if article.published is not None else None,
            "written_on": self._written_on(),
            "article": article_json(article),
            "meetings": [self._meeting(one) for one in record.meetings if one.state is MeetingState.HELD],
            "meetings_not_held": [
                {**self._meeting(one), "state": str(one.state)}
                for one in record.meetings
                if one.state in (MeetingState.CANCELLED, MeetingState.PROPOSED)
            ],
            "planned_events": [
                self._planned(one) for one in record.meetings if one.state is MeetingState.PLANNED
            ],
            "commitments": [self._commitment(one) for one in record.commitments],
            "statements": [self._statement(one) for one in record.statements],
            "events": [
                row for name, one in events if one.realis is Realis.HAPPENED for row in self._rows(name, one)
            ],
            "events_unrealised": [
                {**row, "realis": str(one.realis)}
                for name, one in events
                if one.realis is not Realis.HAPPENED
                for row in self._rows(name, one)
            ],
            "contradictions": [self._finding(one) for one in record.findings],
            "versions": asdict(record.versions),
            "skipped": None,
        }

    def _grounds(self, value: Grounded, confidence: float) -> Json:
        return {**self._evidence(value.evidence), "confidence": round(confidence, 4)}

    def _evidence(self, evidence: Iterable[Evidence]) -> Json:
        evidence = tuple(evidence)
        return {
            "evidence": self._quoting.texts(evidence),
            "evidence_spans": [list(span) for span in spans_of(evidence)],
        }

    def _words(self, evidence: Evidence) -> str:
        return " ".join(self._record.article.words(evidence.start, evidence.end).split())

    def _written_on(self) -> Json | None:
        estimate = self._record.written_on
        if estimate is None:
            return None
        return {
            "date": estimate.interval.isoformat(),
            "date_resolution": str(estimate.interval.resolution),
            "reasons": list(estimate.reasons),
            **self._evidence(estimate.evidence),
        }

    def _actor(self, actor: Actor) -> Json:
        return {
            "name": actor.name,
            "office": actor.office,
            "country": actor.country,
            "kind": str(actor.kind),
            "person_id": actor.person_id,
            "sector": actor.sector,
            **self._evidence(actor.evidence),
        }

    def _meeting(self, meeting: Meeting) -> Json:
        mode = Mode.UNKNOWN if meeting.mode is Mode.WRITTEN else meeting.mode
        return {
            "title": meeting.title,
            "format": meeting.format,
            "participants": [self._actor(actor) for actor in meeting.participants],
            "host": list(meeting.hosts),
            "attendees": _attendees(meeting),
            "initiators": [self._actor(actor) for actor in meeting.initiators],
            "mode": str(mode),
            **_dated("date", meeting.when),
            "duration_minutes": meeting.duration.minutes if meeting.duration is not None else None,
            "place": meeting.place.name if meeting.place is not None else None,
            "place_country": meeting.place.country if meeting.place is not None else None,
            "topics": list(dict.fromkeys(topic.code for topic in meeting.topics)),
            "topic_issues": {topic.code: list(topic.issues) for topic in meeting.topics if topic.issues},
            **self._grounds(meeting, meeting.confidence),
            "value_spans": _value_spans(meeting),
        }

    def _planned(self, meeting: Meeting) -> Json:
        planned = self._meeting(meeting)
        planned["when"], planned["when_resolution"] = planned.pop("date"), planned.pop("date_resolution")
        planned["mode"] = None if meeting.mode is Mode.UNKNOWN else planned["mode"]
        return planned

    def _commitment(self, commitment: Commitment) -> Json:
        what = commitment.what_evidence
        return {
            "kind": "agreement" if commitment.act in _AGREEMENTS else "commitment",
            "act": str(commitment.act),
            "actors": list(commitment.actors),
            "what": commitment.what,
            "what_span": [what.start, what.end],
            "to": list(commitment.to),
            **_dated("due", commitment.due),
            "condition": commitment.condition,
            **self._grounds(commitment, commitment.confidence),
        }

    def _statement(self, statement: Statement) -> Json:
        cue = statement.cue
        return {
            "speaker": self._actor(statement.speaker),
            "mode": str(statement.manner),
            "content": " ".join(map(self._words, statement.content)),
            "content_spans": [list(span) for span in spans_of(statement.content)],
            "cue": self._words(cue) if cue is not None else None,
            "cue_span": [cue.start, cue.end] if cue is not None else None,
            **_dated("said_on", statement.said_on),
            "to": [self._actor(actor) for actor in statement.to],
            "co_speakers": [self._actor(actor) for actor in statement.co_speakers],
            **self._grounds(statement, statement.confidence),
        }

    def _rows(self, name: str, event: Event) -> list[Json]:
        shared = {
            **_dated("date", event.when),
            "modes": list(event.modes),
            "contexts": list(event.contexts),
            "cameo": event.cameo,
            "group": name,
            "trigger": self._words(event.trigger),
            "trigger_span": [event.trigger.start, event.trigger.end],
            "reported_by": self._actor(event.reported_by) if event.reported_by is not None else None,
            "salience": round(event.salience, 4),
            **self._grounds(event, event.confidence),
        }
        return [
            {"type": event.type, "source": source, "target": target, **shared}
            for source, target in code_pairs(event)
        ]

    def _finding(self, finding: Finding) -> Json:
        return {
            "kind": finding.kind,
            "subject": finding.subject,
            "values": list(finding.values),
            "correct": finding.correct,
            "remark": finding.remark,
            **self._grounds(finding, finding.confidence),
        }


def _dated(key: str, when: When | None) -> Json:
    interval = when.interval if when is not None else None
    return {
        key: interval.isoformat() if interval is not None else None,
        f"{key}_resolution": str(interval.resolution) if interval is not None else None,
    }


def _attendees(meeting: Meeting) -> list[str]:
    """The attendees; those of the participants who do not host where the reading gives none."""
    codes = meeting.attendees or tuple(actor.country for actor in meeting.participants)
    return [code for code in dict.fromkeys(codes) if code and code not in meeting.hosts]


def _value_spans(meeting: Meeting) -> Json:
    """Where each single value of a meeting stands."""
    singles = {"date": meeting.when, "duration_minutes": meeting.duration, "place": meeting.place}
    spans: Json = {
        key: [list(span) for span in spans_of(value.evidence)]
        for key, value in singles.items()
        if value is not None
    }
    spans["topics"] = {
        topic.code: [list(span) for span in spans_of(topic.evidence)] for topic in meeting.topics
    }
    return spans
