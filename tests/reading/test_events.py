"""Events: types, sides, sense, silence, and the tables that say so."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from dragoman.reading import event_tables
from dragoman.reading.event_conditions import CONDITIONS
from dragoman.reading.event_contract import events_line
from dragoman.reading.event_labels import cameo_of
from dragoman.reading.event_tables import event_actors, event_words, frames, table_rows, triggers
from dragoman.reading.record import Realis
from tests.reading.factory import record_of

SENTENCES = Path(__file__).with_name("event_sentences.jsonl")
TYPES = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT".split()
)
BODIES = {"ORG", "IGO", "NGO", *event_words("short_form")}
# Floors, not results: 0.95, 0.88 and 0.92 when they were set. Each batch of these sentences was first read
# unseen: the first event had the right type in 0.78 (212 sentences), 0.59 (111, idiomatic), 0.84 (128),
# 0.62 (87, idiomatic), 0.72 (105, idiomatic), 0.92 (72, long ones), 0.79 (38, headlines and nouns), 0.93 (160),
# 0.63 (169, idiomatic), 0.80 (160) and 0.89 (80).
TYPE_FLOOR, SIDES_FLOOR, SILENCE_FLOOR = 0.90, 0.80, 0.85


def read_sentences() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]


def events_of(text: str, date: str | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = events_line({"id": "x", "date": date, "text": text})["events"]
    return found


def first_event(text: str) -> dict[str, Any]:
    return events_of(text)[0]


def folded(codes: Iterable[str]) -> set[str]:
    return {"ORG" if code in BODIES else code for code in codes}


def test_types_sides_and_silence_stay_above_the_floors() -> None:
    right_types = right_sides = silent = 0
    sentences = read_sentences()
    told = [each for each in sentences if each["type"] is not None]
    for each in sentences:
        found = events_of(each["text"])
        if each["type"] is None:
            silent += not found
        elif found and found[0]["type"] == each["type"]:
            right_types += 1
            source, target = folded(found[0]["source"]), folded(found[0]["target"])
            pooled = each["type"] in ("AGREE", "CONSULT", "COOPERATE") and source | target
            asked = folded(each["source"]), folded(each["target"])
            right_sides += (source, target) == asked or pooled == asked[0] | asked[1]
    assert right_types / len(told) >= TYPE_FLOOR
    assert right_sides / len(told) >= SIDES_FLOOR
    assert silent / (len(sentences) - len(told)) >= SILENCE_FLOOR


@pytest.mark.parametrize(
    ("text", "kind", "source", "target"),
    [
        pytest.param("Peru condemned Kenya.", "ACCUSE", ["PER"], ["KEN"], id="subject and object"),
        pytest.param("Kenya was condemned by Peru.", "ACCUSE", ["PER"], ["KEN"], id="passive with agent"),
        pytest.param(
            "Norway and Chile accused Fiji of piracy.", "ACCUSE", ["NOR", "CHL"], ["FJI"], id="compound"
        ),
        pytest.param("Peru signed a treaty with Kenya.", "SUPPORT", ["PER"], ["KEN"], id="signing is done"),
        pytest.param(
            "Peru will sign a treaty with Kenya.", "AGREE", ["PER"], ["KEN"], id="signing to come is agreeing"
        ),
        pytest.param(
            "Peruvian President Alan Garcia visited Kenya.",
            "CONSULT",
            ["PER"],
            ["KEN"],
            id="visit has a side",
        ),
        pytest.param("Kenyan police arrested nine dissidents.", "COERCE", ["KEN"], ["KEN"], id="domestic"),
        pytest.param("Rebels in Burundi killed a priest.", "ASSAULT", ["BDI"], ["BDI"], id="place of rebels"),
        pytest.param("Hamas fighters shelled an Israeli town.", "ASSAULT", ["PSE"], ["ISR"], id="movement"),
        pytest.param("Peru rejected Kenya's offer.", "REJECT", ["PER"], ["KEN"], id="owner of the object"),
        pytest.param("Peru said Kenya must pay.", "REQUEST", ["PER"], ["KEN"], id="duty put by a speaker"),
        pytest.param(
            "Kenya pulled its troops out of Fiji.", "RETREAT", ["KEN"], ["FJI"], id="withdrawal done"
        ),
        pytest.param("Kenya will withdraw its troops from Fiji.", "CONCEDE", ["KEN"], ["FJI"], id="to come"),
        pytest.param("Peru said it would not meet Kenya.", "REJECT", ["PER"], ["KEN"], id="will not"),
        pytest.param("Peru will bomb Kenya.", "THREATEN", ["PER"], ["KEN"], id="force to come is a threat"),
        pytest.param("Peru summoned the Kenyan ambassador.", "ACCUSE", ["PER"], ["KEN"], id="summons"),
        pytest.param(
            "Peru promised a proportionate response to Kenya.", "THREATEN", ["PER"], ["KEN"], id="response"
        ),
        pytest.param(
            "Chad's president vowed that his troops would not be driven out of Mali.",
            "REJECT",
            ["TCD"],
            ["MLI"],
            id="vow not to yield",
        ),
        pytest.param(
            "Dockers in Peru joined a nationwide strike over pensions.",
            "PROTEST",
            ["PER"],
            ["PER"],
            id="strike that is joined",
        ),
        pytest.param(
            "Norway expects both sides to return to the EU-led talks.",
            "REQUEST",
            ["NOR"],
            [],
            id="sides that are not named",
        ),
        pytest.param(
            "Dozens of students demonstrated in Bangkok outside the Lao embassy.",
            "PROTEST",
            ["THA"],
            ["LAO"],
            id="embassy stands abroad",
        ),
        pytest.param("Norway encouraged Kenya to reach out.", "REQUEST", ["NOR"], ["KEN"], id="encouraged"),
        pytest.param(
            "The presidents of Peru and Kenya spoke by phone to exchange views on the war waged by Fiji.",
            "CONSULT",
            ["PER", "KEN"],
            [],
            id="matter of a talk",
        ),
        pytest.param(
            "Norway reaffirmed its solidarity with Kenya in the face of Fiji's raids.",
            "SUPPORT",
            ["NOR"],
            ["KEN"],
            id="with whom, not against whom",
        ),
        pytest.param("Kenya branded Peru's raid provocative.", "ACCUSE", ["KEN"], ["PER"], id="harsh word"),
        pytest.param(
            "The African Union froze Kenya's membership.", "SANCTION", ["AU"], ["KEN"], id="membership"
        ),
        pytest.param("Norway sent an envoy to Kenya.", "CONSULT", ["NOR"], ["KEN"], id="envoy"),
        pytest.param(
            "A deal was reached during talks between Peru and Kenya.", "AGREE", ["PER", "KEN"], [], id="joint"
        ),
        pytest.param(
            "Norway denounced the raid, and urged Kenya to pay.", "REQUEST", ["NOR"], ["KEN"], id="second act"
        ),
        pytest.param(
            "Peru and Kenya declared their state of war over.",
            "RETREAT",
            ["PER", "KEN"],
            [],
            id="end of a war",
        ),
        pytest.param(
            "In exile in Vilnius, opposition leader Ada Lund praised the EU.",
            "SUPPORT",
            [],
            ["EU"],
            id="where an exile lives",
        ),
        pytest.param("Peru recalled its ambassador to Kenya.", "SANCTION", ["PER"], ["KEN"], id="recall"),
        pytest.param("Students marched in Lima against Kenya.", "PROTEST", ["PER"], ["KEN"], id="crowd"),
        pytest.param("Peru launched an attack on Kenya.", "ASSAULT", ["PER"], ["KEN"], id="light verb"),
        pytest.param(
            "Ethnic Albanians in Serbia demanded autonomy.", "REQUEST", ["SRB"], ["SRB"], id="ethnic"
        ),
    ],
)
def test_one_rule_at_a_time(text: str, kind: str, source: list[str], target: list[str]) -> None:
    event = first_event(text)
    assert (event["type"], event["source"], event["target"]) == (kind, source, target)


def test_meeting_has_everybody_in_the_source() -> None:
    event = first_event("The presidents of Peru and Kenya held talks with Chile's foreign minister.")
    assert event["type"] == "CONSULT"
    assert (set(event["source"]), event["target"]) == ({"PER", "KEN", "CHL"}, [])


def test_denied_event_is_told_as_unrealised() -> None:
    line = events_line({"id": "x", "date": None, "text": "Kenya denied that its forces had attacked Fiji."})
    assert line["events"] == []
    assert [(each["type"], each["realis"]) for each in line["unrealised"]] == [("ASSAULT", "denied")]


def test_event_of_long_ago_is_history() -> None:
    text = "Kenya invaded Fiji forty years ago."
    line = events_line({"id": "x", "date": "2020-01-05", "text": text})
    assert line["events"] == []
    assert line["unrealised"][0]["realis"] == "historical"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya beat Peru 2-1 in the final.",
        "A singer visited Lima for the launch of her album.",
        "The flu has killed nine people in Norway.",
        "A man was arrested in Toledo for robbing a petrol station.",
    ],
)
def test_sport_business_and_crime_are_silent(text: str) -> None:
    assert events_of(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Norway sent helicopters to evacuate the wounded.", "AGREE", id="purpose"),
        pytest.param("Japan plans to hold military drills near Okinawa.", "THREATEN", id="drill to come"),
        pytest.param("Norway sent police observers to Fiji.", "MOBILIZE", id="observers"),
        pytest.param("Kenya claimed it had won the vote.", "ACCUSE", id="claim of one's own"),
        pytest.param("Peru has demonstrated that it is ready.", "PROTEST", id="showing is no protest"),
        pytest.param(
            "Peru and Kenya recognised the importance of trade.", "SUPPORT", id="no state recognised"
        ),
        pytest.param("Norway welcomed the release of nine sailors from Fiji.", "SUPPORT", id="origin"),
        pytest.param("Norway praised Ada Lund, a Kenyan singer.", "SUPPORT", id="private person"),
        pytest.param(
            "Norway's foreign minister said Norway and Kenya need to trade.", "REQUEST", id="duty of both"
        ),
        pytest.param(
            "Norway's foreign minister spoke with Kenyan President William Ruto to reinforce the defence of Fiji.",
            "SUPPORT",
            id="spoke",
        ),
        pytest.param(
            "Thailand's prime minister, who seized power in May, met President Thein Sein in Myanmar.",
            "COERCE",
            id="aside",
        ),
    ],
)
def test_what_only_looks_like_a_type_is_not_one(text: str, kind: str) -> None:
    kinds = {(each["type"], tuple(each["target"])) for each in events_of(text)}
    assert not {each for each in kinds if each[0] == kind and each[1] != ("THA",)}


def test_invitation_is_of_whoever_it_belongs_to() -> None:
    found = events_of("Norway sent experts to Fiji at Peru's invitation.")
    assert [each["source"] for each in found if each["type"] == "AGREE"] == [["PER"]]


def test_object_of_a_second_verb_is_no_target_of_the_first() -> None:
    found = events_of("The Security Council condemned the attack and urged the Malian authorities to act.")
    assert {each["type"]: each["target"] for each in found}.get("ACCUSE", []) == []


def test_report_of_a_match_has_no_events_in_any_sentence() -> None:
    report = (
        "Senegal beat Mali 2-1 thanks to a late strike from a substitute. "
        "The visitors bombarded the goal, their coach said, until the referee ended it. "
    )
    assert events_of(report + "The two sides, Senegal and Mali, meet again in Bamako.") == []
    officials = "Senegal's Prime Minister Ada Lund met Mali's Prime Minister Bo Ek in Bamako."
    assert [each["type"] for each in events_of(report + officials)] == ["CONSULT"]


def test_evidence_slices_back_to_the_sentence() -> None:
    text = "Rain fell in Lima. Peru condemned Kenya. Nobody answered."
    start, end = first_event(text)["evidence"]
    assert text[start:end] == "Peru condemned Kenya."


def test_event_told_twice_is_one_event() -> None:
    found = events_of("Peru condemned Kenya on Monday.\n\nPeru denounced Kenya again in the evening.")
    assert [each["type"] for each in found] == ["ACCUSE"]


def test_same_text_gives_the_same_events_whatever_was_read_before() -> None:
    text = "Peru expelled two Kenyan diplomats and froze aid to Fiji."
    before = events_of(text)
    events_of("Norway met Chile in Oslo.")
    assert events_of(text) == before


def test_modes_and_contexts_come_from_the_words() -> None:
    event = first_event("A suicide bomber killed nine Kenyan soldiers in Mombasa.")
    assert event["mode"] == ["suicide-attack"]
    assert {"terrorism", "military"} <= set(event["contexts"])


def test_line_without_text_says_so() -> None:
    assert events_line({"id": 7})["error"]["type"] == "BadLine"


def test_empty_text_has_no_events() -> None:
    assert events_line({"id": 7, "date": None, "text": " "}) == {"id": 7, "events": [], "unrealised": []}


# ------------------------------------------------------------------ the tables


def test_every_trigger_has_a_known_type_frame_and_conditions() -> None:
    for rows in triggers().values():
        for row in rows:
            assert row.type in TYPES
            assert row.frame in frames()
            for condition in row.conditions:
                name, _, argument = condition.removeprefix("!").partition(":")
                assert name in CONDITIONS, condition
                if name in ("obj", "subj", "has", "to") and argument:
                    assert event_words(argument), condition


def test_no_two_types_claim_a_word_under_the_same_conditions() -> None:
    claimed: dict[tuple[str, ...], str] = {}
    for rows in triggers().values():
        for row in rows:
            key = (row.word_class, row.lemma, " ".join(row.words), " ".join(row.conditions))
            assert claimed.setdefault(key, row.type) == row.type, key


def test_every_word_list_is_used() -> None:
    folder = Path(event_tables.__file__).parent
    rules = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("event_*.py")))
    rules += (folder / "data" / "events.tsv").read_text(encoding="utf-8")
    lists = [name for name, _ in table_rows("event_words.tsv")]
    assert len(lists) == len(set(lists))
    assert [name for name in lists if f":{name}" not in rules and f'"{name}"' not in rules] == []


def test_every_type_has_triggers() -> None:
    assert {row.type for rows in triggers().values() for row in rows} == TYPES


def test_contexts_are_the_labels_of_the_manual() -> None:
    labels = [context for context, _ in table_rows("contexts.tsv")]
    assert len(labels) == len(set(labels)) == 37


def test_cameo_codes_are_as_exact_as_the_table_allows() -> None:
    assert cameo_of("CONSULT", ("phone",), ()) == "041"
    assert cameo_of("REQUEST", ("yield",), ("economic",)) == "1054"
    assert cameo_of("ASSAULT", (), ()) == "190"
    assert all(code.isdigit() and kind in TYPES for kind, _, _, code in table_rows("cameo.tsv"))


def test_roles_name_the_standing_of_common_nouns() -> None:
    roles = event_actors("role")
    assert (roles["president"], roles["rebels"], roles["demonstrators"]) == ("state", "rebel", "crowd")


def _told(text: str, realis: Realis = Realis.HAPPENED) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    events = record_of(text).events
    return {(each.type, each.source, each.target) for each in events if each.realis is realis}


def test_the_decision_is_that_of_whoever_decided() -> None:
    text = (
        "Norway was criticised over a Norwegian decision to close the strait.\n\n"
        "Denmark condemned the decision."
    )
    assert ("ACCUSE", ("DNK",), ("NOR",)) in _told(text)


def test_without_an_owner_the_decision_is_that_of_the_first_sentence() -> None:
    text = "Norway closed the strait on Monday.\n\nDenmark condemned the decision."
    assert ("ACCUSE", ("DNK",), ("NOR",)) in _told(text)


def test_what_somebody_is_accused_of_has_not_happened() -> None:
    text = "Ghana accused Togo of arming rebels in the north of Ghana."
    assert {each[0] for each in _told(text)} == {"ACCUSE"}


def test_a_quoted_sentence_that_names_nobody_tells_no_event() -> None:
    text = (
        "Palestinian negotiator Saeb Erekat met Jordan's King Abdullah II in Amman.\n\n"
        '"They wanted us on our knees and they put pressure on us," Erekat said.'
    )
    assert "REQUEST" not in {each[0] for each in _told(text)}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Pro-Russian rebels shelled a Ukrainian post near Luhansk.", "RUS"),
        ("Iranian-backed militiamen fired rockets at an Iraqi base.", "IRN"),
    ],
)
def test_whose_side_rebels_are_on_is_not_who_they_are(text: str, side: str) -> None:
    assert all(side not in source for _, source, _ in _told(text))


def test_the_secret_service_is_the_states() -> None:
    text = "Russia's security service detained a Norwegian fisherman near Murmansk."
    assert ("COERCE", ("RUS",), ("NOR",)) in _told(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("France agreed with Japan on Monday to open a consulate in Osaka by the end of 2030.", "2024-03-04"),
        ("France agreed with Japan to open a consulate in Osaka by the end of 2030.", None),
        ("France and Japan will open a bridge in May 2030.", None),
    ],
)
def test_the_day_of_what_was_promised_is_not_that_of_the_promise(text: str, day: str | None) -> None:
    (event,) = record_of(text, "2024-03-05").events
    assert (event.when and event.when.interval.isoformat()) == day


def test_who_calls_for_a_ceasefire_asks_for_it_and_who_calls_one_keeps_it() -> None:
    asked = first_event("France and Japan called for an immediate ceasefire between Israel and Hamas.")
    kept = first_event("Israel declared a ceasefire in Gaza on Sunday.")
    assert (asked["type"], asked["source"]) == ("REQUEST", ["FRA", "JPN"])
    assert kept["type"] == "RETREAT"
