from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from tests.web.conftest import MakeClient, now
from tests.web.hostile import hostile_record

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


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_page_is_compressed_as_the_browser_takes_it(client: TestClient, encoding: str) -> None:
    plain = client.get("/meetings", headers={"Accept-Encoding": "identity"})

    packed = client.get("/meetings", headers={"Accept-Encoding": encoding})

    assert packed.headers["content-encoding"] == encoding
    assert "Accept-Encoding" in packed.headers["vary"]
    assert packed.text == plain.text
    assert "content-encoding" not in plain.headers


def test_long_export_is_compressed_as_it_comes(client: TestClient) -> None:
    packed = client.get("/events.csv", headers={"Accept-Encoding": "br"})

    assert packed.headers["content-encoding"] == "br"
    assert packed.text.count("\n") > 10


def test_files_with_their_hash_are_kept_for_ever(client: TestClient) -> None:
    page = client.get("/").text
    address = re.search(r'href="(/static/css/site\.css\?v=[0-9a-f]{16})"', page)
    assert address is not None

    file = client.get(address[1])
    bare = client.get("/static/css/site.css")

    assert "immutable" in file.headers["cache-control"]
    assert bare.headers["cache-control"] == "no-cache"
    assert (
        client.get("/static/css/site.css", headers={"If-None-Match": bare.headers["etag"]}).status_code == 304
    )


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "css/../../settings.py", "nowhere.js", ""])
def test_nothing_beside_the_files_is_given_out(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_theme_is_kept_in_a_cookie(client: TestClient) -> None:
    assert 'data-theme="auto"' in client.get("/").text
    assert 'data-theme="dark"' in client.get("/?theme=dark").text
    assert 'data-theme="dark"' in client.get("/meetings").text
    assert 'data-theme="dark"' in client.get("/meetings?theme=neon").text


def test_section_of_the_front_page_holds_what_concerns_it_alone(client: TestClient) -> None:
    page = client.get("/?section=americas").text

    assert "Guyana and Venezuela agree" in page
    assert "Ethiopia and Eritrea declare" not in page


def test_front_page_says_what_is_disputed(client: TestClient) -> None:
    page = client.get("/").text

    assert 'id="f-disputed"' in page
    assert "/meetings/" in page.partition('id="f-disputed"')[2].partition("</section>")[0]


def test_figures_of_the_ledger_follow_what_is_stored(make_client: MakeClient, tmp_path: Path) -> None:
    path = tmp_path / "grows.db"
    with Ledger.open(path, create=True, now=now) as ledger:
        client = make_client(ledger=str(path))
        before = client.get("/about").text
        ledger.add(hostile_record())

        assert client.get("/about").text != before


def test_pages_of_an_empty_ledger_say_that_nothing_is_there(make_client: MakeClient, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Ledger.open(path, create=True, now=now).close()
    client = make_client(ledger=str(path))

    for page in (*PAGES, "/skipped", "/?section=asia", "/?section=energy", "/articles?q=words"):
        assert client.get(page).status_code == 200, page
    for table in ("articles", "meetings", "skipped"):
        assert client.get(f"/{table}.json").json() == {"kind": table, "rows": [], "next": None}
    assert "Nothing yet." in client.get("/").text


@pytest.mark.parametrize(("section", "facet"), [("americas", "country"), ("security", "topic")])
def test_links_of_a_section_lead_to_lists_of_that_section(
    client: TestClient, section: str, facet: str
) -> None:
    page = client.get(f"/?section={section}").text

    (address,) = re.findall(r'<a href="(/articles\?[^"]+)">All articles</a>', page)
    rows = client.get(address.replace("/articles?", "/articles.json?")).json()["rows"]
    assert address.startswith(f"/articles?{facet}=")
    assert f'<a href="{address.replace("/articles", "/meetings")}">All meetings</a>' in page
    assert 0 < len(rows) < len(client.get("/articles.json").json()["rows"])
