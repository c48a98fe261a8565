"""The analysis of a text: positions, trees, and independence from what was read before."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import Analysis, analyse

ARTICLE = """Xi, Biden agree to resume military talks

Chinese President Xi Jinping and U.S. President Joe Biden met for four hours in Woodside, California, on
Wednesday. "We don't seek conflict," Xi told reporters.

Turkey’s Foreign Minister Hakan Fidan will travel to Baghdad next week."""

ANY_TEXT = st.one_of(
    st.text(max_size=120),
    st.text(alphabet="Xi Biden met. \n“don't”U.S.-$9bn", max_size=120),
)


def assert_sound(analysis: Analysis) -> None:
    """Every position slices back, nothing overlaps, every sentence is a tree."""
    at = 0
    for token in analysis.tokens:
        assert at <= token.start < token.end
        assert analysis.text[token.start : token.end] == token.text
        at = token.end
    assert [s.first for s in analysis.sentences[1:]] == [s.last for s in analysis.sentences[:-1]]
    for sentence in analysis.sentences:
        assert sentence.start == analysis.tokens[sentence.first].start
        assert sentence.end == analysis.tokens[sentence.last - 1].end
        assert_tree(analysis, sentence.first, sentence.last)
    for name in analysis.names:
        assert name.start == analysis.tokens[name.first].start
        assert name.end == analysis.tokens[name.last - 1].end


def assert_tree(analysis: Analysis, first: int, last: int) -> None:
    """One root, marked so; every other head stands in the sentence; no cycle."""
    heads = [analysis.tokens[i].head for i in range(first, last)]
    assert heads.count(-1) == 1
    for i in range(first, last):
        assert (analysis.tokens[i].head == -1) == (analysis.tokens[i].deprel == "root")
        seen = set()
        while i != -1:
            assert first <= i < last
            assert i not in seen
            seen.add(i)
            i = analysis.tokens[i].head


@settings(deadline=None, max_examples=60)
@given(ANY_TEXT)
def test_any_text_gives_a_sound_analysis(text: str) -> None:
    assert_sound(analyse(text))


def test_the_same_text_gives_the_same_analysis() -> None:
    first = analyse(ARTICLE)
    analyse("Another text, read between.\n\nIt has " + "many " * 90 + "words.")
    assert analyse(ARTICLE) == first


def test_an_article_is_divided_tagged_and_its_names_found() -> None:
    analysis = analyse(ARTICLE)
    assert_sound(analysis)
    assert len(analysis.sentences) == 4
    by_text = {token.text: token for token in analysis.tokens}
    assert (by_text["met"].lemma, by_text["met"].upos, by_text["met"].deprel) == ("meet", "VERB", "root")
    assert analysis.tokens[by_text["Fidan"].head].text == "Hakan"
    names = {analysis.text[n.start : n.end]: n.kind for n in analysis.names}
    assert names["Xi Jinping"] == "PER"
    assert names["Baghdad"] == "LOC"
    assert names["Hakan Fidan"] == "PER"


def test_parts_that_are_given_are_divided_on_their_own() -> None:
    text = "Xi meets Biden The leaders met."
    analysis = analyse(text, [(0, 14), (15, len(text))])
    assert [text[s.start : s.end] for s in analysis.sentences] == ["Xi meets Biden", "The leaders met."]


def test_text_outside_the_parts_is_not_read() -> None:
    analysis = analyse("Headline. Body text here.", [(10, 25)])
    assert analysis.tokens[0].text == "Body"


def test_nothing_gives_nothing() -> None:
    for text in ("", " \n\n ", "\u200b"):
        analysis = analyse(text)
        assert (analysis.tokens, analysis.sentences, analysis.names) == ((), (), ())
        assert analysis.text == text


def test_a_sentence_of_two_thousand_words_is_one_tree() -> None:
    analysis = analyse("The minister and " + "the envoy of the state and " * 350 + "Xi met.")
    assert len(analysis.sentences) == 1
    assert_sound(analysis)


def test_a_word_without_end_does_no_harm() -> None:
    analysis = analyse("See " + "x" * 5000 + " and \ue000\ue001 there.")
    assert_sound(analysis)
    assert len(analysis.tokens[1].text) == 5000
