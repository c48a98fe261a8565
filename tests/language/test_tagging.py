"""The learned tags: they slice back, come from the same pass, and depend on nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import Stretch, Tags, analyse, analyse_and_tag, tag

ARTICLE = """Norway freezes arms exports to Chile

"We will wait," Norway's foreign minister, Ada Lund, said on Tuesday, "but not for ever."

Police in Lima arrested two opposition leaders on Monday, a ministry spokesman told reporters.
Peru and Kenya agreed to open a joint office by May."""


def iter_stretches(tags: Tags) -> Iterator[Stretch]:
    """Every stretch of words that some tag names."""
    for a in tags.attributions:
        yield from a.content
        yield from (each for each in (a.cue, a.source) if each is not None)
    for e in tags.events:
        yield from (e.trigger, *e.source, *e.target, *e.place, *e.time)
    for c in tags.commitments:
        yield from (c.cue, *c.who, *c.content)
    for m in tags.meetings:
        yield from (m.trigger, *m.participants)


@settings(deadline=None, max_examples=30)
@given(st.one_of(st.text(max_size=80), st.text(alphabet="Xi said “we met”, Biden. \n", max_size=120)))
def test_any_text_gives_tags_that_slice_back(text: str) -> None:
    analysis, tags = analyse_and_tag(text)
    assert len(tags.vectors) == len(analysis.sentences)
    for stretch in iter_stretches(tags):
        assert stretch.start == analysis.tokens[stretch.first].start
        assert stretch.end == analysis.tokens[stretch.last - 1].end
        assert stretch.first < stretch.last


def test_the_analysis_is_the_same_with_tags_and_without() -> None:
    analysis, tags = analyse_and_tag(ARTICLE)
    assert analysis == analyse(ARTICLE)
    assert tag(analysis) == tags


def test_the_same_text_gives_the_same_tags_whatever_was_read_before() -> None:
    first = analyse_and_tag(ARTICLE)
    analyse_and_tag("Another text, read between.\n\nIt has " + "many " * 90 + "words, officials said.")
    assert analyse_and_tag(ARTICLE) == first


def test_a_quotation_has_its_speaker_and_its_cue() -> None:
    analysis, tags = analyse_and_tag(ARTICLE)
    text = analysis.text
    said = next(a for a in tags.attributions if a.cue and text[a.cue.start : a.cue.end] == "said")
    assert said.source is not None
    assert "Lund" in text[said.source.start : said.source.end]
    assert "We will wait" in text[said.content[0].start : said.content[0].end]
    assert 0.5 < said.confidence <= 1.0


def test_an_event_has_its_type_and_realis() -> None:
    analysis, tags = analyse_and_tag(ARTICLE)
    arrest = next(e for e in tags.events if analysis.text[e.trigger.start : e.trigger.end] == "arrested")
    assert (arrest.type, arrest.realis) == ("COERCE", "happened")


def test_vectors_have_length_one() -> None:
    _, tags = analyse_and_tag(ARTICLE)
    for vector in tags.vectors:
        assert math.isclose(math.hypot(*vector), 1.0, abs_tol=1e-3)


def test_a_sentence_of_a_thousand_words_is_tagged_in_windows() -> None:
    text = "The minister said " + "that the envoy of the state came and " * 130 + "Xi met Biden."
    analysis, tags = analyse_and_tag(text)
    assert len(analysis.sentences) == len(tags.vectors) == 1


def test_nothing_gives_no_tags() -> None:
    assert analyse_and_tag("")[1] == Tags((), (), (), (), ())
