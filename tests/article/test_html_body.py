"""Which blocks of a page are kept, by their probabilities."""

import pytest

from dragoman.article.html_body import select_body
from dragoman.article.layout import Layout, TextBlock

TEXTS = (
    "The ministers of both countries met in the harbour town on Tuesday.",
    "They spoke about the bridge and about the fish in the strait below it.",
    "A second round is to follow in the spring, officials of both said.",
    "The treaty of the year before has not been signed by either side.",
    "She has written about the strait for many years and lives by the sea.",
)


def _kept(shares: list[float]) -> list[int]:
    blocks = [TextBlock(text, len(text.split()), 0, 0, 0, 0, 0) for text in TEXTS]
    chosen = select_body(Layout(blocks, [-1], ["div"], ["div"]), shares, None)
    return [place for place, _ in chosen.kept]


@pytest.mark.parametrize(
    ("shares", "kept"),
    [
        ([0.9, 0.9, 0.9, 0.9, 0.6], [0, 1, 2, 3]),  # the last one has to be surer
        ([0.6, 0.9, 0.9, 0.9, 0.9], [1, 2, 3, 4]),  # and the first one
        ([0.9, 0.6, 0.9, 0.9, 0.9], [0, 1, 2, 3, 4]),
        ([0.9, 0.3, 0.9, 0.9, 0.9], [0, 1, 2, 3, 4]),  # alone between two
        ([0.9, 0.3, 0.3, 0.9, 0.9], [0, 3, 4]),
        ([0.9, 0.1, 0.9, 0.9, 0.9], [0, 2, 3, 4]),
        ([0.1, 0.4, 0.4, 0.1, 0.1], [1, 2]),  # nothing is sure: the likeliest
    ],
)
def test_keeps_by_probability_and_place(shares: list[float], kept: list[int]) -> None:
    assert _kept(shares) == kept


def test_takes_no_heading_or_label_for_standing_between() -> None:
    texts = [TEXTS[0], "Stories of the day", TEXTS[1], "Share this article", TEXTS[2]]
    blocks = [TextBlock(text, len(text.split()), place, 0, 0, 0, 0) for place, text in enumerate(texts)]
    layout = Layout(blocks, [-1, 0, 0, 0, 0], ["div", "h3", "p", "p", "p"], ["p"] * 5)
    chosen = select_body(layout, [0.9, 0.4, 0.9, 0.4, 0.9], None)
    assert [place for place, _ in chosen.kept] == [0, 2, 4]
