"""PLOVER sectors of actors, from the class or the words of their office."""

from __future__ import annotations

_BY_CLASS = {
    "legislator": "LEG",
    "speaker": "LEG",
    "parliament_president": "LEG",
    "general": "MIL",
    "military_chief": "MIL",
    "judge": "JUD",
    "intelligence_chief": "SPY",
    "opposition_leader": "OPP",
    "party_leader": "PTY",
    "rebel_leader": "REB",
}
_BY_WORD = (
    ("troops army military navy forces soldiers warplanes jets warships general", "MIL"),
    ("police", "COP"),
    ("parliament congress lawmakers legislators senate", "LEG"),
    ("court judge prosecutor", "JUD"),
    ("rebels militants insurgents", "REB"),
    ("opposition", "OPP"),
)


def sector_of(office_class: str, office: str) -> str:
    """The PLOVER sector of an office; GOV for any other office, empty for none."""
    if office_class in _BY_CLASS:
        return _BY_CLASS[office_class]
    lower = set(office.lower().split())
    for listed, sector in _BY_WORD:
        if lower & set(listed.split()):
            return sector
    return "GOV" if office else ""
