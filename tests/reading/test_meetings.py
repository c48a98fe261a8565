"""Meetings: who, how, how long, and whether they took place."""

from __future__ import annotations

import pytest

from dragoman.reading import Meeting, MeetingState, Mode
from tests.reading.factory import record_of

_PAIR = "Kenyan President Uhuru Kenyatta {verb} Ethiopian Prime Minister Abiy Ahmed {rest}"


def _only_meeting(text: str, published: str = "2022-03-10") -> Meeting:
    meetings = record_of(text, published).meetings
    assert len(meetings) == 1, meetings
    return meetings[0]


def _codes(meeting: Meeting) -> set[str]:
    return {actor.country for actor in meeting.participants}


@pytest.mark.parametrize(
    ("verb", "rest", "mode"),
    [
        ("met", "in Nairobi on Tuesday.", Mode.IN_PERSON),
        ("held talks with", "by telephone on Tuesday.", Mode.PHONE),
        ("spoke with", "by video link on Tuesday.", Mode.VIDEO),
        ("received", "in Nairobi on Tuesday.", Mode.IN_PERSON),
        ("phoned", "on Tuesday.", Mode.PHONE),
    ],
)
def test_a_meeting_has_both_sides_its_day_and_its_mode(verb: str, rest: str, mode: Mode) -> None:
    meeting = _only_meeting(_PAIR.format(verb=verb, rest=rest))
    assert meeting.state is MeetingState.HELD
    assert _codes(meeting) == {"KEN", "ETH"}
    assert meeting.mode is mode
    assert meeting.when is not None
    assert meeting.when.interval.isoformat() == "2022-03-08"


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("Kenyan President Uhuru Kenyatta will meet Ethiopian Prime Minister Abiy Ahmed next week.", MeetingState.PLANNED),
        ("Kenyan President Uhuru Kenyatta plans to hold talks with Ethiopian Prime Minister Abiy Ahmed.", MeetingState.PLANNED),
        ("Kenyan President Uhuru Kenyatta cancelled a meeting with Ethiopian Prime Minister Abiy Ahmed.", MeetingState.CANCELLED),
    ],
)  # fmt: skip
def test_a_meeting_not_held_is_not_held(sentence: str, state: MeetingState) -> None:
    assert [meeting.state for meeting in record_of(sentence).meetings] == [state]


def test_a_meeting_that_is_denied_is_none() -> None:
    text = "Kenyan President Uhuru Kenyatta did not meet Ethiopian Prime Minister Abiy Ahmed in Nairobi."
    assert not [each for each in record_of(text).meetings if each.state is MeetingState.HELD]


def test_several_tellings_are_one_meeting_with_its_duration() -> None:
    text = (
        "Kenyan President Uhuru Kenyatta met Ethiopian Prime Minister Abiy Ahmed in Nairobi on Tuesday. "
        "The meeting, which lasted an hour and a half, was about trade.\n\n"
        "After the talks with Kenyatta, Abiy flew home."
    )
    meeting = _only_meeting(text)
    assert meeting.duration is not None
    assert meeting.duration.minutes == 90
    assert "trade" in {topic.code for topic in meeting.topics}


def test_a_visit_has_its_host() -> None:
    meeting = _only_meeting("Norwegian Foreign Minister Anniken Huitfeldt will visit Finland on 14 March.")
    assert meeting.hosts == ("FIN",)
    assert meeting.attendees == ("NOR",)


def test_a_body_of_states_meets_by_itself() -> None:
    meeting = _only_meeting(
        "The UN Security Council held an emergency session on Tuesday on the fighting in Mali."
    )
    assert _codes(meeting) == {"UN"}


def test_a_meeting_long_ago_is_history() -> None:
    text = (
        "Kenyan President Uhuru Kenyatta met Ethiopian Prime Minister Abiy Ahmed in Addis Ababa in May 2018."
    )
    assert record_of(text).meetings == ()
