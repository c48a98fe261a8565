"""The reading stage: from an article and its analysis to a record.

`read_record(article)` finds meetings, commitments, statements, PLOVER events and
findings; every value points at its words. The types of a record are loaded at once,
what reads only when it is called: a ledger needs the types alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.reading.record import (
    Actor,
    ActorKind,
    Commitment,
    CommitmentAct,
    DateEstimate,
    Duration,
    Event,
    Finding,
    Grounded,
    Manner,
    Meeting,
    MeetingState,
    Mode,
    Place,
    Realis,
    Record,
    Statement,
    Topic,
    Versions,
    When,
)

__all__ = [
    "Actor", "ActorKind", "Commitment", "CommitmentAct", "DateEstimate", "Duration", "Event", "Finding", "Grounded",
    "Manner", "Meeting", "MeetingState", "Mode", "Place", "Realis", "Record", "Statement", "Topic", "Versions", "When",
    "read_record",
]  # fmt: skip

if TYPE_CHECKING:
    from dragoman.reading.reader import read_record


def __getattr__(name: str) -> Any:
    if name == "read_record":
        from dragoman.reading.reader import read_record

        return read_record
    raise AttributeError(f"module 'dragoman.reading' has no attribute {name!r}")
