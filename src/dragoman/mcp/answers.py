"""Rows of the ledger as an assistant gets them: short, whole, and each with its evidence.

Empty fields are left out and long words are cut with "…", so that a page of rows has a
size that can be told beforehand; the article tool gives any text in full, in parts.
"""

from __future__ import annotations

from typing import Any

from dragoman.ledger import Disagreement, Listed, Thing

Json = dict[str, Any]

LONGEST_WORDS = 500
LONGEST_LIST = 20
MOST_REPORTS = 15

# What says where a row comes from; it goes into the evidence.
_SOURCE = ("article_id", "doc_id", "headline", "outlet", "published", "url", "words", "list")


def permalink(site: str | None, kind: str, name: str) -> str:
    """Where a thing is shown: an address of the site, or a name that is the same on all machines."""
    return f"{site.rstrip('/')}/{kind}/{name}" if site else f"urn:dragoman:{name}"


def thing_row(kind: str, row: Listed, site: str | None) -> Json:
    """One thing told of, with the report that leads it."""
    kept = {key: item for key, item in row.items() if key not in _SOURCE and key != "day"}
    return {
        **shortened(kept),
        "kind": kind,
        "permalink": permalink(site, kind, row["id"]),
        "evidence": [evidence(row, site)],
    }


def article_row(row: Listed, site: str | None) -> Json:
    """One article of a search."""
    keys = ("id", "headline", "section", "outlet", "published", "language", "url", "snippet")
    counts = {key: row[key] for key in row if key.startswith("n_")}
    return {
        **shortened({key: row.get(key) for key in keys}),
        **counts,
        "permalink": permalink(site, "articles", row["id"]),
    }


def evidence(row: Listed, site: str | None) -> Json:
    """The words of one report, with who published them and when."""
    answer: Json = shortened(
        {
            "words": row["words"],
            "outlet": row["outlet"] or row["doc_id"],
            "published": row["published"],
            "headline": row["headline"],
            "article_id": row["article_id"],
            "url": row.get("url"),
            "permalink": permalink(site, "articles", row["article_id"]),
        }
    )
    return answer


def whole_thing(thing: Thing, words: dict[str, list[Json]], site: str | None) -> Json:
    """One thing with its reports, the words behind each of their fields, and where they differ."""
    shown = thing.reports[:MOST_REPORTS]
    answer = {
        "id": thing.id,
        "kind": thing.kind,
        "permalink": permalink(site, thing.kind, thing.id),
        "n_reports": len(thing.reports),
        "reports": [_report(thing.kind, row, words.get(row["id"], []), site) for row in shown],
        "disagreements": [_disagreement(one) for one in thing.disagreements],
    }
    if len(thing.reports) > len(shown):
        answer["left_out"] = f"{len(thing.reports) - len(shown)} more reports; see the permalink."
    return answer


def _report(kind: str, row: Listed, words: list[Json], site: str | None) -> Json:
    by_field = [
        {"field": one["field"], "words": cut(one["words"]), "start": one["start"], "end": one["end"]}
        for one in words[:LONGEST_LIST]
    ]
    report = thing_row(kind, row, site)
    del report["permalink"], report["kind"]
    return {**report, "evidence": [{**evidence(row, site), "by_field": by_field}]}


def _disagreement(one: Disagreement) -> Json:
    versions = [
        {"said": cut(version.said), "outlets": list(version.outlets[:LONGEST_LIST])}
        for version in one.versions[:LONGEST_LIST]
    ]
    return {"field": one.field, "versions": versions}


def shortened(item: Any) -> Any:
    """The same without empty fields, long words cut, long lists ended."""
    if isinstance(item, dict):
        return {key: shortened(part) for key, part in item.items() if part not in (None, "", [], {})}
    if isinstance(item, list):
        return [shortened(part) for part in item[:LONGEST_LIST]]
    return cut(item) if isinstance(item, str) else item


def cut(words: str, length: int = LONGEST_WORDS) -> str:
    """Words of a bounded length, with "…" where something was cut."""
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
