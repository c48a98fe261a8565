"""The records of the example pages, kept as files and reviewed as a diff.

python -m pytest tests/golden --update-golden
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.export.record_json import record_json
from dragoman.pages import Skipped

FOLDER = Path(__file__).parent
PAGES = sorted((FOLDER.parent.parent / "examples" / "pages").iterdir())


def _record(page: Path) -> dict[str, Any]:
    """The record without what any change of code changes, and without the article's text, which the page holds."""
    result = next(iter(dragoman.read_all([str(page)])))
    assert not isinstance(result, Skipped), result
    found = json.loads(json.dumps(record_json(result), ensure_ascii=False))
    del found["versions"]
    for key in ("full_text", "text", "parts", "origin"):
        found["article"].pop(key, None)
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_an_example_page_gives_the_record_on_file(page: Path, update_golden: bool) -> None:
    golden = FOLDER / f"{page.stem}.json"
    found = _record(page)
    if update_golden:
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))
