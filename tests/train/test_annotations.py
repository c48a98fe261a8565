"""The annotators' form: words become spans, faults are named, agreement is counted."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TRAIN = ROOT / "train"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"annotation_{name}", TRAIN / "annotations" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


form = load("format")
agreement = load("agreement")


def line(text: str, **layers: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": "t-1", "origin": "written", "style": "wire", "date": "1990-05-01", "text": text, **layers}


def words(compiled: dict[str, Any], span: tuple[int, int]) -> str:
    return str(compiled["text"][span[0] : span[1]])


def faults(given: dict[str, Any]) -> str:
    with pytest.raises(form.AnnotationError) as caught:
        form.compile_line(given)
    return " | ".join(caught.value.faults)


def guideline_lines() -> list[dict[str, Any]]:
    block = re.search(r"```jsonl\n(.*?)```", (TRAIN / "guidelines.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    return [json.loads(raw) for raw in block[1].splitlines()]


@pytest.mark.parametrize("given", guideline_lines(), ids=lambda given: given["id"])
def test_every_example_of_the_guidelines_compiles(given: dict[str, Any]) -> None:
    compiled, doubts = form._compile(given)
    assert doubts == []
    assert compiled["text"] == given["text"]


def test_a_number_picks_the_second_occurrence_and_only_whole_words_count() -> None:
    given = line(
        "The army left after he said that he would go.",
        attributions=[{"content": "he#3", "source": "he", "cue": "said", "manner": "indirect"}],
    )
    assert "stands 2 time(s)" in faults(given)
    given["attributions"][0] |= {"content": "would go", "source": "he#2"}
    compiled = form.compile_line(given)
    (attribution,) = compiled["attributions"]
    assert attribution["source"] == (33, 35)
    assert words(compiled, attribution["content"][0]) == "would go"


def test_curly_marks_match_straight_ones_and_edges_of_a_content_are_cut() -> None:
    given = line(
        "“Kenya’s troops left,” he said.",
        attributions=[
            {"content": '"Kenya\'s troops left,"', "source": "he", "cue": "said", "manner": "direct"}
        ],
    )
    compiled = form.compile_line(given)
    assert words(compiled, compiled["attributions"][0]["content"][0]) == "Kenya’s troops left"


def test_an_abbreviation_keeps_its_stop_at_the_end_of_a_content() -> None:
    given = line(
        "He said it came from the U.S.",
        attributions=[
            {"content": "it came from the U.S.", "source": "He", "cue": "said", "manner": "indirect"}
        ],
    )
    compiled = form.compile_line(given)
    assert words(compiled, compiled["attributions"][0]["content"][0]).endswith("U.S.")


def test_spans_count_code_points() -> None:
    given = line(
        "𝐁𝐨𝐥𝐝 Peru met Chile.", events=[{"trigger": "met", "type": "CONSULT", "source": ["Peru", "Chile"]}]
    )
    (event,) = form.compile_line(given)["events"]
    assert event["trigger"] == (10, 13)
    assert event["realis"] == "happened"


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ({"trigger": "meet", "type": "CONSULT"}, "'meet' does not stand"),
        ({"trigger": "Met", "type": "CONSULT"}, "it stands there as 'met'"),
        ({"trigger": "met#2", "type": "CONSULT"}, "stands 1 time(s)"),
        ({"type": "CONSULT"}, "give the exact words"),
        ({"trigger": "met", "type": "TALK"}, "'TALK' is not in the list"),
        ({"trigger": "met", "type": "CONSULT", "mode": "demo"}, "no mode of CONSULT"),
        ({"trigger": "met", "type": "CONSULT", "realis": "future"}, "'future' is not in the list"),
        ({"trigger": "met", "type": "CONSULT", "who": "Peru"}, "'who' is no key"),
    ],
    ids=["absent", "case", "number", "no trigger", "type", "mode", "realis", "key"],
)
def test_a_fault_says_what_is_wrong(event: dict[str, Any], message: str) -> None:
    assert message in faults(line("Peru met Chile.", events=[event]))


def test_content_may_not_overlap_source_or_cue() -> None:
    given = line(
        "Peru said it would wait.",
        attributions=[
            {"content": "said it would wait", "source": "Peru", "cue": "said", "manner": "indirect"},
        ],
    )
    assert "content and cue overlap" in faults(given)


def test_build_sorts_and_keeps_a_repeated_text_once(tmp_path: Path) -> None:
    rows = [line("Peru met Chile.") | {"id": name} for name in ("t-3", "t-2")]
    rows.append(line("Chile met Peru.") | {"id": "t-1"})
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert form.run_build(out, [source]) == 0
    built = [json.loads(raw)["id"] for raw in out.read_text(encoding="utf-8").splitlines()]
    assert built == ["t-1", "t-2"]


def test_check_names_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps(line("Peru waits.")) + "\n{oops\n", encoding="utf-8")
    assert form.run_check([source]) == 1
    assert f"{source}:2: no JSON" in capsys.readouterr().out


def test_agreement_is_perfect_with_oneself_and_counts_a_difference() -> None:
    event = {"trigger": "met", "type": "CONSULT", "source": ["Peru", "Chile"]}
    left = form.compile_line(line("Peru met Chile.", events=[event]))
    right = form.compile_line(line("Peru met Chile.", events=[event | {"source": ["Peru"]}]))
    same, other = agreement.measure_agreement([left], [left]), agreement.measure_agreement([left], [right])
    assert same["event trigger+type F1"] == 1.0
    assert same["realis kappa"] == 1.0
    assert other["event source F1"] == pytest.approx(2 / 3)


def test_kappa_is_zero_for_agreement_by_chance_alone() -> None:
    pairs = [("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]
    assert agreement.cohen_kappa(pairs) == pytest.approx(0.0)
