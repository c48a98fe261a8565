"""Plain text without tags: wire copy, and copies that were cut and padded by a site."""

from __future__ import annotations

from dragoman.article import PartKind

from .factory import read

WIRE = """14-SEP-1988 09:12:44.10

MINISTERS DISCUSS FISHING ROW IN REYKJAVIK

    REYKJAVIK, Sept 14 - The foreign ministers of Iceland and
Norway met today to discuss a dispute over fishing grounds that
has strained relations between the two countries.
    "We made progress," the Icelandic minister told reporters,
adding that a second round would follow in Oslo next month.
    Both governments have said they want a settlement before the
winter season begins.
 Reuter
"""

CUT = """World

Foreign ministers of Chile and Peru meet in Lima

The foreign ministers of Chile and Peru pledged in Lima to reopen talks on border trade and migration.

The foreign ministers of Chile and Peru met on Tuesday to discuss border trade. They agreed to “reopen” a committee.
After the meeting, the Peruvian minister said both sides would work closely on customs, as well as on

migration.
The Chilean minister thanked the hosts and said that the committee would meet in

Santiago

in the spring. He gave no date.

Weitere Artikel

Nach oben

Paylaş
"""


def test_wire_copy_is_unwrapped_at_its_indents() -> None:
    article = read(WIRE)

    assert article.headline == "MINISTERS DISCUSS FISHING ROW IN REYKJAVIK"
    assert len(article.paragraphs) == 3
    assert article.paragraphs[1].endswith(
        "told reporters, adding that a second round would follow in Oslo next month."
    )
    assert article.published is not None
    assert article.published.value == "1988-09-14T09:12:44"
    assert article.dateline_place == "REYKJAVIK"
    assert [f.reason for f in article.furniture] == ["wire slug", "agency signature"]


def test_cut_paragraphs_are_rejoined_and_the_cut_is_kept_as_a_repair() -> None:
    article = read(CUT)

    assert article.section == "World"
    assert article.standfirst is not None
    assert article.standfirst.startswith("The foreign ministers of Chile and Peru pledged")
    assert article.paragraphs[1].endswith("as well as on migration.")
    assert article.paragraphs[2].endswith("would meet in Santiago in the spring. He gave no date.")
    assert len(article.paragraphs) == 3
    repairs = [r for r in article.repairs if r.kind == "rejoined"]
    assert [r.before for r in repairs] == ["on\n\nmigration.", "in\n\nSantiago", "Santiago\n\nin"]
    assert article.words(repairs[0].start, repairs[0].end) == "on migration."


def test_furniture_in_other_languages_is_taken_out_with_its_reason() -> None:
    reasons = {f.text: (f.reason, f.language) for f in read(CUT).furniture}

    assert reasons["Weitere Artikel"] == ("related", "de")
    assert reasons["Nach oben"] == ("navigation", "de")
    assert reasons["Paylaş"] == ("share", "tr")


def test_curly_quotation_marks_stay_and_double_encoding_is_mended() -> None:
    article = read(CUT.replace("“reopen”", "â€œreopenâ€\x9d"))

    assert "to “reopen” a committee" in article.paragraphs[0]
    assert [r.before for r in article.repairs if r.kind == "encoding"] == ["â€œ", "â€\x9d"]


def test_every_part_is_a_span_of_the_text() -> None:
    article = read(CUT)

    assert article.first(PartKind.HEADLINE) == "Foreign ministers of Chile and Peru meet in Lima"
    assert article.body == "\n\n".join(article.paragraphs)
    assert "\n\n".join(article.words(part.start, part.end) for part in article.parts) == article.text


def test_interrupted_speech_of_a_transcript_is_not_joined() -> None:
    text = (
        "Remarks by the two ministers after their meeting in Lima\n\n"
        "MINISTER ROJAS: Thank you all for coming. We had a good talk about the border, and I would say —\n\n"
        "MINISTER PAZ: A very good one, and a long one. We spoke for three hours about trade and fishing.\n\n"
        "Q Minister, will there be —\n\n"
        "MINISTER ROJAS: Yes, there will be another meeting in the spring. We have agreed on the place as well."
    )

    assert len(read(text).paragraphs) == 4


def test_lists_of_participants_stay_at_the_end_of_a_wrapped_document() -> None:
    text = WIRE.replace(
        " Reuter\n",
        "\n-   Kari Lie, Minister of Fisheries of the Kingdom of\n    Norway\n-   Jon Ari, Iceland\n",
    )

    paragraphs = read(text).paragraphs

    assert paragraphs[-2:] == (
        "-   Kari Lie, Minister of Fisheries of the Kingdom of Norway",
        "-   Jon Ari, Iceland",
    )


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    copied = CUT.replace("\n\n", "\n")

    assert read(copied).paragraphs == read(CUT).paragraphs
    assert read(copied).headline == read(CUT).headline
