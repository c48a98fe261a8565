"""The reference of the command line, from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from dragoman.cli.program import COMMANDS, load_command

HEADER = """# Command line

Written by `make docs-reference` from the program; `dragoman COMMAND --help` prints the same. Results go to standard
output, progress and warnings to standard error. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but more pages
skipped than `--max-skips`.

`dragoman --version` prints the version, `dragoman --help` the list of commands. `dragoman --install-completion` teaches
the shell to complete commands and options; `dragoman --show-completion` prints that script instead.
"""


def cli_reference() -> str:
    """docs/reference/cli.md as it should be."""
    return HEADER + "".join(
        "\n".join(_of_command(load_command(name), f"dragoman {name}", line)) + "\n"
        for name, (_, line) in COMMANDS.items()
    )


def _of_command(command: Any, path: str, line: str | None, level: int = 2) -> Iterator[str]:
    yield f"\n{'#' * level} `{path}`\n"
    yield inspect.cleandoc(command.help or line or "").replace("\b", "")
    if hasattr(command, "commands"):
        for name in command.commands:
            yield from _of_command(command.commands[name], f"{path} {name}", None, level + 1)
        return
    yield ""
    yield f"    {' '.join([path, *_usage(command)])}"
    options = list(_options(command))
    if options:
        yield "\n| option | what it does |\n| --- | --- |"
        yield from options


def _context(command: Any) -> Any:
    return command.context_class(command)


def _usage(command: Any) -> list[str]:
    return command.collect_usage_pieces(_context(command))  # type: ignore[no-any-return]


def _options(command: Any) -> Iterator[str]:
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            yield f"| `{parameter.display_name_raw}` | {_cell(parameter.help or '')} |"
        elif (shown := parameter.get_help_record(_context(command))) is not None:
            yield f"| {_cell(f'`{shown[0]}`')} | {_cell(shown[1])} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
