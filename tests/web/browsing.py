"""A site that runs, and a Chromium that looks at it, for tests of what readers see.

Chromium is the system's own (`chromium`, `chromium-browser`, `google-chrome`); without one
these tests are skipped, and say so.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")

# WCAG 2.2 AA; what axe calls best practice is not asked for.
_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
_PATIENCE_S = 20
_FIRST = "first of "
PHONE: ViewportSize = {"width": 390, "height": 844}


@contextmanager
def running(app: FastAPI, listener: socket.socket) -> Iterator[None]:
    """The application on a socket, in a thread, until the block ends."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    give_up_at = time.monotonic() + _PATIENCE_S
    while not server.started and thread.is_alive() and time.monotonic() < give_up_at:
        time.sleep(0.02)
    try:
        assert server.started, "the site did not start"
        yield
    finally:
        server.should_exit = True
        thread.join(_PATIENCE_S)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium; the test is skipped where there is none."""
    path = next((found for name in CHROMIUMS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no Chromium on this machine (looked for {', '.join(CHROMIUMS)})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Look:
    """A page in a browser, and what it did that it should not: errors, requests to other hosts."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a path of the site and wait until nothing is being loaded."""
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")

    def open(self, page: str) -> None:
        """Open a page by its path, or ("first of /meetings") what a list has first."""
        self.go(page.removeprefix(_FIRST))
        if page.startswith(_FIRST):
            self.follow_first()

    def follow_first(self) -> None:
        """Open what this list has first, and wait until its scripts have run."""
        link = self.page.locator("[data-item] .item-title a, .names-table tbody a").first
        address = str(link.get_attribute("href"))
        link.click()
        self.page.wait_for_url(lambda url: url.endswith(address))
        self.page.wait_for_load_state("networkidle")

    def problems(self) -> list[str]:
        """What is wrong with the page, in the light on a desk and in the dark on a telephone."""
        found = self._problems_of_size()
        self.page.emulate_media(color_scheme="dark")
        self.page.set_viewport_size(PHONE)
        return [*found, *self._problems_of_size(), *self.faults]

    def _problems_of_size(self) -> list[str]:
        over = self.overflow()
        return [*self.barriers(), *([f"{over} pixels wider than the window"] if over else [])]

    def barriers(self) -> list[str]:
        """What axe-core finds serious or critical, a line each."""
        found: Any = Axe().run(self.page, options={**_RULES, "resultTypes": ["violations"]}).response
        return [
            f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"][:3]
        ]

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        width: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return width


def look(browser: Browser, base: str, **options: Any) -> tuple[BrowserContext, Look]:
    """A new window of a browser; options are those of Playwright (color_scheme, viewport ...)."""
    context = browser.new_context(
        **{"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **options}
    )
    page = context.new_page()
    seen = Look(page, base)
    host = urlsplit(base).netloc

    def on_console(message: ConsoleMessage) -> None:
        # How a driver without a graphics card reads pixels is no fault of a page.
        if message.type in ("error", "warning") and "GL Driver Message" not in message.text:
            seen.faults.append(f"console {message.type}: {message.text}")

    def on_request(request: Request) -> None:
        if urlsplit(request.url).netloc != host and not request.url.startswith(("about:", "blob:")):
            seen.faults.append(f"request to {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: seen.faults.append(f"script error: {error}"))
    return context, seen
