"""Modes, contexts and CAMEO codes of events."""

from __future__ import annotations

from dragoman.reading.brief import Brief
from dragoman.reading.event_choice import Reading
from dragoman.reading.event_parties import Parties


def modes_of(parties: Parties, reading: Reading) -> tuple[str, ...]:
    """The modes of an event: those of its row."""
    return reading.sense.modes


def contexts_of(brief: Brief, token: int, modes: tuple[str, ...]) -> tuple[str, ...]:
    """What an event is about, by the phrases of its sentence."""
    return ()


def cameo_of(kind: str, modes: tuple[str, ...], contexts: tuple[str, ...]) -> str:
    """The CAMEO code of an event, as exact as the published mapping allows."""
    return ""
