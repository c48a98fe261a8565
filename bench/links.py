"""Scores the joining of reports on annotated links: `python bench/links.py --shared ../shared`.

Documents are read and put into one ledger. An annotated record is found in it by its
document, kind, days, parties and sentence; what the reading does not find cannot be
joined and is counted by itself. Then: of the pairs of found records that tell of one
thing, how many are in one group; of those that must stay apart, how many are.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from dragoman import api
from dragoman.ledger import Ledger, PlacedValue
from dragoman.pages import Skipped

_KINDS = {"meetings": "meetings", "planned_events": "meetings", "commitments": "commitments"}
_LETTERS = re.compile(r"[\W_]+")
# Characters of an annotated beginning of a sentence that must agree.
_BEGINNING = 40


@dataclass(slots=True)
class Links:
    """What was found: pairs as "member member"."""

    unread: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    kept_apart: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)


def score_links(gold: Path) -> Links:
    """Read the documents of the links, join them in a new ledger and compare."""
    links = json.loads((gold / "links.json").read_text(encoding="utf-8"))
    members = sorted(
        {one for kind in ("clusters", "different") for link in links[kind] for one in link["members"]}
    )
    found = Links()
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "links.db", create=True) as ledger,
    ):
        values = dict(_values(ledger, gold / "dev", members))
        found.unread = [one for one in members if one not in values]
        groups = {one: ledger.thing(value).id for one, value in values.items()}
    for kind, same, apart in (("clusters", "joined", "missed"), ("different", "false", "kept_apart")):
        for link in links[kind]:
            for pair in combinations([one for one in link["members"] if one in groups], 2):
                is_one = groups[pair[0]] == groups[pair[1]]
                getattr(found, same if is_one else apart).append(" ".join(pair))
    return found


def _values(ledger: Ledger, dev: Path, members: list[str]) -> Iterator[tuple[str, str]]:
    """Member -> the id of the value that is it, for those that were read."""
    for doc in sorted({one.partition(":")[0] for one in members}):
        annotated = json.loads((dev / f"{doc}.json").read_text(encoding="utf-8"))
        result = next(iter(api.read_all([str(dev / annotated["text_file"])])))
        if isinstance(result, Skipped):
            continue
        ledger.add(result)
        rows = [
            {**one.row, "words": _sentences(one, result.article.text)}
            for one in ledger.article(result.id).values
        ]
        for member in (one for one in members if one.startswith(f"{doc}:")):
            kind, _, number = member.partition(":")[2].partition("/")
            best = _best(annotated[kind][int(number)], [row for row in rows if row["list"] == _KINDS[kind]])
            if best is not None:
                yield member, best


def _sentences(value: PlacedValue, text: str) -> str:
    return " ".join(text[place.start : place.end] for place in value.places if place.field == "evidence")


def _best(item: dict[str, Any], rows: list[dict[str, Any]]) -> str | None:
    """The value with the sentence of an annotated record and the most of its parties."""
    beginnings = [_folded(words)[:_BEGINNING] for words in item["evidence"]]
    wanted = {person["country"] for person in item.get("participants", ())}
    wanted |= {*item.get("attendees", ()), *item.get("actors", ())}
    fitting = [
        (len(wanted & _parties(row)), row["id"])
        for row in rows
        if any(beginning in _folded(row["words"]) for beginning in beginnings)
    ]
    shared, value_id = max(fitting, default=(0, None))
    return value_id if shared else None


def _parties(row: dict[str, Any]) -> set[str]:
    people = [person["country"] for person in row.get("participants", ())]
    return {*people, *row.get("hosts", ()), *row.get("attendees", ()), *row.get("actors", ())}


def _folded(words: str) -> str:
    return _LETTERS.sub("", words).casefold()


def main() -> int:
    """Prints the score; 0 when it could be taken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    gold = parser.parse_args().shared / "gold"
    if not (gold / "links.json").is_file():
        print(f"No annotated links at {gold}. Give the folder of the data with --shared.", file=sys.stderr)
        return 2
    found = score_links(gold)
    print(f"same thing: {len(found.joined)} of {len(found.joined) + len(found.missed)} pairs joined")
    print(
        f"different:  {len(found.kept_apart)} of {len(found.kept_apart) + len(found.false)} pairs kept apart"
    )
    for name in ("unread", "missed", "false"):
        for pair in getattr(found, name):
            print(f"  {name}: {pair}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
