"""Print what every head reaches with the shipped files beside the same network in float32.

    python train/export.py CHECKPOINT --names NAMES --base DIR --out runs/float --float
    python train/export_tags.py ... --out runs/float --float
    python train/export_mentions.py runs/mentions --out runs/float --float
    python train/compare.py --beside runs/float

On given words and sentences of the dev parts, so that nothing but the numbers
differs: tags and trees on EWT and GUM, names on EWT, politics and GUM, tags on the
annotated sentences kept back, mentions on GUM.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotated import Example, is_dev, make_examples, read_lines
from data import Sentence, load_sets
from dragoman.language import Analysis, use_model
from dragoman.language.analyse import assemble
from dragoman.language.encoder import MODEL_FOLDER, load_model
from dragoman.language.passes import run_pass
from dragoman.language.tag_scores import tag_heads_of
from dragoman.language.word_lists import WordLists
from evaluate_mentions import evaluate as evaluate_mentions
from evaluate_shipped import ARTICLE, evaluate_examples
from name_data import NameSentence, gold_spans, load_names

Scores = dict[str, float]


def analysed(words: Sequence[Sequence[str]]) -> Iterator[tuple[int, Analysis]]:
    """Sentences of given words read as articles of ARTICLE sentences: the first sentence's place, the analysis."""
    for start in range(0, len(words), ARTICLE):
        part = words[start : start + ARTICLE]
        text, spans = "", []
        for sentence in part:
            spans.append([])
            for word in sentence:
                spans[-1].append((len(text), len(text) + len(word)))
                text += word + " "
        yield start, assemble(text, spans, run_pass(part))


def parser_scores(sentences: Sequence[Sentence]) -> Scores:
    """UPOS, UAS and LAS (labels without subtypes) on given words, in percent."""
    counts: Counter[str] = Counter()
    for start, analysis in analysed([s.words for s in sentences]):
        for k, found in enumerate(analysis.sentences):
            gold = sentences[start + k]
            for i, token in enumerate(analysis.tokens[found.first : found.last]):
                head = token.head - found.first + 1 if token.head >= 0 else 0
                right = gold.heads is not None and head == gold.heads[i]
                counts["words"] += 1
                counts["UPOS"] += gold.upos is not None and token.upos == gold.upos[i]
                counts["UAS"] += right
                label = gold.deprel[i] if gold.deprel else ""
                counts["LAS"] += right and token.deprel.split(":")[0] == label.split(":")[0]
    return {key: 100 * counts[key] / counts["words"] for key in ("UPOS", "UAS", "LAS")}


def name_scores(sentences: Sequence[NameSentence]) -> Scores:
    """F1 of each type that the set marks, in percent."""
    counts: Counter[str] = Counter()
    for start, analysis in analysed([s.words for s in sentences]):
        for k, part in enumerate(analysis.sentences):
            gold = gold_spans(sentences[start + k])
            found = {
                (name.first - part.first, name.last - part.first, str(name.kind))
                for name in (*analysis.names, *analysis.terms)
                if part.first <= name.first < part.last
            }
            for span in found | gold:
                if span[2] in sentences[start + k].marked:
                    counts[f"{span[2]}/sum"] += (span in found) + (span in gold)
                    counts[f"{span[2]}/hit"] += span in found and span in gold
    kinds = [key.removesuffix("/sum") for key in sorted(counts) if key.endswith("/sum")]
    return {kind: 200 * counts[f"{kind}/hit"] / counts[f"{kind}/sum"] for kind in kinds}


def all_scores(folder: Path, args: argparse.Namespace, examples: Sequence[Example]) -> Scores:
    """The scores of every head of the model in a folder."""
    use_model(folder)
    scores: Scores = {}
    parsed = load_sets(args.data, "dev")
    named = load_names(args.data, "dev", WordLists(folder / "word_lists.txt"))
    for name in ("ewt", "gum"):
        scores |= {f"{name} {key}": value for key, value in parser_scores(parsed[name]).items()}
    for name in ("ewt", "politics", "gum"):
        scores |= {f"{name} {key}": value for key, value in name_scores(named[name]).items()}
    model = load_model()
    scores |= evaluate_examples(model, tag_heads_of(model), examples)
    scores |= {f"mentions {key}": value for key, value in evaluate_mentions(args.data).items()}
    return scores


def main() -> None:
    """Print the table, the greatest loss last."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER, help="folder of the int8 model")
    parser.add_argument("--beside", type=Path, required=True, help="folder of the float32 model")
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data" / "nlp")
    parser.add_argument("--annotations", type=Path, default=root / "train/annotations/annotated.jsonl")
    parser.add_argument("--out", type=Path, help="JSON file for both columns")
    args = parser.parse_args()
    # Words and trees of the annotated sentences come from one model, so that both are asked the same.
    use_model(args.beside)
    examples = list(make_examples(line for line in read_lines(args.annotations) if is_dev(line["id"])))
    beside, mine = (all_scores(folder, args, examples) for folder in (args.beside, args.model))
    print(f"{'':28} {'int8':>7} {'float32':>7} {'lost':>6}")
    for key in sorted(mine, key=lambda key: beside[key] - mine[key]):
        print(f"{key:28} {mine[key]:7.2f} {beside[key]:7.2f} {beside[key] - mine[key]:6.2f}")
    print(f"{'mean of all':28} {_mean(mine):7.2f} {_mean(beside):7.2f} {_mean(beside) - _mean(mine):6.2f}")
    if args.out:
        args.out.write_text(json.dumps({"int8": mine, "float32": beside}, indent=1) + "\n")


def _mean(scores: Scores) -> float:
    return sum(scores.values()) / len(scores)


if __name__ == "__main__":
    main()
