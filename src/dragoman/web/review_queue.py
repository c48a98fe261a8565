"""The queue of each reviewer, kept for some minutes.

Ordering all values by worth times doubt takes a large ledger a second or more; the
first hundreds of them serve a reviewer for a while. What is judged here leaves the
queue at once; what others read or judge meanwhile shows with the next one.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.ledger import Ledger

LENGTH = 200
_KEPT_S = 300.0
_MOST_QUEUES = 200

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in a queue: its neighbours, and how many are left."""

    value_id: str | None
    before: str | None
    after: str | None
    n_left: int
    is_full: bool


class Queues:
    """The queues of a site by reviewer and kind ("" for all kinds)."""

    def __init__(self, ledger: Ledger, clock: Callable[[], float] = time.monotonic) -> None:
        self._ledger = ledger
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, tuple[float, list[str]]] = OrderedDict()

    def place(self, reviewer: str, kind: str, at: str | None) -> Place:
        """Where a value stands, which comes first where it is in no queue; the head without one."""
        ids = self._queue(reviewer, kind)
        if at is not None and at not in ids:
            return Place(at, None, ids[0] if ids else None, len(ids), len(ids) >= LENGTH)
        index = ids.index(at) if at is not None else 0
        return Place(
            ids[index] if ids else None,
            ids[index - 1] if index > 0 else None,
            ids[index + 1] if index + 1 < len(ids) else None,
            len(ids),
            len(ids) >= LENGTH,
        )

    def drop(self, reviewer: str, value_id: str) -> None:
        """Take a value out, once it is judged or gone."""
        with self._lock:
            for (name, _kind), (_, ids) in self._kept.items():
                if name == reviewer and value_id in ids:
                    ids.remove(value_id)

    def renew(self, reviewer: str) -> None:
        """Make a reviewer's queues anew, once a word was taken back: its value waits again."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == reviewer]:
                del self._kept[key]

    def _queue(self, reviewer: str, kind: str) -> list[str]:
        key = (reviewer, kind)
        with self._lock:
            made_at, ids = self._kept.get(key, (-_KEPT_S, []))
            if ids and self._clock() - made_at < _KEPT_S:
                return list(ids)
        rows = self._ledger.review_queue(reviewer, LENGTH, kinds=(kind,) if kind else ())
        ids = [row["id"] for row in rows]
        with self._lock:
            self._kept[key] = (self._clock(), ids)
            self._kept.move_to_end(key)
            if len(self._kept) > _MOST_QUEUES:
                self._kept.popitem(last=False)
        return list(ids)
