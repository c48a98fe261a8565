"""The values of a record that is not stored, as the ledger would list them."""

from __future__ import annotations

from dragoman.ledger.article_page import PlacedValue, PlacedWords
from dragoman.ledger.listing import Listed, value_row
from dragoman.ledger.rows import KINDS, rows_of
from dragoman.reading.record import Record

_OF_ARTICLE = ("doc_id", "headline", "outlet", "published", "published_earliest", "url")
_NEVER = "1970-01-01T00:00:00+00:00"


class _Row:
    """A row as a query would give it."""

    def __init__(self, columns: dict[str, object]) -> None:
        self.__dict__.update(columns)


def unstored_values(record: Record) -> tuple[str, tuple[PlacedValue, ...]]:
    """The id that the article would have, and its values in the order of the record.

    Raises:
        MissingEvidence: A value points outside of its article: a fault of the program.
    """
    rows = rows_of(record, _NEVER)
    text, article = record.article.text, rows.article
    places: dict[str, list[PlacedWords]] = {}
    for row in rows.tables.get("evidence", []):
        place = PlacedWords(row["field"], row["start_offset"], row["end_offset"])
        places.setdefault(row["value_id"], []).append(place)
    contents = {row["value_id"]: row["content"] for row in rows.tables.get("statements", [])}
    sure = {row["value_id"]: row["confidence"] for row in rows.tables.get("stated", [])}
    found = {row["id"]: row for row in rows.tables.get("record_values", [])}
    values = []
    for value_id in sorted(found, key=lambda one: KINDS.index(found[one]["kind"])):
        first = places[value_id][0]
        about: Listed = {key: article[key] for key in _OF_ARTICLE}
        about |= {"confidence": sure[value_id], "content": contents.get(value_id)}
        row = value_row(_Row({**found[value_id], **about, "words": text[first.start : first.end]}))
        shown = {**row, "list": found[value_id]["kind"], "url": article["url"]}
        values.append(PlacedValue(shown, tuple(places[value_id]), value_id, 1, 1, None))
    return str(article["id"]), tuple(values)
