"""Names of several sets as one form: what is marked, and what is left open."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from dragoman.language.word_lists import WordLists

TRAIN = Path(__file__).parents[2] / "train"


@pytest.fixture
def name_data(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The module, which finds its neighbours only from its own folder."""
    monkeypatch.syspath_prepend(str(TRAIN))
    import name_data as module

    yield module
    for name in ("name_data", "annotated", "data", "gum_names", "labels"):
        sys.modules.pop(name, None)


def write(path: Path, rows: list[list[str]]) -> None:
    """A gzip file with one sentence, tabs between the columns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("".join("\t".join(row) + "\n" for row in rows) + "\n")


@pytest.fixture
def lists(tmp_path: Path) -> WordLists:
    path = tmp_path / "lists.txt"
    path.write_text("[people]\nkenyan\nsouth african\n", encoding="utf-8")
    return WordLists(path)


def test_a_nationality_is_told_from_other_things_without_a_type(name_data, lists, tmp_path) -> None:  # type: ignore[no-untyped-def]
    words = [
        ("Lund", "B-PER", "PROPN"),
        ("met", "O", "VERB"),
        ("Kenyan", "B-OTH", "ADJ"),
        ("Mariners", "B-OTH", "PROPN"),
    ]
    write(
        tmp_path / name_data.FILES["uner"].format(part="train"),
        [[str(i), word, tag, "-", "x"] for i, (word, tag, _) in enumerate(words, 1)],
    )
    write(
        tmp_path / name_data.FILES["ewt"].format(part="train"),
        [
            [str(i), word, word, upos, "_", "_", "0", "dep", "_", "_"]
            for i, (word, _, upos) in enumerate(words, 1)
        ],
    )
    (sentence,) = name_data.read_ewt(tmp_path, "train", lists)
    assert sentence.allowed[0] == ("B-PER",)
    assert "B-NORP" not in sentence.allowed[1]
    assert sentence.allowed[2] == ("B-NORP",)
    assert {"O", "B-EVENT", "B-TIME"} <= set(sentence.allowed[3])
    assert name_data.gold_spans(sentence) == {(0, 1, "PER"), (2, 3, "NORP")}


def test_times_and_events_of_gum_are_marked_and_nationalities_left_open(name_data, tmp_path) -> None:  # type: ignore[no-untyped-def]
    misc = ["Entity=(1-person-x)", "_", "Entity=(2-event-x", "Entity=2)", "_", "Entity=(3-time-x)"]
    words = [("Lund", "PROPN", 2), ("left", "VERB", 0), ("Suva", "PROPN", 4), ("Summit", "PROPN", 2)]
    words += [("in", "ADP", 6), ("1994", "NUM", 2)]
    rows = [
        [str(i), word, word, upos, "_", "_", str(head), "dep", "_", m]
        for i, ((word, upos, head), m) in enumerate(zip(words, misc, strict=True), 1)
    ]
    write(tmp_path / name_data.FILES["gum"].format(part="dev"), rows)
    (sentence,) = name_data.read_gum(tmp_path, "dev")
    assert name_data.gold_spans(sentence) == {(0, 1, "PER"), (2, 4, "EVENT"), (5, 6, "TIME")}
    assert sentence.allowed[1] == ("O", "B-NORP", "I-NORP")
    assert "NORP" not in sentence.marked


def test_elections_are_events_and_two_words_may_be_one_nationality(name_data, lists, tmp_path) -> None:  # type: ignore[no-untyped-def]
    rows = [["South", "B-misc"], ["African", "I-misc"], ["general", "B-election"], ["election", "I-election"]]
    write(tmp_path / name_data.FILES["politics"].format(part="dev"), [*rows, ["Ode", "B-misc"]])
    (sentence,) = name_data.read_politics(tmp_path, "dev", lists)
    assert name_data.gold_spans(sentence) == {(0, 2, "NORP"), (2, 4, "EVENT")}
    assert "O" in sentence.allowed[4]


def gum_file(path: Path, words: list[tuple[str, str, int]], misc: list[str]) -> None:
    """One GUM sentence: word, tag and head of each, and its column of mentions."""
    rows = [
        [str(i), word, word, upos, "_", "_", str(head), "dep", "_", m]
        for i, ((word, upos, head), m) in enumerate(zip(words, misc, strict=True), 1)
    ]
    write(path, rows)


def test_the_name_of_a_war_has_its_adjective_and_its_number(name_data, tmp_path) -> None:  # type: ignore[no-untyped-def]
    words = [("the", "DET", 3), ("Civil", "ADJ", 3), ("War", "PROPN", 0), ("and", "CCONJ", 6)]
    words += [("World", "PROPN", 6), ("War", "PROPN", 3), ("II", "NUM", 6)]
    misc = ["Entity=(1-event-x", "_", "Entity=1)", "_", "Entity=(2-event-x", "_", "Entity=2)"]
    gum_file(tmp_path / name_data.FILES["gum"].format(part="dev"), words, misc)
    (sentence,) = name_data.read_gum(tmp_path, "dev")
    assert name_data.gold_spans(sentence) == {(1, 3, "EVENT"), (4, 7, "EVENT")}


def test_an_event_with_a_name_but_a_common_head_is_neither_right_nor_wrong(name_data, tmp_path) -> None:  # type: ignore[no-untyped-def]
    words = [("the", "DET", 3), ("APEC", "PROPN", 3), ("summit", "NOUN", 4), ("ended", "VERB", 0)]
    misc = ["Entity=(1-event-x", "_", "Entity=1)", "_"]
    gum_file(tmp_path / name_data.FILES["gum"].format(part="dev"), words, misc)
    (sentence,) = name_data.read_gum(tmp_path, "dev")
    assert name_data.gold_spans(sentence) == set()
    assert name_data.is_open(sentence, (1, 3, "EVENT"))
    assert not name_data.is_open(sentence, (3, 4, "EVENT"))


def test_our_own_sentences_mark_events_alone_and_by_their_place(name_data, tmp_path) -> None:  # type: ignore[no-untyped-def]
    texts = {"a": "Lund left the Suva summit. It went on.", "b": "Peru waits."}
    lines = [{"id": number, "text": text} for number, text in texts.items()]
    events = [{"id": "a", "events": [[14, 25]]}, {"id": "c", "text": "Cod war over", "events": [[0, 7]]}]
    for file, rows in (("annotated", lines), ("named_events", events)):
        (tmp_path / f"{file}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    parts = [name_data.read_own(part, tmp_path) for part in ("train", "dev")]
    found = {" ".join(s.words): s for part in parts for s in part}
    assert set(found) == {"Lund left the Suva summit .", "It went on .", "Peru waits .", "Cod war over"}
    assert name_data.gold_spans(found["Lund left the Suva summit ."]) == {(3, 5, "EVENT")}
    assert name_data.gold_spans(found["Cod war over"]) == {(0, 2, "EVENT")}
    assert "B-PER" in found["Peru waits ."].allowed[0]
    assert "B-EVENT" not in found["Peru waits ."].allowed[0]
    assert found["Peru waits ."].marked == ("EVENT",)


def test_every_named_event_of_the_set_is_a_stretch_of_whole_words(name_data) -> None:  # type: ignore[no-untyped-def]
    lines = name_data.annotated.read_lines(TRAIN / "annotations" / "named_events.jsonl")
    texts = {
        line["id"]: line["text"]
        for line in name_data.annotated.read_lines(TRAIN / "annotations" / "annotated.jsonl")
    }
    assert len({line["id"] for line in lines}) == len(lines)
    for line in lines:
        text = line.get("text") or texts[line["id"]]
        for start, end in line["events"]:
            around = text[max(0, start - 1) : start] + text[end : end + 1]
            assert text[start:end].strip() == text[start:end] != ""
            assert not any(character.isalnum() for character in around), (line["id"], text[start:end])
