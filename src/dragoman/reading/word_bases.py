"""The base forms that a word can have, for looking it up in the tables of rules.

The model's lemma is one of them. A regular ending taken off gives others; a wrong
base does no harm, because only bases that a table holds are ever used.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

_ENDINGS = ("ed", "ing", "es", "s", "d")


@cache
def _irregular() -> dict[str, str]:
    text = resources.files("dragoman.reading").joinpath("data/event_forms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {form: base for base, forms in rows for form in forms.split()}


@lru_cache(maxsize=20_000)
def bases_of(text: str, lemma: str) -> tuple[str, ...]:
    """Lemma, form, irregular base and the form without a regular ending, in lower case, each once."""
    form = text.lower()
    found = [lemma.lower(), form, _irregular().get(form, form)]
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            found += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
    return tuple(dict.fromkeys(found))
