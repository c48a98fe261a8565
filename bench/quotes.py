"""Quotations and their speakers on the development articles: `make bench-quotes`.

Runs `quotes_line` in-process over the inputs of the shared scorer and prints its
table. The data folder is not part of the repository; without it there is nothing
to measure. `--errors N` prints what was missed and what was made up, N a kind.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.reading.quotes_contract import quotes_line


def load_scorer(shared: Path) -> ModuleType:
    """The scorer of the shared folder as a module."""
    spec = importlib.util.spec_from_file_location("score_quotes", shared / "bench" / "score_quotes.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f'No scorer in "{shared}". Give the shared folder with --shared.')
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def print_errors(scorer: ModuleType, docs: list[dict[str, Any]], preds: dict[str, Any], limit: int) -> None:
    """What was missed, made up or given to another speaker."""
    n_left = {"missed": limit, "false": limit, "speaker": limit}

    def show(kind: str, text: str, quote: dict[str, Any]) -> None:
        if n_left[kind] > 0:
            n_left[kind] -= 1
            words = {
                key: text[slice(*quote[key])] if quote[key] else None for key in ("speaker", "cue", "quote")
            }
            print(kind, json.dumps(words, ensure_ascii=False))

    for doc in docs:
        text, found = doc["text"], preds[doc["id"]]
        pred = [dict(quote, t=scorer.trim(text, *quote["quote"])) for quote in found]
        gold = [dict(quote, t=scorer.trim(text, *quote["quote"])) for quote in doc["quotes"]]
        pairs = scorer.match(gold, pred, 0.5)
        matched_gold, matched_pred = {g for g, _ in pairs}, {p for _, p in pairs}
        for number, quote in enumerate(gold):
            if number not in matched_gold:
                show("missed", text, quote)
        for number, quote in enumerate(pred):
            if number not in matched_pred:
                show("false", text, quote)
        for g, p in pairs:
            if not scorer.near(pred[p]["speaker"], gold[g]["speaker"]):
                show("speaker", text, gold[g])
                show("speaker", text, pred[p])


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    scorer = load_scorer(args.shared)
    with gzip.open(
        args.shared / "data/nlp/polnear/polnear-dev.jsonl.gz", "rt", encoding="utf-8", newline=""
    ) as lines:
        docs = [json.loads(line) for line in lines]
    started = time.perf_counter()
    preds = {doc["id"]: quotes_line({"id": doc["id"], "text": doc["text"]})["quotes"] for doc in docs}
    seconds = time.perf_counter() - started
    scorer.report(scorer.score(docs, preds))
    n_words = sum(len(doc["text"].split()) for doc in docs)
    print(f"{seconds:.1f} s, {n_words / seconds:.0f} words/s, model included")
    if args.errors:
        print_errors(scorer, docs, preds, args.errors)


if __name__ == "__main__":
    main()
