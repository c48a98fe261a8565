"""Words, trees and names on the development documents: `make bench-parse`.

Runs `parse_conllu` in-process over the inputs of the shared scorer and prints its
table, with the speed in words of Universal Dependencies. The data folder is not
part of the repository; without it there is nothing to measure. `--news` reads the
weblogs, newsgroups and news documents alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from pathlib import Path
from types import ModuleType

from dragoman.language import analyse, use_model
from dragoman.language.conllu import parse_conllu

NEWS = ("ewt_weblog", "ewt_newsgroup", "gum_news")


def load_scorer(shared: Path) -> ModuleType:
    """The scorer of the shared folder as a module."""
    spec = importlib.util.spec_from_file_location("score_parse", shared / "bench" / "score_parse.py")
    if spec is None or spec.loader is None or not (shared / "bench" / "score_parse.py").exists():
        raise SystemExit(f'No scorer in "{shared}". Give the shared folder with --shared.')
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--news", action="store_true", help="only the sets of news prose")
    parser.add_argument("--model", type=Path, help="folder of another model, see train/README.md")
    args = parser.parse_args()
    if args.model:
        use_model(args.model)
    scorer = load_scorer(args.shared)
    docs = [doc for doc in scorer.load_gold() if not args.news or doc["set"] in NEWS]
    analyse("The model is loaded before the clock starts.")
    started, cpu = time.perf_counter(), time.process_time()
    lines = [line for doc in docs for line in parse_conllu(doc["id"], doc["text"]).splitlines()]
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    scorer.report(scorer.score(docs, scorer.load_pred(lines)))
    n_words = sum(len(doc["words"]) for doc in docs)
    print(f"{n_words} words: {n_words / cpu:.0f} a second of CPU time, {n_words / seconds:.0f} on the clock")


if __name__ == "__main__":
    main()
