"""How fields of the ledger are called where reports are compared."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.web.facts import field_label


def _report(*names: str) -> dict[str, Any]:
    return {"participants": [{"name": name} for name in names], "speaker": None}


@pytest.mark.parametrize(
    ("field", "reports", "label"),
    [
        ("office of biden joe", [_report("Joe Biden", "Fumio Kishida")], "Office of Joe Biden"),
        ("office of biden", [_report("Biden"), _report("Joe Biden")], "Office of Joe Biden"),
        ("office of gul", [{"speaker": {"name": "Abdullah Gül"}}], "Office of Abdullah Gül"),
        ("office of nobody", [_report("Joe Biden")], "Office of Nobody"),
        ("when", [], "When"),
    ],
)
def test_field_of_a_person_has_the_name_that_reports_write(
    field: str, reports: list[dict[str, Any]], label: str
) -> None:
    assert field_label(field, reports) == label
