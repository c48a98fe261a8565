"""Contexts by words: the same as each cue looked for by itself."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.event_labels import _contexts_in
from dragoman.reading.event_tables import table_rows

_CUES = [(context, cell.split("|")) for context, cell in table_rows("contexts.tsv")]
_WORDS = sorted({cue.removesuffix("*") for _, cues in _CUES for cue in cues})


def _stands(cue: str, text: str) -> bool:
    begins = f" {cue.removesuffix('*')}"
    if " " in cue:
        return begins in f" {' '.join(text.split())}"
    words = re.findall(r"[\w'’-]+", text)
    return any(word.startswith(begins[1:]) for word in words) if cue[-1] == "*" else cue in words


@given(
    st.lists(st.sampled_from([*_WORDS, "ed", "s", ",", "(", "“", "\n", "over"]), max_size=8), st.booleans()
)
def test_contexts_are_those_of_which_a_cue_stands(parts: list[str], is_joined: bool) -> None:
    text = ("" if is_joined else " ").join(parts)
    wanted = tuple(context for context, cues in _CUES if any(_stands(cue, text) for cue in cues))
    assert _contexts_in(text) == wanted
