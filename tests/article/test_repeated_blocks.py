"""Which second copies of a paragraph stay out of a body."""

from dragoman.article.layout import Layout, TextBlock
from dragoman.article.repeated_blocks import find_copies

LEAD = "The ministers of both countries met in the harbour town on Tuesday."
SECOND = "They spoke about the bridge and about the fish in the strait below it."
THIRD = "A second round is to follow in the spring, officials of both said."


def _copies(rows: list[tuple[str, str]]) -> list[int]:
    """The copies among blocks of (text, tag), each in a container of its own that stands in another."""
    layout = Layout([], [-1], ["body"], ["body"])
    for text, tag in rows:
        layout.parents += [0, len(layout.tags)]
        layout.tags += ["div", tag]
        layout.written += ["div", tag]
        layout.blocks.append(TextBlock(text, len(text.split()), len(layout.tags) - 1, 0, 0, 0, 0))
    return sorted(find_copies(layout, range(len(rows))))


def test_the_lead_once_more_is_a_copy() -> None:
    assert _copies([(LEAD, "p"), (SECOND, "p"), (LEAD, "p")]) == [2]


def test_a_text_printed_twice_is_a_copy() -> None:
    rows = [(LEAD, "p"), (SECOND, "p"), (THIRD, "p"), (SECOND, "p"), (THIRD, "p")]
    assert _copies(rows) == [3, 4]


def test_words_pulled_out_are_a_copy() -> None:
    assert _copies([(LEAD, "p"), (SECOND, "p"), (THIRD, "p"), (SECOND, "blockquote")]) == [3]


def test_an_author_may_repeat_a_paragraph() -> None:
    assert _copies([(LEAD, "p"), (SECOND, "p"), (THIRD, "p"), (SECOND, "p")]) == []


def test_short_lines_may_stand_twice() -> None:
    assert _copies([("Background", "h3"), (LEAD, "p"), ("Background", "h3")]) == []
