"""The exchange form: ten columns, offsets, names."""

from __future__ import annotations

from dragoman.language.conllu import parse_conllu

TEXT = "Xi met\nBiden in  Bali. They didn't\tagree."


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in parse_conllu("d1", text).splitlines() if line and line[0] != "#"]


def test_every_row_has_ten_columns_and_offsets_that_slice_back() -> None:
    for row in rows(TEXT):
        misc = dict(part.split("=") for part in row[9].split("|"))
        assert len(row) == 10
        assert TEXT[int(misc["Start"]) : int(misc["End"])] == row[1]


def test_words_that_touch_say_so() -> None:
    space = {row[1]: "SpaceAfter=No" in row[9] for row in rows(TEXT)}
    assert space["did"]
    assert space["Bali"]
    assert not space["Biden"]


def test_names_and_heads_count_within_the_sentence() -> None:
    found = rows(TEXT)
    assert "NER=B-PER" in found[2][9]
    second = [row for row in found if row[0] == "1"][1]
    assert second[1] == "They"
    assert int(second[6]) <= 5


def test_times_with_a_figure_or_a_name_are_marked() -> None:
    tags = {row[1]: row[9].split("|")[0] for row in rows("They met on 5 March 2024 and again last week.")}
    assert tags["5"] == "NER=B-TIME"
    assert tags["2024"] == "NER=I-TIME"
    assert not tags["week"].startswith("NER")


def test_sentences_are_numbered_under_their_document() -> None:
    lines = parse_conllu("d1", TEXT).splitlines()
    assert lines[0] == "# newdoc id = d1"
    assert "# sent_id = d1-2" in lines
    assert "# text = Xi met Biden in Bali." in lines
    assert lines[-1] == ""


def test_a_text_without_words_is_a_comment() -> None:
    assert parse_conllu("d2", " ") == "# newdoc id = d2\n\n"
