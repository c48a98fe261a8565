"""The shell completes commands and options, also those whose modules are loaded late."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_PROGRAM = [
    sys.executable,
    "-c",
    "import sys; sys.argv[0] = 'dragoman'; from dragoman.cli import main; main()",
]


def _completions(line: str, n_words: int) -> list[str]:
    environment = {
        **os.environ,
        "_DRAGOMAN_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(n_words),
    }
    return subprocess.run(
        _PROGRAM, env=environment, capture_output=True, text=True, check=False
    ).stdout.split()


@pytest.mark.parametrize(
    ("line", "n_words", "expected"),
    [
        ("dragoman me", 1, "meetings"),
        ("dragoman ledger ba", 2, "backup"),
        ("dragoman read --led", 2, "--ledger"),
    ],
    ids=["command", "command of a group", "option"],
)
def test_the_shell_is_told_how_a_word_goes_on(line: str, n_words: int, expected: str) -> None:
    assert expected in _completions(line, n_words)


def test_a_script_for_the_shell_can_be_shown() -> None:
    environment = {**os.environ, "_DRAGOMAN_COMPLETE": "source_bash"}
    shown = subprocess.run(_PROGRAM, env=environment, capture_output=True, text=True, check=False).stdout
    assert "COMP_WORDS" in shown
