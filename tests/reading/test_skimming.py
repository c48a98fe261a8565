"""Most pages of an archive are passed over by a look at their source; none that reports diplomacy is."""

from __future__ import annotations

import json
import random
from datetime import date
from html import escape
from pathlib import Path

import pytest

from dragoman import api
from dragoman.knowledge import knowledge
from dragoman.pages import Page, PageFormat, Skipped, SkipReason, iter_pages
from dragoman.reading.skimming import skim, skim_features, skim_score

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "pages").iterdir())
_KINDS = ("meetings", "commitments", "statements", "events")
_TALKS = (
    "Turkish Foreign Minister Mevlüt Çavuşoğlu met his Greek counterpart Nikos Dendias in Ankara on Tuesday for talks on "
    "the border and on migration. Both sides agreed to keep the channel open, the ministry said."
)
_MATCH = (
    "Milton came from behind to beat Easton 3-1 at home, with the striker scoring twice in the second half.",
    "The coach praised his players, who had worked on their passing all week, and thanked the fans in the stadium.",
    "About 8,000 people watched the match, the largest crowd of the season so far, and the club sold out of scarves.",
    "The council voted 9 to 4 to plant trees along the main road, and drivers were asked to allow extra time.",
)
_FUSSBALL = (
    "Der Verein gewann am Samstag sein Heimspiel mit drei zu eins, und der Stürmer traf in der zweiten Hälfte doppelt. "
    "Der Trainer lobte die Mannschaft, die in dieser Woche vor allem an ihrem Passspiel gearbeitet hatte. Rund achttausend "
    "Zuschauer sahen die Partie, so viele wie noch nie in dieser Saison, und nach dem Spiel wurde auf den Straßen gefeiert."
)


def skimmed(*paragraphs: str) -> Skipped | None:
    body = "\n".join(f"<p>{escape(one)}</p>" for one in paragraphs)
    source = f"<!doctype html><html lang='en'><head><title>News</title></head><body><main>{body}</main></body></html>"
    return skim(Page("a", source, PageFormat.HTML, "a.html"), knowledge())


def test_page_about_a_match_is_passed_over_and_counts_as_no_loss() -> None:
    skipped = skimmed(*_MATCH)
    assert skipped is not None
    assert (skipped.id, skipped.origin, skipped.reason) == ("a", "a.html", SkipReason.IRRELEVANT)
    assert not skipped.is_loss


def test_one_paragraph_of_diplomacy_among_many_others_is_enough() -> None:
    assert skimmed(*_MATCH * 20, _TALKS, *_MATCH * 20) is None


@pytest.mark.parametrize(
    "cut", [_TALKS.replace(" ", "\u00a0"), _TALKS.replace("Foreign Minister", "Foreign\nMinister")]
)
def test_blanks_of_any_kind_change_nothing(cut: str) -> None:
    assert skimmed(*_MATCH, cut) is None


def test_body_that_only_a_script_holds_is_seen() -> None:
    told = "\\n".join((_TALKS, *_MATCH))
    source = (
        f'<html><body><script type="application/ld+json">{{"articleBody": "{told}"}}</script></body></html>'
    )
    assert skim(Page("a", source, PageFormat.HTML, "a"), knowledge()) is None


@pytest.mark.parametrize("words", ["", "Rovers win.", "Sign in to go on."], ids=["none", "few", "wall"])
def test_page_that_shows_next_to_no_text_is_left_to_the_article(words: str) -> None:
    assert skimmed(words) is None


def test_page_in_another_language_says_so() -> None:
    skipped = skimmed(_FUSSBALL)
    assert skipped is not None
    assert (skipped.reason, skipped.detail) == (SkipReason.LANGUAGE, "de: only English is read so far")


def test_english_report_among_another_language_is_not_foreign() -> None:
    assert skimmed(*[_FUSSBALL] * 6, *[_TALKS] * 5, *[_FUSSBALL] * 6) is None


def test_plain_text_is_skimmed_too() -> None:
    assert skim(Page("a", "\n\n".join(_MATCH), PageFormat.TEXT, "a"), knowledge()) is not None
    assert skim(Page("a", "\n\n".join((*_MATCH, _TALKS)), PageFormat.TEXT, "a"), knowledge()) is None


def test_a_stretch_does_not_reach_into_what_stands_far_from_it() -> None:
    alone, together = (
        skim_features(_TALKS, knowledge())[0],
        skim_features(_TALKS + " and" * 300 + _TALKS, knowledge()),
    )
    assert together[0] == alone
    assert skim_score("", knowledge()) < 0.01


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_example_with_values_is_passed_over_however_it_is_set(path: Path) -> None:
    (page,) = iter_pages([str(path)])
    record = api.record_of(page)
    assert not isinstance(record, Skipped)
    if any(getattr(record, kind) for kind in _KINDS):
        assert isinstance(page, Page)
        assert skim(page, knowledge()) is None
        assert skim(among_teasers(record.article.text), knowledge()) is None


def test_no_annotated_page_with_records_is_passed_over(shared: Path) -> None:
    for path in sorted((shared / "gold" / "dev").iterdir()):
        if path.suffix != ".json" and not json.loads(path.with_suffix(".json").read_text())["negative"]:
            for page in iter_pages([str(path)]):
                assert isinstance(page, Page)
                assert skim(page, knowledge()) is None, path.name


def among_teasers(text: str) -> Page:
    draw = random.Random(3)
    teasers = "".join(f"<div class='card'><p>{draw.choice(_MATCH)}</p></div>" for _ in range(60))
    blocks = "".join(f"<p>{escape(block)}</p>" for block in text.split("\n\n"))
    source = f"<html><body>{teasers}<article>{blocks}</article>{teasers}<footer>{date(2024, 3, 1):%Y}</footer></body></html>"
    return Page("a", source, PageFormat.HTML, "a")


def test_a_skim_changes_no_record() -> None:
    (page,) = iter_pages([str(EXAMPLES[0])])
    assert api.record_of(page, skims=True) == api.record_of(page)
