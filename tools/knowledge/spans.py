"""One tenure out of the rows of several sources.

The rows of one person in one office are put together where they overlap or touch;
dates come from the best source, titles from the one that names them. Open ends
are closed by the next holder where an office has one holder at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from people import SEVERAL_HOLDERS, MergedPerson, first_day
from raw import RawTenure

from dragoman.knowledge.folding import skeleton, words_of

SEVERAL_HEADS = {
    ("BIH", "head_of_state"),
    ("SMR", "head_of_state"),
    ("AND", "head_of_state"),
    ("CHE", "head_of_state"),
    ("UN", "io_head"),
    ("EU", "io_head"),
    ("KHM", "head_of_government"),
    ("KHM", "foreign_minister"),
    ("SMR", "head_of_government"),
    ("YUG", "head_of_state"),
}
_TIERS = {
    "general": 0,
    "HistoryAtState": 1,
    "unitedstates": 1,
    "IfG": 1,
    "cfmessias": 2,
    "everypolitician": 2,
    "public": 3,
    "CIA": 4,
}
_TOUCHING = timedelta(days=45)


@dataclass(slots=True)
class MergedTenure:
    """One row of tenures.tsv before it is written."""

    person: MergedPerson
    country: str
    office_class: str
    title: str
    start: str
    end: str
    verified: str
    acting: bool
    sources: list[str]
    seen: str = ""  # last day on which a source that looks at the present saw the person


def is_shared(country: str, office_class: str) -> bool:
    """Whether the office has several holders at once."""
    return office_class in SEVERAL_HOLDERS or (country, office_class) in SEVERAL_HEADS


def tenures_of(person: MergedPerson) -> list[MergedTenure]:
    """The person's tenures, overlapping rows joined."""
    groups: defaultdict[tuple[str, str, str], list[RawTenure]] = defaultdict(list)
    for row in person.rows:
        if row.start:
            split_by_title = is_shared(row.country, row.office_class) and row.office_class not in (
                "finance_minister",
                "trade_minister",
                "head_of_state",
                "head_of_government",
                "vice_president",
                "deputy_head_of_government",
                "foreign_minister",
            )
            groups[row.country, row.office_class, row.title if split_by_title else ""].append(row)
    found = []
    for (country, office_class, _), rows in groups.items():
        for cluster in _clusters(rows):
            if _says_too_little(cluster):
                continue
            found.append(_joined(person, country, office_class, cluster))
    _note_sightings(person, found)
    return found


def _says_too_little(rows: list[RawTenure]) -> bool:
    """Heads that only the Factbook has, and without a title: deputies and lines of notes mostly."""
    return all(
        row.source.startswith("CIA")
        and not row.title
        and row.office_class in ("head_of_state", "head_of_government")
        and row.country not in ("BIH", "CHE", "SMR")
        for row in rows
    )


def _reach(row: RawTenure) -> str:
    if row.end:
        return row.end + "-12-31"[len(row.end) - 4 :] if len(row.end) < 10 else row.end
    if row.source.startswith(("CIA", "general")):
        return row.verified
    return row.start + "-01-01"[len(row.start) - 4 :]


def _clusters(rows: list[RawTenure]) -> Iterable[list[RawTenure]]:
    cluster: list[RawTenure] = []
    reach = first_day("1800")
    for row in sorted(rows, key=lambda each: (first_day(each.start), each.end or "9999")):
        start = first_day(row.start)
        own = any(_tier(each) == 0 for each in [*cluster, row])
        # A row of our own ends where it says; rows that begin together are one tenure all the same.
        is_later = bool(cluster) and start > first_day(cluster[0].start)
        if is_later and (start >= reach if own else start > reach + _TOUCHING):
            yield cluster
            cluster, reach = [], first_day("1800")
        cluster.append(row)
        reach = max(reach, first_day(_safe_day(_reach(row))))
    if cluster:
        yield cluster


def _safe_day(text: str) -> str:
    return text[:8] + "28" if text[8:] in ("29", "30", "31") else text


def _tier(row: RawTenure) -> int:
    return next((tier for name, tier in _TIERS.items() if row.source.startswith(name)), 3)


def _joined(person: MergedPerson, country: str, office_class: str, rows: list[RawTenure]) -> MergedTenure:
    best_tier = min(map(_tier, rows))
    best = [row for row in rows if _tier(row) == best_tier]
    start = _exact_start(best, rows)
    end, verified = _end_of(best, rows)
    if end and end < start[: len(end)]:
        end, verified = start, start
    titled = sorted((row for row in rows if row.title), key=lambda row: (_title_tier(row), row.start))
    closed_terms = [row for row in rows if row.acting]
    return MergedTenure(
        person,
        country,
        office_class,
        _usual_title(titled),
        start,
        end,
        verified,
        len(closed_terms) == len(rows),
        sorted({short_source(row.source) for row in rows}),
        max((row.seen[1] for row in rows if row.seen[1]), default=""),
    )


def short_source(source: str) -> str:
    """The source without the note on one row."""
    for name in (
        "cfmessias/geografia",
        "every",
        "IfG Ministers Database",
        "HistoryAtState/pocom",
        "unitedstates",
    ):
        if source.startswith(name):
            return (
                "Wikidata"
                if name in ("cfmessias/geografia", "every")
                else name.replace("unitedstates", "congress-legislators")
            )
    return "general knowledge" if source.startswith("general") else source.split(",")[0].split(" checked")[0]


def _title_tier(row: RawTenure) -> int:
    return 0 if row.source.startswith("general") else 1 if row.source.startswith("CIA") else 2


def _usual_title(titled: list[RawTenure]) -> str:
    if not titled:
        return ""
    tier = _title_tier(titled[0])
    names = Counter(row.title for row in titled if _title_tier(row) == tier)
    return names.most_common(1)[0][0]


def _exact_start(best: list[RawTenure], rows: list[RawTenure]) -> str:
    start = min((row.start for row in best), key=first_day)
    if best and len(start) < 10:
        near = [row.start for row in rows if len(row.start) == 10 and row.start.startswith(start)]
        if near:
            return min(near)
    earlier = [
        row.start
        for row in rows
        if _tier(row) <= 2
        and first_day(row.start) < first_day(start) - timedelta(days=60)
        and not start.startswith(row.start)
    ]
    return min([start, *earlier], key=first_day) if _tier(best[0]) > 0 else start


def _end_of(best: list[RawTenure], rows: list[RawTenure]) -> tuple[str, str]:
    """The end, "" when open, and the last day that a source vouches for."""
    closed = [row.end for row in rows if row.end and _tier(row) <= 2]
    first_open = [row for row in best if not row.end]
    if _tier(best[0]) == 0:
        ends = [row.end for row in best if row.end]
        if ends and not first_open:
            return _precise(max(ends), rows), max(ends)
        if first_open:
            return "", max(row.verified for row in rows)
    if closed:
        last = max(closed)
        latest_open = max((row.start for row in rows if not row.end and _tier(row) <= 2), default="")
        if not (latest_open and latest_open >= last):
            return _precise(last, rows), last
    return "", max(row.verified for row in rows)


def _precise(end: str, rows: list[RawTenure]) -> str:
    near = [row.end for row in rows if len(row.end) == 10 and row.end.startswith(end)]
    return max(near) if len(end) < 10 and near else end


def _note_sightings(person: MergedPerson, tenures: list[MergedTenure]) -> None:
    """A roster that names somebody "now" moves the verification of the open tenure, or begins one.

    A tenure known only from the roster begins on the day of the roster: when it really began is not known.
    """
    for row in person.rows:
        if row.start:
            continue
        offices = [
            each for each in tenures if (each.country, each.office_class) == (row.country, row.office_class)
        ]
        for tenure in offices:
            if not tenure.end:
                tenure.verified = tenure.seen = row.verified
        if not any(not each.end for each in offices):
            day, office = row.verified, (row.country, row.office_class, row.title)
            tenures.append(
                MergedTenure(person, *office, day, "", day, False, [short_source(row.source)], day)
            )


def is_only_seen(tenure: MergedTenure) -> bool:
    """Whether nothing but a roster knows the tenure, so that its beginning ends nobody's."""
    return tenure.sources == ["public roster"]


def verify_current(
    tenures: list[MergedTenure], current: dict[tuple[str, str], frozenset[str]], day: str
) -> None:
    """Open tenures of heads that a daily list still has are verified to its day."""
    for tenure in tenures:
        bones = current.get((tenure.country, tenure.office_class))
        if bones and not tenure.end and tenure.verified < day:
            own = {skeleton(word) for name in tenure.person.names for word in words_of(name)}
            if len(bones & own) >= min(2, len(bones)):
                tenure.verified = day


def close_open_ends(
    tenures: list[MergedTenure], believed: dict[str, list[frozenset[str]]], report: list[str]
) -> None:
    """End open tenures where the next holder of the same office begins."""
    offices: defaultdict[tuple[str, str], list[MergedTenure]] = defaultdict(list)
    for tenure in tenures:
        offices[tenure.country, tenure.office_class].append(tenure)
    for (country, office_class), held in offices.items():
        for tenure in held:
            if tenure.end:
                _sharpen(tenure, held)
                continue
            if is_shared(country, office_class) or not _close(tenure, held, report):
                _distrust(tenure, believed)


def _sharpen(tenure: MergedTenure, held: list[MergedTenure]) -> None:
    """An end known by the year is the day on which the next one began in that year."""
    if len(tenure.end) == 4 and not is_shared(tenure.country, tenure.office_class):
        began = [
            other.start
            for other in held
            if other.person is not tenure.person
            and len(other.start) == 10
            and other.start.startswith(tenure.end)
            and other.start > tenure.start
        ]
        tenure.end = min(began, default=tenure.end)


def _close(tenure: MergedTenure, held: list[MergedTenure], report: list[str]) -> bool:
    floor = first_day(tenure.start)
    if "general knowledge" in tenure.sources:
        floor = max(floor, first_day(_safe_day(tenure.verified)))
    late = floor  # the Factbook names a head for months after the change
    if tenure.seen:
        seen = first_day(_safe_day(tenure.seen))
        floor = max(floor, seen - timedelta(days=90 if len(tenure.seen) == 4 else 60))
        late = max(late, seen - timedelta(days=400))
    later = [
        other.start
        for other in held
        if other.person is not tenure.person
        and first_day(other.start) > (late if _outlasts(other, tenure) else floor)
        and not other.acting
        and not is_only_seen(other)
        and is_presidential(other) == is_presidential(tenure)
    ]
    if not later:
        return False
    tenure.end = tenure.verified = min(later, key=first_day)
    line = (tenure.country, tenure.office_class, _name(tenure), tenure.start, tenure.end)
    report.append("\t".join(("closed", *line)))
    return True


def _outlasts(other: MergedTenure, tenure: MergedTenure) -> bool:
    """Whether another source than the Factbook has the other, who was still in office when this one was last seen."""
    last = other.end or other.verified
    return other.sources != ["CIA World Factbook"] and last > tenure.seen


def is_presidential(tenure: MergedTenure) -> bool:
    """Whether a head of government is the president: no successor of a prime minister, nor the reverse."""
    title = tenure.title.lower()
    return tenure.office_class == "head_of_government" and "president" in title and "council" not in title


def without_contained(tenures: list[MergedTenure], report: list[str]) -> list[MergedTenure]:
    """Drop a head whom one source has within the time of another who is better known to have ruled."""
    offices: defaultdict[tuple[str, str, bool], list[MergedTenure]] = defaultdict(list)
    for tenure in tenures:
        offices[tenure.country, tenure.office_class, is_presidential(tenure)].append(tenure)
    dropped: set[int] = set()
    for (country, office_class, _), held in offices.items():
        if not office_class.startswith("head_") or is_shared(country, office_class):
            continue
        for tenure in held:
            if any(_contains(other, tenure) for other in held):
                dropped.add(id(tenure))
                report.append(
                    "\t".join(("contained", country, office_class, _name(tenure), tenure.start, tenure.end))
                )
    return [tenure for tenure in tenures if id(tenure) not in dropped]


def _contains(other: MergedTenure, tenure: MergedTenure) -> bool:
    if other.person is tenure.person or len(other.sources) <= len(tenure.sources):
        return False
    if "general knowledge" in tenure.sources or other.acting or tenure.acting:
        return False
    ends = [first_day(_safe_day(each.end or max(each.verified, each.start))) for each in (other, tenure)]
    inside = first_day(other.start) + timedelta(days=31) <= first_day(tenure.start) and ends[1] <= ends[
        0
    ] - timedelta(days=31)
    return inside and (ends[1] - first_day(tenure.start)).days > 31


def _distrust(tenure: MergedTenure, believed: dict[str, list[frozenset[str]]]) -> None:
    """A Wikidata tenure without an end from long ago is a missing end, unless a check list has the ruler."""
    if tenure.sources != ["Wikidata"] or tenure.start >= "2012" or tenure.seen:
        return
    bones = {skeleton(word) for name in tenure.person.names for word in words_of(name)}
    if not any(bones & each for each in believed.get(tenure.country, [])):
        tenure.verified = tenure.start


def _name(tenure: MergedTenure) -> str:
    return tenure.person.names.most_common(1)[0][0]
