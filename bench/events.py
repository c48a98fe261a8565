"""Events on the development sentences: `make bench-events`.

Runs `events_line` in-process over the inputs of the shared scorer and prints its
table. The data folder is not part of the repository; without it there is nothing
to measure. `--errors N` prints sentences whose first event is of another type, or
has other sides.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.reading.event_contract import events_line


def load_scorer(shared: Path) -> ModuleType:
    """The scorer of the shared folder as a module."""
    spec = importlib.util.spec_from_file_location("score_events", shared / "bench" / "score_events.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f'No scorer in "{shared}". Give the shared folder with --shared.')
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def read_items(scorer: ModuleType, items: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The events of all sentences; a date that the scorer knows to be false is not given."""
    found = {}
    for item in items:
        day = item.get("date") or ""
        line = {
            "id": item["id"],
            "date": None if day.startswith("2000-01-01") else day or None,
            "text": item["text"],
        }
        found[item["id"]] = events_line(line)["events"]
    return found


def print_errors(scorer: ModuleType, items: list[dict[str, Any]], preds: dict[str, Any], limit: int) -> None:
    """Sentences whose first event has another type, or the type and other sides, at most `limit`."""
    for item in items:
        events, gold = preds[item["id"]], item["events"]
        rated = [scorer.actor_match(g, e) for g in gold for e in events[:1] if e["type"] == g["type"]]
        if any(source and target for source, target, _, _ in rated) or limit <= 0:
            continue
        limit -= 1
        print(item["id"], "SIDES" if rated else "TYPE ", item["text"])
        print("    gold ", [(g["type"], g["source"], g["target"]) for g in gold])
        print("    found", [(e["type"], e["source"], e["target"]) for e in events])


def print_noise(news: list[dict[str, Any]], preds: dict[str, Any]) -> None:
    """Irrelevant leads that gave an event."""
    for item in news:
        if not item["relevant"] and not item["types"] and preds[item["id"]]:
            events = [(e["type"], e["source"], e["target"]) for e in preds[item["id"]]]
            print(item["id"], "NOISE", item["text"], events)


def main() -> None:
    """Reads the development sentences and prints the scorer's table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="the folder of the scorers and data"
    )
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print at most N wrong sentences")
    parser.add_argument("--noise", action="store_true", help="print irrelevant leads that gave an event")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    scorer = load_scorer(args.shared)
    plover = scorer.read_lines(args.shared / "data" / "events" / "plover_gsr_dev.jsonl")
    news = scorer.read_lines(args.shared / "data" / "events" / "news_multicoder_dev.jsonl")
    started = time.perf_counter()
    preds = read_items(scorer, plover + news)
    seconds = time.perf_counter() - started
    print_errors(scorer, plover, preds, args.errors)
    if args.noise:
        print_noise(news, preds)
    result = {"plover": scorer.score_plover(plover, preds), "news": scorer.score_news(news, preds)}
    if args.json:
        print(json.dumps(result, indent=1))
        return
    scorer.report(**result)
    print(f"\n{len(plover) + len(news)} texts in {seconds:.1f} s")


if __name__ == "__main__":
    main()
