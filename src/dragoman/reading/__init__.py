"""The reading stage: from an article and its analysis to a record.

`read_record(article)` finds meetings, commitments, statements, PLOVER events and
findings; every value points at its words.
"""

from dragoman.reading.reader import read_record
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
