"""Writes the files that tell what a release is made of, or checks that they are in step with the lock.

    python tools/release_files.py            write THIRD-PARTY.md and sbom.cdx.json
    python tools/release_files.py --check    say which of them is out of step

The licences come from the installed packages (pip-licenses), the bill of
materials from the lock file (CycloneDX). Both name what the base install brings.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements" / "base.txt"
# What other systems need besides is not installed here, so that its licence cannot be asked for.
_LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
BUILD_ONLY = {"hatchling", "editables", "pathspec", "trove-classifiers"}
LICENCES = ROOT / "THIRD-PARTY.md"
BILL = ROOT / "sbom.cdx.json"
VENDORED = ROOT / "src" / "dragoman" / "web" / "static" / "vendor" / "manifest.json"
HEADER = """# Third-party packages

What the base install brings beside dragoman itself, with each package's licence as the package states it. Written
by `python tools/release_files.py` from the lock file. Data that the tables and the model were made from: see NOTICE.
Scripts and data of others that the site serves stand at the end; shapes of countries are Natural Earth's, public domain.

"""


def locked_names() -> list[str]:
    """The packages of the base lock that a running dragoman needs on Linux, by name."""
    lines = re.findall(r"^[a-z0-9][^\n\\]*", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    needed = [Requirement(line.strip()) for line in lines]
    names = {one.name for one in needed if one.marker is None or one.marker.evaluate(_LINUX)}
    return sorted(names - BUILD_ONLY)


def licences() -> str:
    """THIRD-PARTY.md as it should be: a table of package and licence."""
    call = [sys.executable, "-m", "piplicenses", "--format=json", "--with-urls", "--from=mixed"]
    call += ["--packages", *locked_names()]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    rows = sorted(json.loads(done.stdout), key=lambda row: row["Name"].lower())
    lines = ["| package | licence | home |", "| --- | --- | --- |"]
    lines += [f"| {row['Name']} | {_one_line(row['License'])} | {row['URL']} |" for row in rows]
    lines += ["", "## Served by the site", "", "| package | version | licence |", "| --- | --- | --- |"]
    lines += [f"| {each['name']} | {each['version']} | {each['licence']} |" for each in _vendored()]
    return HEADER + "\n".join(lines) + "\n"


def _vendored() -> list[dict[str, str]]:
    """The scripts and data of others that lie in the package, from their manifest."""
    packages: list[dict[str, str]] = json.loads(VENDORED.read_text(encoding="utf-8"))["packages"]
    return sorted(packages, key=lambda each: each["name"])


def _one_line(licence: str) -> str:
    """A licence's name; a package that gives the whole text is cut to its first line."""
    return licence.strip().splitlines()[0][:80].replace("|", "/")


def bill_of_materials() -> str:
    """The CycloneDX bill of the base lock, the same on every machine."""
    call = [sys.executable, "-m", "cyclonedx_py", "requirements", str(LOCK)]
    call += ["--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"]
    call += ["--short-PURLs"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    bill = json.loads(done.stdout)
    bill["metadata"].pop("tools", None)  # which CycloneDX wrote it is no matter of the release
    for component in bill["components"]:
        component.pop("externalReferences", None)  # where the registry was when this was written
        component.pop("description", None)  # the line of the lock with its hashes
    references = {each["bom-ref"]: each["purl"] for each in bill["components"]}
    for each in bill["components"]:
        each["bom-ref"] = references[each["bom-ref"]]
    for each in bill.get("dependencies", []):
        each["ref"] = references.get(each["ref"], each["ref"])
    bill["components"] += [
        {
            "bom-ref": f"pkg:npm/{each['name']}@{each['version']}",
            "licenses": [{"license": {"id": each["licence"]}}],
            "name": each["name"],
            "purl": f"pkg:npm/{each['name']}@{each['version']}",
            "type": "library",
            "version": each["version"],
        }
        for each in _vendored()
    ]
    bill["components"].sort(key=lambda each: str(each["purl"]))
    bill.get("dependencies", []).sort(key=lambda each: str(each["ref"]))
    return json.dumps(bill, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> int:
    """Writes both files, or names the one that is out of step; 1 if one is."""
    is_check = "--check" in sys.argv[1:]
    late = []
    for path, made in ((LICENCES, licences()), (BILL, bill_of_materials())):
        if is_check:
            if not path.is_file() or path.read_text(encoding="utf-8") != made:
                late.append(path.name)
        else:
            path.write_text(made, encoding="utf-8")
    for name in late:
        print(
            f"{name} is out of step with requirements/base.txt. Write it anew: python tools/release_files.py"
        )
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
