from __future__ import annotations

from hashlib import sha256

from tools.vendor import VENDOR, iter_faults, read_manifest


def test_vendored_scripts_are_those_of_the_manifest() -> None:
    assert list(iter_faults()) == []


def test_every_package_names_version_and_licence() -> None:
    for package in read_manifest():
        assert package["version"]
        assert package["licence"]
        names = [file["name"] for file in package["files"]]
        assert any("LICENSE" in name.upper() or "LICENCE" in name.upper() for name in names), package["name"]


def test_changed_script_is_noticed() -> None:
    file = read_manifest()[0]["files"][0]

    changed = (VENDOR / file["name"]).read_bytes() + b" "

    assert sha256(changed).hexdigest() != file["sha256"]
