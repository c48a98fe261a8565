"""Whether an article was read before, asked when only its words are known and before the model runs.

So that a run that was killed goes on where it was without reading again what the
ledger holds.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from dragoman.article import Article
from dragoman.ledger.identity import article_id
from dragoman.ledger.schema import readings
from dragoman.ledger.serial import canonical, to_json
from dragoman.ledger.storable import storable
from dragoman.reading import Versions

# What does not make an article another one: where its text is kept, and the path it came by.
_APART = ("text", "origin")


def has_reading(connection: Connection, article: Article, versions: Versions) -> bool:
    """Whether the current reading of an article is of exactly this article, by exactly these versions."""
    query = select(readings.c.frame).where(
        readings.c.article_id == article_id(article),
        readings.c.dragoman == storable(versions.dragoman),
        readings.c.model == storable(versions.model),
        readings.c.knowledge == storable(versions.knowledge),
        readings.c.rules == storable(versions.rules),
        readings.c.is_current,
    )
    ours = json.loads(canonical(_told(to_json(article))))
    return any(_told(json.loads(frame)["article"]) == ours for frame in connection.scalars(query))


def _told(article: dict[str, object]) -> dict[str, object]:
    return {key: item for key, item in article.items() if key not in _APART}
