"""Scores whole records against the annotated development documents and prints the table.

    python bench/reading.py --shared ../shared [--verbose] [--doc s00]

Reads every document with `dragoman read --json`'s own functions, writes the
records to a temporary folder and hands them to the scorer that stands beside the
data. Given --gold, another folder in the same form is scored (examples/expected
with examples/pages).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from dragoman import api
from dragoman.export.record_json import record_json
from dragoman.pages import Skipped


def main() -> int:
    """Runs the bench; 0 when the scorer ran."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--gold", type=Path, help="a folder of gold records (default: SHARED/gold/dev)")
    parser.add_argument("--pages", type=Path, help="a folder of their pages (default: the gold folder)")
    parser.add_argument("--doc", help="only this document")
    parser.add_argument("--verbose", action="store_true", help="list misses and false records")
    options = parser.parse_args()
    gold = options.gold or options.shared / "gold" / "dev"
    scorer = options.shared / "gold" / "record_bench.py"
    if not scorer.exists():
        print(f"No development data at {options.shared}. Give its folder with --shared.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        out, chosen = Path(folder) / "out", Path(folder) / "gold"
        out.mkdir()
        chosen.mkdir()
        for path in sorted(gold.glob(f"{options.doc or '*'}.json")):
            (chosen / path.name).write_bytes(path.read_bytes())
        _read(options.pages or gold, {path.stem for path in chosen.glob("*.json")}, out)
        command = [sys.executable, str(scorer), "--gold", str(chosen), "--pred", str(out)]
        return subprocess.run([*command, "--verbose"] if options.verbose else command, check=False).returncode


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


if __name__ == "__main__":
    sys.exit(main())
