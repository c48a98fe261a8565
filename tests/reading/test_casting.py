"""Every mention goes back to who it is."""

from __future__ import annotations

import pytest

from dragoman.reading.cast import Mention, MentionKind
from tests.reading.factory import brief_of


def _mentions(text: str, published: str | None = "2022-03-10") -> dict[str, Mention]:
    brief = brief_of(text, published)
    return {brief.article.text[each.start : each.end]: each for each in brief.cast.mentions}


@pytest.mark.parametrize(
    ("sentence", "words", "name", "office", "country"),
    [
        (
            "Japanese Prime Minister Fumio Kishida arrived in Seoul.",
            "Japanese Prime Minister Fumio Kishida",
            "Fumio Kishida",
            "Prime Minister",
            "JPN",
        ),
        (
            "Prime Minister Jacinda Ardern of New Zealand spoke first.",
            "Prime Minister Jacinda Ardern of New Zealand",
            "Jacinda Ardern",
            "Prime Minister",
            "NZL",
        ),
        ("Sergei Lavrov, the Russian foreign minister, was silent.", "Sergei Lavrov", "Sergei Lavrov", "foreign minister", "RUS"),
        (
            "White House Press Secretary Jen Psaki answered questions.",
            "White House Press Secretary Jen Psaki",
            "Jen Psaki",
            "White House Press Secretary",
            "USA",
        ),
    ],
)  # fmt: skip
def test_a_person_is_read_with_office_and_country(
    sentence: str, words: str, name: str, office: str, country: str
) -> None:
    actor = _mentions(sentence)[words].actors[0]
    assert (actor.name, actor.office, actor.country) == (name, office, country)


def test_a_surname_an_office_and_a_pronoun_go_back_to_the_person() -> None:
    text = (
        "Chilean President Gabriel Boric opened the talks in Santiago. Boric said that he was hopeful.\n\n"
        "The Chilean president thanked his guests."
    )
    found = _mentions(text, "2022-06-01")
    for words in ("Boric", "he", "The Chilean president"):
        assert found[words].actors[0].name == "Gabriel Boric", words


def test_the_two_leaders_are_the_two_spoken_of_before() -> None:
    text = (
        "French President Emmanuel Macron received Italian Prime Minister Mario Draghi on Monday. "
        "The two leaders discussed energy."
    )
    assert set(_mentions(text)["The two leaders"].countries) == {"FRA", "ITA"}


def test_a_capital_is_a_government_only_where_it_acts() -> None:
    found = _mentions("Ankara condemned the raid. Thousands marched in Ankara on Sunday.")
    assert len([words for words in found if words == "Ankara"]) == 1
    brief = brief_of("Thousands marched in Ankara on Sunday.")
    assert not brief.cast.mentions


def test_moscow_of_1987_is_the_soviet_union() -> None:
    assert _mentions("Moscow rejected the proposal.", "1987-04-08")["Moscow"].countries == ("SUN",)
    assert _mentions("Moscow rejected the proposal.", "2015-04-08")["Moscow"].countries == ("RUS",)


def test_somebody_unknown_keeps_the_words_and_says_so() -> None:
    actor = _mentions("Arnulf Bergkamper spoke to the ambassador of Norway.")["Arnulf Bergkamper"].actors[0]
    assert (actor.name, actor.country, actor.person_id) == ("Arnulf Bergkamper", "", None)


def _codes_at(text: str, words: str) -> set[str]:
    brief = brief_of(text)
    start = text.rindex(words)
    mention = next(each for each in brief.cast.mentions if each.start <= start < each.end)
    return {actor.country for actor in mention.actors}


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("Peru and Chile met. The two states will inform each other of any incident.", "each other", {"PER", "CHL"}),
        ("President William Ruto of Kenya met President Yoweri Museveni of Uganda. They talked.", "They", {"KEN", "UGA"}),
        ("The leaders of the Group of Seven met in Italy. On Friday the seven condemned the attack.", "the seven", {"G7"}),
        ("The leaders of Ukraine, Russia, France and Germany met. The four spoke.", "The four", {"UKR", "RUS", "FRA", "DEU"}),
    ],
    ids=["each other", "they after a meeting", "the seven", "the four"],
)  # fmt: skip
def test_a_collective_goes_back_to_those_spoken_of(text: str, words: str, codes: set[str]) -> None:
    assert _codes_at(text, words) == codes


def test_states_told_apart_by_a_clause_are_nobody_spoken_of_before() -> None:
    text = "Israel thanked the United States. The only two African states to have signed praised it."
    assert all(mention.kind is not MentionKind.COLLECTIVE for mention in brief_of(text).cast.mentions)


def test_a_short_family_name_is_taken_up_alone() -> None:
    text = "Chinese President Xi Jinping arrived in Lima on Monday. Xi will meet President Dina Boluarte."
    assert _codes_at(text, "Xi") == {"CHN"}


def test_countries_of_somebody_are_not_those_before() -> None:
    text = "Russia and Japan met. The EU and the countries of Mercosur signed an accord."
    assert all(mention.kind is not MentionKind.COLLECTIVE for mention in brief_of(text).cast.mentions)
