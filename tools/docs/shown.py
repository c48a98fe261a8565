"""Runs the commands and the Python that a page of the documentation shows, in a folder of its own.

A fence ```console is a session: lines that begin with "$ " are run with bash, in
their order and, over the whole page, in one folder where `examples/` lies; what
follows a command is what it prints. A fence ```{.console .run} must succeed, but its
output is not compared (figures, times). A fence ```python is run, all of a page in
one process, and must not fail. Other fences (```sh, ```yaml, ```text) are only read.
A command that is meant to fail says so: "$ dragoman ... # exit 2".

    python -m tools.docs.shown docs/tutorial.md    writes the outputs into the page
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_FENCE = re.compile(r"^```(console|\{\.console \.run\}|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STEP = re.compile(r"^\$ (?P<command>(?:.*\\\n)*.*)\n?(?P<output>(?:(?!\$ ).*\n?)*)", re.MULTILINE)
_EXIT = re.compile(r"\s+# exit (\d+)$")
LIMIT_S = 300


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a page, or one block of Python, with what the page says that it prints."""

    line: int  # of the page, from 1
    command: str
    expected: str | None  # None: not compared
    exit_code: int = 0
    is_python: bool = False
    span: tuple[int, int] = (0, 0)  # of the output in the page


def iter_steps(text: str) -> Iterator[Step]:
    """The steps of a page of Markdown, in their order."""
    for fence in _FENCE.finditer(text):
        kind, body, start = fence[1], fence[2], fence.start(2)
        if kind == "python":
            yield Step(_line(text, start), body, None, is_python=True)
            continue
        for found in _STEP.finditer(body):
            command = found["command"].rstrip()
            code = _EXIT.search(command)
            yield Step(
                line=_line(text, start + found.start()),
                command=_EXIT.sub("", command),
                expected=None if ".run" in kind else found["output"],
                exit_code=int(code[1]) if code else 0,
                span=(start + found.start("output"), start + found.end("output")),
            )


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def run_page(text: str, folder: Path) -> list[tuple[Step, str, int]]:
    """Each step with what it printed (standard output and error) and its exit code.

    Args:
        text: The page.
        folder: An empty folder; the examples are put into it.
    """
    (folder / "examples").symlink_to(ROOT / "examples")
    done: list[tuple[Step, str, int]] = []
    python_so_far = ""
    for step in iter_steps(text):
        if step.is_python:
            printed, code = _run([sys.executable, "-c", python_so_far + step.command], folder)
            python_so_far += step.command + "\n"
        else:
            printed, code = _run(["bash", "-c", step.command], folder)
        done.append((step, printed, code))
    return done


def _run(command: list[str], folder: Path) -> tuple[str, int]:
    environment = {
        **os.environ,
        "COLUMNS": "100",
        "TERM": "dumb",
        "NO_COLOR": "1",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        timeout=LIMIT_S, check=False,
    )  # fmt: skip
    lines = [line.rstrip() for line in done.stdout.replace(str(folder), ".").splitlines()]
    return "\n".join(lines).strip("\n") + "\n" if done.stdout.strip() else "", done.returncode


def with_outputs(text: str) -> str:
    """The page with what its commands print today."""
    with tempfile.TemporaryDirectory() as name:
        done = run_page(text, Path(name))
    for step, printed, code in reversed(done):
        if code != step.exit_code:
            raise SystemExit(
                f"line {step.line}: exit {code}, not {step.exit_code}: {step.command}\n{printed}"
            )
        if step.expected is not None:
            gap = "\n" if step.expected.endswith("\n\n") else ""
            text = text[: step.span[0]] + printed + gap + text[step.span[1] :]
    return text


def main() -> None:
    """Writes the outputs into the pages that are named."""
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(with_outputs(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
