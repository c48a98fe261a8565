"""Raw rows of the data folder, cleaned one by one; nothing is merged here.

Rows that may only be used for checks (REIGN, CC BY-SA, ODbL) are left out.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

ROWS = Path(__file__).with_name("rows")

# The last day that a source vouches for its open tenures.
VERIFIED = {
    "cfmessias": "2025-10-03",
    "everypolitician": "2022-07-31",
    "IfG": "2026-06-19",
    "HistoryAtState": "2025-05-01",
    "unitedstates": "2026-06-01",
    "general knowledge": "2025-10-31",
    "public roster": "2026-09-01",
}

# Office classes that the tables keep; the rest of the raw rows are ministers of no diplomatic office.
KEPT_CLASSES = {
    "head_of_state",
    "head_of_government",
    "deputy_head_of_government",
    "vice_president",
    "foreign_minister",
    "defence_minister",
    "finance_minister",
    "interior_minister",
    "trade_minister",
    "un_ambassador",
    "io_head",
    "spokesperson",
    "national_security_adviser",
    "representative_of_monarch",
    "crown_prince",
    "party_leader",
    "deputy_foreign_minister",
    "envoy",
    "us_state_official",
    "ambassador",
}

# Offices of a part of a country, or of a body, that a raw class took for the country's own.
_REGIONAL = re.compile(
    r"(?i)republika srpska|federation of bosnia|azad kashmir|junta|extremadura|basque|castil|asturias|madrid|rioja"
    r"|province|riigikogu|trentino|storting|board of|sakha|general intelligence|yuan|zanzibar|caixa|abu dhabi"
    r"|kurdistan|crimea|generalitat|bougainville|southern sudan|people's congress|treasury board|materiel"
    r"|associate minister|military cabinet|general staff|armed forces joint|chief of|commander|head of the armed"
    r"|equipment|science and personnel|industr|production|home front|war veterans|gendarmerie|in charge of|judge"
    r"|high commissioner|under-secretary|parliamentary assembly|arab parliament|vice president of the international"
    r"|inspector|geneva|vienna|food and agric|foreign trade|deputy national security|state minister"
    r"|economic secretary|of montenegro|minister of state for trade|financial secretary|chief secretary to"
)

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_RANK = re.compile(
    r"(?i)\b(?:sir|dame|dr\.?|gen\.?|maj\.?|major|lt\.?|col\.?|colonel|brig\.?|captain|sheikh|general|his majesty"
    r"|mr\.?|mrs\.?|capt\.?|adm\.?|cdr\.?|cdre\.?|air|archbishop|cardinal|grand chief|prof\.?|professor|hon\.?|hrh)\s*$"
)


@dataclass(slots=True)
class RawTenure:
    """One row, with what the source says about the family name and how long it saw the person."""

    person: str
    variants: list[str]
    person_id: str
    office_class: str
    title: str
    country: str
    start: str
    end: str
    acting: bool
    source: str
    family: str = ""
    seen: tuple[str, str] = ("", "")
    verified: str = ""
    variants_seen: set[str] = field(default_factory=set)

    @property
    def origin(self) -> str:
        """The first word of the source, for precedence."""
        return re.split(r"[/ -]", self.source, maxsplit=1)[0]


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a CSV file, compressed or not."""
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from csv.DictReader(io.StringIO(text.decode("utf-8"), newline=""))


def iter_raw_tenures(data: Path) -> Iterator[RawTenure]:
    """All usable rows of the office tables, own rows last."""
    files = ["office_holders_raw.csv.gz", "us_officials.csv.gz", "ambassadors_raw.csv.gz"]
    files += ["office_holders_gk.csv", "office_holders_2026_seen.csv"]
    for name in files:
        for row in read_csv(data / name):
            tenure = _clean(row)
            if tenure is not None:
                yield tenure
    yield from iter_own_rows()


def iter_own_rows() -> Iterator[RawTenure]:
    """Rows written for this project: rows/holders_*.tsv, one office a block.

    A block begins with `# country class title`; then one line a holder:
    name (variants after "|"), start, end ("" open), and "acting" if so.
    """
    for path in sorted(ROWS.glob("holders_*.tsv")):
        country = office_class = title = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                country, office_class, title = (part.strip() for part in line[2:].split("\t"))
            elif line.strip() and not line.startswith("//"):
                cells = [*line.split("\t"), "", "", "", ""]
                person, *variants = cells[0].split("|")
                yield RawTenure(
                    person,
                    variants,
                    "",
                    office_class,
                    cells[4] or title,
                    country,
                    cells[1],
                    cells[2],
                    cells[3] == "acting",
                    "general knowledge",
                    verified=VERIFIED["general knowledge"],
                )


def _clean(row: dict[str, str]) -> RawTenure | None:
    source = row["source"]
    if source.startswith(("REIGN", "open-data-archive")) or row["office_class"] not in KEPT_CLASSES:
        return None
    for column in ("start", "end"):
        row[column] = row[column] if _DATE.fullmatch(row[column]) else ""
    if (row["end"] and row["end"] < "1945") or (not row["start"] and "seen 2026" not in source):
        return None
    if "wikidata.org" in row["person"]:
        return None
    if row["end"] and row["end"] < row["start"][: len(row["end"])]:
        return None
    if row["office_class"] == "ambassador" and not row["source"].startswith("CIA"):
        return None  # thousands of envoys between third countries: not what news calls by name alone
    if row["office_class"] == "us_state_official" and not _us_principal(row):
        return None
    tenure = RawTenure(
        row["person"].strip(),
        [v for v in row["variants"].split("|") if v],
        row["person_id"],
        row["office_class"],
        row["office"].strip(),
        row["iso3"],
        row["start"],
        row["end"],
        row["acting"] == "1",
        source,
    )
    tenure.verified = next((day for name, day in VERIFIED.items() if source.startswith(name)), "")
    if tenure.country == "AU_AF" or (
        tenure.country in ("HKG", "MAC") and tenure.office_class == "head_of_state"
    ):
        return None
    if source.startswith("CIA"):
        return _clean_factbook(tenure)
    if _REGIONAL.search(tenure.title) and tenure.country != "MNE":
        return None
    if source.startswith("cfmessias"):
        # The list writes a bare year as the first of January.
        tenure.start, tenure.end = (
            day[:4] if day.endswith("-01-01") else day for day in (row["start"], row["end"])
        )
        if tenure.office_class == "head_of_state" and _is_viceroy(tenure):
            tenure.office_class, tenure.title = "representative_of_monarch", "Governor-General"
    return _own_class(tenure)


def _us_principal(row: dict[str, str]) -> bool:
    title = row["office"]
    return row["start"] >= "1975" and bool(
        re.match(
            r"(Deputy Secretary of State|Under Secretary of State for Political|Assistant Secretary of State)",
            title,
        )
        or title.startswith("Counselor of the Department")
    )


_REALMS = {"AUS", "CAN", "NZL", "JAM", "ATG", "BHS", "BLZ", "GRD", "KNA", "LCA", "VCT", "PNG", "SLB", "TUV"}
_CROWNED = {"Isabel II", "Carlos III", "Jorge VI", "Elizabeth II", "Charles III"}


def _is_viceroy(tenure: RawTenure) -> bool:
    """Whether a head of state of a realm is the governor-general, not the monarch."""
    return tenure.country in _REALMS and tenure.person not in _CROWNED


# Heads of the service in South Asia, whom a class of the raw rows takes for ministers.
_PERMANENT_SECRETARIES = {
    "foreign secretary",
    "secretary of foreign affairs",
    "secretary for foreign affairs",
}
_BODIES = {"united nations": "UN", "court of justice": "ICJ", "world trade": "WTO", "osce": "OSCE"}


def _own_class(tenure: RawTenure) -> RawTenure | None:
    title = tenure.title.lower()
    if tenure.country == "INT":
        body = next((code for words, code in _BODIES.items() if words in title), None)
        return replace(tenure, country=body) if body is not None else None
    if tenure.office_class == "us_state_official" and title.startswith("deputy secretary"):
        return replace(tenure, office_class="deputy_foreign_minister")
    if tenure.office_class == "io_head" and "permanent rep" in title:
        return replace(tenure, office_class="un_ambassador")
    if title in _PERMANENT_SECRETARIES and tenure.country in ("IND", "PAK", "BGD", "NPL", "LKA"):
        return replace(tenure, office_class="deputy_foreign_minister")
    if tenure.office_class == "defence_minister" and "security and defense council" in title:
        return replace(tenure, office_class="national_security_adviser")
    if tenure.office_class == "foreign_minister" and "ussr" in title:
        return replace(tenure, country="SUN", title="Minister of Foreign Affairs")
    return tenure


_FACTBOOK_JUNK = re.compile(
    r"(?i)other members|note|vacant|members of|represented|co-?chairm|following|see |\bcabinet\b|government|elected"
    r"|council|charg|d'affaires|\bsince\b|\bchief of state\b|counselor|leader of|minister|heir|previously"
    r"|also spelled|development|\*\*|formerly|\bor \(|^\(|genid|wikidata|safeguard|^soviet |legislature|^islamic rep"
)
_OFFICE_BEFORE = re.compile(
    r"^.*(?:\b(?:President|resident|Representatives|Ceo|Parliament|Committee|Leader|Elect|Swiss Confederation)|Sr\. Gen\."
    r"|Yuan\)|Forces Gen\.) |^(?:Australia|Guinea-Bissau|Cardinal|Lyonpo|Tan Sri|Alhaji|Marshal|Ratu|Sardar|Tuanku|El Hadj) "
)
_FACTBOOK_LEAD = re.compile(
    r"(?i)^(?:gen\.|maj\.|lt\.|col\.|brig\.|dr\.|sir|dame|his majesty|her majesty|sheikh|mr\.|ret\.|\(ret\.\)|capt\.)\s+"
)


def _clean_factbook(tenure: RawTenure) -> RawTenure | None:
    window = tenure.source.rsplit("seen ", 1)[-1]
    first, _, last = window.partition("..")
    tenure.seen = (first, last or first)
    tenure.verified = tenure.seen[1] if len(tenure.seen[1]) > 4 else f"{tenure.seen[1]}-01-01"
    tenure.verified = max(tenure.verified, tenure.start + "-01-01"[len(tenure.start) - 4 :])
    tenure.source = "CIA World Factbook"
    name = tenure.person
    name = re.sub(
        r"^(?:Interior|Defense|Finance|Deputy|Governor|Planning|Justice|Health) (?=\w+ \w)", "", name
    )
    name = re.sub(r"\s*\([^)]*\)", "", _OFFICE_BEFORE.sub("", name)).strip()
    while _FACTBOOK_LEAD.match(name):
        name = _FACTBOOK_LEAD.sub("", name)
    if _FACTBOOK_JUNK.search(name) or re.search(r"(?<!\bJr)\.?, (?!Jr)| and |\d", name) or len(name) < 3:
        return None
    if tenure.country == "SRB" and tenure.start[:4] in ("2006", "2007"):
        return None
    tenure.person = re.sub(r"\b(Ii|Iii|Iv|Vi|Vii|Viii)\b", lambda found: found[0].upper(), name)
    if tenure.variants:
        tenure.family, *tenure.variants = tenure.variants
    title = re.sub(r"\s+", " ", tenure.title)
    while _RANK.search(title):
        title = _RANK.sub("", title).strip(" ,-/")
    if tenure.start < "1975" and tenure.office_class not in ("head_of_state", "head_of_government"):
        return None  # a day of birth that was taken for a beginning
    if re.search(r"(?i)designate|-elect|newly|president-$", tenure.title):
        return None
    if tenure.office_class == "head_of_government" and re.search(r"(?i)^(?:\w+ )?(?:deputy|vice)", title):
        tenure.office_class = "deputy_head_of_government"
    tenure.acting = bool(re.search(r"(?i)\b(?:acting|interim|caretaker|transitional?|de facto)\b", title))
    tenure.title = _factbook_title(title)
    return tenure


def _factbook_title(title: str) -> str:
    """The title without what a page break left of it, or "" when nothing is left."""
    title = re.sub(r"(?i)^(?:acting|interim|caretaker|transitional?|de facto|newly elected)\s+", "", title)
    title = re.sub(
        r"(?i)\s+(?:of|for|of the|and|and minister of|and chairman of the state|, state|state)$", "", title
    )
    title = re.sub(r"(?i)^co-chiefs of state\s+", "", title).strip(" ,-/")
    if title.lower() in (
        "",
        "the",
        "gen",
        "state",
        "interim",
        "supreme",
        "supreme people",
        "minister",
        "major",
        "paramount",
    ):
        return ""
    return title[0].upper() + title[1:]
