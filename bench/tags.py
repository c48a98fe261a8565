"""The attribution head alone on the development articles, beside the rules of `bench/quotes.py`.

Every attribution of a sentence is one quotation; a content without a cue that
follows a quotation goes on with it. Measures only: the articles have no licence
and train nothing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from pathlib import Path
from typing import Any

from dragoman.language import Analysis, Stretch, Tags, analyse_and_tag, use_model
from quotes import load_scorer


def quotes_of(analysis: Analysis, tags: Tags, floor: float) -> list[dict[str, Any]]:
    """The contract's quotations: one for each attribution, continued ones joined."""
    found: list[dict[str, Any]] = []
    for each in tags.attributions:
        if each.cue is not None and each.confidence < floor:
            continue
        start, end = each.content[0].start, each.content[-1].end
        if each.cue is None and each.source is None and found and _goes_on(analysis, found[-1], start):
            found[-1]["quote"][1] = end
            continue
        found.append({"quote": [start, end], "speaker": _span(each.source), "cue": _span(each.cue)})
    return found


def _goes_on(analysis: Analysis, before: dict[str, Any], start: int) -> bool:
    """Whether nothing but marks and blanks stands between two contents."""
    between = analysis.text[before["quote"][1] : start]
    return "\n" not in between and not any(c.isalnum() for c in between)


def _span(stretch: Stretch | None) -> list[int] | None:
    return None if stretch is None else [stretch.start, stretch.end]


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--floor", type=float, default=0.0, help="least confidence of a cue")
    parser.add_argument("--model", type=Path, help="folder of another model, see train/README.md")
    args = parser.parse_args()
    if args.model:
        use_model(args.model)
    scorer = load_scorer(args.shared)
    path = args.shared / "data/nlp/polnear/polnear-dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        docs = [json.loads(line) for line in lines]
    analyse_and_tag("The model is loaded before the clock starts, officials said.")
    cpu, n_words = time.process_time(), 0
    preds = {}
    for doc in docs:
        analysis, tags = analyse_and_tag(doc["text"])
        n_words += len(analysis.tokens)
        preds[doc["id"]] = quotes_of(analysis, tags, args.floor)
    cpu = time.process_time() - cpu
    scorer.report(scorer.score(docs, preds))
    print(f"{n_words} words, {n_words / cpu:.0f} a second of CPU time with all heads")


if __name__ == "__main__":
    main()
