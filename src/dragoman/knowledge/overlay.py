"""A user's own rows, which win over the shipped ones.

They lie in a folder of the user's settings, in tables of the same names and columns.
A tenure of the same person and office replaces ours; a later holder of an office
with one holder ends the tenure that was open.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import platformdirs

from dragoman.interval import Interval
from dragoman.knowledge.facts import Tenure

# Offices that several people hold at once, whose open tenures nobody ends.
SHARED_CLASSES = frozenset(
    [
        "vice_president",
        "deputy_head_of_government",
        "spokesperson",
        "ambassador",
        "envoy",
        "us_state_official",
        "deputy_foreign_minister",
        "trade_minister",
        "finance_minister",
        "io_head",
    ]
)


def overlay_folder() -> Path:
    """Where the user's tables lie; DRAGOMAN_KNOWLEDGE names another folder."""
    named = os.environ.get("DRAGOMAN_KNOWLEDGE")
    return Path(named) if named else Path(platformdirs.user_config_dir("dragoman")) / "knowledge"


def merge_tenures(shipped: Iterable[Tenure], own: Iterable[Tenure]) -> list[Tenure]:
    """Ours and the user's, theirs winning."""
    own = list(own)
    kept = (tenure for tenure in shipped if not any(_replaces(each, tenure) for each in own))
    return [*(_closed(tenure, own) for tenure in kept), *own]


def _replaces(new: Tenure, old: Tenure) -> bool:
    same = (new.person_id, new.country, new.office_class) == (old.person_id, old.country, old.office_class)
    return same and new.start.earliest <= old.last_day and old.start.earliest <= new.last_day


def _closed(tenure: Tenure, own: list[Tenure]) -> Tenure:
    if tenure.end is not None or tenure.office_class in SHARED_CLASSES:
        return tenure
    later = [
        each.start
        for each in own
        if (each.country, each.office_class) == (tenure.country, tenure.office_class)
        and each.start.earliest > tenure.start.earliest
    ]
    if not later:
        return tenure
    end = min(later, key=lambda each: each.earliest)
    return replace(tenure, end=Interval.on_day(end.earliest), verified=end.earliest)
