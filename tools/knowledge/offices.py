"""Titles for tenures that have none, and from them which titles a country has when."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from people import first_day
from spans import MergedTenure, _safe_day, is_presidential, is_shared

from dragoman.knowledge.titles import Titles

DEFAULT_TITLES = {
    "head_of_state": "President",
    "head_of_government": "Prime Minister",
    "foreign_minister": "Minister of Foreign Affairs",
    "defence_minister": "Minister of Defence",
    "finance_minister": "Minister of Finance",
    "interior_minister": "Minister of the Interior",
    "trade_minister": "Minister of Trade",
    "vice_president": "Vice President",
    "deputy_head_of_government": "Deputy Prime Minister",
    "un_ambassador": "Permanent Representative to the United Nations",
    "spokesperson": "Spokesperson",
    "national_security_adviser": "National Security Adviser",
    "representative_of_monarch": "Governor General",
    "crown_prince": "Crown Prince",
    "party_leader": "General Secretary",
}


def give_titles(tenures: list[MergedTenure], titles: Titles) -> None:
    """Fill in missing titles from the same person's or the nearest holder's office."""
    for tenure in tenures:
        if (
            tenure.title
            and not titles.lemmas_of(tenure.title)
            and tenure.office_class in ("head_of_state", "head_of_government")
        ):
            tenure.title = ""
    by_office: defaultdict[tuple[str, str], list[MergedTenure]] = defaultdict(list)
    by_person: defaultdict[tuple[int, str], list[MergedTenure]] = defaultdict(list)
    for tenure in tenures:
        by_office[tenure.country, tenure.office_class].append(tenure)
        by_person[id(tenure.person), tenure.country].append(tenure)
    for office_class in ("head_of_state", "head_of_government"):
        for tenure in tenures:
            if tenure.office_class == office_class and not tenure.title:
                tenure.title = _title_for(tenure, by_office, by_person)
    for tenure in tenures:
        tenure.title = tenure.title or DEFAULT_TITLES.get(tenure.office_class, "")


def _title_for(
    tenure: MergedTenure,
    by_office: dict[tuple[str, str], list[MergedTenure]],
    by_person: dict[tuple[int, str], list[MergedTenure]],
) -> str:
    own = by_person[id(tenure.person), tenure.country]
    if tenure.office_class == "head_of_government":
        for other in own:
            if other.office_class == "head_of_state" and other.title and _overlap(tenure, other):
                return other.title
    for other in own:
        same_class = other is not tenure and other.office_class == tenure.office_class
        if same_class and other.title and not is_presidential(other):
            return other.title
    titled = [each for each in by_office[tenure.country, tenure.office_class] if each.title]
    if tenure.office_class == "head_of_government":
        titled = [
            each
            for each in titled
            if "president" not in each.title.lower()
            or "council" in each.title.lower()
            or "government" in each.title.lower()
        ]
    if not titled:
        return ""
    start = first_day(tenure.start)
    return min(titled, key=lambda each: abs(first_day(each.start) - start)).title


def _last(tenure: MergedTenure) -> date:
    return first_day(_safe_day(tenure.end or max(tenure.verified, tenure.start)))


def _overlap(left: MergedTenure, right: MergedTenure) -> bool:
    shared = min(_last(left), _last(right)) - max(first_day(left.start), first_day(right.start))
    own = _last(left) - first_day(left.start)
    return shared.days >= 0 and shared * 2 >= own


def office_rows(tenures: list[MergedTenure], titles: Titles) -> list[list[str]]:
    """country, class, titles, start, end, source: a row for each set of titles of one office."""
    windows: dict[tuple[str, str, str], tuple[str, str, set[str]]] = {}
    for tenure in tenures:
        if tenure.office_class in ("ambassador", "us_state_official"):
            continue
        key = (tenure.country, tenure.office_class, "|".join(sorted(titles.lemmas_of(tenure.title))))
        reach = tenure.end or max(tenure.verified, tenure.start)
        start, end, names = windows.get(key, (tenure.start, reach, set()))
        windows[key] = (min(start, tenure.start), max(end, reach), names | {tenure.title})
    return sorted(
        [country, office_class, "|".join(sorted(names)), start, end, "tenures.tsv"]
        for (country, office_class, _), (start, end, names) in windows.items()
    )


def coverage_rows(tenures: list[MergedTenure]) -> list[list[str]]:
    """country, class, start, end: the days for which the table claims to know every holder."""
    offices: defaultdict[tuple[str, str], list[MergedTenure]] = defaultdict(list)
    for tenure in tenures:
        if not is_shared(tenure.country, tenure.office_class) or tenure.office_class in ("head_of_state",):
            offices[tenure.country, tenure.office_class].append(tenure)
    rows = []
    for (country, office_class), held in sorted(offices.items()):
        rows += [[country, office_class, start, end, "tenures.tsv"] for start, end in _windows(held)]
    return rows


def _windows(held: list[MergedTenure]) -> list[tuple[str, str]]:
    windows: list[list[date]] = []
    for tenure in sorted(held, key=lambda each: first_day(each.start)):
        start, end = first_day(tenure.start), _last(tenure)
        if windows and (start - windows[-1][1]).days <= 31:
            windows[-1][1] = max(windows[-1][1], end)
        else:
            windows.append([start, end])
    return [(start.isoformat(), end.isoformat()) for start, end in windows]
