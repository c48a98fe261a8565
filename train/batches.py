"""Sentences to tensors: word pieces, augmentation, batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator

import torch
from torch import Tensor

from data import Sentence
from dragoman.language.pieces import Pieces, shape_of
from labels import DEPREL, ENTITY, IGNORED, STYLES, UPOS

MAX_PIECES = 300
# Shares of sentences that are rewritten in each pass, so that headlines, capitals and
# typographic marks (absent from EWT) are not strange to the model.
TITLE_SHARE, UPPER_SHARE, CURLY_SHARE, NO_STOP_SHARE = 0.06, 0.03, 0.3, 0.05
_CURLY = {"'": "’", "`": "‘", "''": "”", "``": "“", "--": "—"}


def curly(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with typographic quotation marks and dashes."""
    out, opened = [], False
    for word in words:
        if word == '"':
            opened = not opened
            word = "“" if opened else "”"
        out.append(_CURLY.get(word, word.replace("'", "’") if len(word) > 1 else word))
    return tuple(out)


def augment(sentence: Sentence, rng: random.Random) -> tuple[str, ...]:
    """The words as they may also be printed; their number stays the same."""
    words = sentence.words
    roll = rng.random()
    if roll < TITLE_SHARE:
        words = tuple(w[:1].upper() + w[1:] for w in words)
    elif roll < TITLE_SHARE + UPPER_SHARE:
        words = tuple(w.upper() for w in words)
    return curly(words) if rng.random() < CURLY_SHARE else words


def drops_stop(sentence: Sentence, rng: random.Random) -> bool:
    """Whether the full stop at the end goes, as in a headline."""
    if sentence.words[-1] != "." or len(sentence.words) < 4 or rng.random() >= NO_STOP_SHARE:
        return False
    return sentence.heads is None or len(sentence.words) not in sentence.heads


def ids_of(values: tuple[str, ...] | None, names: tuple[str, ...], length: int) -> list[int]:
    """The indices of the values in names; IGNORED for all where there is no annotation."""
    return [IGNORED] * length if values is None else [names.index(v) for v in values]


def make_batch(
    sentences: list[Sentence], pieces: Pieces, rng: random.Random | None = None
) -> dict[str, Tensor]:
    """Padded tensors of some sentences; with ``rng`` they are augmented first."""
    rows: list[dict[str, list[int]]] = []
    for s in sentences:
        words = augment(s, rng) if rng else s.words
        n = len(words) - (rng is not None and drops_stop(s, rng))
        ids, first = pieces.sentence(words[:n])
        rows.append(
            {
                "pieces": ids,
                "first": first,
                "shapes": [shape_of(w) for w in words[:n]],
                "present": [1] * n,
                "upos": ids_of(s.upos, UPOS, n)[:n],
                "heads": list(s.heads[:n]) if s.heads else [IGNORED] * n,
                "deprel": ids_of(s.deprel, DEPREL, n)[:n],
                "entities": ids_of(s.entities, ENTITY, n)[:n],
            }
        )
    batch = {key: pad([r[key] for r in rows], key) for key in rows[0]}
    batch["present"] = batch["present"].to(torch.float32)
    batch["style"] = torch.tensor([STYLES.index(s.style) for s in sentences])
    return batch


def pad(rows: list[list[int]], key: str) -> Tensor:
    """One rectangle; annotations are padded with IGNORED, inputs with 0."""
    filler = IGNORED if key in ("upos", "heads", "deprel", "entities") else 0
    width = max(len(r) for r in rows)
    return torch.tensor([r + [filler] * (width - len(r)) for r in rows])


def iter_groups(
    sentences: list[Sentence], pieces: Pieces, budget: int, rng: random.Random | None = None
) -> Iterator[list[Sentence]]:
    """Groups of sentences of like length with at most ``budget`` pieces, padding counted.

    With ``rng`` the lengths are blurred and the groups shuffled.
    """
    lengths = {id(s): len(pieces.sentence(s.words)[0]) for s in sentences}
    fitting = [s for s in sentences if lengths[id(s)] <= MAX_PIECES]
    blur = (lambda: rng.uniform(0.85, 1.15)) if rng else (lambda: 1.0)
    fitting.sort(key=lambda s: lengths[id(s)] * blur())
    groups: list[list[Sentence]] = [[]]
    longest = 0
    for s in fitting:
        longest = max(longest, lengths[id(s)])
        if groups[-1] and longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = lengths[id(s)]
        groups[-1].append(s)
    if rng:
        rng.shuffle(groups)
    yield from groups
