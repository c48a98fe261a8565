"""Characters that were encoded twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article.mojibake import mend


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("donâ€™t", "don’t"),
        ("cafÃ© in MÃ¼nchen", "café in München"),
        ("â€œquotedâ€\x9d words", "“quoted” words"),
        ("cafÃƒÂ©", "café"),
        ("Erdoğan’ın “sözü”", "Erdoğan’ın “sözü”"),
        ("A MANHÃ” disse", "A MANHÃ” disse"),
        ("«déjà vu»", "«déjà vu»"),
    ],
)
def test_double_encoding_is_turned_back_and_sound_text_stays(broken: str, whole: str) -> None:
    assert mend(broken)[0] == whole


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "P", "Z")), max_size=60))
def test_each_mend_is_a_span_that_says_what_stood_there(text: str) -> None:
    mended, mends = mend(text)

    restored = mended
    for place in reversed(mends):
        restored = restored[: place.start] + place.before + restored[place.end :]
    assert restored == text
