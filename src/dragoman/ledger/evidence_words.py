"""The words behind each value, field by field, as a view shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, select

from dragoman.ledger.batches import chunks
from dragoman.ledger.schema import articles, evidence, record_values

Listed = dict[str, Any]


def evidence_of(connection: Connection, value_ids: Iterable[str]) -> dict[str, list[Listed]]:
    """By value id: {"field", "start", "end", "words"} in the order of the value's fields.

    Offsets are code points of the article's whole text, half-open; `field` is the part
    of the value that the words stand for ("evidence" for the value itself).
    """
    start, end = evidence.c.start_offset, evidence.c.end_offset
    query = (
        select(
            evidence.c.value_id,
            evidence.c.field,
            start,
            end,
            func.substr(articles.c.text, start + 1, end - start).label("words"),
        )
        .join_from(evidence, record_values, record_values.c.id == evidence.c.value_id)
        .join(articles, articles.c.id == record_values.c.article_id)
        .order_by(evidence.c.value_id, evidence.c.position)
    )
    found: dict[str, list[Listed]] = defaultdict(list)
    for chunk in chunks(set(value_ids)):
        for row in connection.execute(query.where(evidence.c.value_id.in_(chunk))):
            found[row.value_id].append(
                {"field": row.field, "start": row.start_offset, "end": row.end_offset, "words": row.words}
            )
    return dict(found)
