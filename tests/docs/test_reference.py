"""Everything that a user can name stands in the reference."""

from __future__ import annotations

import re
from pathlib import Path

from tools.docs.python_reference import public_packages
from tools.docs.rest_reference import openapi
from tools.docs.settings_reference import VARIABLES, variables_in_use
from tools.docs.write_reference import PAGES, pages_out_of_step

from dragoman import errors
from dragoman.cli.program import COMMANDS, load_command
from dragoman.export.columns import COLUMNS
from dragoman.mcp.server import TOOL_NAMES
from dragoman.pages import SkipReason
from dragoman.web import WebSettings

DOCS = Path(__file__).parent.parent.parent / "docs"


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_generated_pages_say_what_the_program_says() -> None:
    assert pages_out_of_step() == []
    assert "cli.md" in PAGES


def test_every_command_and_option_appears() -> None:
    text = _text("reference/cli.md")
    missing = [name for name in COMMANDS if f"`dragoman {name}`" not in text]
    for name in COMMANDS:
        command = load_command(name)
        for each in [command, *getattr(command, "commands", {}).values()]:
            missing += [
                f"{name} {option}"
                for parameter in each.params
                for option in parameter.opts
                if option.startswith("--") and option not in text
            ]
    assert missing == []


def test_every_public_name_and_exception_appears() -> None:
    text = _text("reference/python.md")
    names = [name for module in public_packages() for name in module.__all__ if name[0] != "_"]
    names += [name for name, value in vars(errors).items() if isinstance(value, type)]
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []


def test_every_column_appears_in_the_codebook() -> None:
    text = _text("codebook.md")
    missing = [
        f"{table}.{column.name}"
        for table, columns in COLUMNS.items()
        for column in columns
        if f"`{column.name}`" not in text.partition(f"## {table}\n")[2].partition("\n## ")[0]
    ]
    assert missing == []


def test_every_path_of_the_interface_appears() -> None:
    text = _text("reference/rest.md")
    assert [path for path in openapi()["paths"] if f" {path}`" not in text] == []


def test_every_environment_variable_and_setting_appears() -> None:
    assert variables_in_use() == set(VARIABLES)
    text = _text("reference/settings.md")
    assert [name for name in (*WebSettings.model_fields, *VARIABLES) if f"`{name}`" not in text] == []


def test_every_reason_of_a_skipped_page_appears() -> None:
    text = _text("reference/skipped.md")
    assert [reason for reason in SkipReason if f"`{reason.value}`" not in text] == []


def test_every_tool_for_assistants_appears() -> None:
    text = _text("how-to/use-it-from-an-assistant.md")
    assert [name for name in TOOL_NAMES if f"`{name}`" not in text] == []
