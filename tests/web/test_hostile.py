from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.web.pages.article import safe_link
from tests.web.conftest import MakeClient, now
from tests.web.hostile import HANDLER, RIGHT_TO_LEFT_OVERRIDE, SCRIPT, hostile_record

# What the templates themselves have of elements that could do something.
OWN_SCRIPTS = ("/static/",)
LISTS = ("/", "/articles", "/meetings", "/commitments", "/statements", "/events", "/findings")


class _Elements(HTMLParser):
    """The elements of a page with their attributes, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@pytest.fixture
def hostile(make_client: MakeClient, tmp_path: Path) -> TestClient:
    path = tmp_path / "hostile.db"
    with Ledger.open(path, create=True, now=now) as ledger:
        ledger.add(hostile_record())
    return make_client(ledger=str(path))


def _addresses(client: TestClient) -> list[str]:
    found = list(LISTS)
    for kind in ("articles", "meetings", "commitments", "statements", "events", "findings"):
        found += [f"/{kind}/{row['id']}" for row in client.get(f"/{kind}.json").json()["rows"]]
    return found


def _elements(page: str) -> list[tuple[str, dict[str, str]]]:
    parser = _Elements()
    parser.feed(page)
    return parser.found


def test_hostile_article_adds_no_element_that_does_something(hostile: TestClient) -> None:
    addresses = _addresses(hostile)
    assert len(addresses) > len(LISTS) + 1
    for address in addresses:
        answer = hostile.get(address)
        assert answer.status_code == 200, address
        for tag, attributes in _elements(answer.text):
            assert tag not in ("iframe", "img", "style", "object", "embed", "base"), address
            if tag == "script":
                assert attributes["src"].startswith(OWN_SCRIPTS), address
            assert not any(name.startswith("on") or name == "style" for name in attributes), address
            for name in ("href", "src", "action", "hx-get"):
                value = attributes.get(name, "/").strip().lower()
                assert not value.startswith(("javascript:", "data:", "vbscript:")), address


def test_hostile_words_stay_words(hostile: TestClient) -> None:
    row = hostile.get("/articles.json").json()["rows"][0]

    page = hostile.get(f"/articles/{row['id']}").text

    assert SCRIPT not in page
    assert HANDLER not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page


def test_overriding_of_direction_does_not_reach_the_page(hostile: TestClient) -> None:
    for address in _addresses(hostile):
        assert RIGHT_TO_LEFT_OVERRIDE not in hostile.get(address).text


def test_hostile_query_is_shown_as_words(client: TestClient) -> None:
    for path in ("/articles?q=", "/meetings?country=", "/nowhere/", "/?section=", "/meetings?since="):
        page = client.get(path + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text
        assert "<script>alert" not in page


def test_feeds_of_hostile_articles_are_whole(hostile: TestClient) -> None:
    for kind in ("articles", "meetings", "commitments", "statements"):
        ElementTree.fromstring(hostile.get(f"/{kind}.atom").content)


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://outlet.example/a", True),
        ("http://outlet.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//outlet.example", False),
        ("https://", False),
        ("file:///etc/passwd", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str, is_safe: bool) -> None:
    assert (safe_link(address) is not None) is is_safe
