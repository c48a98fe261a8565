"""Puts what the program prints today into the README's console blocks.

    python tools/readme_output.py

Each block begins with a line "$ dragoman ..."; the rest of it is replaced by the
output at 100 columns without colour. tests/test_readme.py compares the two.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"(```console\n\$ (dragoman [^\n]+)\n)(.*?)(```)", re.DOTALL)


def printed(command: str) -> str:
    """What a command prints, without blanks at line ends."""
    call = [sys.executable, "-c", "from dragoman.cli import main; main()", *command.split()[1:]]
    environment = {**os.environ, "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
    done = subprocess.run(
        call, cwd=README.parent, env=environment, capture_output=True, text=True, check=True
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines()) + "\n"


def main() -> None:
    """Writes the README anew."""
    text = README.read_text(encoding="utf-8")
    README.write_text(
        BLOCK.sub(lambda match: match[1] + printed(match[2]) + match[4], text), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
