"""Who asked for a meeting: by a phrase, by a verb, and where nothing is said."""

from __future__ import annotations

import pytest

from tests.reading.factory import record_of

_CALL = "Chinese Foreign Minister Wang Yi spoke by phone with Israeli Foreign Minister Gideon Saar on Monday"


def _asked(text: str) -> list[list[tuple[str, str]]]:
    meetings = record_of(text, "2025-03-12").meetings
    return [[(one.name, one.country) for one in meeting.initiators] for meeting in meetings]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (f"{_CALL} at Jerusalem's request.", ("", "ISR")),
        (f"{_CALL}. The call took place at the initiative of the Chinese side.", ("", "CHN")),
        (f"{_CALL}. The Israeli side requested the call.", ("", "ISR")),
        (f"{_CALL}. The call, which was initiated by Saar, lasted an hour.", ("Gideon Saar", "ISR")),
        (f"{_CALL}. Beijing had asked for the call, officials said.", ("", "CHN")),
        ("In a call initiated by Kyiv, President Volodymyr Zelensky spoke with French President Emmanuel Macron.", ("", "UKR")),
        ("Pakistan has requested a meeting with India on the sidelines of the summit.", ("", "PAK")),
    ],
)  # fmt: skip
def test_a_meeting_keeps_who_asked_for_it(text: str, asked: tuple[str, str]) -> None:
    assert _asked(text) == [[asked]]


@pytest.mark.parametrize(
    "text",
    [
        f"{_CALL} at his request.",
        f"{_CALL}. At Israel's request, China will send more doctors.",
        f"{_CALL} and discussed Israel's request for aid.",
        f"{_CALL}. Israel may request a further call.",
        f"{_CALL} at the invitation of Saar.",
    ],
)
def test_nobody_asked_where_the_text_does_not_say_so(text: str) -> None:
    assert all(not asked for asked in _asked(text))


def test_talks_that_take_place_between_two_are_theirs() -> None:
    text = (
        "A telephone conversation took place between Russian President Vladimir Putin and "
        "Turkish President Recep Tayyip Erdogan on Monday."
    )
    (meeting,) = record_of(text, "2025-03-12").meetings
    assert [actor.country for actor in meeting.participants] == ["RUS", "TUR"]
