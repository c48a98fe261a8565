"""Whose page an article stands on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.knowledge import knowledge
from dragoman.reading.homes import home_of
from tests.reading.factory import article_of, record_of


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://www.minrel.gob.cl/noticias/1", "CHL"),
        ("https://bidenwhitehouse.archives.gov/briefing-room/1", "USA"),
        ("https://www.gov.uk/government/news/1", "GBR"),
        ("https://www.mfa.gov.tr/1.en.mfa", "TUR"),
        ("https://www.mofa.go.jp/press/1.html", "JPN"),
        ("https://www.albawaba.com/news/1", ""),
        ("https://www.elmundo.es/1.html", ""),
    ],
)
def test_the_address_of_a_government_says_whose_page_it_is(url: str, home: str) -> None:
    article = replace(article_of("The Minister spoke of trade."), url=url)
    assert home_of(article, knowledge()) == home


@pytest.mark.parametrize(
    ("line", "home"),
    [
        ("The Ministry of Foreign Affairs of the Republic of Chile", "CHL"),
        ("Embassy of Japan in Peru", ""),  # two states
        ("The Ministry of Foreign Affairs of Chile protested on Monday.", ""),  # a sentence
        ("Chile and its fish", ""),
    ],
)
def test_a_line_above_the_text_says_whose_page_it_is(line: str, home: str) -> None:
    assert home_of(article_of(f"{line}\n\nThe Minister spoke of trade."), knowledge()) == home


def test_officials_of_the_page_are_the_home_states_and_guests_are_not() -> None:
    record = record_of(
        "The Undersecretary of Foreign Affairs, Gloria de la Fuente, summoned the Ambassador of China, Niu Qingbao. "
        "The Undersecretary expressed her deep concern over the incident.",
        headline="Ministry of Foreign Affairs of the Republic of Chile",
    )
    (statement,) = record.statements
    assert (statement.speaker.name, statement.speaker.country) == ("Gloria de la Fuente", "CHL")
    assert {(each.type, each.source, each.target) for each in record.events} >= {
        ("ACCUSE", ("CHL",), ("CHN",))
    }


def test_an_unknown_president_on_a_ministrys_page_is_not_its_own() -> None:
    record = record_of(
        "President Tarwin Obedsen said that trade would grow.",
        headline="Ministry of Foreign Affairs of the Republic of Chile",
    )
    assert [each.speaker.country for each in record.statements] == [""]
