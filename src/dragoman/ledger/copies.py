"""Which articles are copies of one text: agency copy under many headlines.

Two articles are copies when they share most of their runs of five words. MinHash
(the library rensa, behind `signature_of`) estimates that share from 64 numbers, and
articles that agree on a band of four of them are compared. A set of copies is named
after its least id, so the order in which they came does not matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, select, update

from dragoman.ledger.adding import insert_missing
from dragoman.ledger.claims import fold
from dragoman.ledger.derived import copies, copy_bands
from dragoman.ledger.schema import ID_LENGTH

# Share of common runs of five words above which two articles are one text. Chosen, not tuned:
# agency copy that is cut by a third lies at 0.67, two reports of one event below 0.2.
COPY_SHARE = 0.55
_RUN = 5
_N_NUMBERS = 64
_BAND = 4
_SEED = 1648  # fixed for ever: signatures are stored
_HEX = 8
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
_AT_ONCE = 500


def signature_of(text: str) -> tuple[int, ...] | None:
    """The MinHash of a text's runs of five words; None for a text that has no run."""
    from rensa import RMinHash

    words = _WORD.findall(fold(text))
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    if not runs:
        return None
    minhash = RMinHash(num_perm=_N_NUMBERS, seed=_SEED)
    minhash.update(sorted(runs))
    return tuple(minhash.digest())


def shared_share(left: Iterable[int], right: Iterable[int]) -> float:
    """The estimated share of runs that two texts have in common, 0 to 1."""
    return sum(a == b for a, b in zip(left, right, strict=True)) / _N_NUMBERS


def add_copies(connection: Connection, texts: dict[str, str]) -> None:
    """Find the copies of new articles (id to body) among all that are there."""
    signed = {key: sign for key, text in texts.items() if (sign := signature_of(text)) is not None}
    insert_missing(
        connection,
        copies,
        [{"article_id": key, "copy_of": key, "signature": _written(sign)} for key, sign in signed.items()],
    )
    bands = [
        {"band": band, "article_id": key}
        for key, sign in signed.items()
        for band in sorted(set(_bands(sign)))
    ]
    insert_missing(connection, copy_bands, bands)
    _join(connection, sorted({row["band"] for row in bands}), set(signed))


def _join(connection: Connection, bands: list[str], new: set[str]) -> None:
    together: dict[str, list[str]] = defaultdict(list)
    for chunk in _chunks(bands):
        query = select(copy_bands.c.band, copy_bands.c.article_id).where(copy_bands.c.band.in_(chunk))
        for band, article_id in connection.execute(query):
            together[band].append(article_id)
    pairs = {
        (a, b)
        for members in together.values()
        if len(members) > 1
        for a, b in combinations(sorted(members), 2)
        if a in new or b in new
    }
    known = _signatures(connection, sorted({key for pair in pairs for key in pair}))
    for a, b in sorted(pairs):
        if shared_share(known[a][1], known[b][1]) >= COPY_SHARE:
            _unite(connection, known, a, b)


def _unite(connection: Connection, known: dict[str, Any], a: str, b: str) -> None:
    """Give both sets of copies the lesser name."""
    names = sorted({known[a][0], known[b][0]})
    if len(names) == 2:
        connection.execute(update(copies).where(copies.c.copy_of == names[1]).values(copy_of=names[0]))
        for key, (name, sign) in list(known.items()):
            if name == names[1]:
                known[key] = (names[0], sign)


def _signatures(connection: Connection, article_ids: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for chunk in _chunks(article_ids):
        for row in connection.execute(select(copies).where(copies.c.article_id.in_(chunk))):
            found[row.article_id] = (row.copy_of, _read(row.signature))
    return found


def _bands(sign: tuple[int, ...]) -> list[str]:
    return [
        sha256(f"{at}:{sign[at : at + _BAND]}".encode()).hexdigest()[:ID_LENGTH]
        for at in range(0, _N_NUMBERS, _BAND)
    ]


def _written(sign: tuple[int, ...]) -> str:
    return "".join(f"{number:08x}" for number in sign)


def _read(text: str) -> tuple[int, ...]:
    return tuple(int(text[at : at + _HEX], 16) for at in range(0, len(text), _HEX))


def _chunks(items: list[str]) -> Iterable[list[str]]:
    return (items[at : at + _AT_ONCE] for at in range(0, len(items), _AT_ONCE))
