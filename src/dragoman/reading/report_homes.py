"""Whose bodies a report names without their country: "the foreign ministry said" from Lima is Peru's.

The dateline says it, where its town is a capital or a town of the tables and the text
speaks of that country; a bureau's report about other countries has no home.
"""

from __future__ import annotations

from dragoman.knowledge import NameKind
from dragoman.reading.brief import Brief
from dragoman.reading.cast import MentionKind
from dragoman.reading.datelines import dateline_place
from dragoman.reading.event_tables import event_actors
from dragoman.reading.record import Actor, ActorKind

_CAPITALS = (NameKind.CAPITAL, NameKind.SEAT)
_NAMING = (MentionKind.COUNTRY, MentionKind.DEMONYM, MentionKind.PERSON, MentionKind.OFFICE)


def report_home(brief: Brief) -> Actor | None:
    """The state that an article is reported from and about, with the dateline's place as its evidence."""
    starts = (sentence.start for sentence in brief.analysis.sentences)
    first = next((start for start in starts if start >= brief.article.body_start), None)
    span = None if first is None else dateline_place(brief.article.text, first)
    code = "" if span is None else _country_of_town(brief, brief.article.text[slice(*span)])
    if span is None or code not in _spoken_of(brief):
        return None
    return Actor((brief.evidence(*span),), "", "", code, ActorKind.STATE)


def _spoken_of(brief: Brief) -> set[str]:
    """The countries that the text names or whose people it names."""
    return {code for each in brief.cast.mentions if each.kind in _NAMING for code in each.countries}


def _country_of_town(brief: Brief, town: str) -> str:
    name = town.strip().title() if town.isupper() else town.strip()
    hits = [hit for hit in brief.facts.find_names(name) if hit.kind in _CAPITALS]
    if len(hits) == 1 and hits[0].end - hits[0].start == len(name):
        return hits[0].code
    return event_actors("place").get(name.lower(), "")
