"""The list of decisions, from their files."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "docs" / "decisions"
HEADER = """# Decisions

Written by `make docs-reference` from the files. Each says what it answers, what was chosen, and what follows; a later one
says so where it takes an earlier one's place.

| number | decision |
| --- | --- |
"""


def decisions_index() -> str:
    """docs/decisions/index.md as it should be: one line a decision, by its number."""
    return HEADER + "".join(_line(path) for path in sorted(FOLDER.glob("[0-9]*.md")))


def _line(path: Path) -> str:
    title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
    return f"| {path.name[:4]} | [{title}]({path.name}) |\n"
