"""States and towns that bear the name of a country or a capital: the state of Georgia, Athens in it, Paris in Texas.

Which Georgia a text means is told by what else it names: towns and offices of the one or
of the other. A capital with another state behind a comma is a town of that state.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.knowledge import NameHit, NameKind
from dragoman.reading.wordlists import words

_NAME = "Georgia"
_ABROAD, _HOME = "GEO", "USA"
_OFFICE = (
    r"(?:[Ll]t\. )?(?:[Gg]overnor|Gov\.|[Ll]egislature|[Ss]enators?|Sen\.|Rep\.|[Cc]ongress(?:man|woman)|[Ll]awmakers|[Vv]oters"
    r"|[Aa]ttorney [Gg]eneral|Republicans?|Democrats?|National Guard|[Ss]tate (?:[Ss]enate|[Hh]ouse|[Cc]apitol|University))"
)
_OF_GEORGIA = re.compile(rf"\b{_OFFICE} of Georgia\b|\bGeorgia(?:['’]s)? {_OFFICE}")
_HEADS = r"(?:Lt\. Gov\.|Lieutenant Governor|Gov\.|Governor)"


def without_namesakes(text: str, hits: list[NameHit]) -> list[NameHit]:
    """The names of a text, less the capitals that are towns elsewhere; with US states before or after their governors.

    What a state's governor does is given to the United States.
    """
    kept = [hit for hit in hits if not _is_town_elsewhere(text, hit)]
    if any(hit.text == _NAME for hit in kept) and _is_us_state(text):
        kept = [
            hit._replace(code=_HOME) if hit.text == _NAME and hit.code == _ABROAD else hit for hit in kept
        ]
    if "Gov" not in text and "governor" not in text:
        return kept
    taken = {hit.start for hit in kept}
    states = [match.span("before" if match["before"] else "after") for match in _governed().finditer(text)]
    return kept + [
        NameHit(start, end, NameKind.COUNTRY, _HOME, _HOME, text[start:end])
        for start, end in states
        if start not in taken
    ]


def _is_town_elsewhere(text: str, hit: NameHit) -> bool:
    """Whether a state of a federation follows a capital's name: "Athens, Georgia", "Paris, Texas"."""
    if hit.kind is not NameKind.CAPITAL or text[hit.end : hit.end + 2] != ", ":
        return False
    match = _federal_states().match(text, hit.end + 2)
    return match is not None and text[match.end() : match.end() + 2] not in ("'s", "’s")


def _is_us_state(text: str) -> bool:
    """Whether marks of the American state stand in a text, and none of the country."""
    if any(_has(text, word) for word in words("caucasus_marks")):
        return False
    is_told = _OF_GEORGIA.search(text) is not None
    towns = words("georgia_towns")
    return (
        is_told
        or any(_has(text, town) for town in towns)
        or re.search(r"\bAthens, Georgia\b", text) is not None
    )


def _has(text: str, name: str) -> bool:
    return _word(name).search(text) is not None


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name.title())}")


@cache
def _governed() -> re.Pattern[str]:
    names = "|".join(re.escape(each.title()) for each in sorted(words("us_states")))
    return re.compile(
        rf"\b(?P<before>{names})(?:['’]s)? {_HEADS}|(?:[Gg]overnor|Gov\.) of (?P<after>{names})\b"
    )


@cache
def _federal_states() -> re.Pattern[str]:
    names = "|".join(re.escape(each.title()) for each in sorted(words("us_states") | words("further_states")))
    return re.compile(rf"(?:{names})\b")
