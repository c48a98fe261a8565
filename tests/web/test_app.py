from __future__ import annotations

import pytest
from starlette.testclient import TestClient

PAGES = ("/", "/articles", "/meetings", "/commitments", "/statements", "/events", "/findings", "/about")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_with_a_strict_policy(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_page_is_not_sent_twice_when_the_browser_has_it(client: TestClient) -> None:
    first = client.get("/meetings")

    again = client.get("/meetings", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""


def test_other_host_names_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 400
