"""Precision, recall and F1 of a name head, as it is exported: one style for all sets.

    python train/evaluate_names.py runs/names --reader runs/reader/pass-6.safetensors --base DIR [--floors 0 0.5 0.8]

The folder holds what ``train_names.py`` left: ``names.safetensors`` and ``states``. For events
it also says what remains where only those are taken whose mean share reaches a floor.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from dragoman.language.bio import decode_bio
from dragoman.language.named_events import Scores, without_events
from dragoman.language.pieces import Pieces
from dragoman.language.word_lists import WordLists
from evaluate import load_reader
from labels import ENTITY, NAME_TAGS, NAME_TYPES
from model import Reader
from name_data import gold_spans, is_open, load_names
from name_model import LOWER_WIDTH, JointNames, NameHead, stand_between
from train_names import Prepared, iter_groups, make_batch, prepare

Counts = Counter[tuple[str, float, str]]


@torch.no_grad()
def read(
    reader: Reader, model: JointNames, prepared: Sequence[Prepared], lists: WordLists, style: str
) -> Iterator[tuple[Prepared, Tensor]]:
    """Each sentence with its scores, (n_words, len(NAME_TAGS)), all in one style."""
    for group in iter_groups([replace(p, sentence=replace(p.sentence, style=style)) for p in prepared]):
        b = make_batch(group, lists)
        words = torch.cat([b["states"][..., LOWER_WIDTH:], reader.shape(b["shapes"])], -1)
        scores = model(words, b["states"], b["shapes"], b["lists"], b["present"], b["style"])
        for row, p in enumerate(group):
            yield p, scores[row, : len(p.sentence.words)]


def count(read_sentences: Iterator[tuple[Prepared, Tensor]], floors: Sequence[float]) -> Counts:
    """Hits, found and gold of each type at each floor; all types but events have no floor."""
    counts: Counts = Counter()
    for p, scores in read_sentences:
        gold = {span for span in gold_spans(p.sentence) if span[2] in p.sentence.marked}
        for span in gold:
            for key in keys_of(span[2], 1.0, floors):
                counts[*key, "gold"] += 1
        shares = scores.softmax(-1).numpy()
        for span in spans_in(scores.numpy()):
            if span[2] in p.sentence.marked and not is_open(p.sentence, span):
                for key in keys_of(span[2], share_of(shares, span), floors):
                    counts[*key, "found"] += 1
                    counts[*key, "hit"] += span in gold
    return counts


def spans_in(scores: Scores) -> Iterator[tuple[int, int, str]]:
    """Events, and beside them the names that are read as if there were none."""
    yield from (span for span in decode_bio(scores, NAME_TAGS) if span[2] == "EVENT")
    (plain,), tags = without_events([scores], NAME_TAGS)
    yield from decode_bio(plain, tags)


def keys_of(kind: str, share: float, floors: Sequence[float]) -> Iterator[tuple[str, float]]:
    """The rows of the table in which a stretch counts."""
    if kind == "EVENT":
        yield from ((kind, floor) for floor in floors if share >= floor)
    else:
        yield kind, 0.0
    if f"B-{kind}" in ENTITY:
        yield "names", 0.0


def share_of(shares: Scores, span: tuple[int, int, str]) -> float:
    """The mean share of the tags of a stretch."""
    first, end, kind = span
    columns = [NAME_TAGS.index(f"{'I' if i else 'B'}-{kind}") for i in range(end - first)]
    return float(shares[range(first, end), columns].mean())


def lines_of(name: str, counts: Counts) -> Iterator[str]:
    """A line of the table for each type and floor."""
    order = ("names", *NAME_TYPES)
    for kind, floor in sorted({key[:2] for key in counts}, key=lambda key: (order.index(key[0]), key[1])):
        hit, found, gold = (counts[kind, floor, what] for what in ("hit", "found", "gold"))
        rates = hit / max(1, found), hit / max(1, gold), 2 * hit / max(1, found + gold)
        yield f"{name:9} {kind:6} {floor:5.2f} {gold:5} " + " ".join(f"{100 * rate:6.1f}" for rate in rates)


def main() -> None:
    """Print the table."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="folder of train_names.py")
    parser.add_argument("--reader", type=Path, required=True, help="checkpoint of the parser")
    parser.add_argument("--base", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data" / "nlp")
    parser.add_argument("--lists", type=Path, default=root / "src/dragoman/language/model/word_lists.txt")
    parser.add_argument("--style", default="uner")
    parser.add_argument("--floors", type=float, nargs="+", default=[0.0, 0.5, 0.6, 0.7, 0.8, 0.9])
    args = parser.parse_args()
    torch.set_num_threads(1)
    lists, reader, names = WordLists(args.lists), load_reader(args.reader), NameHead()
    names.load_state_dict(load_file(args.out / "names.safetensors"))
    stand_between(names, args.style, "gum")
    model = JointNames(names, reader.heads["entities"]).eval()  # type: ignore[arg-type]
    pieces = Pieces(args.base / "tokenizer.json")
    print(f"{'set':9} {'type':6} {'floor':5} {'gold':>5} {'P':>6} {'R':>6} {'F1':>6}")
    for name, sentences in load_names(args.data, "dev", lists).items():
        prepared = prepare(f"dev-{name}", sentences, args, reader, pieces)
        for line in lines_of(name, count(read(reader, model, prepared, lists, args.style), args.floors)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
