"""The README quotes figures that were measured."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def _rows(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", text, re.MULTILINE)


def test_each_figure_of_the_readme_is_on_the_page_of_figures() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    quoted = re.search(r"<!-- figures -->(.*?)<!-- /figures -->", readme, re.DOTALL)
    assert quoted is not None
    measured = _rows((ROOT / "docs" / "figures.md").read_text(encoding="utf-8"))
    rows = [row for row in _rows(quoted[1]) if row[0] not in {"figure", "---"}]
    assert len(rows) >= 8
    assert [row for row in rows if row not in measured] == []
