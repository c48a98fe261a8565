"""Keeps files and functions small: no file above 500 lines, no function above 60 or with more than six parameters.

Command functions of the CLI may have more parameters: each is an option that a user sees.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60
MAX_PARAMETERS = 6
FOLDERS = ("src", "train", "tools", "bench")


def iter_faults(path: Path) -> Iterator[str]:
    """The places of one Python file that are too large, one line of text each."""
    source = path.read_text(encoding="utf-8")
    n_lines = source.count("\n")
    if n_lines > MAX_FILE_LINES:
        yield f"{path}: {n_lines} lines; split it (at most {MAX_FILE_LINES})"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _iter_function_faults(path, node)


def _iter_function_faults(path: Path, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    n_lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if n_lines > MAX_FUNCTION_LINES:
        yield f"{path}:{node.lineno}: {node.name} has {n_lines} lines (at most {MAX_FUNCTION_LINES})"
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    n_parameters = sum(argument.arg not in ("self", "cls") for argument in arguments)
    if n_parameters > MAX_PARAMETERS and "cli" not in path.parts:
        yield f"{path}:{node.lineno}: {node.name} has {n_parameters} parameters (at most {MAX_PARAMETERS})"


def main() -> int:
    """Prints every fault; 1 when there is one."""
    faults = [
        fault
        for folder in FOLDERS
        for path in sorted(Path(folder).rglob("*.py"))
        for fault in iter_faults(path)
    ]
    print("\n".join(faults) or "sizes: all files and functions within the limits")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
