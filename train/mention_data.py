"""GUM's documents with their mentions: head word, type, span and entity of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data import FILES, read_lines
from dragoman.language.mention_pairs import Word
from gum_names import marked


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention of a document: head word, words from first to last (included), type, entity."""

    head: int
    first: int
    last: int
    kind: str
    entity: str


@dataclass(frozen=True, slots=True)
class Document:
    """The words of a document, where its sentences begin and end, and its mentions in order of their heads."""

    id: str
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[GoldMention, ...]


def read_documents(folder: Path, part: str) -> list[Document]:
    """The documents of a part of GUM."""
    found: list[Document] = []
    blocks: list[list[list[str]]] = []
    rows: list[list[str]] = []
    name = ""
    for line in [*read_lines(folder / FILES["gum"].format(part=part)), "# newdoc id = "]:
        if line.startswith("# newdoc id = "):
            if blocks:
                found.append(_document(name, blocks))
            blocks, name = [], line.removeprefix("# newdoc id = ")
        elif line[:1].isdigit() and line.split("\t")[0].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            blocks.append(rows)
            rows = []
    return found


def _document(name: str, blocks: Sequence[list[list[str]]]) -> Document:
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    misc: list[str] = []
    for number, rows in enumerate(blocks):
        start = len(words)
        for r in rows:
            head = int(r[6])
            words.append(
                Word(re.sub(r"\s", "", r[1]), r[2], r[3], start + head - 1 if head else -1, r[7], number)
            )
        misc += [r[9] for r in rows]
        sentences.append((start, len(words)))
    found = {}
    for first, last, kind, entity in sorted(marked(misc), key=lambda m: (m[0] - m[1], m[0])):
        head = next((i for i in range(first, last + 1) if not first <= words[i].head <= last), last)
        found.setdefault(head, GoldMention(head, first, last, kind, entity))
    return Document(name, tuple(words), tuple(sentences), tuple(found[head] for head in sorted(found)))
