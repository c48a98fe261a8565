"""The language of a text by its words and its letters."""

from __future__ import annotations

import pytest

from dragoman.article import language
from dragoman.article.language import tell_language

RUSSIAN = "Министры двух стран встретились в столице и заявили, что договор о границе был подписан на высшем уровне."
UKRAINIAN = "Міністри двох країн зустрілися в столиці і заявили, що договір про кордон його сторони підписали на зустрічі."
BULGARIAN = (
    "Министрите на двете страни се срещнаха в столицата и заявиха, че договорът за границата е подписан."
)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (RUSSIAN, "ru"),
        (UKRAINIAN, "uk"),
        ("Οι υπουργοί των δύο χωρών συναντήθηκαν στην Αθήνα.", "el"),
        ("両国の外相は東京で会談し、国境に関する協定に署名した。", "ja"),
        ("两国外长在北京举行会谈，并签署了边界协定。", "zh"),
        ("양국 외무장관이 서울에서 만나 국경 협정에 서명했다.", "ko"),
    ],
)
def test_letters_tell_a_language_without_the_model(
    text: str, tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_identify", lambda text: pytest.fail("the model was asked"))

    assert tell_language(text) == tag


def test_a_relative_of_russian_is_left_to_the_model() -> None:
    assert tell_language(BULGARIAN * 2) == "bg"
