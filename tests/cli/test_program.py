"""The program: its commands, its messages, how little it loads."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.cli.program import COMMANDS, app

HEAVY = ("rich", "trafilatura", "lxml", "numpy", "onnxruntime", "sqlalchemy", "tokenizers", "yaml")
STAGES = ("article", "language", "knowledge", "reading", "ledger", "export", "api")


def run(*args: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from dragoman.cli import main; sys.argv[0] = 'dragoman'; main()"
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=60)


def modules_after(*args: str) -> set[str]:
    code = (
        "import sys, contextlib, io; from dragoman.cli.program import run\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): run()\n"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=60, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("read", "--help"), ("quotes", "--help")])
def test_help_loads_no_stage_and_no_heavy_library(args: tuple[str, ...]) -> None:
    loaded = modules_after(*args)
    assert "dragoman.cli.program" in loaded
    assert not loaded & {*HEAVY, *(f"dragoman.{stage}" for stage in STAGES)}


@pytest.mark.slow
def test_help_answers_in_less_than_a_second_on_a_busy_machine() -> None:
    started = time.perf_counter()
    assert run("--help").returncode == 0
    assert time.perf_counter() - started < 1


def test_help_lists_every_command_and_the_exit_codes() -> None:
    done = CliRunner().invoke(app, ["--help"])
    assert done.exit_code == 0
    for name, (_, words) in COMMANDS.items():
        assert name in done.output
        assert words in done.output
    assert "3 done but more pages skipped" in done.output


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_its_help(name: str) -> None:
    done = CliRunner().invoke(app, [name, "--help"])
    assert done.exit_code == 0, done.exception
    assert "Usage: " in done.output


def test_version_is_printed() -> None:
    assert CliRunner().invoke(app, ["--version"]).output == f"dragoman {dragoman.__version__}\n"


def test_unknown_command_is_wrong_usage() -> None:
    done = run("reed")
    assert done.returncode == 2
    assert 'No such command "reed". Did you mean: read, ' in done.stderr


def test_reader_that_leaves_is_no_fault() -> None:
    code = "from dragoman.cli import main; main()"
    lines = b'{"id": 1}\n' * 2000
    with subprocess.Popen(
        [sys.executable, "-c", code, "article", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(lines[:10])
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.write(lines)
            process.stdin.close()
        except BrokenPipeError:
            process.stdin = None
        assert process.stderr.read() == b""
        assert process.wait(30) in (0, 1)
