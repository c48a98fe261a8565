"""Confidence grows with the score and stays within what was measured."""

from __future__ import annotations

import pytest

from dragoman.reading.confidence import calibrated
from dragoman.reading.thresholds import CALIBRATION
from tests.reading.factory import record_of


@pytest.mark.parametrize("kind", sorted(CALIBRATION))
def test_confidence_grows_with_the_score(kind: str) -> None:
    values = [calibrated(kind, score / 20) for score in range(21)]
    assert values == sorted(values)
    assert 0.5 < values[0] <= values[-1] < 1


def test_an_event_of_a_type_often_misread_is_trusted_less() -> None:
    text = (
        "Peruvian President Dina Boluarte met Chilean President Gabriel Boric in Lima on Tuesday. "
        "Peru praised Bolivia for its support."
    )
    trust = {event.type: event.confidence for event in record_of(text).events}
    assert trust["SUPPORT"] < trust["CONSULT"]
