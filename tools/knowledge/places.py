"""Countries, their names, groups with members, and seats, as rows to write.

mledoze (ODbL) rows are left out: the names come from CLDR, UNTERM, the Factbook
and rows of our own in rows/.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from raw import ROWS, read_csv

_ARTICLE = re.compile(r"\s*\((?:the|le|la|les|el|los|las|l')\)$|^the ", re.IGNORECASE)
_OTHER_OFFICIAL = re.compile(r"[;(&]|\bnote\b|^(?:none|null)$", re.IGNORECASE)
# Factbook adjectives and former names that are no name for the country in news.
_SKIPPED_FORMER = re.compile(
    r"(?i)colony|protectorate|mandate|territory|trust|presidency of|empire of|\d|^the "
)
# Territories whose head of state is that of another country: rows that say so add nothing.
REALMS = {"FRA", "GBR", "USA", "NLD", "DNK", "NOR", "CHN", "AUS", "NZL"}
DEPENDENT = set(
    "WLF PYF NCL SPM MYT GLP MTQ GUF REU BLM MAF AIA BMU VGB CYM FLK GIB MSR SHN TCA GGY JEY IMN PCN SGS IOT GUM PRI"
    " VIR MNP ASM UMI ABW CUW SXM BES GRL FRO SJM BVT HKG MAC NFK CXR CCK HMD COK NIU TKL".split()
)
ALPHA = {"name", "official", "alias", "adjective", "demonym", "demonym_plural", "former_name"}


def own_rows(name: str) -> list[dict[str, str]]:
    """A TSV file of rows/."""
    with (ROWS / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def country_rows(data: Path) -> list[list[str]]:
    """code, iso2, numeric, cow, gw, fips, name, official, capital, un_member, start, end, source."""
    own = {row["code"]: row for row in own_rows("countries.tsv")}
    capitals = {row["code"]: row["text"] for row in own_rows("capitals.tsv")}
    names, officials = (
        _first_names(data, "name", ("CLDR",)),
        _first_names(data, "official", ("UNTERM", "Factbook")),
    )
    rows = []
    for row in read_csv(data / "countries.csv"):
        code = row["iso3"]
        mine = own.pop(code, {})
        name = mine.get("name") or names.get(code, row["name"])
        cells = [code, row["iso2"], row["numeric"], row["cow_num"], row["gw_num"], row["gec_fips"], name]
        cells += [officials.get(code, name), capitals.get(code, ""), row["un_member"]]
        rows.append([*cells, mine.get("start", ""), mine.get("end", ""), "CLDR, UNTERM, general knowledge"])
    for row in own.values():
        cells = [
            row["code"],
            "",
            "",
            row["cow"],
            row["cow"],
            "",
            row["name"],
            row["official"],
            row["capital"],
        ]
        rows.append([*cells, row["un_member"], row["start"], row["end"], "general knowledge"])
    return sorted(rows)


def _first_names(data: Path, kind: str, sources: tuple[str, ...]) -> dict[str, str]:
    """The English name of each country in the first of the sources that has one."""
    found: dict[str, tuple[int, str]] = {}
    for row in read_csv(data / "country_names.csv.gz"):
        if row["kind"] == kind and row["lang"] == "en" and row["source"] in sources:
            text = _ARTICLE.sub("", row["text"].split(";")[0].strip())
            found[row["iso3"]] = min(found.get(row["iso3"], (9, "")), (sources.index(row["source"]), text))
    return {code: text for code, (_, text) in found.items()}


def name_rows(data: Path) -> list[list[str]]:
    """code, kind, text, lang, start, end, source; one row a text and country."""
    dropped = {(row["code"], row["text"]) for row in own_rows("dropped_names.tsv")}
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for row in own_rows("country_names.tsv"):
        for text in row["text"].split("|"):
            found[row["code"], text, row["kind"], "en"] = [
                row["code"],
                row["kind"],
                text,
                "en",
                row["start"],
                row["end"],
                "general knowledge",
            ]
    for code, kind, text, lang, source in _raw_names(data):
        if (code, text) not in dropped and len(text) > 1:
            found.setdefault((code, text, kind, lang), [code, kind, text, lang, "", "", source])
    return sorted(found.values())


def _raw_names(data: Path) -> Iterator[tuple[str, str, str, str, str]]:
    for row in read_csv(data / "country_names.csv.gz"):
        if row["source"] == "mledoze" or row["kind"] not in ALPHA:
            continue
        text = _ARTICLE.sub("", row["text"].strip())
        kind = row["kind"].replace("demonym_plural", "demonym").replace("former_name", "former")
        if kind == "former":
            for part in re.split(r",\s*", text):
                if not _SKIPPED_FORMER.search(part) and "/" not in part:
                    yield row["iso3"], kind, part, row["lang"], row["source"]
        elif not _OTHER_OFFICIAL.search(text) and not (
            kind in ("adjective", "demonym") and not text[:1].isupper()
        ):
            yield row["iso3"], kind, text, row["lang"], row["source"]
    for row in read_csv(data / "country_names_cldr.csv.gz"):
        yield row["iso3"], "name", row["name"], row["lang"], "CLDR"


# What these mean is told by the text around them only.
_VAGUE_ALIASES = ("the bloc", "the 27", "the Seven", "the world body", "AES")


def group_tables(data: Path) -> tuple[list[list[str]], list[list[str]]]:
    """Rows of groups.tsv and of group_members.tsv."""
    groups: dict[str, list[str]] = {}
    members: dict[tuple[str, str, str], list[str]] = {}
    with (data / "groups.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            group = json.loads(line)
            aliases = [each for each in group["aliases"] if each not in (group["name"], *_VAGUE_ALIASES)]
            groups[group["id"]] = [
                group["id"],
                group["name"],
                group["kind"],
                "|".join(aliases),
                group["start"],
                group["end"],
                group["note"],
                group["source"],
            ]
            for each in group["members"]:
                key = (group["id"], each["member"], each["start"])
                members[key] = [*key, each["end"], group["source"]]
    for row in own_rows("groups.tsv"):
        if row["members"]:
            members = {key: each for key, each in members.items() if key[0] != row["id"]}
        groups[row["id"]] = [
            row["id"],
            row["name"],
            row["kind"],
            row["aliases"],
            row["start"],
            row["end"],
            row["note"],
            "general knowledge",
        ]
        for member in filter(None, row["members"].split(" ")):
            code, _, span = member.partition(":")
            start, _, end = span.partition("/")
            members[row["id"], code, start or row["start"]] = [
                row["id"],
                code,
                start or row["start"],
                end,
                "general knowledge",
            ]
    with_own_dates = {row["id"] for row in own_rows("groups.tsv") if row["members"]} | {
        key[0] for key in members
    }
    for row in _factbook_members(data):
        if row[0] in groups and row[0] not in with_own_dates:
            members[row[0], row[1], ""] = row
    return sorted(groups.values()), sorted(members.values())


_FACTBOOK_GROUPS = {
    "UN": "UN",
    "AU": "AU",
    "OIC": "OIC",
    "OAS": "OAS",
    "OSCE": "OSCE",
    "Commonwealth": "COMMONWEALTH",
    "C": "COMMONWEALTH",
    "OPCW": "OPCW",
    "IAEA": "IAEA",
    "WTO": "WTO",
    "NAM": "NAM",
    "G-77": "G77",
    "ICCt": "ICC",
    "Caricom": "CARICOM",
    "PIF": "PIF",
    "OECD": "OECD",
    "CE": "COE",
    "SADC": "SADC",
    "EAC": "EAC",
    "IGAD": "IGAD",
    "CELAC": "CELAC",
    "IMF": "IMF",
}


def _factbook_members(data: Path) -> Iterator[list[str]]:
    for row in read_csv(data / "org_membership_factbook.csv"):
        if row["org"] in _FACTBOOK_GROUPS and row["status"] == "member":
            yield [_FACTBOOK_GROUPS[row["org"]], row["iso3"], "", "", "CIA World Factbook 2026-01"]


def seat_rows(data: Path) -> list[list[str]]:
    """metonym, variants, owner, meaning, start, end, note, source."""
    rows = []
    capitals = {row["text"] for row in own_rows("capitals.tsv")} - {"Brussels"}
    for row in [*read_csv(data / "seats.csv"), *own_rows("seats.tsv")]:
        if row["metonym"] in capitals:
            continue
        start = end = ""
        if found := re.search(r"since (\d{4}(?:-\d{2})?)", row["note"]):
            start = found[1]
        if found := re.search(r"until (\d{4}(?:-\d{2})?)", row["note"]):
            end = found[1]
        if found := re.search(r"(\d{4}(?:-\d{2})?) to (\d{4})", row["note"]):
            start, end = found[1], found[2]
        variants = "|".join(filter(None, row["variants"].split(";")))
        rows.append(
            [
                row["metonym"],
                variants,
                row["owner"],
                row["meaning"],
                start,
                end,
                row["note"],
                "general knowledge",
            ]
        )
    return sorted(rows)
