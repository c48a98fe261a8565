"""Archives to run over, and workers that read them quickly and can be made to fail."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.pages.warcs import record, write_gzip


@pytest.fixture
def faulty_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers whose pages hang, die or are slow by their names (`sitecustomize_faults`)."""
    folder = tmp_path / "path"
    folder.mkdir()
    shutil.copy(Path(__file__).with_name("sitecustomize_faults.py"), folder / "sitecustomize.py")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(Path(__file__).parents[2] / "src")]))


@pytest.fixture
def archives(tmp_path: Path) -> list[str]:
    """Three archives with eight pages each."""
    folder = tmp_path / "archives"
    folder.mkdir()
    for number in range(3):
        records = [record(n).replace(b"example.org", f"host{number}.example".encode()) for n in range(8)]
        write_gzip(folder / f"crawl-{number}.warc.gz", records)
    return sorted(map(str, folder.iterdir()))
