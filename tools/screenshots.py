"""Takes the pictures of the site that the documentation shows, over the example pages.

    python tools/screenshots.py [--out docs/images] [--ledger FILE] [--only NAME ...]

Needs a Chromium on this machine. The day is fixed, so that the same version gives the same pictures.
"""

from __future__ import annotations

import argparse
import socket
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser
from tests.web.browsing import Look, chromium, look, running

from dragoman.api import read_all
from dragoman.ledger import Ledger
from dragoman.reading.record import Record
from dragoman.web import WebSettings, create_app

ROOT = Path(__file__).parents[1]
TODAY = datetime(2024, 4, 20, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to take: its path (or "@list: words" for the first item of a list that has these words)."""

    name: str
    path: str
    scheme: str = "light"
    width: int = 1280
    height: int = 860
    language: str = "en-GB"


PICTURES = (
    Picture("front", "/"),
    Picture("article", "@articles: Paris summit"),
    Picture("meeting", "@meetings: reports", height=1240),
    Picture("board", "/board"),
    Picture("network", "/network", "dark", height=1000),
    Picture("review", "/review"),
)


def make_ledger(path: Path) -> None:
    """A ledger of the example pages and of the year of meetings that the notebooks read."""
    examples = ROOT / "examples"
    sources = [examples / "pages", examples / "notebooks" / "year-of-meetings.jsonl"]
    read = [one for one in read_all(sources) if isinstance(one, Record)]
    with Ledger.open(path, create=True, now=lambda: TODAY) as ledger:
        ledger.add_all(read)


def take(browser: Browser, base: str, picture: Picture, out: Path) -> None:
    """Write one picture as PNG."""
    context, seen = look(
        browser,
        base,
        color_scheme=picture.scheme,
        viewport={"width": picture.width, "height": picture.height},
        locale=picture.language,
    )
    _open(seen, picture.path)
    seen.page.screenshot(path=str(out / f"{picture.name}.png"))
    context.close()
    for fault in seen.faults:
        print(f"{picture.name}: {fault}", file=sys.stderr)


def _open(seen: Look, path: str) -> None:
    if not path.startswith("@"):
        seen.go(path)
        return
    kind, _, words = path[1:].partition(": ")
    seen.go(f"/{kind}?limit=200")
    item = seen.page.locator("[data-item]", has_text=words).first
    item.locator(".item-title a").click()
    seen.page.wait_for_load_state("networkidle")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--ledger", type=Path, help="a ledger to show, in the place of the examples")
    parser.add_argument("--only", nargs="*", help="the names of pictures to take")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listener:
        path = asked.ledger or Path(folder) / "examples.db"
        if asked.ledger is None:
            make_ledger(path)
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        port = int(listener.getsockname()[1])
        given = {"ledger": str(path), "port": port, "now": lambda: TODAY}
        with running(create_app(WebSettings.model_validate(given)), listener), chromium() as browser:
            for picture in PICTURES:
                if not asked.only or picture.name in asked.only:
                    take(browser, f"http://127.0.0.1:{port}", picture, asked.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
