"""What a careful editor would question in an article, with both pieces of evidence.

Offices that a person did not hold at that date, two offices for one person, a name
that is not the office-holder's, dates that contradict themselves; what disagrees within
the text is in `disagreements`. A finding against the tables is raised only where they cover the office
at that date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from dragoman.article import Evidence
from dragoman.interval import Interval
from dragoman.knowledge import Person, Verdict
from dragoman.knowledge.folding import skeleton, words_of
from dragoman.knowledge.people import PARTICLES
from dragoman.reading.brief import Brief
from dragoman.reading.confusions import find_confusions
from dragoman.reading.disagreements import find_disagreements
from dragoman.reading.people import Figure, name_tokens
from dragoman.reading.record import Finding, Meeting, Statement
from dragoman.reading.sighting_field import Sighting
from dragoman.reading.thresholds import NAME_LOWEST_LIKENESS
from dragoman.reading.wordlists import words

_SHORT_PM = re.compile(r"\bPM\b")
_RULING = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "monarch",
        "foreign_minister",
        "defence_minister",
        "vice_president",
    }
)


def read_findings(
    brief: Brief, meetings: Sequence[Meeting], statements: Sequence[Statement]
) -> list[Finding]:
    """The findings of an article, in order of their first evidence."""
    found = [
        finding
        for figure in brief.people
        for finding in (*_office_findings(brief, figure), *_name_findings(brief, figure))
    ]
    found += _date_findings(brief)
    found += find_confusions(brief)
    found += find_disagreements(brief, meetings, statements)
    return sorted(found, key=lambda finding: (finding.evidence[0].start, finding.kind))


# ------------------------------------------------------------------ offices


def _office_findings(brief: Brief, figure: Figure) -> Iterator[Finding]:
    """A title that the person did not hold, against the one that they did, or against the text's other title."""
    titled = [
        each
        for each in figure.sightings
        if each.office and not each.modifier and each.office.lower() not in words("loose_titles")
    ]
    if not titled or len(name_tokens(figure.name)) < 2:
        return
    wrong = [each for each in titled if _verdict(brief, figure, each) is Verdict.NOT_HELD]
    right = [each for each in titled if _verdict(brief, figure, each) is Verdict.HELD]
    reported: set[str] = set()
    for sighting in wrong:
        if sighting.office.lower() in reported:
            continue
        reported.add(sighting.office.lower())
        correct = right[0].office if right else _held_title(brief, figure)
        if not correct or correct.lower() == sighting.office.lower():
            continue
        places = [sighting, *right[:1]]
        yield Finding(
            evidence=_places(brief, places),
            kind="office",
            subject=figure.name,
            values=(sighting.office, correct),
            correct=correct,
            remark=f"{figure.name} is called {sighting.office}, but was {correct}{_on(brief.anchor)}.",
            confidence=0.9 if right else 0.75,
        )
    if not wrong:
        yield from _disagreeing_titles(brief, figure, titled)


def _disagreeing_titles(brief: Brief, figure: Figure, titled: list[Sighting]) -> Iterator[Finding]:
    """Two ruling offices for one person in one text, where the tables do not decide."""
    by_class = {each.office_class: each for each in reversed(titled) if each.office_class in _RULING}
    verdicts = {_verdict(brief, figure, each) for each in by_class.values()}
    if len(by_class) > 1 and verdicts == {Verdict.UNKNOWN}:
        sightings = sorted(by_class.values(), key=lambda each: each.start)
        values = tuple(each.office for each in sightings)
        yield Finding(
            evidence=_places(brief, sightings),
            kind="office",
            subject=figure.name,
            values=values,
            remark=f"{figure.name} is called {' and '.join(values)} in one text.",
            confidence=0.5,
        )


def _verdict(brief: Brief, figure: Figure, sighting: Sighting) -> Verdict:
    if figure.person_id is None:
        return Verdict.UNKNOWN
    country = sighting.country or figure.country or None
    title = _SHORT_PM.sub("Prime Minister", sighting.office)
    verdict, _ = brief.facts.held(figure.person_id, title, country, brief.anchor)
    return verdict


def _held_title(brief: Brief, figure: Figure) -> str:
    candidate = figure.candidate
    if candidate is None or candidate.tenure is None or candidate.verdict is not Verdict.HELD:
        return ""
    return candidate.office


def _on(anchor: Interval | None) -> str:
    return "" if anchor is None else f" ({anchor.isoformat()})"


# ------------------------------------------------------------------ names


def _name_findings(brief: Brief, figure: Figure) -> Iterator[Finding]:
    """A name that is nearly, but not, that of the only holder of the office: "Steve Block" for Stef Blok."""
    sighting = figure.office_sighting
    if sighting is None or not figure.country or brief.anchor is None or sighting.modifier:
        return
    if sighting.office_class not in _RULING or len(name_tokens(figure.name)) < 2:
        return
    holders = brief.facts.holder(figure.country, sighting.office_class, brief.anchor)
    people = {tenure.person_id: brief.facts.person(tenure.person_id) for tenure in holders}
    person = next(iter(people.values())) if len(people) == 1 else None
    if person is not None and _is_misspelt(figure.name, person):
        yield Finding(
            evidence=_places(brief, [sighting]),
            kind="name",
            subject=f"{sighting.office} {figure.name}",
            values=(figure.name, person.name),
            correct=person.name,
            remark=f"The {sighting.office} was {person.name}{_on(brief.anchor)}; the text writes {figure.name}.",
            confidence=0.6,
        )


def _is_misspelt(name: str, person: Person) -> bool:
    """Whether a name is like a person's in every word, but not what another transliteration gives."""
    written = _main_words(name)
    likeness = 0.0
    for form in (person.name, person.family, *person.variants):
        known = _main_words(form)
        bones = set(map(skeleton, written)), set(map(skeleton, known))
        if known and (bones[0] <= bones[1] or bones[1] <= bones[0] or _bones(written) == _bones(known)):
            return False
        if len(known) < 2 or len(written) < 2:
            continue
        if person.country.lower() in words("other_scripts") and _consonants(written) == _consonants(known):
            return False  # "Salih" and "Saleh"
        if written[-1] == known[-1] and written[0][0] == known[0][0]:
            return False  # "Joseph" and "Joe" are one name
        first = fuzz.ratio(written[0], known[0])
        rest = fuzz.ratio(_bones(written[1:]), _bones(known[1:]))
        likeness = max(likeness, min(first, rest))
    return NAME_LOWEST_LIKENESS <= likeness < 100.0


def _main_words(name: str) -> tuple[str, ...]:
    """The words of a name without initials and particles ("R.", "Jr.", "de", "bin")."""
    return tuple(word for word in words_of(name) if len(word) > 1 and word not in PARTICLES)


def _consonants(parts: tuple[str, ...]) -> str:
    return "".join(letter for letter in _bones(parts) if letter not in "aeiouy")


def _bones(parts: tuple[str, ...]) -> str:
    return "".join(skeleton(part) for part in parts)


# ------------------------------------------------------------------ dates


def _date_findings(brief: Brief) -> list[Finding]:
    """Dates that contradict themselves: a weekday that it was not, a day that no month has."""
    return [
        Finding(
            evidence=(brief.evidence(each.start, each.end),),
            kind="date",
            subject=each.text,
            values=(each.text,),
            remark=f"{each.text!r} names no day of the calendar, or the wrong weekday.",
            confidence=0.8,
        )
        for each in brief.times
        if each.inconsistent
    ]


def _places(brief: Brief, sightings: list[Sighting]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(brief.evidence(each.start, each.end) for each in sightings))
