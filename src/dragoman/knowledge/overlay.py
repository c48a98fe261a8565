"""A user's own rows, which win over the shipped ones.

They lie in a folder of the user's settings, in tables of the same names and columns.
A tenure of the same person and office replaces ours; a later holder of an office
with one holder ends the tenure that was open.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import platformdirs

from dragoman.interval import Interval
from dragoman.knowledge.facts import Office, Tenure
from dragoman.knowledge.tables import Coverage

# Offices that several people hold at once, whose open tenures nobody ends.
SHARED_CLASSES = frozenset(
    {
        "ambassador", "crown_prince", "deputy_foreign_minister", "deputy_head_of_government", "envoy",
        "finance_minister", "io_head", "party_leader", "spokesperson", "trade_minister", "us_state_official",
        "vice_president",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What one of the user's rows does to the shipped tenures."""

    kind: str  # added, replaced or ended
    tenure: Tenure  # as it counts now
    before: Tenure | None  # as it was shipped


def overlay_folder() -> Path:
    """Where the user's tables lie; DRAGOMAN_KNOWLEDGE names another folder."""
    named = os.environ.get("DRAGOMAN_KNOWLEDGE")
    return Path(named) if named else _settings_folder() / "knowledge"


@cache  # asked for with each page
def _settings_folder() -> Path:
    return Path(platformdirs.user_config_dir("dragoman"))


def merge_tenures(shipped: Iterable[Tenure], own: Iterable[Tenure]) -> list[Tenure]:
    """Ours and the user's, theirs winning."""
    own = list(own)
    kept = (tenure for tenure in shipped if not any(_replaces(each, tenure) for each in own))
    return [*(_ended(tenure, own) for tenure in kept), *own]


def changes_of(shipped: Iterable[Tenure], own: Iterable[Tenure]) -> list[Change]:
    """What the user's rows change, row by row."""
    shipped, own = list(shipped), list(own)
    changes = []
    for tenure in own:
        before = next((each for each in shipped if _replaces(tenure, each)), None)
        changes.append(Change("added" if before is None else "replaced", tenure, before))
    kept = [each for each in shipped if not any(_replaces(new, each) for new in own)]
    ended = [(_ended(each, own), each) for each in kept]
    return [*changes, *(Change("ended", now, before) for now, before in ended if now != before)]


def offices_of_own(own: Iterable[Tenure]) -> list[Office]:
    """The offices that the user's tenures show to exist."""
    return [
        Office(each.country, each.office_class, (each.title,), each.start, each.end, each.source)
        for each in own
        if each.title
    ]


def coverage_of_own(own: Iterable[Tenure]) -> list[Coverage]:
    """The days that the user's tenures cover: whoever adds a holder claims to know the holder."""
    return [
        Coverage(each.country, each.office_class, each.start.latest, each.last_day)
        for each in own
        if each.office_class not in SHARED_CLASSES and each.start.latest <= each.last_day
    ]


def _replaces(new: Tenure, old: Tenure) -> bool:
    same = (new.person_id, new.country, new.office_class) == (old.person_id, old.country, old.office_class)
    return same and new.start.earliest <= old.last_day and old.start.earliest <= new.last_day


def _ended(tenure: Tenure, own: list[Tenure]) -> Tenure:
    """The tenure, ended where one of the user's holders of the office begins."""
    if tenure.end is not None or tenure.office_class in SHARED_CLASSES:
        return tenure
    later = [
        each.start
        for each in own
        if (each.country, each.office_class) == (tenure.country, tenure.office_class)
        and each.person_id != tenure.person_id
        and each.start.earliest > tenure.start.earliest
    ]
    if not later:
        return tenure
    end = min(later, key=lambda each: each.earliest)
    return replace(tenure, end=Interval.on_day(end.earliest), verified=end.earliest)
