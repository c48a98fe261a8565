"""The README tells what the program does today."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"```console\n\$ (?P<command>dragoman [^\n]+)\n(?P<output>.*?)```", re.DOTALL)


def test_it_opens_with_the_two_commands() -> None:
    opening = README.splitlines()[:30]
    assert any("make demo" in line for line in opening)
    assert any("make test" in line for line in opening)


def test_what_it_prints_is_what_the_program_prints() -> None:
    blocks = list(_BLOCK.finditer(README))
    assert blocks
    for block in blocks:
        command = [
            sys.executable,
            "-c",
            "from dragoman.cli import main; main()",
            *block["command"].split()[1:],
        ]
        environment = {"COLUMNS": "100", "PATH": "/usr/bin:/bin", "TERM": "dumb", "NO_COLOR": "1"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        printed = [line.rstrip() for line in done.stdout.strip().splitlines()]
        assert printed == [line.rstrip() for line in block["output"].strip().splitlines()], block["command"]


def test_every_folder_that_it_names_exists() -> None:
    for name in re.findall(r"^\| `([a-z_./]+/)` \|", README, re.MULTILINE):
        assert (ROOT / name).is_dir(), name
