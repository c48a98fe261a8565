"""Sentences with other names keep their tags and lose their names."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

TRAIN = Path(__file__).parents[2] / "train"


@pytest.fixture
def swaps(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The module, which finds its neighbours only from its own folder."""
    monkeypatch.syspath_prepend(str(TRAIN))
    import name_swaps as module

    yield module
    for name in ("name_swaps", "name_data", "annotated", "build_word_lists", "data", "gum_names", "labels"):
        sys.modules.pop(name, None)


def sentence(swaps: ModuleType, text: str):  # type: ignore[no-untyped-def]
    """A sentence whose words may be written with their tag: "Rome/B-LOC"."""
    parts = [word.partition("/") for word in text.split()]
    tags = tuple((tag or "O",) for _, _, tag in parts)
    return swaps.NameSentence("uner", tuple(word for word, _, _ in parts), tags, ("PER", "ORG", "LOC"))


@pytest.fixture
def swapper(swaps: ModuleType):  # type: ignore[no-untyped-def]
    pool = swaps.NamePool(
        given=["Ada"],
        family=["Stone"],
        rare_family=["Quillfeather"],
        countries=[("Chile",), ("South", "Sudan")],
        places=[("Lima",)],
        rare_places=[("Puerto", "Aysen")],
        bodies=[("League", "of", "Ports")],
    )
    known = sentence(
        swaps, "Bank/B-ORG of/I-ORG Lima/I-ORG , UN/B-ORG , Acme/B-ORG , EU/B-LOC , Cape/B-LOC Town/I-LOC"
    )
    return swaps.Swapper(pool, [known, sentence(swaps, "Ada/B-PER Smith/I-PER")])


def swapped(swapper, sentence, n: int = 40):  # type: ignore[no-untyped-def]
    """What many tries give."""
    return [found for i in range(n) if (found := swapper.swap(sentence, random.Random(i)))]


def test_all_words_but_the_names_stay(swaps: ModuleType, swapper) -> None:  # type: ignore[no-untyped-def]
    old = sentence(swaps, "In Chile/B-LOC the Bank/B-ORG of/I-ORG Lima/I-ORG paid Ada/B-PER Smith/I-PER .")
    for new in swapped(swapper, old):
        plain = [word for word, tags in zip(new.words, new.allowed, strict=True) if tags == ("O",)]
        assert plain == ["In", "the", "paid", "."]


def test_the_names_keep_their_kinds_and_order(swaps: ModuleType, swapper) -> None:  # type: ignore[no-untyped-def]
    old = sentence(swaps, "Chile/B-LOC and UN/B-ORG and Ada/B-PER Smith/I-PER")
    for new in swapped(swapper, old):
        assert [kind for _, _, kind in sorted(swaps.gold_spans(new))] == ["LOC", "ORG", "PER"]


def test_the_titles_and_particles_of_a_person_stay(swaps: ModuleType, swapper) -> None:  # type: ignore[no-untyped-def]
    old = sentence(swaps, "President/B-PER Ada/I-PER de/I-PER Smith/I-PER")
    found = [new.words for new in swapped(swapper, old)]
    assert ("President", "Ada", "de", "Quillfeather") in found
    assert all("Smith" not in words or words == ("Ada", "Smith") for words in found if words != old.words)


def test_an_event_gets_another_place_and_keeps_its_kind(swaps: ModuleType, swapper) -> None:  # type: ignore[no-untyped-def]
    old = sentence(swaps, "the Lima/B-EVENT summit/I-EVENT of 1994")
    for new in swapped(swapper, old):
        ((first, end, kind),) = swaps.gold_spans(new)
        assert kind == "EVENT"
        assert new.words[first:end] in (("Lima", "summit"), ("Puerto", "Aysen", "summit"))


def test_abbreviations_in_an_event_change_but_roman_numbers_stay(swaps: ModuleType, swapper) -> None:  # type: ignore[no-untyped-def]
    old = sentence(swaps, "APEC/B-EVENT Forum/I-EVENT III/I-EVENT")
    found = swapped(swapper, old)
    assert all(new.words[1:] == ("Forum", "III") and new.words[0].isupper() for new in found)
    assert any(new.words[0] != "APEC" for new in found)


def test_capitals_of_a_headline_stay(swaps: ModuleType, swapper) -> None:  # type: ignore[no-untyped-def]
    old = sentence(swaps, "CHILE/B-LOC WINS")
    assert all(" ".join(new.words).isupper() for new in swapped(swapper, old))


def test_a_sentence_without_names_has_no_copy(swaps: ModuleType, swapper) -> None:  # type: ignore[no-untyped-def]
    assert swapped(swapper, sentence(swaps, "It rained on Monday/B-TIME .")) == []
