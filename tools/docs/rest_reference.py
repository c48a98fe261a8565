"""The reference of the REST interface, from its own description (OpenAPI)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.ledger import Ledger
from dragoman.web import WebSettings, create_app

HEADER = """# REST

Written by `make docs-reference` from the description that every site gives at `/api/v1/openapi.json`. All paths lie
under `/api/v1` (and, for the newest version, under `/api`). Every list page of the site is also there as `.json`, `.csv` and
`.atom`, with the same filters in its address.

Errors have one shape: `{"error": {"type", "message", "hint", "field"}}`.
"""


def openapi() -> dict[str, Any]:
    """The OpenAPI description of a site on which people may write."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        Ledger.open(path, create=True).close()
        description: dict[str, Any] = create_app(WebSettings(ledger=str(path))).state.api.openapi()
    return description


def rest_reference() -> str:
    """docs/reference/rest.md as it should be."""
    description = openapi()
    lines = [HEADER, description["info"]["description"].strip(), ""]
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            lines += _of_operation(f"{method.upper()} {path}", operation)
    return "\n".join(lines).rstrip() + "\n"


def _of_operation(name: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"## `{name}`\n"
    yield " ".join((operation.get("description") or operation.get("summary") or "").split()) + "\n"
    parameters = operation.get("parameters", [])
    if parameters:
        yield "| parameter | in | what |"
        yield "| --- | --- | --- |"
        yield from (_of_parameter(parameter) for parameter in parameters)
        yield ""
    statuses = ", ".join(f"`{code}`" for code in operation.get("responses", {}))
    if statuses:
        yield f"Answers: {statuses}.\n"


def _of_parameter(parameter: dict[str, Any]) -> str:
    schema = parameter.get("schema", {})
    words = " ".join((parameter.get("description") or schema.get("description") or "").split())
    choices: list[Any] = schema.get("enum") or next(
        (each["enum"] for each in schema.get("anyOf", []) if "enum" in each), []
    )
    if choices:
        words += f" One of {', '.join(str(choice) for choice in choices)}."
    if schema.get("default") is not None:
        words += f" Default: `{schema['default']}`."
    return f"| `{parameter['name']}` | {parameter['in']} | {words.strip().replace('|', '/')} |"
