"""What belongs to a meeting, a statement or an event, and what only stands beside it."""

from __future__ import annotations

import pytest

from dragoman.reading.record import Manner, MeetingState, Mode
from tests.reading.factory import brief_of, record_of

_HOSTS_AND_GUESTS = (
    "Prime Minister Mette Frederiksen spoke with Prime Minister Ulf Kristersson of Sweden today."
)


@pytest.mark.parametrize(
    ("headline", "mode"),
    [
        ("Readout of Prime Minister Frederiksen Call with Prime Minister Kristersson of Sweden", Mode.PHONE),
        ("Prime Minister Frederiksen and Prime Minister Kristersson of Sweden Call", Mode.PHONE),
        ("Readout of the Prime Minister’s Meeting with Prime Minister Kristersson of Sweden", Mode.IN_PERSON),
    ],
)
def test_how_they_spoke_is_said_by_the_headline(headline: str, mode: Mode) -> None:
    record = record_of(_HOSTS_AND_GUESTS, "2023-05-04", headline)
    assert [meeting.mode for meeting in record.meetings] == [mode]
    assert {actor.name for actor in record.meetings[0].participants} >= {
        "Mette Frederiksen",
        "Ulf Kristersson",
    }


def test_a_place_that_is_spoken_of_is_not_where_they_met() -> None:
    text = "President Sauli Niinistö spoke to President Gitanas Nausėda of Lithuania about the latest events in Israel."
    meeting = record_of(text, "2023-10-12").meetings[0]
    assert meeting.place is None
    assert meeting.hosts == ()


def test_a_place_on_the_margins_is_where_they_met() -> None:
    text = "President Sauli Niinistö met President Gitanas Nausėda of Lithuania on the margins of a conference in Oslo."
    place = record_of(text, "2023-10-12").meetings[0].place
    assert place is not None
    assert place.name == "Oslo"


def test_the_day_of_a_further_plan_is_not_that_of_the_meeting() -> None:
    text = "Leaders of Peru, Chile and Colombia agreed to hold a summit each year and to share data on fish by May 2024."
    planned = [each for each in record_of(text, "2023-08-18").meetings if each.state is MeetingState.PLANNED]
    assert [each.when for each in planned] == [None]


def test_a_summit_called_off_is_cancelled() -> None:
    text = "French President Emmanuel Macron called off a summit with Chinese President Xi Jinping set for next Monday."
    assert [each.state for each in record_of(text, "2023-06-23").meetings] == [MeetingState.CANCELLED]


def test_what_the_headline_names_and_the_text_plans_has_not_happened() -> None:
    text = "President Yoon Suk-yeol will host Prime Minister Anthony Albanese in Seoul next week."
    headline = "Statement on the Bilateral Meeting between President Yoon and Prime Minister Albanese"
    record = record_of(text, "2023-06-27", headline)
    assert [each.state for each in record.meetings] == [MeetingState.PLANNED]
    assert [each for each in record.events if each.type == "CONSULT"] == []


def test_a_reception_is_no_statement() -> None:
    text = (
        "President Joe Biden welcomed President Sergio Mattarella of Italy to the White House. "
        "He welcomed Italy’s offer to train pilots."
    )
    record = record_of(text, "2023-05-04")
    said = [record.article.text[each.content[0].start : each.content[0].end] for each in record.statements]
    assert said == ["Italy’s offer to train pilots"]


@pytest.mark.parametrize(
    ("promise", "is_kept"),
    [
        ("reaffirmed his commitment to the G20", False),
        ("reaffirmed his commitment to the Good Neighbour Treaty", False),
        ("reaffirmed his commitment to multilateralism", False),
        ("reaffirmed his commitment to the defence of the islands", True),
        ("reaffirmed his commitment to train pilots", True),
    ],
)
def test_standing_by_a_name_is_no_commitment(promise: str, is_kept: bool) -> None:
    assert bool(record_of(f"Chancellor Olaf Scholz {promise}.", "2023-05-04").commitments) is is_kept


def test_what_is_discussed_takes_no_part() -> None:
    text = "Chancellor Olaf Scholz and President Emmanuel Macron discussed Italy’s presidency and a trip to China."
    events = [each for each in record_of(text, "2023-05-04").events if each.type == "CONSULT"]
    assert {frozenset(each.source) for each in events if "DEU" in each.source} == {frozenset({"DEU", "FRA"})}


def test_we_are_nobody_who_is_near() -> None:
    text = "We condemn the attacks that Russia carried out on Ukrainian cities."
    headline = "Joint Statement of Leaders on the Margins of the Summit in Bali"
    assert [
        each.source for each in record_of(text, "2022-11-15", headline).events if each.type == "ACCUSE"
    ] == []


def test_a_town_lies_in_the_state_that_follows_it() -> None:
    text = "Police officers from St. Petersburg, Florida, met Russian officials in Moscow."
    event = next(each for each in record_of(text, "2021-06-27").events if each.type == "CONSULT")
    assert set(event.source) == {"USA", "RUS"}


def test_a_mayor_meets_for_no_state() -> None:
    text = "The Mayor of Milan met Prime Minister Justin Trudeau of Canada on Monday."
    assert [each.type for each in record_of(text, "2021-06-27").events if each.type == "CONSULT"] == []


def test_those_who_sign_together_agree() -> None:
    events = record_of("Peru and Chile signed a trade treaty on Monday.").events
    assert [(each.type, set(each.source)) for each in events] == [("AGREE", {"PER", "CHL"})]


def test_a_president_of_a_firm_is_no_misspelt_head_of_state() -> None:
    text = "Guests included Housing Alliance President Lisa Rice and Prime Minister Mark Rutte of the Netherlands."
    record = record_of(text, "2023-07-13")
    assert [each for each in record.findings if each.kind == "name"] == []


@pytest.mark.parametrize(
    ("text", "name", "office", "country"),
    [
        (
            "Minister Ann Linde met with her Chilean counterpart, Antonia Urrejola, in Santiago.",
            "Antonia Urrejola",
            "Minister",
            "CHL",
        ),
        (
            "Foreign Minister of Georgia Mikheil Abashidze phoned Prime Minister Mark Rutte.",
            "Mikheil Abashidze",
            "Foreign Minister",
            "GEO",
        ),
        (
            "Prime Minister Mark Rutte called. The President and Prime Minister agreed.",
            "Mark Rutte",
            "Prime Minister",
            "NLD",
        ),
    ],
)
def test_who_stands_behind_a_counterpart_and_a_title(text: str, name: str, office: str, country: str) -> None:
    brief = brief_of(text, "2022-03-10")
    found = {
        (actor.name, actor.office, actor.country)
        for mention in brief.cast.within(0, len(text))
        for actor in mention.actors
    }
    assert (name, office, country) in found
    assert "Minister" not in {each[0] for each in found}


def test_a_call_has_no_place() -> None:
    text = (
        "Chancellor Olaf Scholz spoke by phone in Berlin with President Emmanuel Macron of France on Monday."
    )
    meeting = record_of(text, "2023-05-04").meetings[0]
    assert (meeting.place, meeting.hosts) == (None, ())


def test_where_a_group_was_met_is_the_place() -> None:
    text = "Chancellor Olaf Scholz met with a group of French ministers in Lyon, and Paris agreed to pay."
    place = record_of(text, "2023-05-04").meetings[0].place
    assert place is not None
    assert place.name == "Lyon"


def test_a_turn_of_a_transcript_is_direct_and_a_greeting_is_none() -> None:
    text = (
        "MS. ROWE: Good afternoon.\n\nMR. HALE: We will meet the Prime Minister of Norway on Friday.\n\n"
        "Q: Will Peru attend?\n\nMR. HALE: Thank you."
    )
    record = record_of(text, "2022-03-03", "Press Briefing by Press Secretary Ann Rowe and Adviser Tom Hale")
    found = [(each.speaker.name, each.manner) for each in record.statements]
    assert found == [("Tom Hale", Manner.DIRECT)]


def test_a_title_in_somebody_elses_name_is_not_held() -> None:
    text = (
        "Sanctions hit Dmitry Peskov, President Putin’s spokesman. "
        "Kremlin spokesman Dmitry Peskov said the list was long."
    )
    assert record_of(text, "2022-03-03").findings == ()


def test_a_century_is_no_term() -> None:
    text = "Japan and Norway pledged to adapt the alliance to the threats of the 21st century."
    assert [each.due for each in record_of(text, "2022-03-03").commitments] == [None]


def test_a_sentence_is_no_title_of_a_meeting() -> None:
    record = record_of(
        "OSLO, 3 March 2022 - Norwegian Foreign Minister Anniken Huitfeldt met Swedish Foreign Minister Ann Linde in "
        "Oslo on Thursday. It was their first meeting since Linde took office.",
        "2022-03-03",
    )

    assert [meeting.title for meeting in record.meetings] == [""]
