"""Datelines: not read as a part of the first sentence, kept in its evidence."""

from __future__ import annotations

import pytest

from dragoman.reading.datelines import after_dateline, dateline_place
from tests.reading.factory import record_of


@pytest.mark.parametrize(
    ("block", "first"),
    [
        ("LIMA, Peru, Aug. 10 -- Chile and Peru agreed.", "Chile"),
        ("NAIROBI (Wire) - Kenya and Uganda agreed.", "Kenya"),
        ("KRÜN, Germany — The leaders agreed.", "The"),
        ("KUALA LUMPUR, May 9, 2024: Malaysia agreed.", "Malaysia"),
        ("YEREVAN, OCTOBER 21, WIRE. Armenia agreed.", "Armenia"),
        ("Niamey, 30 November 2021 - The presidents met.", "The"),
        ("On Monday, May 9, 2024: a day of talks.", "On"),
        ("DHAKA: Bangladesh and Nepal agreed.", "Bangladesh"),
        ("UPDATE: Bangladesh and Nepal agreed.", "UPDATE:"),
        ("BIDEN: We agreed.", "BIDEN:"),
        ("NATO-led troops left.", "NATO-led"),
        ("Kenya and Uganda - both members - agreed.", "Kenya"),
    ],
)
def test_a_dateline_ends_at_its_dash(block: str, first: str) -> None:
    assert block[after_dateline(block, 0, len(block)) :].split()[0] == first


def test_the_place_of_a_dateline_is_found_from_its_sentence() -> None:
    text = "Headline\n\nLIMA, Peru — Chile and Peru agreed."
    place = dateline_place(text, text.index("Chile"))
    assert place is not None
    assert text[slice(*place)] == "LIMA"


def test_evidence_of_the_first_sentence_begins_with_the_dateline() -> None:
    text = "LIMA, Aug. 10 (Wire) - Chilean President Gabriel Boric met Peruvian President Dina Boluarte on Tuesday."
    (meeting,) = record_of(text, "2023-08-11").meetings
    assert meeting.evidence[0].start == 0
