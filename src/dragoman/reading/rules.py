"""The version of the reading rules: it changes when a rule's words or code change."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib import resources


@cache
def rules_version() -> str:
    """A short hash over the code and the word lists of this stage."""
    digest = sha256()
    folder = resources.files("dragoman.reading")
    files = [entry for entry in folder.iterdir() if entry.name.endswith(".py")]
    files += [entry for entry in folder.joinpath("data").iterdir() if entry.name.endswith(".tsv")]
    for entry in sorted(files, key=lambda each: each.name):
        digest.update(entry.name.encode())
        digest.update(entry.read_bytes())
    return digest.hexdigest()[:12]
