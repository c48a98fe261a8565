"""Puts the table of key figures of docs/figures.md into the README.

python tools/readme_figures.py
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Writes the README anew; tests/docs/test_figures.py compares the two."""
    figures = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    table = re.search(r"## At a glance\n\n((?:\|.*\n)+)", figures)
    if table is None:
        raise SystemExit("docs/figures.md has no table of key figures. Write it with: make bench")
    readme = ROOT / "README.md"
    kept = "".join(line for line in table[1].splitlines(keepends=True) if "not measured" not in line)
    text = re.sub(
        r"<!-- figures -->.*?<!-- /figures -->",
        lambda _: f"<!-- figures -->\n{kept}<!-- /figures -->",
        readme.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
