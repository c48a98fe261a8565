"""Train the mention heads on GUM's documents; the encoder stays as the parser was trained.

    python train/train_mentions.py --reader runs/reader/pass-6.safetensors --base DIR --out runs/mentions

Writes ``OUT/mentions.safetensors``, ``OUT/pairs.safetensors`` and ``OUT/scores.json``.
The scores are of the dev documents on gold words and trees: mentions found by
themselves, entities of more than one mention.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from batches import MAX_PIECES
from coreference import count, f1_scores, without_singles
from dragoman.language.mention_pairs import Candidate, candidate_of, children_of, form_of, pairs_of
from dragoman.language.pieces import Pieces, shape_of
from evaluate import load_reader
from labels import IGNORED, MENTION_TYPES
from mention_data import Document, read_documents
from mention_model import MentionHead, PairHead
from model import Reader
from tag_model import REACH, STATES_WIDTH

RATE, CLIP, WARM_UP = 1.0e-3, 1.0, 50
# The place of "same kind" among the figures of a pair.
SAME_KIND = 4


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as one row of sentences: states, shapes, presence, types; ``place``: row and column of each word.

    Of its annotated mentions: ``heads``, the pairs that are asked about (``which``, later and
    earlier), their figures, and 1 where the two are of the same.
    """

    document: Document
    states: Tensor
    shapes: Tensor
    present: Tensor
    types: Tensor
    place: Tensor
    heads: Tensor
    which: Tensor
    figures: Tensor
    same: Tensor


def states_of(documents: Sequence[Document], path: Path | None, reader: Reader, pieces: Pieces) -> Tensor:
    """The kept states of all words, from the file that ``train_names.py`` left where there is one."""
    if path is not None and path.exists():
        return torch.from_numpy(np.load(path))
    found = []
    for document in documents:
        for a, b in document.sentences:
            ids, first = pieces.sentence(word.text for word in document.words[a:b])
            at = torch.tensor([first]).clamp(max=MAX_PIECES - 1)
            found.append(reader.kept(reader.encoder(torch.tensor([ids[:MAX_PIECES]])), at)[0].half())
    return torch.cat(found)


def prepare_all(part: str, args: argparse.Namespace, reader: Reader, pieces: Pieces) -> list[Prepared]:
    """The documents of a part."""
    documents = read_documents(args.data, part)
    path = args.states / f"{part}-gum.npy" if args.states else None
    with torch.no_grad():
        states = states_of(documents, path, reader, pieces)
    sizes = [len(document.words) for document in documents]
    if sum(sizes) != len(states):
        raise SystemExit(f'"{path}" has {len(states)} words, the documents {sum(sizes)}.')
    return [prepare(d, part) for d, part in zip(documents, states.split(sizes), strict=True)]


@torch.no_grad()
def prepare(document: Document, known: Tensor) -> Prepared:
    """A document as one row, the sentences apart so that none sees another.

    known: (n_words, STATES_WIDTH), the kept states of its words, in half precision.
    """
    words = [word.text for word in document.words]
    columns = [i + REACH * row for row, (a, b) in enumerate(document.sentences) for i in range(a, b)]
    width = columns[-1] + 1
    states = torch.zeros(1, width, STATES_WIDTH, dtype=torch.half)
    states[0, columns] = known
    types = {m.head: MENTION_TYPES.index(m.kind) for m in document.mentions}
    filled = {"shapes": [0] * width, "present": [0] * width, "types": [IGNORED] * width}
    for i, column in enumerate(columns):
        filled["shapes"][column], filled["present"][column] = shape_of(words[i]), 1
        filled["types"][column] = types.get(i, 0)
    which, figures = asked_of(candidates_of(document, types))
    entity = [m.entity for m in document.mentions]
    return Prepared(
        document,
        states,
        *(torch.tensor([filled[name]]) for name in ("shapes", "present", "types")),
        torch.tensor([[0, column] for column in columns]),
        torch.tensor(sorted(types)),
        which,
        figures,
        torch.tensor([float(entity[a] == entity[b]) for a, b in which.tolist()]),
    )


def asked_of(candidates: Sequence[Candidate]) -> tuple[Tensor, Tensor]:
    """(later, earlier) and the figures of all pairs that are asked about."""
    which, figures = pairs_of(candidates)
    return torch.from_numpy(which), torch.from_numpy(figures)


def candidates_of(document: Document, kinds: dict[int, int]) -> list[Candidate]:
    """The mentions with these head words and types, in order."""
    children = children_of(document.words)
    return [candidate_of(document.words, at, children, kinds[at]) for at in sorted(kinds)]


def pair_scores(pairs: PairHead, vectors: Tensor, at: Tensor, which: Tensor, figures: Tensor) -> Tensor:
    """The scores of pairs of mentions; at: (n, 2), row and column of the head of each."""
    mine = vectors[at[:, 0], at[:, 1]]
    scores: Tensor = pairs(mine[which[:, 0]], mine[which[:, 1]], figures)
    return scores


def pair_loss(scores: Tensor, which: Tensor, same: Tensor, n: int) -> Tensor:
    """Minus the log of the share of the right choices: earlier mentions of the entity, or none where there is none."""
    all_scores = torch.zeros(n).scatter_reduce(0, which[:, 0], scores.detach(), "amax")
    shifted = (scores - all_scores[which[:, 0]]).exp()
    none = (-all_scores).exp()
    total = none.scatter_add(0, which[:, 0], shifted)
    right = torch.zeros(n).scatter_add(0, which[:, 0], shifted * same)
    has_right = torch.zeros(n).scatter_add(0, which[:, 0], same) > 0
    chosen = torch.where(has_right, right, none)
    return (total.log() - chosen.clamp(min=1e-12).log()).mean()


def loss_of(mentions: MentionHead, pairs: PairHead, p: Prepared) -> Tensor:
    """The joint loss of one document."""
    types, vectors = mentions(p.states.float(), p.shapes, p.present)
    loss = functional.cross_entropy(types.flatten(0, 1), p.types.flatten(), ignore_index=IGNORED)
    at = p.place[p.heads]
    # Whether both are of the same type by the types that are found, wrong ones too, as when reading.
    kinds = types.detach().argmax(-1)[at[:, 0], at[:, 1]]
    figures = p.figures.clone()
    figures[:, SAME_KIND] = (kinds[p.which[:, 0]] == kinds[p.which[:, 1]]).long()
    scores = pair_scores(pairs, vectors, at, p.which, figures)
    return loss + pair_loss(scores, p.which, p.same, len(p.heads))


def train(
    mentions: MentionHead, pairs: PairHead, documents: Sequence[Prepared], args: argparse.Namespace
) -> None:
    """All passes, the rate going down to zero."""
    parts = [*mentions.parameters(), *pairs.parameters()]
    optimizer = torch.optim.AdamW(parts, RATE, weight_decay=0.02, betas=(0.9, 0.98))
    total, step, began = len(documents) * args.passes, 0, time.monotonic()
    for number in range(1, args.passes + 1):
        mentions.train()
        pairs.train()
        losses = 0.0
        order = list(documents)
        random.Random(args.seed * 1000 + number).shuffle(order)
        for p in order:
            loss = loss_of(mentions, pairs, p)
            optimizer.param_groups[0]["lr"] = RATE * min((step + 1) / WARM_UP, (total - step) / total)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(parts, CLIP)
            optimizer.step()
            losses += float(loss.detach())
            step += 1
        print(f"pass {number}: loss {losses / len(order):.3f}, {time.monotonic() - began:.0f} s", flush=True)


@torch.no_grad()
def read(mentions: MentionHead, pairs: PairHead, p: Prepared) -> tuple[list[Candidate], list[int]]:
    """The mentions of a document and the entity of each."""
    types, vectors = mentions(p.states.float(), p.shapes, p.present)
    best = types.argmax(-1)
    kinds = {
        i: int(best[row, column])
        for i, (row, column) in enumerate(p.place.tolist())
        if int(best[row, column])
    }
    candidates = candidates_of(p.document, kinds)
    which, figures = asked_of(candidates)
    at = p.place[[c.word for c in candidates]]
    scores = pair_scores(pairs, vectors, at, which, figures)
    return candidates, entities_of(len(candidates), which.tolist(), scores.tolist())


def entities_of(n: int, which: Sequence[Sequence[int]], scores: Sequence[float]) -> list[int]:
    """The entity of each mention: that of its best earlier mention, a new one where none is above 0."""
    best: list[tuple[float, int]] = [(0.0, -1)] * n
    for (later, earlier), score in zip(which, scores, strict=True):
        best[later] = max(best[later], (score, earlier))
    entity: list[int] = []
    for later in range(n):
        earlier = best[later][1]
        entity.append(entity[earlier] if earlier >= 0 else max(entity, default=-1) + 1)
    return entity


def evaluate(mentions: MentionHead, pairs: PairHead, documents: Sequence[Prepared]) -> dict[str, float]:
    """Scores of some documents, in percent."""
    mentions.eval()
    pairs.eval()
    counts: Counter[str] = Counter()
    for p in documents:
        candidates, entity = read(mentions, pairs, p)
        count_document(p.document, candidates, entity, counts)
    return scores_from(counts)


def count_document(
    document: Document, candidates: Sequence[Candidate], entity: Sequence[int], counts: Counter[str]
) -> None:
    """Add a document: mentions, types, entities, and the antecedents of pronouns."""
    gold = {m.head: m for m in document.mentions}
    found = {c.word: c for c in candidates}
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    counts["hit"] += len(found.keys() & gold.keys())
    counts["type"] += sum(MENTION_TYPES[found[w].kind] == gold[w].kind for w in found.keys() & gold.keys())
    sets: dict[str, list[frozenset[int]]] = {}
    for name, of_word in (
        ("gold", {w: m.entity for w, m in gold.items()}),
        ("found", {c.word: str(e) for c, e in zip(candidates, entity, strict=True)}),
    ):
        members: dict[str, set[int]] = {}
        for word, number in of_word.items():
            members.setdefault(number, set()).add(word)
        sets[name] = without_singles([frozenset(words) for words in members.values()])
    count(sets["gold"], sets["found"], counts)
    _count_pronouns(document, dict(zip((c.word for c in candidates), entity, strict=True)), counts)


def _count_pronouns(document: Document, entity: dict[int, int], counts: Counter[str]) -> None:
    """Third-person pronouns whose nearest noun or name of the same entity found is right."""
    gold = {m.head: m.entity for m in document.mentions}
    third = {"he", "him", "his", "she", "her", "it", "its", "they", "them", "their"}
    for word, number in gold.items():
        if document.words[word].text.lower() not in third:
            continue
        before = [w for w in gold if w < word and gold[w] == number and form_of(document.words[w]) != 2]
        if not before:
            continue
        counts["pronouns"] += 1
        mine = [
            w
            for w in entity
            if w < word and entity[w] == entity.get(word, -1) and form_of(document.words[w]) != 2
        ]
        counts["pronouns right"] += bool(mine) and gold.get(max(mine)) == number


def scores_from(counts: Counter[str]) -> dict[str, float]:
    """Counts as percent."""
    return {
        "mentions": round(200 * counts["hit"] / (counts["gold"] + counts["found"]), 1),
        "types": round(100 * counts["type"] / counts["hit"], 1),
        **f1_scores(counts),
        "pronouns": round(100 * counts["pronouns right"] / max(1, counts["pronouns"]), 1),
    }


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
    parser.add_argument("--states", type=Path, help="folder of states that train_names.py left")
    parser.add_argument("--passes", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def main() -> None:
    """Train from the command line."""
    args = parse_args()
    torch.set_num_threads(1)
    reader, pieces = load_reader(args.reader), Pieces(args.base / "tokenizer.json")
    sets = {part: prepare_all(part, args, reader, pieces) for part in ("train", "dev")}
    torch.manual_seed(args.seed)
    mentions, pairs = MentionHead(), PairHead()
    mentions.shape.load_state_dict(reader.shape.state_dict())
    train(mentions, pairs, sets["train"], args)
    scores = {"all": evaluate(mentions, pairs, sets["dev"])}
    for genre in sorted({p.document.id.split("_")[1] for p in sets["dev"]}):
        scores[genre] = evaluate(mentions, pairs, [p for p in sets["dev"] if f"_{genre}_" in p.document.id])
    print(json.dumps(scores, indent=1))
    args.out.mkdir(parents=True, exist_ok=True)
    save_file(mentions.state_dict(), args.out / "mentions.safetensors")
    save_file(pairs.state_dict(), args.out / "pairs.safetensors")
    (args.out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n")


if __name__ == "__main__":
    main()
