"""Scores whole records against annotated documents and prints the tables: `make bench-reading`.

    python bench/reading.py --shared ../shared [--verbose] [--doc s00] [--speed] [--crawl]

Without --gold it reads the development documents and the examples, each with the
scorer that stands beside the data; then it prints how far the confidence of values
can be trusted (values in bins of confidence against the share that the scorer's
matching finds right) and how many pages with a record the relevance test lets
through. Given --gold, only that folder is scored (--pages holds its pages). --speed
measures sentences a second from raw text to record on one core, by stage; --crawl
the pages a second of an ordinary crawl, beside trafilatura where it is installed;
--skim how many pages with values a skim of their source keeps, and how many others
it passes over.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman import api
from dragoman.export.record_json import record_json
from dragoman.knowledge import knowledge
from dragoman.pages import Skipped
from dragoman.reading.relevance import is_relevant
from skim_pages import print_skim
from speed import print_crawl, print_speed

_ROOT = Path(__file__).parents[1]
_EXAMPLES = (_ROOT / "examples" / "expected", _ROOT / "examples" / "pages")
_BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def main() -> int:
    """Runs the bench; 0 when the scorer ran."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--gold", type=Path, help="a folder of gold records, scored alone")
    parser.add_argument("--pages", type=Path, help="a folder of their pages (default: the gold folder)")
    parser.add_argument("--doc", help="only this document")
    parser.add_argument("--verbose", action="store_true", help="list misses and false records")
    parser.add_argument("--speed", action="store_true", help="measure sentences a second")
    parser.add_argument("--crawl", action="store_true", help="measure pages a second of an ordinary crawl")
    parser.add_argument("--skim", action="store_true", help="measure what a skim keeps and passes over")
    options = parser.parse_args()
    scorer = options.shared / "gold" / "record_bench.py"
    if not scorer.exists():
        print(f"No development data at {options.shared}. Give its folder with --shared.", file=sys.stderr)
        return 2
    measures = [print_speed] * options.speed + [print_crawl] * options.crawl + [print_skim] * options.skim
    for measure in measures:
        measure(options.shared)
    if measures:
        return 0
    development = options.shared / "gold" / "dev"
    sets = [(development, development), *([_EXAMPLES] if _EXAMPLES[0].exists() else [])]
    if options.gold is not None:
        sets = [(options.gold, options.pages or options.gold)]
    return score(sets, scorer, options)


def score(sets: list[tuple[Path, Path]], scorer: Path, options: argparse.Namespace) -> int:
    """Prints the scorer's table of each set; for the standing sets reliability and relevance too."""
    status, judged = 0, []
    for gold, pages in sets:
        with tempfile.TemporaryDirectory() as folder:
            out, chosen = Path(folder) / "out", Path(folder) / "gold"
            out.mkdir()
            chosen.mkdir()
            for path in sorted(gold.glob(f"{options.doc or '*'}.json")):
                (chosen / path.name).write_bytes(path.read_bytes())
            _read(pages, {path.stem for path in chosen.glob("*.json")}, out)
            command = [sys.executable, str(scorer), "--gold", str(chosen), "--pred", str(out)]
            print(f"== {gold}", flush=True)
            status |= subprocess.run(
                [*command, "--verbose"] if options.verbose else command, check=False
            ).returncode
            judged += list(iter_judged(chosen, out, _module(scorer)))
    if options.gold is None and options.doc is None:
        print_reliability(judged)
        print_relevance(sets)
    return status


def _read(pages: Path, wanted: set[str], out: Path) -> None:
    for path in sorted(pages.iterdir()):
        if path.stem not in wanted or path.suffix == ".json":
            continue
        for result in api.read_all([str(path)]):
            if isinstance(result, Skipped):
                print(f"{path.name}: skipped, {result.reason}: {result.detail}", file=sys.stderr)
            else:
                text = json.dumps(record_json(result), ensure_ascii=False)
                (out / f"{path.stem}.json").write_text(text, encoding="utf-8")


def _module(scorer: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("record_bench", scorer)
    if spec is None or spec.loader is None:
        raise SystemExit(f'No scorer at "{scorer}". Give the shared folder with --shared.')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------ how far confidence can be trusted


def iter_judged(gold: Path, out: Path, scorer: ModuleType) -> Iterator[tuple[str, float, bool]]:
    """(kind, confidence, whether the scorer finds it right) for each value read.

    What matches an optional value is right; further statements of the parties of a
    readout, which cost nothing there, are left out.
    """
    for path in sorted(gold.glob("*.json")):
        wanted, read = json.loads(path.read_text()), out / path.name
        if "doc_id" not in wanted or not read.exists():
            continue
        record: dict[str, Any] = json.loads(read.read_text())
        for kind in scorer.RECORDS:
            values = scorer.as_list(record.get(kind))
            pairs, spare, _, false = scorer.assign(
                scorer.as_list(wanted.get(kind)), values, scorer.MATCH[kind]
            )
            if kind == "statements" and wanted.get("open_statements"):
                false = [each for each in false if not scorer.official(wanted, values[each])]
            right = {each for _, each in pairs} | set(spare)
            yield from (
                (kind, values[each]["confidence"], each in right) for each in sorted({*right, *false})
            )


def print_reliability(judged: list[tuple[str, float, bool]]) -> None:
    """Values in bins of confidence: how many, their mean confidence, the share that is right."""
    print("\nreliability of confidence (all kinds)\nbin            n   mean  right")
    gap = 0.0
    for low, high in itertools.pairwise(_BINS):
        inside = [(each, right) for _, each, right in judged if low <= each < high]
        if not inside:
            continue
        mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
        gap += abs(mean - share) * len(inside) / max(len(judged), 1)
        print(f"{low:.1f} to {min(high, 1.0):.1f} {len(inside):>6} {mean:>6.2f} {share:>6.2f}")
    print(f"expected calibration error {gap:.3f} over {len(judged)} values")
    for kind in dict.fromkeys(kind for kind, _, _ in judged):
        rows = [(each, right) for name, each, right in judged if name == kind]
        mean, share = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        print(f"  {kind:<16} {len(rows):>4}  mean {mean:.2f}  right {share:.2f}")


# ------------------------------------------------------------------ relevance


def print_relevance(sets: list[tuple[Path, Path]]) -> None:
    """How many pages with a record the relevance test lets through, and how many without one it stops."""
    passed, dropped, stopped, n_without = 0, [], 0, 0
    for gold, pages in sets:
        for path in sorted(pages.iterdir()):
            if path.suffix == ".json" or not (gold / f"{path.stem}.json").exists():
                continue
            is_read = is_relevant(api.read_article(str(path)), knowledge())
            if json.loads((gold / f"{path.stem}.json").read_text()).get("negative"):
                n_without, stopped = n_without + 1, stopped + (not is_read)
            elif is_read:
                passed += 1
            else:
                dropped.append(path.name)
    n_with = passed + len(dropped)
    print(f"\nrelevance: {passed} of {n_with} pages with a record pass, recall {passed / max(n_with, 1):.3f}")
    print(f"  dropped: {' '.join(dropped) or 'none'}; {stopped} of {n_without} pages without one are stopped")


if __name__ == "__main__":
    sys.exit(main())
