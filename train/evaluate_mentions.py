"""Score the exported mention heads on GUM's dev documents, from raw words to entities, as they will be run.

    python train/evaluate_mentions.py [--data ../shared/data/nlp]

Sentences and words are GUM's; tags, trees, mentions and entities are the package's.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from coreference import count, f1_scores, without_singles
from dragoman.language import Mention
from dragoman.language.analyse import assemble
from dragoman.language.mentions import mentions_of
from dragoman.language.passes import run_pass
from mention_data import Document, read_documents

Span = tuple[int, int]


def read(document: Document) -> tuple[Mention, ...]:
    """The mentions that the package finds in a document's sentences."""
    text, sentences = "", []
    for first, end in document.sentences:
        spans: list[Span] = []
        for word in document.words[first:end]:
            spans.append((len(text), len(text) + len(word.text)))
            text += word.text + " "
        sentences.append(spans)
    words = [[text[a:b] for a, b in spans] for spans in sentences]
    windows = run_pass(words, states=True)
    return mentions_of(assemble(text, sentences, windows), windows)


def entities_of(mentions: Sequence[tuple[int, object]]) -> list[frozenset[int]]:
    """The entities of more than one mention, each as the head words of its mentions."""
    members: dict[object, set[int]] = {}
    for head, entity in mentions:
        members.setdefault(entity, set()).add(head)
    return without_singles([frozenset(words) for words in members.values()])


def evaluate(data: Path) -> dict[str, float]:
    """F1 of head words, with their kinds, with their spans, and of entities, in percent."""
    counts: Counter[str] = Counter()
    for document in read_documents(data, "dev"):
        found = read(document)
        gold = {m.head: m for m in document.mentions}
        counts["gold"] += len(gold)
        counts["found"] += len(found)
        for m in found:
            match = gold.get(m.head)
            counts["head"] += match is not None
            counts["kind"] += match is not None and match.kind == m.kind
            counts["span"] += match is not None and (match.first, match.last + 1) == (m.first, m.last)
        count(
            entities_of([(m.head, m.entity) for m in document.mentions]),
            entities_of([(m.head, m.entity) for m in found]),
            counts,
        )
    both = counts["gold"] + counts["found"]
    scores = {key: round(200 * counts[key] / both, 1) for key in ("head", "kind", "span")}
    return {**scores, **f1_scores(counts)}


def main() -> None:
    """Print the scores."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data" / "nlp")
    args = parser.parse_args()
    print(json.dumps(evaluate(args.data), indent=1))


if __name__ == "__main__":
    main()
