"""Scores on annotated documents, which must not fall below the floors on file.

    python -m pytest tests/gold --update-floors            raises them
    python -m pytest tests/gold --update-floors --lower-floors "reason"   may lower them; the reason is kept

The scorer and the development documents lie beside the checkout; the example pages
are scored with the same scorer.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.export.record_json import record_json
from dragoman.pages import Skipped

FLOORS = Path(__file__).with_name("floors.json")
KINDS = ("meetings", "participants", "planned_events", "commitments", "statements", "events")


def _scores(scorer: Path, gold: Path, pages: Path, folder: Path) -> dict[str, float]:
    out = folder / "out"
    out.mkdir()
    for page in sorted(path for path in pages.iterdir() if path.suffix != ".json"):
        result = next(iter(dragoman.read_all([str(page)])))
        assert not isinstance(result, Skipped), result
        (out / f"{page.stem}.json").write_text(json.dumps(record_json(result)), encoding="utf-8")
    report = folder / "scores.json"
    command = [sys.executable, str(scorer), "--gold", str(gold), "--pred", str(out), "--json", str(report)]
    subprocess.run(command, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    scores = {kind: round(found["kinds"][kind]["f1"], 3) for kind in KINDS}
    return {**scores, "false_on_negatives": float(found["false_on_negative"])}


@pytest.mark.parametrize("name", ["development", "examples"])
def test_scores_do_not_fall(
    name: str, shared: Path, examples: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    gold = shared / "gold" / "dev" if name == "development" else examples / "expected"
    pages = gold if name == "development" else examples / "pages"
    scores = _scores(shared / "gold" / "record_bench.py", gold, pages, tmp_path)
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    known = floors.get(name, {})
    if request.config.getoption("--update-floors"):
        reason = request.config.getoption("--lower-floors")
        fallen = [kind for kind in KINDS if scores[kind] < known.get(kind, 0)]
        assert not fallen or reason, f"{fallen} fell; give --lower-floors a reason"
        floors[name] = {**scores, **({"lowered_because": reason} if reason else {})}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
        return
    below = {kind: (scores[kind], known[kind]) for kind in KINDS if scores[kind] < known[kind]}
    assert not below, f"below the floor (score, floor): {below}"
    assert scores["false_on_negatives"] == 0
