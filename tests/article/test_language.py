"""The language of a text by its words and its letters."""

from __future__ import annotations

import pytest

from dragoman.article import language
from dragoman.article.language import tell_language
from dragoman.article.scripts import tell_by_script

RUSSIAN = "Министры двух стран встретились в столице и заявили, что договор о границе был подписан на высшем уровне."
UKRAINIAN = "Міністри двох країн зустрілися в столиці і заявили, що договір про кордон його сторони підписали на зустрічі."
BULGARIAN = (
    "Министрите на двете страни се срещнаха в столицата и заявиха, че договорът за границата е подписан."
)
CZECH = (
    "Ministři obou zemí se sešli v hlavním městě a uvedli, že smlouva o hranici je podepsána a že nová jednání se "
    "uskuteční v květnu, jak řekl mluvčí u kulatého stolu."
)
ROMANIAN = (
    "Miniștrii celor două țări s-au întâlnit în capitală și au declarat că tratatul privind frontiera este semnat, iar o nouă "
    "rundă de discuții va avea loc în luna mai, la Viena."
)
# Relatives of Czech and of Bulgarian, which share words and letters with them.
SLOVAK = (
    "Ministri oboch krajín sa stretli v hlavnom meste a uviedli, že zmluva o hranici je podpísaná a že nové rokovania sa "
    "uskutočnia v máji, ako povedal hovorca na stretnutí."
)
KAZAKH = "Екі елдің министрлері елордада кездесіп, шекара туралы шартқа қол қойылғанын мәлімдеді, келесі кездесу мамырда өтеді."


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (RUSSIAN, "ru"),
        (UKRAINIAN, "uk"),
        (BULGARIAN, "bg"),
        (CZECH, "cs"),
        (ROMANIAN, "ro"),
        ("الوزير قال في مؤتمر صحفي إن الاتفاقية على الحدود تم توقيعها من الدولتين في العاصمة أمس.", "ar"),
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


@pytest.mark.parametrize(("text", "tag"), [(SLOVAK, "sk"), (KAZAKH, "kk")])
def test_relatives_are_left_to_the_model(text: str, tag: str) -> None:
    assert tell_by_script(text.casefold().split()) is None
    assert tell_language(text) == tag
