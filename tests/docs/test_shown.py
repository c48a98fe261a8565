"""What the documentation shows is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.docs.shown import iter_steps, run_page

DOCS = Path(__file__).parent.parent.parent / "docs"
# A page with this line shows what an extra gives: it is tried where all extras are installed.
NEEDS_EXTRA = "<!-- needs an extra -->"
PAGES = [path for path in sorted(DOCS.rglob("*.md")) if next(iter_steps(path.read_text("utf-8")), None)]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(
            path,
            id=str(path.relative_to(DOCS)),
            marks=[pytest.mark.slow] if NEEDS_EXTRA in path.read_text("utf-8") else [],
        )
        for path in PAGES
    ],
)
def test_commands_and_python_of_a_page_do_what_it_says(path: Path, tmp_path: Path) -> None:
    for step, printed, code in run_page(path.read_text(encoding="utf-8"), tmp_path):
        assert code == step.exit_code, f"{path.name}, line {step.line}: {step.command}\n{printed}"
        if step.expected is not None:
            expected = "\n".join(line.rstrip() for line in step.expected.strip("\n").splitlines())
            assert printed.strip("\n") == expected, f"{path.name}, line {step.line}: {step.command}"


def test_steps_are_found_with_their_outputs() -> None:
    page = "# A\n\n```console\n$ echo a\na\n$ false # exit 1\n```\n\n```{.console .run}\n$ date\n```\n\n```python\n1 / 1\n```\n"
    steps = list(iter_steps(page))
    assert [step.command for step in steps] == ["echo a", "false", "date", "1 / 1\n"]
    assert [step.expected for step in steps] == ["a\n", "", None, None]
    assert [step.exit_code for step in steps] == [0, 1, 0, 0]
    assert [step.line for step in steps] == [4, 6, 10, 14]
