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


@pytest.mark.parametrize(
    ("block", "place", "first"),
    [
        ("NEW DELHI, Sept 6 (PTI) External Affairs Minister X spoke.", "NEW DELHI", "External"),
        ("MOSCOW, June 8. /TASS/. Russian officials agreed.", "MOSCOW", "Russian"),
        ("Dushanbe, 1 February 2024. The ministers met.", "Dushanbe", "The"),
        ("KYIV/MINSK (Wire) - The presidents spoke.", "KYIV/MINSK", "The"),
        (f"Harare - Vice President X met a delegation {'from abroad ' * 8}.", "Harare", "Vice"),
        (f"Lusaka: The ministers spoke {'of copper and maize ' * 6}.", "Lusaka", "The"),
    ],
)
def test_datelines_of_many_outlets_name_their_place(block: str, place: str, first: str) -> None:
    start = after_dateline(block, 0, len(block))
    assert block[start:].split()[0] == first
    span = dateline_place(block, start)
    assert span is not None
    assert block[slice(*span)].strip() == place


def test_a_headline_with_a_colon_is_no_dateline() -> None:
    assert after_dateline("Moscow: no talks with Kyiv", 0, 26) == 0
