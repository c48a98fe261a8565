"""Which country a name means when it stands alone, as in a column of a table.

In running text `names` finds countries; here the whole string is the name, in any
of the spellings that lists use: "Korea, Republic of", "Congo (Zaire)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from dragoman.knowledge.facts import Country
from dragoman.knowledge.folding import fold
from dragoman.knowledge.tables import CountryName

_SMALL_WORDS = re.compile(r"\b(?:the|of|and|republic|federal|democratic|state|kingdom|people s|peoples)\b")


class CountryIndex:
    """Codes by folded name."""

    def __init__(self, countries: Iterable[Country], names: Iterable[CountryName]) -> None:
        self._by_name: dict[str, str] = {}
        for country in countries:
            for name in (country.name, country.official, country.code):
                self._by_name.setdefault(fold(name), country.code)
        self._countries = set(self._by_name)
        for each in names:
            if each.kind != "capital":
                self._by_name.setdefault(fold(each.text), each.code)
            if each.kind in ("name", "alias") and each.lang == "en":
                self._countries.add(fold(each.text))
        self.code_of = lru_cache(maxsize=4096)(self._code_of)

    def _code_of(self, name: str) -> str | None:
        """The code of a name, None when no country is called so."""
        for form in _forms(name):
            code = self._by_name.get(form)
            if code is not None:
                return code
        return self._by_a_word(fold(name)) or self._misspelt(fold(name))

    def _by_a_word(self, folded: str) -> str | None:
        """The country of the only word that names one: "Bosnian Federation"."""
        codes = {self._by_name[word] for word in folded.split() if len(word) > 3 and word in self._by_name}
        return codes.pop() if len(codes) == 1 else None

    def _misspelt(self, folded: str) -> str | None:
        """The country whose name is one slip away, "Somoa", if it is the only one."""
        if len(folded) < 5:
            return None
        near = extract(folded, self._countries, scorer=OSA.distance, score_cutoff=1, limit=None)
        codes = {self._by_name[name] for name, _, _ in near if name[0] == folded[0]}
        return codes.pop() if len(codes) == 1 else None


def _forms(name: str) -> Iterable[str]:
    """The name, then what is left without brackets, turned round at a comma, and without small words."""
    yield fold(name)
    bare = re.sub(r"\s*[(\[].*?[)\]]", "", name)
    yield fold(bare)
    head, comma, tail = bare.partition(",")
    if comma:
        yield fold(f"{tail} {head}")
        yield fold(head)
    yield fold(bare.removeprefix("the ").removeprefix("The "))
    yield " ".join(_SMALL_WORDS.sub(" ", fold(bare)).split())
