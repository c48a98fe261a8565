from __future__ import annotations

import csv
import io
import re
from html import escape
from typing import Any
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.ledger.claims import fold
from dragoman.web.addresses import pair_page
from tests.web.conftest import MakeClient, now
from tests.web.hostile import hostile_record

NOUNS = ("actors", "countries", "pairs", "topics", "outlets")
ATOM = "{http://www.w3.org/2005/Atom}"


def _first(client: TestClient, noun: str) -> dict[str, object]:
    row: dict[str, object] = client.get(f"/{noun}.json").json()["rows"][0]
    return row


def _table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("noun", NOUNS)
def test_index_has_every_name_once_the_most_frequent_first(client: TestClient, noun: str) -> None:
    rows = _table(client.get(f"/{noun}.csv").text)

    totals = [int(row["total"]) for row in rows]
    assert totals == sorted(totals, reverse=True)
    assert len({row["word"] for row in rows}) == len(rows) > 0
    assert all(int(row["total"]) > 0 and row["name"] for row in rows)


@pytest.mark.parametrize("noun", NOUNS)
def test_page_of_a_name_has_the_numbers_of_the_index(client: TestClient, noun: str) -> None:
    row = _first(client, noun)

    page = client.get(str(row["page"]))
    whole = client.get(str(row["page"]) + ".json").json()

    assert page.status_code == 200
    assert f'<h1 dir="auto">{row["name"]}</h1>' in page.text
    for kind in ("articles", "meetings", "commitments", "statements", "events"):
        assert whole["total"].get(kind, 0) == row[kind]


@pytest.mark.parametrize("noun", NOUNS)
def test_forms_of_a_page_hold_the_same_things(client: TestClient, noun: str) -> None:
    address = str(_first(client, noun)["page"])

    rows = client.get(f"{address}.json?limit=9").json()["rows"]
    table = _table(client.get(f"{address}.csv?limit=9").text)
    feed = ElementTree.fromstring(client.get(f"{address}.atom?limit=9").content)

    ids = [row["id"] for row in rows]
    assert ids
    assert [row["id"] for row in table] == ids
    assert [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")] == [
        f"urn:dragoman:{one}" for one in ids
    ]
    assert all(client.get(row["page"]).status_code == 200 for row in table[:2])


def test_csv_of_a_page_is_whole(client: TestClient) -> None:
    seen, address = 0, "/countries/USA.json?limit=7"
    while address:
        page = client.get(address).json()
        seen += len(page["rows"])
        address = page["next"]

    assert len(_table(client.get("/countries/USA.csv").text)) == seen > 7


def test_numbers_behind_the_chart_add_up(client: TestClient) -> None:
    rows = _table(client.get("/countries/USA/counts.csv").text)
    whole = client.get("/countries/USA/counts.json").json()

    dated = sum(int(row["meetings"]) for row in rows)
    assert dated + whole["undated"].get("meetings", 0) == whole["total"]["meetings"]
    assert [row["month"] for row in rows] == sorted(row["month"] for row in rows)


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("/countries/usa", "/countries/USA"),
        ("/pairs/USA-JPN", "/pairs/JPN-USA"),
        ("/pairs/USA %26 JPN", "/pairs/JPN-USA"),
    ],
)
def test_name_is_found_however_it_is_written(client: TestClient, address: str, same: str) -> None:
    assert client.get(f"{address}.json").json()["rows"] == client.get(f"{same}.json").json()["rows"]


@pytest.mark.parametrize(
    "address",
    [
        "/countries/XXX",
        "/pairs/USA",
        "/pairs/A-B-C",
        "/pairs/somebody %26",
        "/pairs/somebody %26 nobody at all",
        "/actors/nobody at all",
        "/topics/x.json",
        "/outlets/%00",
    ],
)
def test_unknown_name_is_told(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_things_of_one_kind_can_be_chosen(client: TestClient) -> None:
    rows = client.get("/countries/USA.json?kind=meetings").json()["rows"]

    assert rows
    assert {row["list"] for row in rows} == {"meetings"}
    assert client.get("/countries/USA?kind=gossip").status_code == 400


def test_index_is_searched_by_a_part_of_a_name_in_the_language_of_the_page(client: TestClient) -> None:
    english = client.get("/countries.json?name=united st").json()["rows"]
    turkish = client.get("/countries.json?name=amerika&lang=tr").json()["rows"]

    assert [row["word"] for row in english] == ["USA"]
    assert "USA" in [row["word"] for row in turkish]


def test_index_is_opened_by_a_letter_in_order(client: TestClient) -> None:
    names = [row["name"] for row in client.get("/countries.json?letter=i").json()["rows"]]

    assert names == sorted(names)
    assert names
    assert all(name.startswith("I") for name in names)


def test_index_goes_on_where_it_ended(client: TestClient) -> None:
    whole = [row["word"] for row in client.get("/actors.json?limit=500").json()["rows"]]
    address, seen = "/actors.json?limit=10", []
    while address:
        page = client.get(address).json()
        seen += [row["word"] for row in page["rows"]]
        address = page["next"]

    assert seen == whole


def test_people_are_written_as_reports_write_them(client: TestClient) -> None:
    rows = client.get("/actors.json?limit=500").json()["rows"]
    speaker = next(
        row for row in client.get("/statements.json?limit=500").json()["rows"] if row["speaker"]["name"]
    )

    (row,) = [row for row in rows if row["word"] == fold(speaker["speaker"]["name"])]
    page = client.get(row["page"]).text

    assert row["name"] == speaker["speaker"]["name"]
    assert f'href="/statements/{speaker["id"]}"' in page


def test_country_names_those_it_has_to_do_with(client: TestClient) -> None:
    page = client.get("/countries/USA").text

    pairs = _table(client.get("/pairs.csv").text)
    strongest = next(row["word"] for row in pairs if "USA" in row["word"].split("-"))
    assert f'href="/pairs/{strongest}"' in page


def test_outlet_shows_each_day_of_a_year(client: TestClient) -> None:
    outlet = str(_first(client, "outlets")["word"])
    address = f"/outlets/{quote(outlet)}"

    rows = _table(client.get(f"{address}/days.csv").text)
    page = client.get(address).text

    assert len(rows) in (365, 366)
    assert sum(int(row["articles"]) for row in rows) > 0
    assert page.count('<rect class="day') >= len(rows)
    assert all(int(row["articles"]) == 0 for row in rows if row["hole"])


def test_hostile_names_stay_words(make_client: MakeClient, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("names") / "hostile.db"
    with Ledger.open(path, create=True, now=now) as ledger:
        ledger.add(hostile_record())
    client = make_client(ledger=str(path))

    for noun in NOUNS:
        index = client.get(f"/{noun}")
        assert index.status_code == 200
        assert "<script>" not in index.text
        for row in client.get(f"/{noun}.json").json()["rows"]:
            assert client.get(f"{row['page']}.csv").status_code == 200
            for address in (row["page"], f"{row['page']}.atom"):
                answer = client.get(address)
                assert answer.status_code == 200, address
                assert "<script>" not in answer.text


def _two_people(client: TestClient) -> dict[str, Any]:
    """The two who are most often told of together, as the API names them."""
    for row in client.get("/actors.json").json()["rows"]:
        company = client.get(f"/api/v1{row['page']}").json()["company"]
        if company:
            return {"one": row, **company[0]}
    raise AssertionError("nobody meets anybody in the examples")


def test_people_have_a_page_of_what_both_have_a_part_in(client: TestClient) -> None:
    two = _two_people(client)
    address = two["links"]["self"].removeprefix("/api/v1")

    page = client.get(f"/pairs/{quote(two['shown'])} %26 {quote(two['one']['name'].upper().title())}")
    rows = client.get(f"{address}.json?kind=meetings&limit=500").json()["rows"]

    assert page.status_code == 200
    assert two["one"]["name"] in page.text
    assert two["shown"] in page.text
    assert len(rows) == two["counts"]["meetings"] > 0
    for row in rows:
        assert {two["one"]["name"], two["shown"]} <= {one["name"] for one in row["participants"]}


def test_page_of_a_person_leads_to_those_with_whom_they_are_told_of(client: TestClient) -> None:
    two = _two_people(client)
    address = two["links"]["self"].removeprefix("/api/v1")

    page = client.get(str(two["one"]["page"])).text

    assert f'href="{unquote(address).replace(" ", "%20").replace("&", "&amp;")}"' in page


def test_meeting_of_two_leads_to_all_between_them(client: TestClient) -> None:
    rows = client.get("/meetings.json?limit=500").json()["rows"]
    named = {
        row["id"]: [one.get("known_as") or one["name"] for one in row["participants"] if one["name"]]
        for row in rows
    }
    of_two = next(row["id"] for row in rows if row["n_reports"] == 1 and len(set(named[row["id"]])) == 2)

    page = client.get(f"/meetings/{of_two}").text

    assert f'<a href="{escape(pair_page(*named[of_two]))}">All between the two</a>' in page


def test_numbers_of_two_people_are_the_same_for_programs(client: TestClient) -> None:
    two = _two_people(client)

    whole = client.get(two["links"]["self"]).json()
    rows = client.get("/api/v1/meetings", params={"pair": whole["name"], "limit": 200}).json()["rows"]

    assert whole["total"]["meetings"] == two["counts"]["meetings"] == len(rows)


def test_pairs_of_people_have_an_index_with_the_numbers_of_their_pages(client: TestClient) -> None:
    rows = client.get("/pairs.json?of=people&limit=500").json()["rows"]
    two = rows[0]

    whole = client.get(two["page"] + ".json?kind=meetings&limit=500").json()
    page = client.get("/pairs?of=people").text

    assert [row["total"] for row in rows] == sorted((row["total"] for row in rows), reverse=True)
    assert whole["total"]["meetings"] == two["meetings"] == len(whole["rows"]) > 0
    assert f'<a href="{escape(two["page"])}">{escape(two["name"])}</a>' in page
    assert "articles" not in two


def test_pairs_of_a_person_are_chosen_in_the_address_and_in_all_forms(client: TestClient) -> None:
    one = str(_two_people(client)["one"]["word"])
    query = f"actor={quote(one.title())}&limit=500"

    rows = client.get(f"/pairs.json?{query}").json()["rows"]
    table = _table(client.get(f"/pairs.csv?{query}").text)
    feed = ElementTree.fromstring(client.get(f"/pairs.atom?actor={quote(one)}").content)

    assert rows
    assert all(one in row["word"].split(" & ") for row in rows)
    assert [row["word"] for row in table] == [row["word"] for row in rows]
    assert all(row["articles"] == "" for row in table)
    days = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
    newest = client.get(rows[0]["page"] + ".json").json()["rows"][0]["day"]
    assert days[0] is not None
    assert days[0].startswith(newest)
    assert client.get("/pairs.json?actor=nobody at all").json()["rows"] == []


def test_pairs_of_countries_are_chosen_by_codes(client: TestClient) -> None:
    rows = client.get("/pairs.json?country=usa,FRA&limit=500").json()["rows"]
    every = client.get("/pairs.json?limit=500").json()["rows"]

    assert rows == [row for row in every if {"USA", "FRA"} & set(row["word"].split("-"))]
    assert 0 < len(rows) < len(every)


@pytest.mark.parametrize(("noun", "filter_name"), [("actors", "actor"), ("countries", "country")])
def test_page_of_an_actor_leads_to_all_pairs_of_it(client: TestClient, noun: str, filter_name: str) -> None:
    row = _two_people(client)["one"] if noun == "actors" else _first(client, noun)

    page = client.get(str(row["page"])).text

    (address,) = re.findall(r'<a href="(/pairs\?[^"]+)">All pairs</a>', page)
    assert address.startswith(f"/pairs?{filter_name}=")
    assert client.get(address.replace("/pairs?", "/pairs.json?")).json()["rows"]


def test_letters_and_parts_of_names_keep_what_pairs_are_chosen_by(client: TestClient) -> None:
    page = client.get("/pairs?of=people").text

    letters = re.findall(r'href="(/pairs\?[^"]*letter=[^"]+)"', page)
    assert letters
    assert all("of=people" in address for address in letters)
    assert '<input type="hidden" name="of" value="people">' in page
