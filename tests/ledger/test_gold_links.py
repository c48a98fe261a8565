"""Joining on annotated links, where the development data lie beside the checkout."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold"


@pytest.mark.skipif(not (GOLD / "links.json").is_file(), reason="the development data are not here")
def test_annotated_links_are_joined_and_different_things_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT / "bench")])
    from links import score_links

    found = score_links(GOLD)

    assert found.false == []
    assert found.missed == []
    assert len(found.joined) >= 2
