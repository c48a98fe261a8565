"""A country taken for another: one person given to two countries, or to one that is not theirs.

"South Korean leader Kim Jong Un" beside "North Korea's Kim Jong Un", or alone where
the tables know one person of this name, in office on that day in another country.
In doubt nothing is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from dragoman.knowledge import Verdict
from dragoman.reading.brief import Brief
from dragoman.reading.people import Figure, name_tokens
from dragoman.reading.record import Finding
from dragoman.reading.sighting_field import Sighting
from dragoman.reading.thresholds import SURE_NAME
from dragoman.reading.wordlists import words

_FULL_NAME = 2  # words


def find_confusions(brief: Brief) -> Iterator[Finding]:
    """The findings of this module, each with its places in the text."""
    full = [each for each in brief.people if len(name_tokens(each.name)) >= _FULL_NAME]
    for left, right in combinations(full, 2):
        if name_tokens(left.name) == name_tokens(right.name) and _is_state(brief, left, right):
            yield _finding(brief, left, (left.country, right.country), (left, right))
            return
    for figure in full:
        home = _home_elsewhere(brief, figure)
        if home:
            yield _finding(brief, figure, (figure.country, home), (figure,))
        elif (other := _other_state(brief, figure)) is not None:
            yield _two_states(brief, figure, other)


def _is_state(brief: Brief, left: Figure, right: Figure) -> bool:
    """Whether two people of one name are given to two states."""
    codes = {left.country, right.country}
    return len(codes) > 1 and all(brief.facts.country(code) is not None for code in codes)


def _home_elsewhere(brief: Brief, figure: Figure) -> str:
    """The country of the only office-holder of this name, where the text names another; empty for none."""
    titled = next((each for each in figure.sightings if each.country and each.office), None)
    said = titled.country if titled is not None else ""
    if titled is None or brief.anchor is None or brief.facts.country(said) is None:
        return ""
    if said != figure.country:  # a name of two countries, told by the person: "Congolese"
        return ""
    known = [
        each
        for each in brief.facts.who(figure.name, brief.anchor, None)
        if each.person is not None and each.score >= SURE_NAME and each.verdict is Verdict.HELD
    ]
    people = [each.person for each in known if each.person is not None]
    verdicts = [brief.facts.held(each.id, titled.office, said, brief.anchor)[0] for each in people]
    if Verdict.HELD in verdicts:  # a president of one state may be a prince of another
        return ""
    homes = {each.country for each in people}
    served = {each.country for each in known} | homes
    home = next(iter(homes)) if len(homes) == 1 else ""
    return home if home and said not in served and brief.facts.country(home) is not None else ""


def _other_state(brief: Brief, figure: Figure) -> Sighting | None:
    """Where an office-holder who is known is given to a second state: "Slovakia's NAME" of Slovenia's."""
    candidate = figure.candidate
    if candidate is None or candidate.verdict is not Verdict.HELD or figure.country != _home(brief, figure):
        return None
    named = [each for each in figure.sightings if each.country and not each.modifier]
    others = [each for each in named if each.country != figure.country and brief.facts.country(each.country)]
    is_of_both = any(each.office_class == "envoy" for each in named)
    is_one_name = any(
        {figure.country, each.country} <= set(pair.upper().split())
        for each in others
        for pair in words("countries_of_one_name")
    )
    return others[0] if others and len(named) > len(others) and not is_of_both and not is_one_name else None


def _two_states(brief: Brief, figure: Figure, other: Sighting) -> Finding:
    home, said = _name_of(brief, figure.country), _name_of(brief, other.country)
    own = next(each for each in figure.sightings if each.country == figure.country)
    return Finding(
        evidence=tuple(
            brief.evidence(each.start, each.end) for each in sorted((own, other), key=lambda each: each.start)
        ),
        kind="participant",
        subject=figure.name,
        values=(home, said),
        correct=home,
        remark=f"{figure.name} is given to {home} and to {said}; the tables have {home}.",
        confidence=0.7,
    )


def _finding(brief: Brief, figure: Figure, codes: tuple[str, str], figures: tuple[Figure, ...]) -> Finding:
    names = tuple(_name_of(brief, code) for code in codes)
    home = _home(brief, figure)
    right = _name_of(brief, home) if home in codes else (names[1] if len(figures) == 1 else None)
    places = [next((each for each in one.sightings if each.country), one.sightings[0]) for one in figures]
    told = f"is given to {names[0]} and to {names[1]}" if len(figures) > 1 else f"is given to {names[0]}"
    return Finding(
        evidence=tuple(brief.evidence(each.start, each.end) for each in places),
        kind="participant",
        subject=figure.name,
        values=names,
        correct=right,
        remark=f"{figure.name} {told}{f'; the tables have {right}' if right else ''}.",
        confidence=0.7,
    )


def _home(brief: Brief, figure: Figure) -> str:
    known = [each for each in brief.facts.who(figure.name, brief.anchor, None) if each.person is not None]
    best = known[0] if known and known[0].score >= SURE_NAME else None
    return best.person.country if best is not None and best.person is not None else ""


def _name_of(brief: Brief, code: str) -> str:
    country = brief.facts.country(code)
    return country.name if country is not None else code
