"""From the score of a rule to a confidence: the share of such values that turn out right.

The extractors score their values by how plainly the text says them. Here the scores
are mapped, kind by kind, to what the annotated documents show (thresholds.py); the
bench prints the table of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dragoman.reading.record import Event, Meeting, MeetingState, Record
from dragoman.reading.thresholds import (
    CALIBRATION,
    EVENT_FULL_SCORE,
    EVENT_LEAST,
    EVENT_TRUST,
    EVENT_TRUST_OTHERWISE,
)


def with_confidence(record: Record) -> Record:
    """The record with each score replaced by a confidence (0 to 1)."""
    return replace(
        record,
        meetings=tuple(map(_meeting, record.meetings)),
        commitments=tuple(
            replace(each, confidence=calibrated("commitments", each.confidence))
            for each in record.commitments
        ),
        statements=tuple(
            replace(each, confidence=calibrated("statements", each.confidence)) for each in record.statements
        ),
        events=tuple(event for event in map(_event, record.events) if event.confidence >= EVENT_LEAST),
    )


def calibrated(kind: str, score: float) -> float:
    """The confidence of a score: on straight lines between the measured points of its kind."""
    points: Sequence[tuple[float, float]] = CALIBRATION[kind]
    if score <= points[0][0]:
        return points[0][1]
    for (low, share_low), (high, share_high) in pairwise(points):
        if score <= high:
            return round(share_low + (share_high - share_low) * (score - low) / (high - low), 3)
    return points[-1][1]


def _meeting(meeting: Meeting) -> Meeting:
    kind = "meetings" if meeting.state is MeetingState.HELD else "planned"
    return replace(meeting, confidence=calibrated(kind, meeting.confidence))


def _event(event: Event) -> Event:
    trust = EVENT_TRUST.get(event.type, EVENT_TRUST_OTHERWISE)
    return replace(event, confidence=round(trust * min(event.confidence / EVENT_FULL_SCORE, 1.0), 3))
