"""Read the training and development sets into one form: annotated sentences.

UD_English-EWT gives words, tags and trees, and Universal NER its names; GUM
gives all of them (its names are the mentions whose head is a proper name);
CrossNER politics gives names alone. What a set does not annotate is None and
is left out of the losses.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gum_names import named_mentions
from labels import ENTITY

FILES = {
    "ewt": "ud_ewt/ewt-{part}.conllu.gz",
    "gum": "gum/gum-{part}.conllu.gz",
    "uner": "uner_ewt/uner-ewt-{part}.iob2.gz",
    "politics": "crossner_politics/politics-{part}.txt.gz",
}
POLITICS_TYPES = {
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG",
    "country": "LOC", "location": "LOC",
}  # fmt: skip
# Sentences at the end of the politics dev part that stay out of training and measure the names.
POLITICS_KEPT_BACK = 141


@dataclass(frozen=True, slots=True)
class Sentence:
    """One annotated sentence; heads count from 1, 0 is the root."""

    style: str
    words: tuple[str, ...]
    upos: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deprel: tuple[str, ...] | None = None
    entities: tuple[str, ...] | None = None


def read_lines(path: Path) -> list[str]:
    """The lines of a gzip text file, without their ends."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return file.read().split("\n")


def iter_blocks(lines: list[str]) -> Iterator[list[list[str]]]:
    """The rows of each sentence, split at tabs; comments are left out."""
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.strip() and not line.startswith("# "):
            rows.append(line.rstrip("\r").split("\t"))
        elif rows and not line.strip():
            yield rows
            rows = []


def read_uner(path: Path) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The BIO tags of each sentence, by its words; types other than ENTITY's are O."""
    found = {}
    for rows in iter_blocks(read_lines(path)):
        rows = [r for r in rows if r[0].isdigit()]
        found[tuple(r[1] for r in rows)] = mend_bio([r[2] for r in rows])
    return found


def mend_bio(tags: list[str]) -> tuple[str, ...]:
    """The tags with unknown types as O and no I- without its beginning."""
    out: list[str] = []
    for tag in tags:
        tag = tag if tag in ENTITY else "O"
        if tag.startswith("I-") and (not out or out[-1][2:] != tag[2:]):
            tag = "B-" + tag[2:]
        out.append(tag)
    return tuple(out)


def read_ud(path: Path, style: str, names: dict[tuple[str, ...], tuple[str, ...]] | None) -> list[Sentence]:
    """Sentences of a CoNLL-U file; ``names`` None: take the names from GUM's mentions."""
    found = []
    for block in iter_blocks(read_lines(path)):
        rows = [r for r in block if r[0].isdigit()]
        words = tuple(re.sub(r"\s", "", r[1]) for r in rows)
        heads = tuple(int(r[6]) for r in rows)
        upos = tuple(r[3] for r in rows)
        if names is None:
            entities: tuple[str, ...] | None = named_mentions(words, upos, heads, [r[9] for r in rows])
        else:
            entities = names.get(tuple(r[1] for r in rows))
        found.append(Sentence(style, words, upos, heads, tuple(r[7] for r in rows), entities))
    return found


def read_politics(path: Path) -> list[Sentence]:
    """CrossNER politics: names only."""
    found = []
    for rows in iter_blocks(read_lines(path)):
        tags = [f"{r[1][:2]}{POLITICS_TYPES.get(r[1][2:], '')}" for r in rows]
        found.append(Sentence("politics", tuple(r[0] for r in rows), entities=mend_bio(tags)))
    return found


def load_sets(folder: Path, part: str) -> dict[str, list[Sentence]]:
    """The sets of one part ("train" or "dev"), by name."""
    path = {name: folder / file.format(part=part) for name, file in FILES.items()}
    politics = read_politics(folder / FILES["politics"].format(part="dev"))
    if part == "train":
        politics = read_politics(path["politics"]) + politics[:-POLITICS_KEPT_BACK]
    else:
        politics = politics[-POLITICS_KEPT_BACK:]
    return {
        "ewt": read_ud(path["ewt"], "uner", read_uner(path["uner"])),
        "gum": read_ud(path["gum"], "gum", None),
        "politics": politics,
    }


def file_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file that is trained on."""
    names = [FILES[k].format(part="train") for k in FILES] + [FILES["politics"].format(part="dev")]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
