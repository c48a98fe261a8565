from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient


def test_edges_are_pairs_with_their_numbers(client: TestClient) -> None:
    edges = client.get("/network.json").json()["edges"]
    pairs = {row["word"]: row for row in client.get("/pairs.json?limit=500").json()["rows"]}

    assert edges
    for edge in edges:
        pair = pairs[f"{edge['lesser']}-{edge['greater']}"]
        assert edge["total"] == pair["meetings"] + pair["commitments"] + pair["events"]


def test_nodes_are_the_ends_of_the_edges(client: TestClient) -> None:
    body = client.get("/network.json").json()

    ends = {edge[side] for edge in body["edges"] for side in ("lesser", "greater")}
    assert {node["code"] for node in body["nodes"]} == ends


def test_period_chooses_edges(client: TestClient) -> None:
    whole = client.get("/network.json?kind=meetings").json()["edges"]
    strongest = f"{whole[0]['lesser']}-{whole[0]['greater']}"
    months = client.get(f"/pairs/{strongest}/counts.json").json()["rows"]
    first = next(row for row in months if row["meetings"])

    edges = client.get(f"/network.json?kind=meetings&since={first['month']}&until={first['month']}").json()[
        "edges"
    ]

    totals = {f"{edge['lesser']}-{edge['greater']}": edge["total"] for edge in edges}
    assert totals[strongest] == first["meetings"]
    assert sum(totals.values()) < sum(edge["total"] for edge in whole)


def test_country_keeps_its_own_edges_alone(client: TestClient) -> None:
    edges = client.get("/network.json?country=jpn").json()["edges"]

    assert edges
    assert all("JPN" in (edge["lesser"], edge["greater"]) for edge in edges)


def test_file_has_every_edge(client: TestClient) -> None:
    body = client.get("/network.json").json()

    rows = list(csv.DictReader(io.StringIO(client.get("/network.csv").text)))

    assert len(rows) == len(body["edges"]) + body["n_left_out"]


def test_table_stands_in_the_page(client: TestClient) -> None:
    page = client.get("/network").text

    edge = client.get("/network.json").json()["edges"][0]
    assert f'href="/pairs/{edge["lesser"]}-{edge["greater"]}"' in page


def test_people_are_joined_by_what_both_have_a_part_in(client: TestClient) -> None:
    body = client.get("/network.json?of=people&kind=meetings").json()

    strongest = body["edges"][0]
    pair = client.get(f"{strongest['page']}.json?kind=meetings&limit=500").json()
    assert strongest["total"] == len(pair["rows"]) > 0
    assert {strongest["lesser_name"], strongest["greater_name"]} <= {node["name"] for node in body["nodes"]}
    assert all(client.get(node["page"]).status_code == 200 for node in body["nodes"][:3])


def test_person_keeps_own_edges_alone(client: TestClient) -> None:
    whole = client.get("/network.json?of=people").json()["edges"]
    name = whole[0]["lesser_name"]

    edges = client.get("/network.json", params={"actor": name}).json()["edges"]

    assert 0 < len(edges) < len(whole)
    assert all(name in (edge["lesser_name"], edge["greater_name"]) for edge in edges)


@pytest.mark.parametrize("query", ["kind=statements", "of=people&kind=commitments", "of=x", "until=later"])
def test_bad_question_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/network?{query}").status_code == 400
