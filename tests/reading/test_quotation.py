"""Quotations are found by their marks, wherever newspapers put them."""

import pytest

from dragoman.reading.quotation import find_quotations


def _words(text: str) -> list[list[str]]:
    return [[text[start:end] for start, end in quotation.pieces] for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            '"We will go," the minister said. "But not now."',
            [['"We will go,"'], ['"But not now."']],
            id="straight",
        ),
        pytest.param("He said: “We “never” give in.”", [["“We “never” give in.”"]], id="nested double"),
        pytest.param("“A ‘frank’ talk,” she said.", [["“A ‘frank’ talk,”"]], id="nested single"),
        pytest.param(
            "„Wir gehen“, sagte er. «On y va», dit-elle.", [["„Wir gehen“"], ["«On y va»"]], id="others"
        ),
        pytest.param("''We can,'' the envoy said.", [["''We can,''"]], id="two apostrophes"),
        pytest.param(
            "The minister said ‘no deal’ and the leaders’ ‘summit’ fell.",
            [["‘no deal’"], ["‘summit’"]],
            id="single",
        ),
        pytest.param("It was the leaders' summit of the '90s, he said; let 'em go.", [], id="apostrophes"),
        pytest.param('A 6\'2" man said "yes".', [['"yes"']], id="inches"),
        pytest.param("”This is turned,” he said.", [["”This is turned,”"]], id="turned opening mark"),
        pytest.param(
            "They rated it “mostly false.“ Then they left.", [["“mostly false.“"]], id="turned closing mark"
        ),
    ],
)
def test_marks_are_paired(text: str, expected: list[list[str]]) -> None:
    assert _words(text) == expected


def test_quotation_goes_on_over_paragraphs_that_open_with_a_mark() -> None:
    text = "“The talks were long.\n\n“They were useful.\n\n“They will go on,” the envoy said."
    assert _words(text) == [["“The talks were long.", "“They were useful.", "“They will go on,”"]]


def test_quotation_without_closing_mark_ends_with_its_paragraph() -> None:
    text = '"The agreement must be ratified this year.\n\nThe "road map" comes next.'
    found = find_quotations(text)
    assert _words(text) == [['"The agreement must be ratified this year.'], ['"road map"']]
    assert [quotation.closed for quotation in found] == [False, True]


def test_stray_mark_is_passed_over() -> None:
    assert _words("The pact” was signed in “one” day and the second “ was not.") == [["“one”"]]


def test_text_without_marks_has_no_quotation() -> None:
    assert find_quotations("The ministers met in Vienna.") == ()
