"""Attributions: the words, whose they are, and by what cue, in sentences of news English."""

from collections.abc import Iterator

import pytest

from dragoman.language import analyse
from dragoman.reading.attribution import Attribution, find_attributions
from tests.reading.factory import record_of

Row = tuple[str | None, str | None, str, list[str]]


def _rows(text: str) -> Iterator[Row]:
    for one in find_attributions(analyse(text)):
        source = None if one.source is None else text[one.source[0] : one.source[1]]
        cue = None if one.cue is None else text[one.cue[0] : one.cue[1]]
        yield source, cue, one.manner.value, [text[start:end] for start, end in one.content]


def _only(text: str) -> Attribution:
    found = find_attributions(analyse(text))
    assert len(found) == 1, list(_rows(text))
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        pytest.param(
            '"We want a lasting peace," the Turkish foreign minister said.',
            "the Turkish foreign minister",
            "said",
            ['"We want a lasting peace,"'],
            id="after",
        ),
        pytest.param(
            "“We want a lasting peace,” said Foreign Minister Hakan Fidan.",
            "Foreign Minister Hakan Fidan",
            "said",
            ["“We want a lasting peace,”"],
            id="inverted",
        ),
        pytest.param(
            'The ambassador told reporters in Geneva: "The talks will go on tomorrow."',
            "The ambassador",
            "told",
            ['"The talks will go on tomorrow."'],
            id="before, with a colon",
        ),
        pytest.param(
            'She said, "Nobody should doubt our resolve."',
            "She",
            "said",
            ['"Nobody should doubt our resolve."'],
            id="before, with a comma",
        ),
        pytest.param(
            '"The treaty is ready," Lavrov said, "and we are going to sign it next week."',
            "Lavrov",
            "said",
            ['"The treaty is ready,"', '"and we are going to sign it next week."'],
            id="broken within the sentence",
        ),
        pytest.param(
            '"The treaty is ready," Lavrov told the agency. "We are going to sign it next week."',
            "Lavrov",
            "told",
            ['"The treaty is ready,"', '"We are going to sign it next week."'],
            id="broken between sentences",
        ),
    ],
)
def test_direct_speech(text: str, source: str, cue: str, content: list[str]) -> None:
    assert list(_rows(text)) == [(source, cue, "direct", content)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        pytest.param(
            "White House Press Secretary Jen Psaki said that the two leaders would discuss trade.",
            "White House Press Secretary Jen Psaki",
            "said",
            ["that the two leaders would discuss trade"],
            id="that",
        ),
        pytest.param(
            "The minister told reporters the ceasefire was holding.",
            "The minister",
            "told",
            ["the ceasefire was holding"],
            id="told, without that",
        ),
        pytest.param(
            "The ceasefire was holding in the north, the foreign ministry said.",
            "the foreign ministry",
            "said",
            ["The ceasefire was holding in the north"],
            id="clause before",
        ),
        pytest.param(
            "The telephone lines were restored on Sunday, said Fitsum Arega, the chief of staff.",
            "Fitsum Arega",
            "said",
            ["The telephone lines were restored on Sunday"],
            id="clause before, inverted",
        ),
        pytest.param(
            "Both sides want the talks to succeed, according to the Swiss government.",
            "the Swiss government",
            "according to",
            ["Both sides want the talks to succeed"],
            id="according to",
        ),
        pytest.param(
            "The president urged both countries to withdraw their troops.",
            "The president",
            "urged",
            ["both countries to withdraw their troops"],
            id="urged",
        ),
        pytest.param(
            "The European Union called for an immediate ceasefire.",
            "The European Union",
            "called for",
            ["an immediate ceasefire"],
            id="called for",
        ),
        pytest.param(
            "China warned against a return to the arms race.",
            "China",
            "warned against",
            ["a return to the arms race"],
            id="warned against",
        ),
        pytest.param(
            "Ottawa accused Beijing of interfering in its elections.",
            "Ottawa",
            "accused",
            ["interfering in its elections"],
            id="accused of",
        ),
        pytest.param(
            "The envoy described the meeting as a useful first step.",
            "The envoy",
            "described",
            ["the meeting as a useful first step"],
            id="described as",
        ),
        pytest.param(
            "The prime minister expressed concern over the missile tests.",
            "The prime minister",
            "expressed",
            ["concern over the missile tests"],
            id="expressed",
        ),
        pytest.param(
            "Tehran denied that it had supplied the drones.",
            "Tehran",
            "denied",
            ["that it had supplied the drones"],
            id="denied",
        ),
    ],
)
def test_indirect_speech(text: str, source: str, cue: str, content: list[str]) -> None:
    assert list(_rows(text)) == [(source, cue, "indirect", content)]


def test_quoted_words_in_an_indirect_report_make_it_mixed() -> None:
    text = 'The ministry said the strikes were "a serious mistake" and had to stop.'
    assert list(_rows(text)) == [
        ("The ministry", "said", "mixed", ['the strikes were "a serious mistake" and had to stop'])
    ]


def test_speaker_goes_on_in_the_next_paragraph() -> None:
    text = '"The talks were frank," President Niinistö said.\n\n"We will meet again in the spring."'
    found = find_attributions(analyse(text))
    assert [one.cue is None for one in found] == [False, True]
    assert found[0].source == found[1].source


def test_quotation_over_paragraphs_is_one_attribution() -> None:
    text = "The envoy said: “The talks were long.\n\n“They were useful too.”"
    assert list(_rows(text)) == [
        ("The envoy", "said", "direct", ["“The talks were long.", "“They were useful too.”"])
    ]


def test_finite_verb_after_an_infinitive_is_an_act_of_its_own() -> None:
    text = "Norway urged the Kenyan government to prevent attacks and expressed hope for talks."
    assert [" ".join(content) for _, _, _, content in _rows(text)] == [
        "the Kenyan government to prevent attacks",
        "hope for talks",
    ]


def test_second_verb_shares_the_speaker() -> None:
    text = "Blinken praised the agreement and said that Washington would support it."
    assert [(row[0], row[1]) for row in _rows(text)] == [("Blinken", "praised"), ("Blinken", "said")]


def test_clause_goes_on_after_an_inserted_reporting_clause() -> None:
    text = "The ceasefire was holding in the north, the ministry said, until the convoy was attacked."
    assert [row[3] for row in _rows(text)] == [
        ["The ceasefire was holding in the north", "until the convoy was attacked"]
    ]


def test_participle_of_reporting_takes_the_speaker_of_its_sentence() -> None:
    text = "The minister said Ankara had agreed to the terms, adding that the details would follow."
    assert [(row[0], row[1]) for row in _rows(text)] == [("The minister", "said"), ("The minister", "adding")]


def test_colon_at_the_end_of_a_paragraph_introduces_the_quotation_of_the_next() -> None:
    text = "The ambassador wrote in a letter:\n\n“Our patience has limits.”"
    assert list(_rows(text)) == [("The ambassador", "wrote", "direct", ["“Our patience has limits.”"])]


def test_quotation_after_a_report_belongs_to_its_source() -> None:
    text = "The envoy said the deal was close.\n\n“Nobody wants to walk away now.”"
    assert [(row[0], row[2]) for row in _rows(text)] == [("The envoy", "indirect"), ("The envoy", "direct")]


def test_signature_after_a_dash_names_the_speaker() -> None:
    text = "“Peace is more than the absence of war.” — Kofi Annan"
    assert [(row[0], row[2]) for row in _rows(text)] == [("Kofi Annan", "direct")]


def test_turns_of_a_transcript_belong_to_their_labels() -> None:
    text = "QUESTION: Will there be talks?\n\nMR PRICE: We are watching that closely. We have said so before."
    assert [(row[0], row[3]) for row in _rows(text)] == [
        ("QUESTION", ["Will there be talks?"]),
        ("MR PRICE", ["We are watching that closely. We have said so before."]),
    ]


def test_one_label_in_capitals_is_a_rubric() -> None:
    assert list(_rows("ANALYSIS: The road to the summit.\n\nThe leaders meet in June.")) == []


def test_title_of_a_programme_before_the_clause_is_no_quotation() -> None:
    text = "On “Meet the Press,” the ambassador said the sanctions were working."
    assert [(row[0], row[2]) for row in _rows(text)] == [("the ambassador", "indirect")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Asked about the ceasefire, the minister left.", id="question of a reporter"),
        pytest.param('The so-called "Road to Peace" runs along the border.', id="scare quotes"),
        pytest.param(
            'Delegates received copies of "A History of Diplomacy" in the lobby.', id="title of a work"
        ),
        pytest.param("The spokesman did not say when the talks would begin.", id="negated cue"),
        pytest.param("The delegation arrived in Vienna on Monday.", id="nothing said"),
    ],
)
def test_what_nobody_says_is_no_attribution(text: str) -> None:
    assert list(_rows(text)) == []


def test_report_inside_a_report_belongs_to_the_outer_one() -> None:
    one = _only("The minister said that his counterpart had told him the deal was dead.")
    assert one.kind == "said"


def test_words_that_would_be_said_are_not_factual() -> None:
    assert not _only("The minister would say that the deal was dead.").factual


def test_offsets_slice_back_to_the_words() -> None:
    text = "« Nous irons », a dit le ministre.\n\nThe minister said: “We will go.”"
    one = next(one for one in find_attributions(analyse(text)) if one.cue is not None)
    assert [text[start:end] for start, end in one.content] == ["“We will go.”"]


def test_an_ambassador_who_is_recalled_is_nothing_that_was_said() -> None:
    assert not record_of("Pakistan recalled its ambassador from Iran after a missile strike.").statements


def test_what_is_denied_behind_a_semicolon_is_not_what_stands_before_it() -> None:
    record = record_of(
        "Armenia accused Azerbaijan of shelling three villages; Azerbaijan's defence ministry denied the claim."
    )
    assert not [each for each in record.statements if each.speaker.country == "AZE"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        pytest.param(
            "In the view of the Peruvian foreign minister the treaty came too late.",
            "the Peruvian foreign minister",
            "the treaty came too late",
            id="in the view of",
        ),
        pytest.param(
            "In the ministry's opinion, the border was never closed.",
            "the ministry",
            "the border was never closed",
            id="in somebody's opinion",
        ),
        pytest.param(
            'The envoy called the offer "a bad joke".', "The envoy", 'the offer "a bad joke"', id="called"
        ),
        pytest.param(
            "The minister said the talks were over, and that he will go home.",
            "The minister",
            "the talks were over, and that he will go home",
            id="a clause joined to the first",
        ),
    ],
)
def test_content_is_whole_and_its_source_found(text: str, source: str, content: str) -> None:
    rows = list(_rows(text))
    assert [(row[0], row[3]) for row in rows] == [(source, [content])]


def test_what_is_told_after_what_was_said_is_not_said() -> None:
    rows = list(_rows("The minister said the talks were over, and he left the room."))
    assert [row[3] for row in rows] == [["the talks were over"]]
