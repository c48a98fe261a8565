"""The built wheel, installed alone in a clean environment, reads a page from any folder."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MAX_WHEEL_BYTES = 40_000_000
# Their dependencies are heavy or only for developers; they are tried where they are used.
UNTRIED_EXTRAS = {"train", "bench", "test", "dev"}

pytestmark = pytest.mark.slow


def _extras() -> list[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    return sorted(set(project["optional-dependencies"]) - UNTRIED_EXTRAS)


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def constraints(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The locked versions without hashes, which pip would otherwise ask of the wheel itself."""
    path = tmp_path_factory.mktemp("lock") / "constraints.txt"
    lines = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.removesuffix("\\").strip() for line in lines if re.match(r"[a-z0-9]", line)]
    path.write_text("\n".join(pins), encoding="utf-8")
    return path


def _installed(folder: Path, requirement: str, constraints: Path) -> Path:
    """The `bin` of a fresh environment with the requirement installed."""
    venv.create(folder, with_pip=True)
    _run(folder / "bin" / "python", "-m", "pip", "install", "-q", "-c", constraints, requirement, cwd=folder)
    return folder / "bin"


def test_the_wheel_is_small_enough_and_holds_model_and_tables(wheel: Path) -> None:
    import zipfile

    assert wheel.stat().st_size <= MAX_WHEEL_BYTES
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for needed in ("language/model/model.onnx", "knowledge/data/tenures.tsv", "py.typed", "licenses/LICENSE"):
        assert any(name.endswith(needed) for name in names), needed
    assert not [name for name in names if name.startswith(("tests/", "examples/", "train/"))]


def test_the_wheel_alone_reads_a_page_from_any_folder(wheel: Path, constraints: Path, tmp_path: Path) -> None:
    bin_folder = _installed(tmp_path / "env", str(wheel), constraints)
    page = tmp_path / "page.txt"
    page.write_text(
        "Canberra\n\nAustralian Foreign Minister Penny Wong met Fijian Prime Minister Frank Bainimarama in Suva on "
        "27 May 2022. They agreed to deepen cooperation on climate change.\n",
        encoding="utf-8",
    )
    record = json.loads(_run(bin_folder / "dragoman", "read", "page.txt", "--json", cwd=tmp_path))
    assert {"AUS", "FJI"} <= {person["country"] for person in record["meetings"][0]["participants"]}
    assert "read" in _run(bin_folder / "dragoman", "--help", cwd=tmp_path)


@pytest.mark.parametrize("extra", _extras())
def test_each_extra_installs_in_a_clean_environment(
    wheel: Path, constraints: Path, tmp_path: Path, extra: str
) -> None:
    bin_folder = _installed(tmp_path / "env", f"{wheel}[{extra}]", constraints)
    assert "dragoman" in _run(bin_folder / "dragoman", "--version", cwd=tmp_path)
    _run(bin_folder / "python", "-m", "pip", "check", cwd=tmp_path)
