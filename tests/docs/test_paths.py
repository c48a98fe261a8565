"""Files and pages that the documentation names are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
# Folders of a checkout; a path below one of them is meant to be there.
FOLDERS = ("src", "docs", "examples", "train", "tools", "bench", "tests", "requirements")
_SPAN = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(rf"(?:{'|'.join(FOLDERS)})/[\w./-]+")


def _pages() -> list[Path]:
    return [
        *sorted((ROOT / "docs").rglob("*.md")),
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "examples" / "README.md",
    ]


def _named_paths(text: str) -> Iterator[str]:
    """Paths that stand alone between backticks; parts of commands and placeholders in capitals are none."""
    for span in _SPAN.findall(text):
        if _PATH.fullmatch(span) and not re.search(r"\b[A-Z]+\.md$", span):
            yield span


def test_paths_between_backticks_exist() -> None:
    missing = [
        f"{page.relative_to(ROOT)}: {name}"
        for page in _pages()
        for name in _named_paths(page.read_text(encoding="utf-8"))
        if not (ROOT / name).exists()
    ]
    assert missing == []


def test_named_paths_are_found_and_commands_are_not() -> None:
    text = "`src/dragoman/no.py`, `tools/docs/`, `dragoman read pages/`, `docs/PAGE.md`, `src`"
    assert list(_named_paths(text)) == ["src/dragoman/no.py", "tools/docs/"]


def test_every_page_of_the_documentation_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    pages = [path.relative_to(ROOT / "docs") for path in sorted((ROOT / "docs").rglob("*.md"))]
    assert [str(page) for page in pages if page.parts[0] != "decisions" and str(page) not in navigation] == []
