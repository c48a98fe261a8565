"""The reference of settings: environment variables, and the options of fetching, reading, running and serving."""

from __future__ import annotations

import inspect
import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from dragoman.pages import Limits
from dragoman.pages.fetch_rules import FetchRules
from dragoman.scale.options import RunOptions
from dragoman.web import WebSettings

SOURCE = Path(__file__).parent.parent.parent / "src"
VARIABLES = {
    "DRAGOMAN_LEDGER": "The ledger that commands use where `--ledger` is left out: a file or a database URL.",
    "DRAGOMAN_REVIEWER": "Who judges in `dragoman review` where `--as` is left out.",
    "DRAGOMAN_KNOWLEDGE": "The folder of your own rows of the tables; the platform's folder for settings of users otherwise.",
    "DRAGOMAN_SECRET_KEY": "What the site signs cookies with (16 characters at least). Without it a key is drawn at each start, "
    "and everybody has to log in again.",
}
HEADER = """# Settings

Written by `make docs-reference` from the program. There is no file of settings: commands have options, Python has arguments, and
these variables stand for options that are the same every day.

## Environment variables

| variable | what it does |
| --- | --- |
"""


def settings_reference() -> str:
    """docs/reference/settings.md as it should be."""
    rows = "".join(f"| `{name}` | {words} |\n" for name, words in VARIABLES.items())
    parts = [HEADER + rows]
    parts += [
        _of_class("The site", "dragoman.web.WebSettings", WebSettings, _pydantic_fields(WebSettings)),
        _of_class("Fetching", "dragoman.pages.fetch_rules.FetchRules", FetchRules, _data_fields(FetchRules)),
        _of_class("A run over archives", "dragoman.scale.RunOptions", RunOptions, _data_fields(RunOptions)),
        _of_class("Limits of a page", "dragoman.pages.Limits", Limits, _data_fields(Limits)),
    ]
    return "\n".join(parts)


def variables_in_use() -> set[str]:
    """The environment variables that the program's source names."""
    return {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r"\bDRAGOMAN_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }


def _of_class(title: str, name: str, kind: type, values: list[tuple[str, str]]) -> str:
    lines = [f"## {title}\n", f"`{name}`: {_words(kind)}\n", "| setting | default |", "| --- | --- |"]
    lines += [f"| `{setting}` | {default} |" for setting, default in values]
    return "\n".join(lines) + "\n"


def _words(kind: type) -> str:
    doc = inspect.getdoc(kind) or ""
    return re.sub(r"^ {4}(\w+): ", r"- `\1`: ", doc.replace("Attributes:", ""), flags=re.MULTILINE)


def _pydantic_fields(kind: Any) -> list[tuple[str, str]]:
    return [(name, _default(field.get_default())) for name, field in kind.model_fields.items()]


def _data_fields(kind: Any) -> list[tuple[str, str]]:
    return [
        (field.name, _default(None if field.default is MISSING else field.default)) for field in fields(kind)
    ]


def _default(value: Any) -> str:
    if value is None or callable(value) or "Undefined" in repr(value):
        return "-"
    if isinstance(value, frozenset):
        value = sorted(value)
    return f"`{value}`"
