"""Names of several sets as one form: what is marked, and what is left open."""

from __future__ import annotations

import gzip
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
    for name in ("name_data", "data", "gum_names", "labels"):
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
