"""Sites for tests of what people and programs do with one: no limits, pages read in the same process."""

from __future__ import annotations

import re
from typing import Any

from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from dragoman.api import record_of
from dragoman.pages import Page, Skipped
from dragoman.reading.record import Record
from dragoman.web.auth.limits import Kind, Limits, Rate


class ReadsHere:
    """A reader that needs no process of its own."""

    def read(self, page: Page) -> Record | Skipped:
        return record_of(page)

    def close(self) -> None:
        """Nothing to end."""


def without_limits(client: TestClient) -> TestClient:
    """The client's site lets everybody ask as often as they like, and reads pages at once."""
    app: Any = client.app
    limits: Limits = app.state.limits
    limits.rates.update(dict.fromkeys(Kind, Rate(10**9, 0.001)))
    let_read(app, ReadsHere())
    return client


def let_read(app: FastAPI, reader: object) -> None:
    """Let a site read pages in another manner."""
    app.state.workroom = reader
    app.state.api.state.workroom = reader


def token(client: TestClient, path: str = "/paste") -> str:
    """The token that the forms of a client's next request carry."""
    page = client.get(path)
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page.text)
    assert found is not None, f"{path}: {page.status_code}"
    return found[1]


def send(client: TestClient, path: str, **fields: str) -> Response:
    """The answer to a form, without following where it leads."""
    form = {"csrf": token(client), **fields}
    return client.post(path, data=form, follow_redirects=False)
