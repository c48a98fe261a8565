"""Countries, groups, offices, and who held them when.

    from dragoman.knowledge import knowledge
    knowledge().who("Japanese Prime Minister Fumio Kishida", Interval.parse("2022-01-21"))

Facts have dates and sources; what the tables do not know, they say. This package
imports nothing from the other stages.
"""

from dragoman.knowledge.facts import (
    Candidate,
    Country,
    Group,
    Membership,
    NameHit,
    NameKind,
    Office,
    Person,
    Tenure,
    TitleHit,
    Verdict,
)
from dragoman.knowledge.mentions import Mention
from dragoman.knowledge.overlay import overlay_folder
from dragoman.knowledge.store import Knowledge, knowledge

__all__ = [
    "Candidate",
    "Country",
    "Group",
    "Knowledge",
    "Membership",
    "Mention",
    "NameHit",
    "NameKind",
    "Office",
    "Person",
    "Tenure",
    "TitleHit",
    "Verdict",
    "knowledge",
    "overlay_folder",
]
