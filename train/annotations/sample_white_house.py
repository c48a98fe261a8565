"""Numbered batches of sentences from the White House pages, for annotators.

Each batch mixes readouts, joint statements and announcements, remarks, and about
a fifth of other pages as look-alikes; a page gives at most four sentences. The
same file and seed give the same batches.

    python train/annotations/sample_white_house.py PAGES.jsonl.gz OUT_FOLDER

A line of a batch: id of the page, TAB, date, TAB, sentence.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.language.sentences import find_blocks, split_sentences
from dragoman.language.tokens import tokenize

PER_PAGE = 4
WORDS = (10, 45)
# Shares of a batch by group of pages.
SHARES = {"readout": 0.35, "joint": 0.15, "statement": 0.15, "remarks": 0.15, "other": 0.20}
_SPEAKER = re.compile(r"^(?:THE )?[A-Z][A-Z .’'-]{2,}:\s|^Q\s")
_RUBBISH = re.compile(r"[*_#<>|\\\[\]{}~=]|https?:|www\.|\(Applause|\(Laughter|\(inaudible|--|…|\.\.\.")
_BULLET = re.compile(r"^[-•+·\d(]")
_TERMINAL = re.compile(r"[.!?][”’\"')]*$")


def group_of(page: dict[str, str]) -> str:
    """The group of SHARES that a page belongs to."""
    title = page["title"].lower()
    if page["kind"] != "statement":
        return page["kind"]
    if "readout" in title:
        return "readout"
    return "joint" if "joint" in title else "statement"


def is_clean(sentence: str) -> bool:
    """Whether a sentence is whole running prose, without the rest of markup or a transcript's marks."""
    n_words = len(sentence.split())
    return (
        WORDS[0] <= n_words <= WORDS[1]
        and sentence[0] in '“"‘' + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        and _TERMINAL.search(sentence) is not None
        and not _RUBBISH.search(sentence)
        and not _BULLET.search(sentence)
        and not _SPEAKER.search(sentence)
        and sentence.count("“") == sentence.count("”")
        and sentence.count('"') % 2 == 0
        and sentence.count("(") == sentence.count(")")
    )


def iter_sentences(page: dict[str, str]) -> Iterator[str]:
    """The clean sentences of one page on one line each; the last block of a cut page is left out."""
    blocks = find_blocks(page["text"])
    for start, end in blocks[:-1] if page.get("cut") else blocks:
        block = page["text"][start:end]
        if block.lstrip().startswith(("#", ">", "|", "-", "*")) or "\\" in block:
            continue
        words = tokenize(page["text"], start, end)
        for first, last in split_sentences(page["text"], words):
            sentence = " ".join(page["text"][words[first][0] : words[last - 1][1]].split())
            if is_clean(sentence):
                yield sentence


def pick_sentences(pages: list[dict[str, str]], n_wanted: int, seed: int) -> list[tuple[str, str, str]]:
    """`n_wanted` (page, date, sentence), mixed by SHARES, no sentence twice."""
    draw = random.Random(seed)
    pools: dict[str, list[tuple[str, str, str]]] = {name: [] for name in SHARES}
    seen: set[str] = set()
    for page in sorted(pages, key=lambda page: page["id"]):
        fresh = sorted({each for each in iter_sentences(page) if each not in seen})
        for sentence in draw.sample(fresh, min(PER_PAGE, len(fresh))):
            seen.add(sentence)
            pools[group_of(page)].append((page["id"], page["date"], sentence))
    picked: list[tuple[str, str, str]] = []
    for name, share in SHARES.items():
        picked += draw.sample(pools[name], min(round(n_wanted * share), len(pools[name])))
    rest = sorted(set(pools["readout"] + pools["statement"]) - set(picked))
    picked += draw.sample(rest, max(n_wanted - len(picked), 0))
    draw.shuffle(picked)
    return picked[:n_wanted]


def main() -> None:
    parser = argparse.ArgumentParser(description="Batches of sentences for annotators.")
    parser.add_argument("pages", type=Path, help="the pages, JSON Lines, gzip")
    parser.add_argument("out", type=Path, help="folder of the batches wh_01.txt ...")
    parser.add_argument("--batches", type=int, default=6)
    parser.add_argument("--size", type=int, default=260, help="sentences a batch")
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    with gzip.open(options.pages, "rt", encoding="utf-8") as stream:
        pages = [json.loads(raw) for raw in stream]
    picked = pick_sentences(pages, options.batches * options.size, options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    for number in range(options.batches):
        part = picked[number * options.size : (number + 1) * options.size]
        body = "".join("\t".join(row) + "\n" for row in part)
        (options.out / f"wh_{number + 1:02}.txt").write_text(body, encoding="utf-8")
        print(f"wh_{number + 1:02}.txt: {len(part)} sentences of {len({row[0] for row in part})} pages")


if __name__ == "__main__":
    main()
