"""Statements: whose words, how many, in what manner, when and to whom they were said."""

import pytest

from dragoman.article import Article, Part, PartKind
from dragoman.interval import Interval
from dragoman.reading.brief import make_brief
from dragoman.reading.record import Manner, Statement
from dragoman.reading.statements import read_statements
from tests.reading.factory import record_of


def _article(body: str, headline: str = "") -> Article:
    blocks = [headline, *body.split("\n\n")] if headline else body.split("\n\n")
    text = "\n\n".join(blocks)
    parts, start = [], 0
    for number, block in enumerate(blocks):
        kind = PartKind.HEADLINE if headline and number == 0 else PartKind.PARAGRAPH
        parts.append(Part(kind, start, start + len(block)))
        start += len(block) + 2
    body_start = len(headline) + 2 if headline else 0
    return Article("a", text, tuple(parts), body_start, dateline_on=Interval.parse("2023-05-19"))


def _read(body: str, headline: str = "") -> tuple[str, list[Statement]]:
    article = _article(body, headline)
    brief = make_brief(article)
    return article.text, read_statements(article, brief.analysis, brief.cast, brief.times)


def _names(found: list[Statement]) -> list[str]:
    return [one.speaker.name or one.speaker.office for one in found]


def test_speaker_is_resolved_through_title_pronoun_and_office() -> None:
    _, found = _read(
        "German Chancellor Olaf Scholz said the talks were useful. He added that more time was needed.\n\n"
        "The chancellor said that Berlin would host the next round."
    )
    assert _names(found) == ["Olaf Scholz"] * 3
    assert {one.speaker.country for one in found} == {"DEU"}


def test_pronoun_after_a_statement_is_its_speaker() -> None:
    _, found = _read(
        "French President Emmanuel Macron said he had spoken with Ukrainian President Volodymyr Zelensky. "
        '"We need to act quickly," he said.'
    )
    assert _names(found) == ["Emmanuel Macron", "Emmanuel Macron"]


def test_government_and_ministry_speak_for_their_country() -> None:
    _, found = _read(
        "China's foreign ministry said the accusations were groundless. Tokyo said it would lodge a protest."
    )
    assert [one.speaker.country for one in found] == ["CHN", "JPN"]


def test_quotation_of_one_paragraph_is_one_statement_and_the_next_paragraph_another() -> None:
    _, found = _read(
        '"The talks were frank," British Prime Minister Rishi Sunak said. "They were also useful."\n\n'
        '"We will meet again in the autumn," he said.'
    )
    assert [len(one.content) for one in found] == [2, 1]
    assert _names(found) == ["Rishi Sunak", "Rishi Sunak"]
    assert {one.manner for one in found} == {Manner.DIRECT}


def test_what_is_condemned_and_said_in_one_sentence_is_one_statement() -> None:
    text, found = _read(
        "Turkish Foreign Minister Hakan Fidan condemned the attack, saying it threatened the whole region."
    )
    assert len(found) == 1
    words = " / ".join(text[place.start : place.end] for place in found[0].content)
    assert words == "the attack / it threatened the whole region"


def test_words_that_an_agency_passes_on_are_the_speakers_own() -> None:
    _, found = _read(
        "Chinese President Xi Jinping replied that Beijing would accept no instructor, according to the state news "
        "agency Xinhua."
    )
    assert _names(found) == ["Xi Jinping"]


def test_order_is_no_statement() -> None:
    _, found = _read("The presidents of Brazil and Chile told their ministers to prepare an agreement.")
    assert found == []


def test_quoted_words_within_a_clause_make_the_manner_mixed() -> None:
    _, found = _read('The European Union said the decision was "deeply regrettable" and called for talks.')
    assert [one.manner for one in found] == [Manner.MIXED]


def test_day_on_the_cue_is_when_it_was_said() -> None:
    _, found = _read("Japanese Prime Minister Fumio Kishida said on Thursday that sanctions would stay.")
    assert found[0].said_on is not None
    assert found[0].said_on.interval == Interval.parse("2023-05-18")


def test_day_within_the_content_is_not_when_it_was_said() -> None:
    _, found = _read("Japanese Prime Minister Fumio Kishida said that talks would begin on Monday.")
    assert found[0].said_on is None


def test_evidence_is_the_whole_sentence() -> None:
    text, found = _read("The summit opened in Hiroshima. Canada said it welcomed the agreement. Rain fell.")
    assert [text[place.start : place.end] for place in found[0].evidence] == [
        "Canada said it welcomed the agreement."
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Canada and Mexico agreed to cut tariffs.", id="a commitment"),
        pytest.param("Canada plans to open an embassy in Suva.", id="a plan"),
        pytest.param(
            "The Canadian prime minister did not say when the talks would begin.", id="a denial of saying"
        ),
        pytest.param("The Canadian prime minister would say that talks are useful.", id="never said"),
        pytest.param("Officials and the prime minister of Canada discussed trade.", id="merely discussed"),
    ],
)
def test_what_nobody_uttered_is_no_statement(body: str) -> None:
    assert _read(body)[1] == []


def test_headline_is_not_read() -> None:
    _, found = _read("The summit opened in Hiroshima.", headline="Canada says talks will go on")
    assert found == []


def test_who_speaks_together_is_one_statement_with_both() -> None:
    (statement,) = record_of(
        "The United Nations and the European Union said that the vote was fair."
    ).statements
    assert statement.speaker.country == "UN"
    assert [each.country for each in statement.co_speakers] == ["EU"]


def test_whoever_is_thanked_does_not_speak() -> None:
    text = (
        "Hillary Clinton, who flew from Jerusalem, where she met Israeli Prime Minister Benjamin Netanyahu, "
        "thanked Egyptian President Mohamed Mursi for his mediation."
    )
    assert all(each.speaker.name != "Mohamed Mursi" for each in record_of(text, "2012-11-21").statements)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        pytest.param(
            "LIMA, May 5 - Peru shut the border on Friday, the interior ministry said.", ["PER"], id="home"
        ),
        pytest.param(
            "LIMA - Peru shut the border.\n\nThe Chilean government said it was sorry. "
            "The government said it had not been told.",
            ["CHL", "CHL"],
            id="body that spoke before",
        ),
        pytest.param("LONDON - Iran tested a missile, the foreign ministry said.", [], id="bureau elsewhere"),
        pytest.param("Peru shut the border on Friday, the interior ministry said.", [], id="no dateline"),
    ],
)
def test_body_without_a_country_is_that_of_the_place_of_the_report(text: str, countries: list[str]) -> None:
    assert [one.speaker.country for one in record_of(text).statements] == countries


def test_of_two_subjects_of_a_cue_the_nearer_one_speaks() -> None:
    text = "Prayuth assured him that justice would be done, Thai government spokesman Yongyuth Mayalarp said."
    assert _names(_read(text)[1]) == ["Yongyuth Mayalarp"]


def test_quoted_part_before_a_second_act_is_of_the_first() -> None:
    _, found = _read('Belarus called the decision "a hostile step" and promised a proportionate response.')
    assert [(one.manner, one.speaker.country) for one in found] == [(Manner.MIXED, "BLR")]


def test_what_is_made_clear_is_said() -> None:
    _, found = _read("German Chancellor Olaf Scholz made it clear that the attacks must end.")
    assert [one.speaker.country for one in found] == ["DEU"]
    assert _read("The ruling made clear that German Chancellor Olaf Scholz was right.")[1] == []


def test_place_where_something_is_posted_is_nobody_who_is_spoken_to() -> None:
    _, posted = _read("German Chancellor Olaf Scholz said on Twitter that the talks were over.")
    assert [one.to for one in posted] == [()]
    _, asked = _read("German Chancellor Olaf Scholz called on Peru to return to the talks.")
    assert [[actor.country for actor in one.to] for one in asked] == [["PER"]]
