from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.pages import Skipped, SkipReason
from dragoman.web.snippets import pieces
from tests.web.conftest import MakeClient, now

KINDS = ("articles", "meetings", "commitments", "statements", "events", "findings")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("kind", KINDS)
def test_four_forms_of_a_list_hold_the_same_rows(client: TestClient, kind: str) -> None:
    rows = client.get(f"/{kind}.json?limit=7").json()["rows"]
    page = client.get(f"/{kind}?limit=7").text
    table = list(csv.DictReader(io.StringIO(client.get(f"/{kind}.csv?limit=7").text)))
    feed = ElementTree.fromstring(client.get(f"/{kind}.atom?limit=7").content)

    ids = [row["id"] for row in rows]
    assert ids
    assert all(f'href="/{kind}/{one}"' in page for one in ids)
    assert [row["id"] for row in table] == ids
    assert [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")] == [
        f"urn:dragoman:{one}" for one in ids
    ]


def test_feed_leads_to_the_pages_of_the_site(client: TestClient) -> None:
    feed = ElementTree.fromstring(client.get("/meetings.atom").content)

    link = feed.find(f"{ATOM}entry/{ATOM}link")
    assert link is not None
    assert link.attrib["href"].startswith("http://testserver/meetings/")
    assert client.get(link.attrib["href"]).status_code == 200


@pytest.mark.parametrize("name", ["countries", "pairs", "actors", "topics", "outlets"])
def test_names_have_a_feed_that_leads_to_their_pages(client: TestClient, name: str) -> None:
    feed = ElementTree.fromstring(client.get(f"/{name}.atom?limit=3").content)
    rows = client.get(f"/{name}.json?limit=3").json()["rows"]

    entries = list(feed.iter(f"{ATOM}entry"))
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [row["name"] for row in rows]
    assert all((entry.findtext(f"{ATOM}updated") or "") > "2000" for entry in entries)
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert client.get(link.attrib["href"]).status_code == 200
    assert f'href="/{name}.atom' in client.get(f"/{name}").text


def test_skipped_pages_have_a_feed_with_their_reasons(make_client: MakeClient, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "skips.db", create=True, now=now) as ledger:
        ledger.add_skipped(Skipped("gone", "https://example.org/gone", SkipReason.NO_ARTICLE, "404"))
    client = make_client(ledger=str(tmp_path / "skips.db"))

    feed = ElementTree.fromstring(client.get("/skipped.atom").content)

    (entry,) = feed.iter(f"{ATOM}entry")
    link = entry.find(f"{ATOM}link")
    assert entry.findtext(f"{ATOM}title") == "gone"
    assert entry.findtext(f"{ATOM}summary") == "404"
    assert link is not None
    assert link.attrib["href"] == "https://example.org/gone"


def test_filters_stand_in_the_address(client: TestClient) -> None:
    rows = client.get("/meetings.json?country=usa&mode=phone").json()["rows"]

    assert rows
    assert all(row["mode"] == "phone" for row in rows)
    assert all("USA" in str(row["participants"]) + str(row["attendees"]) for row in rows)


def test_several_codes_of_a_filter_have_commas_between_them(client: TestClient) -> None:
    def found(query: str) -> set[str]:
        return {row["id"] for row in client.get(f"/meetings.json?limit=500&{query}").json()["rows"]}

    assert found("mode=phone,video") == found("mode=phone") | found("mode=video")
    assert found("country=USA,FRA") > found("country=FRA") > set()
    assert client.get("/meetings?mode=phone,pigeon").status_code == 400


def test_form_shows_what_was_filtered(client: TestClient) -> None:
    page = client.get("/meetings?country=USA&mode=phone").text

    assert 'value="USA"' in page
    assert '<option value="phone" selected>' in page
    assert 'href="/meetings.csv?country=USA&amp;mode=phone"' in page


def test_pages_of_a_list_hold_every_row_once(client: TestClient) -> None:
    whole = [row["id"] for row in client.get("/events.json?limit=500").json()["rows"]]
    address, seen = "/events.json?limit=9", []
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["rows"]]
        address = page["next"]

    assert seen == whole


def test_csv_is_whole_without_a_limit(client: TestClient) -> None:
    rows = client.get("/events.json?limit=500").json()["rows"]

    table = list(csv.reader(io.StringIO(client.get("/events.csv").text)))

    assert len(table) == len(rows) + 1


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("since=yesterday", "since"),
        ("until=2022-13", "until"),
        ("limit=0", "limit"),
        ("limit=many", "limit"),
        ("limit=00000000119999999", "limit"),
        ("mode=telepathy", "mode"),
    ],
)
def test_bad_filter_is_named(client: TestClient, query: str, field: str) -> None:
    answer = client.get(f"/meetings.json?{query}")

    assert answer.status_code == 400
    assert answer.json()["error"]["field"] == field
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "query", ["after=nonsense", "pair=JPN", "after=~", "country=%00", "actor=%F0%9F%98%80"]
)
def test_odd_filters_never_break_a_list(client: TestClient, query: str) -> None:
    for form in ("", ".json", ".csv", ".atom"):
        assert client.get(f"/meetings{form}?{query}").status_code in (200, 400)


def test_search_finds_words_and_counts_facets(client: TestClient) -> None:
    page = client.get("/articles?q=ceasefire").text

    assert "Paris summit renews ceasefire pledge" in page
    assert re.search(r"q=ceasefire&amp;country=[A-Z]+", page)


def test_more_rows_are_asked_for_by_a_link(client: TestClient) -> None:
    page = client.get("/events?limit=5").text

    assert 'rel="next"' in page
    assert "after=" in page


def test_skipped_pages_are_listed_with_their_reasons(make_client: MakeClient, tmp_path: Path) -> None:
    path = tmp_path / "skipped.db"
    with Ledger.open(path, create=True, now=now) as ledger:
        for number in range(5):
            ledger.add_skipped(
                Skipped(f"page-{number}", f"/home/somebody/{number}.html", SkipReason.EMPTY, "no words")
            )
        ledger.add_skipped(Skipped("far", "https://outlet.example/a", SkipReason.TIMEOUT, "after 60 s"))
    client = make_client(ledger=str(path))

    page = client.get("/skipped?limit=3")
    first = client.get("/skipped.json?limit=4").json()
    rest = client.get(first["next"]).json()

    assert "page-" in page.text
    assert "/home/somebody" not in page.text + client.get("/skipped.csv").text
    assert len(first["rows"]) + len(rest["rows"]) == 6
    assert rest["next"] is None
    assert [row["doc_id"] for row in client.get("/skipped.json?reason=time+limit").json()["rows"]] == ["far"]
    assert client.get("/skipped.csv").text.count("\n") == 7
    assert client.get("/skipped?after=zz").status_code == 400


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("The treaty of Treaties", "treaty", ["treaty"]),
        ("The treaty of Treaties", "treat*", ["treaty", "Treaties"]),
        ("A (b) c", "(b)", ["b"]),
        ("Plain", "", []),
        ("Plain", " ".join(["w"] * 30), []),
    ],
)
def test_searched_words_are_marked_in_a_snippet(text: str, words: str, hits: list[str]) -> None:
    found = pieces(text, words)

    assert "".join(part for part, _ in found) == text
    assert [part for part, is_hit in found if is_hit] == hits
