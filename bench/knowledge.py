"""Office-holders, names and load time against their bars: `make bench-knowledge`.

Runs `who_line` in-process over the inputs of the shared scorer and prints each figure
beside what is owed and what is aimed at; then the speed of the names scan by
processor time, the time to load and the memory of all tables. The data folder is
not part of the repository; without it there is nothing to measure. `--errors N`
prints N items that are answered otherwise than the measure has them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.knowledge import knowledge
from dragoman.knowledge.answers import who_line

SCAN_BYTES = 5_000_000
# Figure, owed, aimed at; per cent unless named otherwise. "<=" where smaller is better.
BARS = (
    ("visits, each decade, least", ">=", 97.0, 99.0),
    ("visits without the country", ">=", 90.0, 96.0),
    ("title and surname", ">=", 93.0, 97.0),
    ("foreign ministers among them", ">=", 87.0, 94.0),
    ("wrong title, accepted", "<=", 4.0, 1.0),
    ("wrong title, flagged", ">=", 92.0, 97.0),
    ("wrong date, accepted", "<=", 2.0, 0.5),
    ("wrong date, flagged", ">=", 92.0, 97.0),
    ("wrong country, accepted", "<=", 2.0, 0.5),
    ("wrong country, flagged", ">=", 70.0, 92.0),
    ("true mention denied, visits", "<=", 2.0, 0.5),
    ("true mention denied, all", "<=", 2.0, 0.5),
    ("names scan, MB/s", ">=", 20.0, 50.0),
    ("memory of all tables, MB", "<=", 150.0, 80.0),
    ("load with all names, s", "<=", 0.3, 0.3),
)


def load_scorer(shared: Path) -> ModuleType:
    """The scorer of the shared folder as a module."""
    path = shared / "bench" / "score_offices.py"
    spec = importlib.util.spec_from_file_location("score_offices", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f'No scorer in "{shared}". Give the shared folder with --shared.')
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def office_figures(scorer: ModuleType, items: list[dict[str, Any]], n_errors: int) -> dict[str, float]:
    """The figures of the office measure under the names of BARS."""
    keys = ("id", "date", "mention", "country_name")
    answers = {item["id"]: who_line({key: item[key] for key in keys}) for item in items}
    result, errors = scorer.score(items, answers)
    for item, answer in errors[:n_errors]:
        print(json.dumps({"gold": item, "answer": answer}, ensure_ascii=False), file=sys.stderr)
    kinds, decades = result["kinds"], result["by_decade"]["visit"]
    true_items = [item for item in items if item["current"]]
    denied = sum(answers[item["id"]]["current"] is False for item in true_items)
    figures = {
        "visits, each decade, least": min(figure["coverage"] for figure in decades.values()),
        "visits without the country": kinds["visit_bare"]["coverage"],
        "title and surname": kinds["remark"]["coverage"],
        "foreign ministers among them": result["by_class"]["remark"]["foreign_minister"]["coverage"],
        "true mention denied, visits": kinds["visit"]["wrongly_denied"],
        "true mention denied, all": 100 * denied / len(true_items),
    }
    for kind in ("title", "date", "country"):
        figures[f"wrong {kind}, accepted"] = kinds[f"wrong_{kind}"]["false_accept"]
        figures[f"wrong {kind}, flagged"] = kinds[f"wrong_{kind}"]["flagged"]
    return figures


def scan_speed(texts: list[str]) -> float:
    """Megabytes a second of processor time, text by text as a reading does it; the best of three."""
    tables = knowledge()
    tables.find_names("")
    size = sum(len(text.encode()) for text in texts)
    n_rounds = max(1, SCAN_BYTES // size)
    best = 0.0
    for _ in range(3):
        started = time.process_time()
        for _ in range(n_rounds):
            for text in texts:
                tables.find_names(text)
        best = max(best, n_rounds * size / 1e6 / (time.process_time() - started))
    return best


def iter_texts(shared: Path) -> Iterator[str]:
    """News and documents to scan: the annotated ones of the shared folder."""
    for path in sorted((shared / "gold" / "dev").iterdir()):
        if path.suffix in (".txt", ".md"):
            yield path.read_text(encoding="utf-8", errors="replace")


# Resident pages before and after, since the peak of a child process begins with its parent's.
_FRESH = """
import os, time
pages = lambda: int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
before = pages()
from dragoman.knowledge import knowledge
started = time.process_time()
tables = knowledge()
tables.find_names("")
seconds = time.process_time() - started
tables.who("Prime Minister Fumio Kishida")
print(seconds, pages() - before)
"""


def fresh_figures() -> tuple[float, float]:
    """Seconds of processor time to load, and megabytes taken, in a process of its own."""
    runs = [
        subprocess.run([sys.executable, "-c", _FRESH], check=True, capture_output=True, text=True)
        for _ in range(3)
    ]
    pairs = [tuple(map(float, run.stdout.split())) for run in runs]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def report(figures: dict[str, float]) -> int:
    """Print the table; how many figures miss what is owed."""
    n_missed = 0
    print(f"{'':32}{'found':>8}{'owed':>10}{'aimed at':>10}")
    for name, sense, owed, aimed in BARS:
        value = figures.get(name)
        if value is None:
            continue
        reached = [value >= bar if sense == ">=" else value <= bar for bar in (owed, aimed)]
        n_missed += not reached[0]
        verdict = "aim reached" if reached[1] else "" if reached[0] else "MISSED"
        print(
            f"{name:32}{value:8.2f}{sense + format(owed, 'g'):>10}{sense + format(aimed, 'g'):>10}  {verdict}"
        )
    return n_missed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N misses on standard error")
    options = parser.parse_args()
    scorer = load_scorer(options.shared)
    items = [json.loads(line) for line in scorer.DATA.read_text(encoding="utf-8").splitlines()]
    figures = office_figures(scorer, items, options.errors)
    figures["names scan, MB/s"] = scan_speed(list(iter_texts(options.shared)))
    figures["load with all names, s"], figures["memory of all tables, MB"] = fresh_figures()
    n_missed = report(figures)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(items)} mentions; tables {knowledge().version}; peak memory of this run {peak:.0f} MB")
    if n_missed:
        raise SystemExit(f"{n_missed} figures miss what is owed.")


if __name__ == "__main__":
    main()
