"""Everything that a user can name stands in the reference, in the section of what it belongs to."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer
from tools.docs.python_reference import public_packages
from tools.docs.rest_reference import openapi
from tools.docs.settings_reference import VARIABLES, variables_in_use
from tools.docs.write_reference import PAGES, pages_out_of_step

import dragoman
from dragoman import errors
from dragoman.cli.program import COMMANDS, app, load_command
from dragoman.export import record_json
from dragoman.export.columns import COLUMNS
from dragoman.mcp.server import TOOL_NAMES
from dragoman.pages import Limits, SkipReason
from dragoman.pages import plugins as page_plugins
from dragoman.pages.fetch_rules import FetchRules
from dragoman.scale import RunOptions
from dragoman.web import WebSettings
from tests.export.factory import build_record

DOCS = Path(__file__).parent.parent.parent / "docs"


class Name(NamedTuple):
    """What must be named, and the heading under which; "" is the whole page."""

    words: str
    heading: str = ""


def _commands() -> Iterator[Name]:
    for path, _ in _every_command():
        yield Name(f"dragoman {path}")


def _options() -> Iterator[Name]:
    for path, command in [("", typer.main.get_command(app)), *_every_command()]:
        for parameter in command.params:
            heading = f"`dragoman {path}`" if path else ""
            yield from (Name(option, heading) for option in parameter.opts if option.startswith("--"))


def _every_command() -> Iterator[tuple[str, Any]]:
    for name in COMMANDS:
        command = load_command(name)
        below = getattr(command, "commands", {})
        yield from [(f"{name} {each}", below[each]) for each in below] or [(name, command)]


def _public_names() -> Iterator[Name]:
    for module in public_packages():
        yield from (Name(name, f"`{module.__name__}`") for name in module.__all__ if name[0] != "_")


def _exceptions() -> Iterator[Name]:
    for module in pkgutil.walk_packages(dragoman.__path__, "dragoman."):
        if not re.search(r"migrations|__main__", module.name):  # they run when they are imported
            import_module(module.name)
    found = {
        each.__name__ for each in _below(errors.DragomanError) if each.__module__.startswith("dragoman.")
    }
    return (Name(name, "Errors") for name in sorted(found) if name[0] != "_")


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _below(each)


def _columns() -> Iterator[Name]:
    for table, columns in COLUMNS.items():
        yield from (Name(column.name, table) for column in columns)


def _paths() -> Iterator[Name]:
    for path, operations in openapi()["paths"].items():
        yield from (Name(f"{method.upper()} {path}") for method in operations)


def _parameters() -> Iterator[Name]:
    for path, operations in openapi()["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", []):
                yield Name(parameter["name"], f"`{method.upper()} {path}`")


def _settings() -> Iterator[Name]:
    yield from (Name(name, "The site") for name in WebSettings.model_fields)
    for kind, heading in ((FetchRules, "Fetching"), (RunOptions, "A run"), (Limits, "Limits of a page")):
        yield from (Name(field.name, heading) for field in fields(kind))


def _record_keys() -> Iterator[Name]:
    def keys(value: Any, above: str) -> Iterator[str]:
        if isinstance(value, dict) and above not in {"topics", "topic_issues"}:  # codes, not keys
            for key, below in value.items():
                yield from (key, *keys(below, key))
        elif isinstance(value, list):
            yield from (key for each in value for key in keys(each, above))

    return map(Name, dict.fromkeys(keys(record_json(build_record()), "")))


def _hooks() -> Iterator[Name]:
    found = vars(page_plugins._Hooks)  # what pluggy is given
    return (Name(name) for name in found if name.startswith("dragoman_"))


# Each kind of name: the page where it belongs, and how it is found in the program.
KINDS: dict[str, tuple[str, Callable[[], Iterator[Name]]]] = {
    "command": ("reference/cli.md", _commands),
    "option": ("reference/cli.md", _options),
    "public name": ("reference/python.md", _public_names),
    "exception": ("reference/python.md", _exceptions),
    "column": ("codebook.md", _columns),
    "key of a record": ("record.md", _record_keys),
    "path": ("reference/rest.md", _paths),
    "parameter": ("reference/rest.md", _parameters),
    "setting": ("reference/settings.md", _settings),
    "variable": ("reference/settings.md", lambda: map(Name, VARIABLES)),
    "reason": ("reference/skipped.md", lambda: (Name(reason.value) for reason in SkipReason)),
    "tool": ("how-to/use-it-from-an-assistant.md", lambda: map(Name, TOOL_NAMES)),
    "hook": ("how-to/write-a-plug-in.md", _hooks),
}


@cache
def _wanted(kind: str) -> tuple[Name, ...]:
    return tuple(KINDS[kind][1]())


def _page(kind: str) -> str:
    return (DOCS / KINDS[kind][0]).read_text(encoding="utf-8")


def missing(text: str, names: tuple[Name, ...]) -> list[Name]:
    """The names that a page does not have where they belong."""
    sections: dict[str, str] = {}
    return [
        name
        for name in names
        if not _standing(name.words).search(
            sections.setdefault(name.heading, _section(text, name.heading)),
        )
    ]


def _standing(words: str) -> re.Pattern[str]:
    """The words, not as a part of longer ones (`--out` in `--outlet`, `/articles` in `/articles/{id}`)."""
    return re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w/{{-])")


def _section(text: str, heading: str) -> str:
    """What stands from a heading to the next one of its level or above."""
    if not heading:
        return text
    found = re.search(rf"^(##+) {re.escape(heading)}.*\n(?:.*\n)*?(?=^#{{2,3}} |\Z)", text, re.MULTILINE)
    if found is None:
        return ""
    after = re.search(rf"^#{{2,{len(found[1])}}} ", text[found.end(1) :], re.MULTILINE)
    return text[found.start() : found.end(1) + after.start() if after else len(text)]


def _without(text: str, name: Name) -> str:
    """The page without the lines that have the name, in its section alone."""
    section = _section(text, name.heading)
    left = "\n".join(line for line in section.splitlines() if not _standing(name.words).search(line))
    return text.replace(section, left + "\n")


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_appears_where_it_belongs(kind: str) -> None:
    assert len(_wanted(kind)) > 0
    lost = missing(_page(kind), _wanted(kind))
    assert lost == [], f"not in docs/{KINDS[kind][0]}:\n" + "\n".join(
        f"{kind} {name.words}" + (f" (under {name.heading})" if name.heading else "") for name in lost
    )


@pytest.mark.parametrize("kind", KINDS)
def test_name_that_a_page_loses_is_named(kind: str) -> None:
    names, text = _wanted(kind), _page(kind)
    for name in {names[0], names[len(names) // 2], names[-1]}:
        assert name in missing(_without(text, name), names)


@pytest.mark.parametrize("kind", KINDS)
def test_name_that_the_program_gains_is_named(kind: str) -> None:
    gained = Name("--not-yet-described", _wanted(kind)[0].heading)

    assert missing(_page(kind), (*_wanted(kind), gained)) == [gained]


def test_name_under_another_heading_does_not_count() -> None:
    text = "# A\n\n## `dragoman one`\n\n`--here`, `--herein`\n\n## `dragoman two`\n\n`--there`\n"

    assert missing(text, (Name("--here", "`dragoman one`"), Name("--there", "`dragoman one`"))) == [
        Name("--there", "`dragoman one`")
    ]
    assert missing(text, (Name("--her", "`dragoman one`"),)) == [Name("--her", "`dragoman one`")]


def test_generated_pages_say_what_the_program_says() -> None:
    assert pages_out_of_step() == []
    assert "cli.md" in PAGES


def test_every_environment_variable_of_the_source_is_described() -> None:
    assert variables_in_use() == set(VARIABLES)
