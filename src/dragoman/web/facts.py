"""What a row of the ledger says, field by field, in words: for cards, comparisons and headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.ledger.claims import words_of
from dragoman.ledger.telling import words_asked
from dragoman.web import addresses, wording
from dragoman.web.language import gettext, language_name_here, noted

Listed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a fact, and the page of who or what it names."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One field in words. `field`: what its evidence is filed under; `name`: its key in the row.

    `links`: the same words in parts that lead on, where they name countries, people or topics.
    """

    name: str
    label: str
    text: str
    field: str
    links: tuple[Link, ...] = ()


# Key in the row, label, field of its evidence, how it is said.
_Line = tuple[str, str, str, Callable[[Listed], str]]


def _days(key: str) -> Callable[[Listed], str]:
    return lambda row: wording.days(row[key])


def _codes(key: str) -> Callable[[Listed], str]:
    return lambda row: wording.countries(row[key])


def _text(key: str) -> Callable[[Listed], str]:
    return lambda row: str(row[key] or "")


def _word(key: str) -> Callable[[Listed], str]:
    return lambda row: wording.word(row[key])


def _mode(row: Listed) -> str:
    return "" if row["mode"] == "unknown" else wording.word(row["mode"])


def _people(row: Listed) -> str:
    return "; ".join(wording.person(one) for one in row["participants"])


def _reporter(row: Listed) -> str:
    return wording.person(row["reported_by"]) if row["reported_by"] else ""


def _recipients(row: Listed) -> str:
    return "; ".join(wording.person(one) for one in row["to"])


LINES: dict[str, tuple[_Line, ...]] = {
    "meetings": (
        ("title", noted("Called"), "title", _text("title")),
        ("participants", noted("Who"), "participants", _people),
        ("hosts", noted("Host"), "hosts", _codes("hosts")),
        ("attendees", noted("Parties"), "attendees", _codes("attendees")),
        ("initiators", noted("Asked for by"), "initiators", _codes("initiators")),
        ("when", noted("When"), "when", _days("when")),
        ("duration_minutes", noted("How long"), "duration", lambda row: wording.duration(row["duration_minutes"])),
        ("place", noted("Where"), "place", _text("place")),
        ("mode", noted("How"), "mode", _mode),
        ("format", noted("Format"), "format", _text("format")),
        ("topics", noted("On what"), "topics", lambda row: wording.listed(map(wording.topic, row["topics"]))),
        ("state", noted("State"), "state", _word("state")),
    ),
    "commitments": (
        ("act", noted("Act"), "act", _word("act")),
        ("actors", noted("Who"), "actors", _codes("actors")),
        ("to", noted("To whom"), "to", _codes("to")),
        ("what", noted("What"), "what_evidence", _text("what")),
        ("due", noted("Due"), "due", _days("due")),
        ("condition", noted("Condition"), "condition", _text("condition")),
    ),
    "statements": (
        ("speaker", noted("Speaker"), "speaker", lambda row: wording.person(row["speaker"])),
        ("content", noted("Words"), "content", _text("content")),
        ("to", noted("To whom"), "to", _recipients),
        ("said_on", noted("When"), "said_on", _days("said_on")),
        ("manner", noted("Manner"), "cue", _word("manner")),
    ),
    "events": (
        ("type", noted("Type"), "trigger", _word("type")),
        ("source", noted("Who"), "source", _codes("source")),
        ("target", noted("To whom"), "target", _codes("target")),
        ("when", noted("When"), "when", _days("when")),
        ("realis", noted("State"), "realis", _word("realis")),
        ("modes", noted("Mode"), "modes", lambda row: wording.listed(map(wording.word, row["modes"]))),
        ("contexts", noted("Context"), "contexts", lambda row: wording.listed(map(wording.word, row["contexts"]))),
        ("reported_by", noted("Reported by"), "reported_by", _reporter),
        ("cameo", noted("CAMEO code"), "cameo", _text("cameo")),
    ),
    "findings": (
        ("kind", noted("Kind"), "kind", _word("kind")),
        ("subject", noted("About"), "subject", _text("subject")),
        ("values", noted("Values"), "values", lambda row: " / ".join(row["values"])),
        ("correct", noted("Holds"), "correct", _text("correct")),
    ),
}  # fmt: skip


def facts(row: Listed) -> list[Fact]:
    """The fields of a row that say something, in their order; `row["list"]` names the kind."""
    found = [
        Fact(name, gettext(label), say(row), field, tuple(_links(name, row)))
        for name, label, field, say in LINES[row["list"]]
    ]
    return [fact for fact in found if fact.text]


_CODES = frozenset({"hosts", "attendees", "initiators", "actors", "source", "target", "to"})
_PEOPLE = frozenset({"participants", "speaker", "to", "reported_by"})


def _links(name: str, row: Listed) -> Iterator[Link]:
    """The parts of a field that have pages of their own."""
    found = row[name]
    if not found or name not in _CODES | _PEOPLE | {"topics"}:
        return
    for one in found if isinstance(found, list) else [found]:
        if name == "topics":
            yield Link(wording.topic(one), addresses.topic_page(one))
        elif isinstance(one, str):
            yield Link(wording.country(one), addresses.country_page(one))
        elif one.get("name") and one["name"] != wording.country(one.get("country")):
            yield Link(wording.person(one), addresses.actor_page(one.get("known_as") or one["name"]))
        elif one.get("country"):
            yield Link(wording.person(one), addresses.country_page(one["country"]))


def united(rows: list[Listed]) -> Listed:
    """The first of some reports of one thing, with what it leaves out taken from the others.

    People are those of the report that names them most fully. Where reports differ, the first
    stands; that they do is said beside it.
    """
    whole = dict(rows[0])
    for row in rows[1:]:
        for name, _, _, _ in LINES[row["list"]]:
            if whole.get(name) in (None, "", [], "unknown"):
                whole[name] = row.get(name)
    if "participants" in whole:
        whole["participants"] = max((row["participants"] for row in rows), key=_fullness)
    return whole


def _fullness(people: list[Listed]) -> tuple[int, int]:
    """How many are named, then how many letters say who they are."""
    letters = sum(len(one["name"]) + len(one["office"]) for one in people)
    return sum(bool(one["name"]) for one in people), letters


def title_of(row: Listed) -> str:
    """One line that names a thing: who met, who promised, who spoke."""
    match row["list"]:
        case "meetings":
            names = wording.listed(map(called, row["participants"]))
            return (
                names
                or wording.countries([*row["hosts"], *row["attendees"]])
                or row["title"]
                or gettext("Meeting")
            )
        case "commitments":
            return _sides(row["actors"], row["to"])
        case "statements":
            return called(row["speaker"]) or gettext("somebody unnamed")
        case "events":
            return _sides(row["source"], row["target"])
        case _:
            return str(row["remark"])


def called(actor: Listed) -> str:
    """Somebody by the name, or else the office, with the country."""
    name = actor.get("name") or actor.get("office") or ""
    of = wording.country(actor.get("country"))
    return f"{name} ({of})" if name and of and name != of else name or of


def _sides(left: list[str], right: list[str]) -> str:
    who = wording.countries(left) or gettext("Somebody")
    return f"{who} → {wording.countries(right)}" if right else who


_OFFICE_OF = "office of "


def field_label(name: str, reports: Iterable[Listed] = ()) -> str:
    """The label of a field on which reports differ; "office of N" names a person as the reports write it."""
    if name.startswith(_OFFICE_OF):
        return gettext("Office of %(name)s", name=_written(name.removeprefix(_OFFICE_OF), reports))
    for lines in LINES.values():
        for key, label, _, _ in lines:
            if key == name:
                return gettext(label)
    return name.replace("_", " ")


def _written(words: str, reports: Iterable[Listed]) -> str:
    """The fullest of the most frequent names that hold some folded words; these in capitals where none does."""
    wanted = words_of(words)
    names = Counter(
        one["name"]
        for row in reports
        for one in (*row.get("participants", ()), row.get("speaker"))
        if one and wanted <= words_of(one["name"] or "")
    )
    return max(names, key=lambda name: (names[name], len(name), name), default=words.title())


def said_in_words(kind: str, name: str, said: str) -> str:
    """One account of a field (as the ledger compares it) in words."""
    match name:
        case "when" | "due" | "said_on":
            return wording.days(said)
        case "duration_minutes":
            return wording.duration(int(said)) if said.isdecimal() else said
        case "mode" | "state" | "manner" | "act":
            return wording.word(said)
        case "hosts" | "initiators" | "to" if kind in ("meetings", "commitments"):
            return wording.countries(said.split(", "))
        case _:
            return said


def facet_words(name: str, word: str) -> str:
    """What rows are chosen by, as readers know it: a country's name, a month, some modes."""
    return ", ".join(_facet_word(name, one) for one in words_asked(name, word))


def _facet_word(name: str, word: str) -> str:
    match name:
        case "country":
            return wording.country(word.upper())
        case "pair":
            sides = word.split("&", 1) if "&" in word else word.upper().split("-")
            return " – ".join(_side_words(side.strip()) for side in sides)
        case "month" | "since" | "until":
            return wording.days(word)
        case "actor":
            return _side_words(word)
        case "topic":
            return wording.topic(word)
        case "language":
            return language_name_here(word)
        case _:
            return wording.word(word)


def _side_words(word: str) -> str:
    """A person or country of a filter: codes in words, folded names with their capitals."""
    if word.isupper():
        return wording.country(word)
    return word.title() if word.islower() else word
