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


@pytest.mark.parametrize(
    ("text", "hosts", "when"),
    [
        ("The European Council meets in Brussels on Friday.", ("EU",), "2022-03-11"),
        ("They await the UN climate conference, which opens in Paris on March 20.", ("FRA",), "2022-03-20"),
        ("Chinese Premier Li Qiang is to hold a meeting with ministers of islands in Suva on Monday.", ("FJI",), "2022-03-14"),
        ("Kenyan President William Ruto, who is to meet King Charles of Britain on Monday, urged calm.", (), "2022-03-14"),
    ],
    ids=["body of states", "which opens", "unnamed partners", "who is to meet"],
)  # fmt: skip
def test_an_announced_meeting_is_planned(text: str, hosts: tuple[str, ...], when: str) -> None:
    (meeting,) = record_of(text).meetings
    assert meeting.state is MeetingState.PLANNED
    assert meeting.hosts == hosts
    assert meeting.when is not None
    assert meeting.when.interval.isoformat() == when


def test_who_also_took_part_and_who_brokered_are_participants() -> None:
    text = (
        "President William Ruto of Kenya met President Yoweri Museveni of Uganda in Nairobi on Tuesday. "
        "European Council President Charles Michel also took part. "
        "Rwandan President Paul Kagame brokered the meeting."
    )
    assert _codes(_only_meeting(text)) == {"KEN", "UGA", "EU", "RWA"}


def test_a_list_of_guests_is_read_to_its_end() -> None:
    text = (
        "German Chancellor Olaf Scholz was host on Tuesday to U.S. President Joe Biden, French President "
        "Emmanuel Macron, Canadian Prime Minister Justin Trudeau and Japanese Prime Minister Fumio Kishida."
    )
    assert _codes(_only_meeting(text)) == {"DEU", "USA", "FRA", "CAN", "JPN"}


def test_talks_without_names_are_those_of_the_ones_who_agreed() -> None:
    text = (
        "Presidents Irfaan Ali of Guyana and Luis Abinader of the Dominican Republic agreed on Tuesday to "
        "share fuel. The deal was read out after talks in Georgetown."
    )
    meeting = _only_meeting(text)
    assert _codes(meeting) == {"GUY", "DOM"}
    assert meeting.when is not None
    assert meeting.when.interval.isoformat() == "2022-03-08"


def test_a_quarter_of_an_hour_is_fifteen_minutes() -> None:
    meeting = _only_meeting(_PAIR.format(verb="met", rest="on Tuesday for a quarter of an hour."))
    assert meeting.duration is not None
    assert meeting.duration.minutes == 15


def test_the_length_of_a_call_is_not_that_of_a_meeting_in_a_room() -> None:
    text = (
        "Kenyan President William Ruto phoned Ugandan President Yoweri Museveni on Monday. Ruto received "
        "Rwandan President Paul Kagame in Nairobi on Tuesday. The call lasted 20 minutes."
    )
    durations = {
        meeting.mode: meeting.duration and meeting.duration.minutes for meeting in record_of(text).meetings
    }
    assert durations == {Mode.PHONE: 20, Mode.IN_PERSON: None}


def test_calls_between_countries_are_no_meeting() -> None:
    assert not record_of("Telephone calls between Ethiopia and Eritrea were restored on Tuesday.").meetings


def test_a_day_in_another_clause_is_not_that_of_the_meeting() -> None:
    text = _PAIR.format(verb="met", rest=", for the first time since Abiy took office on Monday.")
    assert _only_meeting(text).when is None


def test_the_next_summit_is_of_those_who_met() -> None:
    text = (
        "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Nairobi on Tuesday. "
        "The next summit will be held in Kampala in November 2022."
    )
    held, planned = record_of(text).meetings
    assert held.state is MeetingState.HELD
    assert planned.state is MeetingState.PLANNED
    assert planned.hosts == ("UGA",)
    assert planned.attendees == ("KEN",)


def _meetings(text: str, published: str = "2022-03-10", headline: str | None = None) -> list[Meeting]:
    return list(record_of(text, published, headline).meetings)


def test_a_plan_in_the_text_is_no_meeting_held_for_its_headline() -> None:
    found = _meetings(
        "On March 23, President Joe Biden will participate in a meeting with Prime Minister Justin Trudeau.",
        headline="Statement on the Meeting between President Joe Biden and Prime Minister Justin Trudeau",
    )
    assert [each.state for each in found] == [MeetingState.PLANNED]


def test_the_day_of_a_summit_spoken_of_is_not_the_day_of_the_call() -> None:
    text = (
        "President Biden spoke with Canadian Prime Minister Justin Trudeau regarding preparations for "
        "the April 22-23 Leaders Summit on Climate."
    )
    (call,) = _meetings(text, "2021-04-21")
    assert call.state is MeetingState.HELD
    assert call.when is None or call.when.interval.isoformat() == "2021-04-21"


def test_negotiations_to_be_concluded_are_no_planned_meeting() -> None:
    text = "Japan and Vietnam agreed to conclude negotiations on defence equipment by the end of 2023."
    assert not _meetings(text, "2023-02-08")


def test_an_accepted_invitation_is_a_planned_visit() -> None:
    text = "Japanese Foreign Minister Yoshimasa Hayashi accepted an invitation to visit Hanoi in the autumn of 2023."
    (visit,) = _meetings(text, "2023-02-08")
    assert (visit.state, visit.hosts, visit.attendees) == (MeetingState.PLANNED, ("VNM",), ("JPN",))


def test_leaders_briefed_by_phone_were_called_and_reporters_briefed_were_not() -> None:
    (call,) = _meetings("Biden later briefed the leaders of Britain and France by phone.", "2021-12-08")
    assert call.mode is Mode.PHONE
    assert {"GBR", "FRA"} <= set(call.attendees)
    assert not _meetings("Biden later briefed the leaders of Britain and France on the talks.", "2021-12-08")


def test_during_the_meeting_is_that_of_whom_the_minister_summoned() -> None:
    text = (
        "Chilean Foreign Minister Alberto van Klaveren summoned the Ambassador of China, Niu Qingbao. "
        "During the meeting, which lasted 40 minutes, the minister asked for an explanation."
    )
    (meeting,) = _meetings(text, "2024-03-05")
    assert set(meeting.attendees) == {"CHL", "CHN"}
    assert meeting.duration is not None
    assert meeting.duration.minutes == 40


def test_two_parts_of_one_duration_are_added() -> None:
    text = (
        "U.S. President Joe Biden met Russian President Vladimir Putin on Tuesday. "
        "The two leaders spoke for two hours and one minute."
    )
    record = record_of(text, "2021-12-08")
    (meeting,) = record.meetings
    assert meeting.duration is not None
    assert meeting.duration.minutes == 121
    assert not record.findings


def test_calls_between_countries_are_everybodys() -> None:
    text = (
        "Ethiopian Prime Minister Abiy Ahmed praised Eritrean President Isaias Afwerki. "
        "Direct telephone calls between the two countries were restored on Sunday."
    )
    assert not _meetings(text, "2018-07-10")


def test_refugees_are_no_partners_and_members_are_not_met() -> None:
    assert not _meetings("President Joe Biden will meet with Ukrainian refugees in Warsaw.", "2022-03-25")
    assert not _meetings(
        "Finland thanked Sweden for working to welcome Finnish President Sauli Niinistö into the alliance."
    )


def test_words_of_titles_bodies_and_places_are_no_topics() -> None:
    text = (
        "U.S. National Security Advisor Jake Sullivan met Estonian Prime Minister Kaja Kallas in Dubai, "
        "the United Arab Emirates, on the sidelines of the Conference on Climate Change. "
        "They discussed trade and the next session of the Security Council."
    )
    (meeting,) = _meetings(text, "2023-12-02")
    assert [topic.code for topic in meeting.topics] == ["trade"]


def test_rebels_who_are_for_a_country_are_not_its_side() -> None:
    text = "Ukraine and pro-Russian rebels held talks in Minsk on Friday."
    assert all("RUS" not in _codes(each) for each in _meetings(text, "2014-09-05"))


def test_talks_in_a_capital_do_not_make_its_country_a_party() -> None:
    text = "Sudanese President Omar al-Bashir and Kenyan President Mwai Kibaki held two days of talks in the Ethiopian capital."
    (meeting,) = _meetings(text, "2011-06-14")
    assert _codes(meeting) == {"SDN", "KEN"}


def test_what_ministers_will_discuss_on_a_day_is_a_planned_meeting() -> None:
    text = (
        "Foreign Secretary Malcolm Rifkind of Britain and his Argentine counterpart Guido Di Tella "
        "will discuss oil exploration in New York in September."
    )
    (meeting,) = _meetings(text, "1995-07-12")
    assert (meeting.state, _codes(meeting)) == (MeetingState.PLANNED, {"GBR", "ARG"})


def test_an_agreement_after_days_of_talks_tells_of_the_talks() -> None:
    text = "Iran and Saudi Arabia agreed to restore ties after four days of talks in Beijing."
    (meeting,) = _meetings(text, "2023-03-10")
    assert _codes(meeting) == {"IRN", "SAU"}


def test_the_ministers_of_the_two_countries_are_not_whoever_was_named_last() -> None:
    text = (
        "Iranian security official Ali Shamkhani and Saudi security official Musaad Al-Aiban signed the deal. "
        "Iraq, Oman and Jordan welcomed it. The foreign ministers of the two countries will meet in May."
    )
    (meeting,) = _meetings(text, "2023-03-10")
    assert _codes(meeting) == {"IRN", "SAU"}
    assert not any(actor.name for actor in meeting.participants)


def test_whoever_meets_both_sides_later_was_not_at_their_talks() -> None:
    text = (
        "Sudanese President Omar al-Bashir met Kenyan President Mwai Kibaki. "
        "U.S. Secretary of State Hillary Clinton met both leaders."
    )
    assert [len(_codes(each)) for each in _meetings(text, "2011-06-14")] == [2, 3]


def test_the_headline_says_that_it_was_a_call_and_a_later_clause_gives_no_day() -> None:
    text = (
        "President Biden spoke with Canadian Prime Minister Justin Trudeau.\n\n"
        "Both leaders reaffirmed their commitment to lead through the U.S.-Canada Dialogue launched on February 23."
    )
    headline = "Readout of President Joseph R. Biden, Jr. Call with Prime Minister Justin Trudeau of Canada"
    (call,) = _meetings(text, "2021-04-21", headline)
    assert call.mode is Mode.PHONE
    assert call.when is None


def test_a_state_secretary_is_named_and_a_leaders_summit_is_nobody() -> None:
    text = "German State Secretary Joerg Kukies met Canadian Prime Minister Justin Trudeau before the Leaders Summit."
    (meeting,) = _meetings(text, "2023-09-28")
    assert [(each.name, each.office) for each in meeting.participants] == [
        ("Joerg Kukies", "State Secretary"),
        ("Justin Trudeau", "Prime Minister"),
    ]


def test_a_visit_at_somebodys_invitation_is_the_guests() -> None:
    text = (
        "At the invitation of the Minister of External Relations, Mauro Vieira, the Minister of Foreign Affairs "
        "of Ghana, Hanna Tetteh, will pay an official visit to Brasília on April 18 and 19."
    )
    (visit,) = _meetings(text, "2016-04-12")
    assert (visit.hosts, visit.attendees) == (("BRA",), ("GHA",))


def test_one_on_the_sidelines_is_another_than_the_large_one() -> None:
    text = (
        "The defence ministers of Japan, South Korea and the Philippines met in Manila on Tuesday. "
        "On the sidelines of the gathering, Japanese Defence Minister Nobuo Kishi and South Korean "
        "Defence Minister Suh Wook talked for 40 minutes."
    )
    large, small = record_of(text).meetings
    assert (_codes(large), large.duration) == ({"JPN", "KOR", "PHL"}, None)
    assert _codes(small) == {"JPN", "KOR"}
    assert small.duration is not None
    assert small.duration.minutes == 40


def test_what_had_been_planned_and_did_not_come_is_not_held() -> None:
    text = _PAIR.format(
        verb="and", rest="had been expected to meet in January, but the talks were postponed."
    )
    assert record_of(text).meetings == ()


def test_a_cancelled_meeting_has_its_own_day_and_not_that_of_the_cancelling() -> None:
    text = (
        "Kenya on Monday called off a meeting between President Uhuru Kenyatta and Ethiopian Prime Minister "
        "Abiy Ahmed that had been scheduled for March 30."
    )
    meeting = _only_meeting(text)
    assert meeting.state is MeetingState.CANCELLED
    assert meeting.when is not None
    assert meeting.when.interval.isoformat() == "2022-03-30"


def test_a_meeting_that_follows_a_planned_one_is_planned() -> None:
    text = (
        "Kenyan President Uhuru Kenyatta will have a meeting with Ethiopian Prime Minister Abiy Ahmed on Friday, "
        "followed by talks with Ethiopian President Sahle-Work Zewde."
    )
    assert {meeting.state for meeting in record_of(text).meetings} == {MeetingState.PLANNED}


def test_those_whom_two_leaders_send_are_not_the_leaders() -> None:
    text = (
        "President Joe Biden spoke with President Luis Lacalle Pou of Uruguay on Tuesday. "
        "The two leaders agreed that their trade representatives would meet in May."
    )
    planned = [each for each in record_of(text).meetings if each.state is MeetingState.PLANNED]
    sides = [
        (actor.name, actor.office, actor.country) for meeting in planned for actor in meeting.participants
    ]
    assert sides == [("", "trade representative", "USA"), ("", "trade representative", "URY")]


@pytest.mark.parametrize(
    ("said", "is_visit"),
    [
        ("called on Fijian President Wiliame Katonivere at State House on Monday.", True),
        ("called on Fijian President Wiliame Katonivere to sign the treaty.", False),
    ],
)
def test_to_call_on_somebody_is_to_see_him_and_to_call_on_him_to_act_is_not(
    said: str, is_visit: bool
) -> None:
    text = f"Solomon Islands Prime Minister Manasseh Sogavare {said}"
    assert [meeting.mode for meeting in record_of(text).meetings] == [Mode.IN_PERSON] * is_visit


def test_a_summit_that_somebody_will_host_is_planned_there_and_then() -> None:
    text = "They look forward to the Nordic summit, which Finnish President Sauli Niinisto will host in Helsinki on May 3."
    meeting = _only_meeting(text)
    assert (meeting.state, meeting.hosts) == (MeetingState.PLANNED, ("FIN",))
    assert meeting.when is not None
    assert meeting.when.interval.isoformat() == "2022-05-03"


def test_a_video_conference_has_a_second_day_where_one_side_gives_one() -> None:
    text = (
        "Armenian Foreign Minister Ararat Mirzoyan and his Azerbaijani counterpart Jeyhun Bayramov held a video "
        "conference on Wednesday, March 9. Azerbaijan says the video conference took place on March 8 and was "
        "initiated by Baku."
    )
    meeting = _only_meeting(text)
    assert [each.interval.isoformat() for each in meeting.other_days] == ["2022-03-08"]
    assert [actor.country for actor in meeting.initiators] == ["AZE"]


def test_a_capital_that_looks_like_a_person_is_a_place() -> None:
    text = "German Chancellor Olaf Scholz held talks in Addis Ababa with Ethiopian Prime Minister Abiy Ahmed on Tuesday."
    meeting = _only_meeting(text)
    assert meeting.place is not None
    assert (meeting.place.name, meeting.hosts) == ("Addis Ababa", ("ETH",))


def test_a_joint_statement_names_those_who_met() -> None:
    text = (
        "The defence ministers of Japan, South Korea and the Philippines met in Manila on Tuesday. Japanese Defence "
        "Minister Nobuo Kishi, South Korean Defence Minister Suh Wook and Philippine Defence Secretary Delfin "
        "Lorenzana said in a joint statement that they were concerned."
    )
    assert {actor.name for actor in _only_meeting(text).participants} == {
        "Nobuo Kishi",
        "Suh Wook",
        "Delfin Lorenzana",
    }


def test_what_will_be_done_at_a_meeting_makes_it_one_to_come() -> None:
    text = (
        "President Joe Biden looks forward to welcoming President Lula da Silva of Brazil to the White House on Friday, "
        "March 18. During their meeting, the two presidents will discuss trade, in the lead-up to the April 2022 summit."
    )
    assert [
        (each.state, each.when and each.when.interval.isoformat()) for each in record_of(text).meetings
    ] == [(MeetingState.PLANNED, "2022-03-18")]


def test_a_year_at_the_head_of_a_sentence_is_no_day_of_the_meeting() -> None:
    text = (
        "Kenyan President Uhuru Kenyatta met Ethiopian Prime Minister Abiy Ahmed in Nairobi. In 2022 the two states "
        "mark 60 years of relations, and the meeting was held to honour them."
    )
    assert _only_meeting(text).when is None


def test_those_who_speak_after_a_meeting_of_others_did_not_take_part() -> None:
    text = (
        "Following the March 3 meeting between President Joe Biden and Prime Minister Mario Draghi of Italy, "
        "U.S. National Security Advisor Jake Sullivan and Italian Diplomatic Advisor Francesco Talo reaffirmed their support."
    )
    names = {actor.name for each in record_of(text).meetings for actor in each.participants}
    assert "Francesco Talo" not in names


def test_two_people_of_one_state_met_on_one_day_are_two_meetings() -> None:
    text = (
        "Bhutan's King Jigme Wangchuck met Bangladeshi Prime Minister Sheikh Hasina in Dhaka on Monday. "
        "On Monday the king also met Bangladeshi President Abdul Hamid."
    )
    names = [{actor.name for actor in each.participants} for each in record_of(text).meetings]
    assert names == [{"Jigme Wangchuck", "Hasina"}, {"Jigme Wangchuck", "Abdul Hamid"}]


def test_who_flies_on_a_day_goes_on_the_next_one() -> None:
    text = "Kenyan President Uhuru Kenyatta, who flies to Addis Ababa on Sunday, spoke of the drought."
    meeting = _only_meeting(text)
    assert meeting.state is MeetingState.PLANNED
    assert meeting.when is not None
    assert meeting.when.interval.isoformat() == "2022-03-13"


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (_PAIR.format(verb="said he was ready to meet", rest="anywhere."), [MeetingState.PROPOSED]),
        (
            "A summit of Kenya and Ethiopia planned for Friday has been put off until May.",
            [MeetingState.CANCELLED],
        ),
    ],
)
def test_readiness_and_delay_are_no_plans(text: str, states: list[MeetingState]) -> None:
    assert [meeting.state for meeting in record_of(text).meetings] == states


def test_a_headline_in_the_present_is_the_plan_of_the_text() -> None:
    text = (
        "Kenyan President Uhuru Kenyatta is on his way to Ethiopia, his office announced on Thursday. He arrived at "
        "Dubai airport this morning. Kenyatta will meet Ethiopian Prime Minister Abiy Ahmed."
    )
    meetings = record_of(text, headline="Kenyan President Uhuru Kenyatta visits Ethiopia for talks").meetings
    assert [(each.state, each.when, each.place) for each in meetings] == [(MeetingState.PLANNED, None, None)]


def test_to_call_for_something_is_no_call() -> None:
    text = (
        "The UN Security Council held a closed session on Tuesday, and five European countries on the Council "
        "called for the meeting."
    )
    assert {meeting.mode for meeting in record_of(text).meetings} == {Mode.UNKNOWN}


def test_the_day_of_an_announcement_is_not_that_of_the_meeting() -> None:
    text = _PAIR.format(verb="will meet", rest="in Nairobi, a spokesman said on Tuesday.")
    assert _only_meeting(text).when is None


def test_a_summit_spoken_of_does_not_make_a_call_a_meeting_in_person() -> None:
    text = (
        "President Joe Biden spoke today with President Vladimir Putin of Russia. They commended the work of their teams "
        "since the U.S.-Russia Summit."
    )
    (meeting, *_) = record_of(
        text, headline="Readout of President Biden's Call with President Vladimir Putin of Russia"
    ).meetings
    assert meeting.mode is Mode.PHONE


def test_a_plan_has_not_the_topics_of_the_meeting_at_which_it_was_made() -> None:
    text = (
        "Kenyan President Uhuru Kenyatta met Ethiopian Prime Minister Abiy Ahmed in Nairobi on Tuesday. "
        "The two leaders discussed drought and trade. They will meet again in Addis Ababa in June."
    )
    held, planned = record_of(text, "2022-03-10").meetings
    assert "trade" in {each.code for each in held.topics}
    assert planned.topics == ()
