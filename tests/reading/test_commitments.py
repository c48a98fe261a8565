"""Commitments: who bound himself to what, by when."""

from __future__ import annotations

import pytest

from dragoman.reading import Commitment, CommitmentAct
from tests.reading.factory import record_of


def _commitments(text: str, published: str = "2022-03-10") -> list[Commitment]:
    return list(record_of(text, published).commitments)


@pytest.mark.parametrize(
    ("sentence", "act", "actors", "what"),
    [
        (
            "Peru and Chile agreed to open a joint customs post.",
            CommitmentAct.AGREED,
            ("PER", "CHL"),
            "to open a joint customs post",
        ),
        (
            "Norway pledged to send ten field hospitals to Ukraine.",
            CommitmentAct.PROMISED,
            ("NOR",),
            "to send ten field hospitals to Ukraine",
        ),
        (
            "Peru and Chile signed a treaty on the shared river.",
            CommitmentAct.SIGNED,
            ("PER", "CHL"),
            "a treaty on the shared river",
        ),
        (
            "The German government offered to mediate between the sides.",
            CommitmentAct.OFFERED,
            ("DEU",),
            "to mediate between the sides",
        ),
        ("Japan will host the conference of donors.", CommitmentAct.PROMISED, ("JPN",), "will host the conference of donors"),
    ],
)  # fmt: skip
def test_a_promise_is_read_with_its_words(
    sentence: str, act: CommitmentAct, actors: tuple[str, ...], what: str
) -> None:
    found = _commitments(sentence)
    assert [(each.act, each.actors, each.what) for each in found] == [(act, actors, what)]


def test_a_due_date_is_an_interval_with_its_words() -> None:
    text = "Peru and Chile agreed to open a joint customs post by the end of June."
    record = record_of(text)
    due = record.commitments[0].due
    assert due is not None
    assert due.interval.latest.isoformat() == "2022-06-30"
    words = due.evidence[0]
    assert "June" in record.article.text[words.start : words.end]


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru denied that it had agreed to open a customs post with Chile.",
        "Peru refused to sign the treaty with Chile.",
        "Chile hopes that Peru will agree to open a customs post.",
        "Peru and Chile agreed that their friendship has never been stronger.",
        "In May 1998 Peru and Chile agreed to open a joint customs post.",
    ],
)
def test_what_was_not_promised_is_no_commitment(sentence: str) -> None:
    assert _commitments(sentence) == []


def test_a_promise_told_twice_counts_once_with_both_places() -> None:
    text = (
        "Peru and Chile pledged to boost cooperation on fisheries.\n\n"
        "The foreign ministers of Peru and Chile met in Lima. Peru and Chile agreed to boost cooperation on fisheries and mining."
    )  # fmt: skip
    found = _commitments(text)
    assert len(found) == 1
    assert len(found[0].evidence) == 2


def test_a_condition_is_kept_with_the_promise() -> None:
    found = _commitments("Norway pledged to reopen its embassy if the fighting stops.")
    assert [each.condition for each in found] == ["if the fighting stops"]


@pytest.mark.parametrize(
    ("text", "actors", "what"),
    [
        ("The leaders of Chile and Peru committed themselves on Monday to a full ceasefire.", {"CHL", "PER"}, "ceasefire"),
        ("Japan and the European Union are to agree on a trade pact by the end of the year.", {"JPN", "EU"}, "trade pact"),
        ("Norwegian Prime Minister Jonas Gahr Støre announced a plan to train pilots.", {"NOR"}, "train"),
        ("The leaders of the Group of Seven promised on Monday to lift the ban.", {"G7"}, "lift"),
        ("Norway promised not to allow drilling near the border with Russia.", {"NOR"}, "not to allow"),
        ("Norway said it would not send troops and promised to increase aid to Mali.", {"NOR"}, "increase"),
    ],
    ids=["committed themselves", "are to", "a plan", "a group's leaders", "not to", "after a denial"],
)  # fmt: skip
def test_a_promise_is_read_in_each_form(text: str, actors: set[str], what: str) -> None:
    found = [each for each in record_of(text).commitments if what in each.what]
    assert [set(each.actors) for each in found] == [actors]


@pytest.mark.parametrize(
    "text",
    [
        "Chad denied that it had agreed to shelter the rebels of Sudan.",
        "Egypt will wait until Sudan and Ethiopia reach a binding agreement with Kenya.",
        "Chilean President Gabriel Boric is to meet Peruvian President Dina Boluarte on Monday.",
    ],
    ids=["denied", "waited for", "a meeting"],
)
def test_what_nobody_promised_is_no_commitment(text: str) -> None:
    assert not [each for each in record_of(text).commitments if "agree" in each.what or "meet" in each.what]
    assert not [each for each in record_of(text).commitments if each.act in ("agreed", "signed")]


def test_a_treaty_is_not_due_on_the_day_of_its_signing() -> None:
    (found,) = record_of("Peru and Chile signed a trade agreement on Thursday.").commitments
    assert found.due is None


def test_who_promises_is_no_part_of_what_is_promised() -> None:
    text = "The United States will provide new radars to Japan, President Joe Biden promised."
    assert [each.what for each in record_of(text).commitments] == ["will provide new radars to Japan"]


def test_crimes_are_committed_and_no_commitment() -> None:
    assert not record_of("Russia is committing gross violations of human rights.").commitments


def test_two_promises_of_one_deed_are_two() -> None:
    text = (
        "Kenya and Somalia committed to deepen economic cooperation in fisheries. "
        "Kenya and Somalia committed to deepen cooperation in science and technology."
    )
    assert len(record_of(text).commitments) == 2


def test_the_body_says_what_the_headline_shortens() -> None:
    record = record_of(
        "Kenya and Somalia agreed on Wednesday to reopen their border in phases.",
        headline="Kenya, Somalia agree to reopen border after two-year freeze",
    )
    (commitment,) = record.commitments
    assert commitment.what == "to reopen their border in phases"
    assert len(commitment.evidence) == 2


@pytest.mark.parametrize("who", ["An American actress", "A Turkish footballer", "Japanese tourists"])
def test_private_people_bind_no_state(who: str) -> None:
    assert not record_of(f"{who} promised to return to Peru next year.").commitments


def test_what_is_agreed_to_is_the_truce_and_not_the_day() -> None:
    (commitment,) = record_of(
        "Israel and Hamas agreed to a ceasefire on Wednesday.", "2012-11-21"
    ).commitments
    assert commitment.what.startswith("to a ceasefire")


def test_a_promise_ends_where_another_subject_or_deed_begins() -> None:
    text = (
        "Fiji will provide the building and Tonga will send six officers. Kenyan President Uhuru Kenyatta "
        "undertook to pay 10 million dollars into a fund and called on the United Nations to help."
    )
    whats = [each.what for each in record_of(text).commitments]
    assert whats[0] == "will provide the building"
    assert whats[-1] == "to pay 10 million dollars into a fund"


def test_the_year_in_the_name_of_something_is_no_day_by_which_to_act() -> None:
    text = "Fiji promised to support Kenya's bid to host the 2026 Games Summit."
    assert [each.due for each in record_of(text).commitments] == [None]


def test_if_possible_is_no_condition() -> None:
    text = "Kenya and Ethiopia agreed to sign a treaty, if possible, by May 2022."
    assert [each.condition for each in record_of(text).commitments] == [""]


def test_they_after_the_seven_are_the_seven() -> None:
    text = (
        "The leaders of the Group of Seven met in Bavaria. Chancellor Angela Merkel of Germany received Presidents "
        "Barack Obama of the United States and Francois Hollande of France and Prime Minister Shinzo Abe of Japan. "
        "The seven condemned the attack. They also pledged to raise their aid by 2030."
    )
    assert [each.actors for each in record_of(text, "2015-06-08").commitments] == [("G7",)]


def test_they_bind_nobody_where_they_can_be_any_of_many() -> None:
    text = (
        "Chancellor Angela Merkel of Germany spoke. President Barack Obama of the United States spoke. "
        "Prime Minister Shinzo Abe of Japan spoke. They also pledged to raise aid by 2030."
    )
    assert record_of(text, "2015-06-08").commitments == ()


def test_the_leaders_of_a_summit_are_all_of_them() -> None:
    text = (
        "The presidents of Niger, Chad and Nigeria and the prime minister of Cameroon ended a summit with a pledge to "
        "extend their force. Idriss Deby of Chad and Nigeria's Muhammadu Buhari attended in person. The leaders "
        "undertook to contribute 10 million dollars to a fund."
    )
    found = record_of(text, "2020-11-30").commitments
    assert [set(each.actors) for each in found] == [{"NER", "TCD", "NGA", "CMR"}] * 2


def test_a_visit_that_is_announced_is_no_promise() -> None:
    text = "Malaysian Prime Minister Anwar Ibrahim will pay an official visit to Qatar from May 12 to 14."
    assert record_of(text, "2024-05-09").commitments == ()


def test_a_year_told_of_the_thing_does_not_make_the_promise_old() -> None:
    text = "Kenya and Ethiopia decided to revive a border committee that last sat in 2014."
    assert [each.actors for each in record_of(text).commitments] == [("KEN", "ETH")]


def test_to_be_to_host_is_a_promise() -> None:
    text = "Honduras is to host the next summit in the second half of 2023."
    assert [each.actors for each in record_of(text).commitments] == [("HND",)]


def test_the_heads_of_state_are_not_those_who_were_among_them() -> None:
    text = (
        "Costa Rica's Rodrigo Chaves, Panama's Laurentino Cortizo and Guatemala's Alejandro Giammattei were among those "
        "present. The heads of state agreed to set up a fund."
    )
    assert record_of(text, "2022-12-10").commitments == ()


def test_who_is_bound_by_his_government_is_bound() -> None:
    found = record_of(
        "The Danish premier committed Denmark to spending more on defence by 2026.", "2024-03-03"
    )
    assert [(each.actors, each.what) for each in found.commitments] == [
        (("DNK",), "to spending more on defence by 2026")
    ]


def test_what_is_promised_to_a_state_is_no_part_of_its_name() -> None:
    found = record_of("Iceland has promised Moldova 20 million kroner for heating.", "2024-03-03").commitments
    assert [(each.actors, each.to) for each in found] == [(("ISL",), ("MDA",))]
    assert found[0].what.startswith("20 million kroner")


def test_a_state_that_will_ratify_binds_itself() -> None:
    found = record_of(
        "Chile will ratify the treaty by December, its president said.", "2024-03-03"
    ).commitments
    assert [each.actors for each in found] == [("CHL",)]
    assert found[0].due is not None
