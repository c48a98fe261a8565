"""Train the name head on the encoder's states; the encoder stays as the parser was trained.

    python train/train_names.py --reader runs/reader/pass-6.safetensors --base DIR --out runs/names

Writes ``OUT/names.safetensors`` and ``OUT/scores.json``; the states are computed once
and stay in ``OUT/states``. Beside the sentences it learns from copies of them with other
names, see ``name_swaps.py``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor

from batches import MAX_PIECES, TITLE_SHARE, UPPER_SHARE, pad
from dragoman.language.bio import decode_bio
from dragoman.language.pieces import Pieces, shape_of
from dragoman.language.word_lists import COLUMNS, WordLists
from evaluate import load_reader
from labels import NAME_TAGS, STYLES
from model import Reader
from name_data import NameSentence, gold_spans, is_kept_back, is_open, load_names
from name_model import LOWER_WIDTH, JointNames, NameHead, open_loss
from name_swaps import Swapper, load_pool
from tag_model import STATES_WIDTH

RATE, CLIP, WARM_UP = 1.5e-3, 1.0, 100
BUDGET = 1200
# Share of sentences whose lists are hidden, so that the sentence is not forgotten over them.
HIDDEN_LISTS = 0.15
# Share of sentences whose last layer is hidden: of those that the encoder was trained on, and of the others
# (copies, and our own sentences).
HIDDEN_LAST, HIDDEN_LAST_OF_UNSEEN = 0.75, 0.1
# Copies of each sentence with other names; the share of them, and of sentences without a name, in a pass.
COPIES, COPIES_A_PASS, NAMELESS_A_PASS = 2, 0.5, 0.4
# The share of our own sentences without an event: they say nothing of the other names, and would take their place.
EVENTLESS_A_PASS = 0.2

States = np.ndarray[tuple[int, int], np.dtype[np.float16]]


@dataclass(slots=True)
class Prepared:
    """A sentence with its states, (n_words, STATES_WIDTH) in half precision, and its allowed tags.

    ``is_copy``: whether its names were swapped. ``seen``: shapes and lists of its words as they
    are written and in the capitals of headlines, filled when they are first asked for.
    """

    sentence: NameSentence
    states: States
    allowed: Tensor
    is_copy: bool = False
    seen: dict[str, tuple[list[int], Tensor]] = field(default_factory=dict)

    def as_written(self, way: str, lists: WordLists) -> tuple[list[int], Tensor]:
        """The shapes and the lists, (n_words, len(COLUMNS)), of the words written in a way of WAYS."""
        if way not in self.seen:
            words = [WAYS[way](word) for word in self.sentence.words]
            columns = torch.zeros(len(words), len(COLUMNS))
            for word, column in lists.columns(words):
                columns[word, column] = 1.0
            self.seen[way] = [shape_of(word) for word in words], columns
        return self.seen[way]


# The states do not know the case of a word, so that other capitals cost nothing.
WAYS: dict[str, Callable[[str], str]] = {
    "plain": lambda word: word,
    "title": lambda word: word[:1].upper() + word[1:],
    "upper": str.upper,
}


def allowed_of(sentence: NameSentence) -> Tensor:
    """(n_words, len(NAME_TAGS)), true for what each word may be."""
    found = torch.zeros(len(sentence.words), len(NAME_TAGS), dtype=torch.bool)
    for word, tags in enumerate(sentence.allowed):
        for tag in tags:
            found[word, NAME_TAGS.index(tag)] = True
    return found


@torch.no_grad()
def states_of(reader: Reader, pieces: Pieces, sentences: Sequence[NameSentence]) -> States:
    """The kept states of all words, one sentence after another; zeros for what is too long."""
    encoded = [pieces.sentence(s.words) for s in sentences]
    starts = np.cumsum([0, *(len(s.words) for s in sentences)])
    out = np.zeros((starts[-1], STATES_WIDTH), np.float16)
    order = sorted(
        (i for i, (ids, _) in enumerate(encoded) if len(ids) <= MAX_PIECES), key=lambda i: len(encoded[i][0])
    )
    for at in range(0, len(order), 16):
        rows = order[at : at + 16]
        states = reader.encoder(pad([encoded[i][0] for i in rows], "pieces"))
        kept = reader.kept(states, pad([encoded[i][1] for i in rows], "first")).half().numpy()
        for row, i in enumerate(rows):
            out[starts[i] : starts[i + 1]] = kept[row, : len(sentences[i].words)]
    return out


def prepare(
    name: str, sentences: Sequence[NameSentence], args: argparse.Namespace, reader: Reader, pieces: Pieces
) -> list[Prepared]:
    """The sentences with their states, from the file of an earlier run where there is one."""
    path = args.out / "states" / f"{name}.npy"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, states_of(reader, pieces, sentences))
    states: States = np.load(path)
    starts = np.cumsum([0, *(len(s.words) for s in sentences)])
    if len(states) != starts[-1]:
        raise SystemExit(f'"{path}" has {len(states)} words, the sentences {starts[-1]}. Remove it to go on.')
    bounds = zip(sentences, starts[:-1], starts[1:], strict=True)
    return [Prepared(s, states[a:b], allowed_of(s)) for s, a, b in bounds]


def swapped(
    learn: Sequence[Prepared], args: argparse.Namespace, reader: Reader, pieces: Pieces
) -> list[Prepared]:
    """Copies of the sentences that have names, with other names."""
    sentences = [p.sentence for p in learn]
    swapper = Swapper(load_pool(args.lists), sentences)
    tries = (
        swapper.swap(sentence, random.Random(f"swap/{number}/{i}"))
        for number in range(COPIES)
        for i, sentence in enumerate(sentences)
    )
    copies = prepare("train-swapped", [copy for copy in tries if copy], args, reader, pieces)
    for copy in copies:
        copy.is_copy = True
    return copies


def way_of(rng: random.Random | None) -> str:
    """How the words of a sentence are written this time, one of WAYS."""
    roll = 1.0 if rng is None else rng.random()
    return "title" if roll < TITLE_SHARE else "upper" if roll < TITLE_SHARE + UPPER_SHARE else "plain"


def make_batch(
    group: Sequence[Prepared], lists: WordLists, rng: random.Random | None = None
) -> dict[str, Tensor]:
    """Padded tensors; with ``rng`` some sentences are rewritten, some lists and last layers hidden."""
    width = max(len(p.sentence.words) for p in group)
    states = torch.zeros(len(group), width, STATES_WIDTH)
    columns = torch.zeros(len(group), width, len(COLUMNS))
    allowed = torch.ones(len(group), width, len(NAME_TAGS), dtype=torch.bool)
    all_shapes = []
    for row, p in enumerate(group):
        n_words = len(p.sentence.words)
        shapes, mine = p.as_written(way_of(rng), lists)
        all_shapes.append(shapes)
        states[row, :n_words] = torch.from_numpy(p.states.astype(np.float32))
        allowed[row, :n_words] = p.allowed
        if rng is None or rng.random() >= HIDDEN_LISTS:
            columns[row, :n_words] = mine
        unseen = p.is_copy or p.sentence.unseen
        if rng is not None and rng.random() < (HIDDEN_LAST_OF_UNSEEN if unseen else HIDDEN_LAST):
            states[row, :, LOWER_WIDTH:] = 0
    return {
        "states": states, "lists": columns, "allowed": allowed, "shapes": pad(all_shapes, "shapes"),
        "present": pad([[1] * len(p.sentence.words) for p in group], "present"),
        "style": torch.tensor([STYLES.index(p.sentence.style) for p in group]),
    }  # fmt: skip


def iter_groups(prepared: Sequence[Prepared], rng: random.Random | None = None) -> Iterator[list[Prepared]]:
    """Groups of like length with at most BUDGET words; with ``rng`` blurred and shuffled."""
    blur = (lambda: rng.uniform(0.8, 1.25)) if rng else (lambda: 1.0)
    groups: list[list[Prepared]] = [[]]
    longest = 0
    for p in sorted(prepared, key=lambda p: len(p.sentence.words) * blur()):
        longest = max(longest, len(p.sentence.words))
        if groups[-1] and longest * (len(groups[-1]) + 1) > BUDGET:
            groups.append([])
            longest = len(p.sentence.words)
        groups[-1].append(p)
    if rng:
        rng.shuffle(groups)
    yield from groups


def scores_of(model: NameHead, batch: dict[str, Tensor]) -> Tensor:
    """The scores of one batch."""
    found: Tensor = model(batch["states"], batch["shapes"], batch["lists"], batch["present"], batch["style"])
    return found


def chosen(prepared: Sequence[Prepared], rng: random.Random) -> list[Prepared]:
    """What one pass learns from: all sentences with a name, some of the others and of the copies."""
    return [p for p in prepared if rng.random() < _share(p)]


def _share(p: Prepared) -> float:
    """How often a sentence is learned from."""
    if gold_spans(p.sentence):
        return COPIES_A_PASS if p.is_copy else 1.0
    return EVENTLESS_A_PASS if p.sentence.unseen else NAMELESS_A_PASS


def train(model: NameHead, prepared: Sequence[Prepared], lists: WordLists, args: argparse.Namespace) -> None:
    """All passes, the rate going down to zero."""
    optimizer = torch.optim.AdamW(model.parameters(), RATE, weight_decay=0.02, betas=(0.9, 0.98))
    chance = random.Random(args.seed)
    passes = [
        list(iter_groups(chosen(prepared, chance), random.Random(args.seed * 1000 + n)))
        for n in range(args.passes)
    ]
    total, step, began = sum(map(len, passes)), 0, time.monotonic()
    for number, groups in enumerate(passes, start=1):
        model.train()
        losses = 0.0
        for i, group in enumerate(groups):
            batch = make_batch(group, lists, random.Random(f"{args.seed}/{number}/{i}"))
            loss = open_loss(scores_of(model, batch).flatten(0, 1), batch["allowed"].flatten(0, 1))
            share = min((step + 1) / WARM_UP, (total - step) / max(1, total - WARM_UP))
            optimizer.param_groups[0]["lr"] = RATE * share
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimizer.step()
            losses += float(loss.detach())
            step += 1
        print(f"pass {number}: loss {losses / len(groups):.4f}, {time.monotonic() - began:.0f} s", flush=True)


@torch.no_grad()
def evaluate(
    reader: Reader, model: NameHead, prepared: Sequence[Prepared], lists: WordLists
) -> dict[str, float]:
    """F1 in percent of each type that the set marks, and of PER, ORG and LOC together ("names").

    Both heads together, as they are exported.
    """
    model.eval()
    joint = JointNames(model, reader.heads["entities"])  # type: ignore[arg-type]
    counts: Counter[str] = Counter()
    for group in iter_groups(prepared):
        b = make_batch(group, lists)
        words = torch.cat([b["states"][..., LOWER_WIDTH:], reader.shape(b["shapes"])], -1)
        scores = joint(words, b["states"], b["shapes"], b["lists"], b["present"], b["style"]).numpy()
        for row, p in enumerate(group):
            found = set(decode_bio(scores[row, : len(p.sentence.words)], NAME_TAGS))
            gold = gold_spans(p.sentence)
            for span in found | gold:
                if span[2] not in p.sentence.marked or is_open(p.sentence, span):
                    continue
                for key in (span[2], *(("names",) if span[2] in ("PER", "ORG", "LOC") else ())):
                    counts[f"{key}/sum"] += (span in found) + (span in gold)
                    counts[f"{key}/hit"] += span in found and span in gold
    keys = [key.removesuffix("/sum") for key in sorted(counts) if key.endswith("/sum")]
    return {key: round(200 * counts[f"{key}/hit"] / counts[f"{key}/sum"], 2) for key in keys}


def parse_args() -> argparse.Namespace:
    """The command line."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reader", type=Path, required=True, help="checkpoint of the parser")
    parser.add_argument("--base", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data" / "nlp")
    parser.add_argument("--lists", type=Path, default=root / "src/dragoman/language/model/word_lists.txt")
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def main() -> None:
    """Train from the command line."""
    args = parse_args()
    torch.set_num_threads(1)
    lists = WordLists(args.lists)
    reader, pieces = load_reader(args.reader), Pieces(args.base / "tokenizer.json")
    sets = {
        part: {
            name: prepare(f"{part}-{name}", sentences, args, reader, pieces)
            for name, sentences in load_names(args.data, part, lists).items()
        }
        for part in ("train", "dev")
    }
    kept = [p for p in sets["train"]["ewt"] if is_kept_back(p.sentence.words)]
    learn = [p for part in sets["train"].values() for p in part]
    learn = [p for p in learn if p.sentence.style != "uner" or not is_kept_back(p.sentence.words)]
    learn += swapped(learn, args, reader, pieces)
    torch.manual_seed(args.seed)
    model = NameHead()
    model.shape.load_state_dict(reader.shape.state_dict())
    train(model, learn, lists, args)
    scores = {name: evaluate(reader, model, part, lists) for name, part in sets["dev"].items()}
    scores["ewt kept back"] = evaluate(reader, model, kept, lists)
    print(json.dumps(scores, indent=1))
    save_file(model.state_dict(), args.out / "names.safetensors")
    (args.out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n")


if __name__ == "__main__":
    main()
