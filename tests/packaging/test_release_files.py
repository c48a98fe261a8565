"""What a release says of itself agrees with what it is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from dragoman import __version__

ROOT = Path(__file__).parent.parent.parent


def test_licences_and_bill_of_materials_are_in_step_with_the_lock() -> None:
    done = subprocess.run(
        [sys.executable, "tools/release_files.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_locked_package_names_its_licence() -> None:
    rows = re.findall(
        r"^\| (\S+) \| (.+?) \| .* \|$", (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8"), re.M
    )
    unknown = [name for name, licence in rows if licence in {"UNKNOWN", ""}]
    assert len(rows) > 40
    assert not unknown


def test_no_package_of_the_base_is_under_a_licence_that_binds_its_users() -> None:
    text = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    assert not re.search(r"\bA?GPL|Affero|NonCommercial|CC BY-NC", text)


def test_locks_name_no_registry() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert not re.search(r"https?://|--index-url|--find-links", lock.read_text(encoding="utf-8")), (
            lock.name
        )


def test_changelog_and_citation_speak_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {__version__}" in changelog or "## Unreleased" in changelog
