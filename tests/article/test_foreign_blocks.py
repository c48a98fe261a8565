"""Sentences in another language amid a body."""

from __future__ import annotations

import pytest

from dragoman.article.draft import Block, Draft
from dragoman.article.foreign_blocks import drop_foreign

BODY = (
    "The ministers of both countries met on Tuesday and agreed on a plan for the river.",
    "Officials said that the talks had gone well, and that the next round would be held in the spring.",
    "The agreement still has to be confirmed by the parliaments of the two neighbours.",
)


def body_with(text: str) -> Draft:
    return Draft(language="en", blocks=[Block(words) for words in (*BODY[:2], text, BODY[2])])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Recevez chaque matin les titres de la rédaction dans votre boîte.", "fr"),
        ("Melden Sie sich an und lesen Sie die Berichte der Redaktion.", "de"),
    ],
)
def test_a_sentence_in_another_language_is_furniture(text: str, language: str) -> None:
    draft = body_with(text)
    drop_foreign(draft)

    assert [block.text for block in draft.blocks] == list(BODY)
    assert [(piece.text, piece.language) for piece in draft.furniture] == [(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "“Nous avons parlé de la paix et de la guerre”.",
        "Memorias de la Guerra en la Frontera Sur y Otros Textos.",
        "Envoys of Peru and Chile agreed.",
        "Xi replied briefly.",
    ],
)
def test_quotations_titles_and_short_sentences_stay(text: str) -> None:
    draft = body_with(text)
    drop_foreign(draft)

    assert len(draft.blocks) == 4


def test_a_page_in_two_languages_keeps_both() -> None:
    text = "Les ministres des deux pays se sont rencontrés et ont parlé de la paix dans la région."
    draft = Draft(language="en", blocks=[Block(words) for words in (BODY[0], text, BODY[1], text)])
    drop_foreign(draft)

    assert len(draft.blocks) == 4
