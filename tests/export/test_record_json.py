"""The JSON form of a record."""

from __future__ import annotations

import json
from dataclasses import replace

from dragoman.export import article_json, record_json, skipped_json
from dragoman.pages import Skipped, SkipReason
from dragoman.reading.record import Record, Versions

from .factory import FIRST, HEADLINE, build_article, build_record

ROW_KEYS = {
    "meetings": {"participants", "mode", "date", "date_resolution", "duration_minutes", "place", "topics"},
    "planned_events": {"title", "host", "attendees", "when", "when_resolution", "mode", "place"},
    "commitments": {"kind", "act", "actors", "what", "to", "due", "due_resolution"},
    "statements": {"speaker", "mode", "content", "said_on"},
    "events": {"type", "source", "target", "date", "group"},
    "events_unrealised": {"type", "source", "target", "date", "group", "realis"},
    "contradictions": {"kind", "subject", "values", "correct", "remark"},
}


def test_document_has_the_keys_of_the_schema_and_each_value_its_words() -> None:
    document = record_json(build_record())
    text = document["article"]["full_text"]
    for kind, keys in ROW_KEYS.items():
        assert document[kind], kind
        for row in document[kind]:
            assert keys <= set(row)
            assert row["evidence"]
            assert 0 <= row["confidence"] <= 1
            for start, end in row["evidence_spans"]:
                words = " ".join(text[start:end].split())
                assert any(words in sentence for sentence in row["evidence"])


def test_head_of_the_document() -> None:
    document = record_json(build_record())
    assert document["schema"] == "dragoman-record/1"
    assert (document["doc_id"], document["format"], document["published"]) == (
        "patrols",
        "html",
        "2025-11-05",
    )
    assert document["written_on"]["date"] == "2025-11"
    assert document["written_on"]["evidence"] == [
        "Prime Minister Ulf Kristersson met Jonas Gahr Støre in Oslo on Tuesday."
    ]
    assert document["versions"]["dragoman"] == "0.1.0"
    assert document["skipped"] is None


def test_article_has_its_body_as_text_and_the_whole_beside_it() -> None:
    article = record_json(build_record())["article"]
    assert article["text"].startswith(FIRST)
    assert article["full_text"].startswith(HEADLINE)
    for part in article["parts"]:
        assert article["full_text"][part["start"] : part["end"]].strip()
    assert article["furniture"][0] == {"text": "Haberi paylaş", "reason": "share buttons", "language": "tr"}


def test_held_meeting_planned_one_and_cancelled_one_go_to_their_own_lists() -> None:
    document = record_json(build_record())
    (held,), (planned,), (off,) = (
        document[kind] for kind in ("meetings", "planned_events", "meetings_not_held")
    )
    assert (held["mode"], held["date"], held["date_resolution"]) == ("in_person", "2025-11-04", "day")
    assert (held["duration_minutes"], held["place"], held["topics"]) == (90, "Oslo", ["defence", "NOR"])
    assert held["participants"][0]["office"] == "Prime Minister"
    assert held["confidence"] == 0.9123
    assert (planned["host"], planned["when"], planned["when_resolution"], planned["mode"]) == (
        ["SWE"],
        "2026-01/2026-06",
        "half-year",
        None,
    )
    assert (off["state"], off["mode"]) == ("cancelled", "unknown")


def test_meeting_says_who_asked_for_it() -> None:
    record = build_record()
    held = record.meetings[0]
    asked = replace(held, initiators=held.participants[:1])

    first, *others = record_json(replace(record, meetings=(asked, *record.meetings[1:])))["meetings"]

    assert [actor["name"] for actor in first["initiators"]] == [held.participants[0].name]
    assert all(other["initiators"] == [] for other in others)


def test_agreement_and_its_due_date() -> None:
    (commitment,) = record_json(build_record())["commitments"]
    assert (commitment["kind"], commitment["act"]) == ("agreement", "agreed")
    assert (commitment["due"], commitment["due_resolution"]) == ("2026-06", "month")
    assert commitment["evidence"] == [
        "Kristersson and Støre agreed to hold joint patrols in the Arctic by June 2026."
    ]


def test_statement_has_its_words_and_its_cue() -> None:
    (statement,) = record_json(build_record())["statements"]
    assert statement["content"] == "“We will not leave the north to chance,”"
    assert (statement["mode"], statement["cue"], statement["speaker"]["country"]) == ("direct", "said", "NOR")
    assert statement["evidence"] == ["“We will not leave the north to chance,” Støre said after the talks."]


def test_events_are_rows_of_one_code_a_side() -> None:
    document = record_json(build_record())
    rows = [(row["type"], row["source"], row["target"], row["group"]) for row in document["events"]]
    assert rows == [
        ("CONSULT", "SWE", "NOR", "e1"),
        ("CONSULT", "SWE", "DNK", "e1"),
        ("SUPPORT", "SWE", "FIN", "e2"),
        ("SUPPORT", "NOR", "FIN", "e2"),
        ("PROTEST", "SWE", "", "e3"),
    ]
    assert [row["realis"] for row in document["events_unrealised"]] == ["planned"]


def test_page_without_diplomacy_gives_its_article_and_empty_lists() -> None:
    document = record_json(Record(build_article(), Versions("0", "0", "0", "0")))
    assert document["article"]["headline"] == HEADLINE
    assert all(document[kind] == [] for kind in ROW_KEYS)


def test_same_record_gives_the_same_bytes() -> None:
    assert json.dumps(record_json(build_record())) == json.dumps(record_json(build_record()))


def test_skipped_page_says_why() -> None:
    skipped = Skipped("p", "in/p.html", SkipReason.LANGUAGE, "tr: only English is read so far")
    assert skipped_json(skipped) == {
        "doc_id": "p",
        "origin": "in/p.html",
        "skipped": {"reason": "language not yet read", "detail": "tr: only English is read so far"},
    }


def test_article_alone_has_the_same_form() -> None:
    article = build_article()
    assert article_json(article) == record_json(build_record(article))["article"]
