"""One answer for one mention: the contract of `dragoman who --jsonl`.

From the candidates one is chosen, and what the tables say is said with three
words: true, false, or null for what they do not know. False needs a reason: the
country has no such office, or the tables know who held it then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.errors import BadItem
from dragoman.interval import Interval
from dragoman.knowledge.facts import Candidate, Verdict
from dragoman.knowledge.holders import OfficeQuery
from dragoman.knowledge.mentions import Mention
from dragoman.knowledge.people import name_score
from dragoman.knowledge.store import Knowledge, knowledge

# Names that fit a holder of the office this well may be his under another spelling:
# no denial then. Swept 0.3-0.6 on the development visits: below 0.4 true mentions are denied.
_MAYBE_SAME = 0.5
# A full name that fits this well is that person and no namesake.
_SURELY = 0.9


def who_line(item: Mapping[str, Any], tables: Knowledge | None = None) -> dict[str, Any]:
    """The answer to one line of the contract.

    Args:
        item: `id`, `mention`, and if known `date` (ISO, may be cut) and `country_name`.
        tables: Other tables than the shipped ones.

    Returns:
        `id`, `person`, `country`, `office` (a class, or a list of them), `current`, `why`.

    Raises:
        BadItem: The mention is no text.
        ValueError: The date has another form.
    """
    said = item.get("mention")
    if not isinstance(said, str):
        raise BadItem(
            f'"mention" is {type(said).__name__}, not a string. Give {{"id": ..., "mention": "..."}}.'
        )
    tables = tables or knowledge()
    when = Interval.parse(item["date"]) if item.get("date") else None
    name = item.get("country_name") or ""
    country = tables.country_of_name(name) if name else None
    mention = tables.read_mention(said)
    candidates = tables.who(said, when, country)
    best = candidates[0] if candidates else None
    if best is not None and best.verdict is Verdict.HELD:
        return _answer(item, best, True, best.reasons)
    where = next(iter((*mention.countries, *filter(None, (country,)), *mention.owners)), None)
    if best is not None and best.verdict is Verdict.NOT_HELD:
        return _answer(item, best, False, best.reasons)
    if best is not None:
        return _answer(item, best, None, best.reasons)
    ruled_out, why = _ruled_out(tables, mention, where, when)
    if not ruled_out:
        ruled_out, why = _is_elsewhere(tables, said, where, when)
    return {
        "id": item.get("id"),
        "person": None,
        "country": where or "",
        "office": list(mention.classes),
        "current": False if ruled_out else None,
        "why": "; ".join(why) or "nobody of that name is known there",
    }


def _is_elsewhere(
    tables: Knowledge, text: str, country: str | None, when: Interval | None
) -> tuple[bool, tuple[str, ...]]:
    """Whether one of that full name held the office in another country, or this one was no state then."""
    if country is None or when is None:
        return False, ()
    state = tables.country(country)
    if state is not None and state.existed is not None and not state.existed.overlaps(when):
        return True, (f"{state.name} was no state then",)
    if len(tables.read_mention(text).words) < 2:
        return False, ()
    for each in tables.who(text, when):
        if each.verdict is Verdict.HELD and each.score >= _SURELY and each.country != country and each.person:
            return True, (
                f"{each.person.name} held the office in {each.country}, and is not known in {country}",
            )
    return False, ()


def _answer(
    item: Mapping[str, Any], best: Candidate, current: bool | None, why: tuple[str, ...]
) -> dict[str, Any]:
    classes = list(best.office_classes)
    return {
        "id": item.get("id"),
        "person": best.person.name if best.person is not None else None,
        "country": best.country,
        "office": classes[0] if len(classes) == 1 else classes,
        "current": current,
        "why": "; ".join(why),
    }


def _ruled_out(
    tables: Knowledge, mention: Mention, country: str | None, when: Interval | None
) -> tuple[bool, tuple[str, ...]]:
    """Whether others are known to have held the office then, none of them of such a name."""
    if country is None or when is None or not mention.words or mention.is_former or mention.is_elect:
        return False, ()
    query = OfficeQuery(mention.lemmas, mention.classes, country, when)
    if tables.holders.lacks_office(query):
        return True, (f"{country} had no such office then",)
    if not tables.holders.denies(query):
        return False, ()
    held = tables.holders.persons_holding(query)
    people = [person for each in held if (person := tables.person(each)) is not None]
    if any(name_score(mention.words, person) >= _MAYBE_SAME for person in people):
        return False, ()
    names = ", ".join(sorted(person.name for person in people))
    return True, (f"{names} held the office then",)
