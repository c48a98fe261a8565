"""Writes the generated pages of docs/reference, or says which is out of step.

python -m tools.docs.write_reference [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tools.docs.cli_reference import cli_reference
from tools.docs.code_reference import model_card, plover_reference, skipped_reference
from tools.docs.decisions_index import decisions_index
from tools.docs.python_reference import python_reference
from tools.docs.rest_reference import rest_reference
from tools.docs.settings_reference import settings_reference

FOLDER = Path(__file__).parent.parent.parent / "docs" / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_reference,
    "python.md": python_reference,
    "rest.md": rest_reference,
    "settings.md": settings_reference,
    "plover-and-cameo.md": plover_reference,
    "skipped.md": skipped_reference,
    "../explanation/model-card.md": model_card,
    "../decisions/index.md": decisions_index,
}


def pages_out_of_step() -> list[str]:
    """The names of the pages that are not what the program says today."""
    return [
        name
        for name, make in PAGES.items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text(encoding="utf-8") != make()
    ]


def main() -> int:
    """Writes the pages, or with --check names those that are out of step; 1 if there are any."""
    if "--check" not in sys.argv[1:]:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, make in PAGES.items():
            (FOLDER / name).write_text(make(), encoding="utf-8")
        return 0
    late = pages_out_of_step()
    for name in late:
        print(f"docs/reference/{name} is out of step with the program. Write it anew: make docs-reference")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
