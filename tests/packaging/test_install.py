"""The built wheel, installed alone in a clean environment, reads a page from any folder."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import tarfile
import time
import tomllib
import urllib.error
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MAX_WHEEL_BYTES = 40_000_000
MAX_INSTALL_BYTES = 550_000_000
# What every new environment has before anything is installed.
INSTALLERS = {"pip", "setuptools", "pkg_resources", "_distutils_hack"}
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
    lines = (ROOT / "requirements" / "slow.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.removesuffix("\\").strip() for line in lines if re.match(r"[a-z0-9]", line)]
    path.write_text("\n".join(pins), encoding="utf-8")
    return path


def _installed(folder: Path, requirement: str, constraints: Path, pip: str | None = None) -> Path:
    """The `bin` of a fresh environment with the requirement installed, by the pip of a version if one is named."""
    venv.create(folder, with_pip=True)
    if pip is not None:
        _run(folder / "bin" / "python", "-m", "pip", "install", "-q", f"pip=={pip}", cwd=folder)
    _run(folder / "bin" / "python", "-m", "pip", "install", "-q", "-c", constraints, requirement, cwd=folder)
    return folder / "bin"


def test_the_wheel_is_small_enough_and_holds_model_and_tables(wheel: Path) -> None:
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
    brought = [path for path in _site_packages(bin_folder).iterdir() if path.name not in INSTALLERS]
    files = [file for path in brought for file in (path.rglob("*") if path.is_dir() else [path])]
    size = sum(file.stat().st_size for file in files if file.is_file())
    assert size <= MAX_INSTALL_BYTES, f"{size / 1e6:.0f} MB on disk"
    _assert_site_answers(bin_folder / "dragoman", tmp_path)


def _site_packages(bin_folder: Path) -> Path:
    return next((bin_folder.parent / "lib").glob("python3*/site-packages"))


def _assert_site_answers(program: Path, folder: Path) -> None:
    """Reads the page into a ledger, serves it, and finds it on the front page."""
    _run(program, "read", "page.txt", "--ledger", "a.db", cwd=folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(program), "serve", "--ledger", "a.db", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        front = _first_answer(f"http://127.0.0.1:{port}/", server)
    finally:
        server.terminate()
        server.communicate(timeout=30)
    assert "Wong" in front


def _first_answer(url: str, server: subprocess.Popen[str]) -> str:
    """The page at an address as soon as the server is up; fails with what the server printed if it ends."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.URLError:
            assert server.poll() is None, server.communicate()[0]
            time.sleep(0.1)
    raise AssertionError("the site did not answer within 30 s")


def test_an_old_pip_installs_it(wheel: Path, constraints: Path, tmp_path: Path) -> None:
    bin_folder = _installed(tmp_path / "env", str(wheel), constraints, pip="23.2")
    assert "dragoman" in _run(bin_folder / "dragoman", "--version", cwd=tmp_path)


def test_two_builds_of_the_wheel_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, cwd=ROOT)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_source_distribution_builds_the_same_package(wheel: Path, tmp_path: Path) -> None:
    _run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, cwd=ROOT)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    source = next(path for path in tmp_path.iterdir() if path.is_dir())
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "again", cwd=source)
    with zipfile.ZipFile(wheel) as ours, zipfile.ZipFile(next((tmp_path / "again").glob("*.whl"))) as again:
        assert sorted(ours.namelist()) == sorted(again.namelist())


@pytest.mark.parametrize("extra", _extras())
def test_each_extra_installs_in_a_clean_environment(
    wheel: Path, constraints: Path, tmp_path: Path, extra: str
) -> None:
    bin_folder = _installed(tmp_path / "env", f"{wheel}[{extra}]", constraints)
    assert "dragoman" in _run(bin_folder / "dragoman", "--version", cwd=tmp_path)
    _run(bin_folder / "python", "-m", "pip", "check", cwd=tmp_path)
