"""The file that says how to cite the program, in the Citation File Format 1.2.0."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.version import __version__

ROOT = Path(__file__).parents[2]
# What the format's schema requires, and the other fields of it that are used here.
REQUIRED = {"cff-version", "message", "title", "authors"}
OPTIONAL = {"abstract", "type", "version", "license", "keywords", "repository-code", "url", "date-released"}


@pytest.fixture
def citation() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    return loaded


def test_citation_names_the_version_of_the_program(citation: dict[str, Any]) -> None:
    assert citation["version"] == __version__


def test_citation_has_the_fields_of_the_format(citation: dict[str, Any]) -> None:
    assert citation["cff-version"] == "1.2.0"
    assert citation.keys() >= REQUIRED
    assert citation.keys() <= REQUIRED | OPTIONAL
    assert citation["type"] == "software"
    assert all(
        author.keys() & {"name", "family-names", "given-names", "alias"} for author in citation["authors"]
    )


def test_citation_says_the_licence_of_the_program_and_keywords_of_the_package(
    citation: dict[str, Any],
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    # Several licences would mean "one of these"; that of the data in the package is in NOTICE.
    assert citation["license"] == project["license"].split(" AND ")[0]
    assert citation["keywords"] == project["keywords"]
