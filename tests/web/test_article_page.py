from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

Rows = list[dict[str, str]]


@pytest.fixture
def paris(client: TestClient) -> str:
    rows: Rows = client.get("/articles.json?q=prisoner+exchange+ceasefire").json()["rows"]
    return client.get(f"/articles/{rows[0]['id']}").text


def test_article_has_its_words_and_nothing_from_the_page_around(paris: str) -> None:
    assert "Paris summit renews ceasefire" in paris
    assert "Wiebke Lorenzen" in paris
    assert "<iframe" not in paris


def test_every_mark_leads_to_a_card_and_every_card_back_to_a_sentence(paris: str) -> None:
    cards = set(re.findall(r'<section class="card [^"]*" id="([^"]+)"', paris))
    marks = set(re.findall(r'<a href="#(v-[0-9a-f]+)"', paris))
    sentences = set(re.findall(r'id="(s\d+)"', paris))
    links = set(re.findall(r'class="at" href="#(s\d+)"', paris))

    assert marks
    assert marks <= cards
    assert links
    assert links <= sentences


def test_sentences_are_numbered_without_holes(paris: str) -> None:
    numbers = [int(number) for number in re.findall(r'id="s(\d+)"', paris)]

    assert numbers == list(range(1, len(numbers) + 1))


def test_marked_text_is_the_text_of_the_article(client: TestClient) -> None:
    for row in client.get("/articles.json").json()["rows"][:12]:
        page = client.get(f"/articles/{row['id']}").text
        record = client.get(f"/articles/{row['id']}.json").json()
        body = page.partition('<div class="article-body">')[2].partition('<div class="article-foot"')[0]
        shown = re.sub(r"\s+", " ", _plain(body)).strip()
        captions = " ".join(record["article"]["captions"])
        told = re.sub(r"\s+", " ", f"{record['article']['text']} {captions}").strip()
        assert shown == told


def test_provenance_and_what_was_removed_are_at_a_click(paris: str) -> None:
    assert 'id="provenance"' in paris
    assert "json-ld datePublished" in paris
    assert 'id="changes"' in paris


def test_related_articles_of_the_same_meeting_come_first(client: TestClient) -> None:
    rows = client.get("/meetings.json?limit=200").json()["rows"]
    told_often = next(row for row in rows if row["n_reports"] > 2)

    page = client.get(f"/articles/{told_often['article_id']}").text

    assert "Reports of the same" in page


def test_meeting_page_shows_reports_side_by_side_and_where_they_differ(client: TestClient) -> None:
    rows = client.get("/meetings.json?limit=200").json()["rows"]
    told_often = next(row for row in rows if row["n_reports"] > 2)

    page = client.get(f"/meetings/{told_often['id']}").text

    assert page.count('<article class="report"') == told_often["n_reports"]
    assert "they differ" in page or "they agree" in page


def test_id_of_a_later_report_leads_to_the_thing(client: TestClient) -> None:
    rows = client.get("/meetings.json?limit=200").json()["rows"]
    told_often = next(row for row in rows if row["n_reports"] > 1)
    thing = client.get(f"/meetings/{told_often['id']}.json").json()["thing"]
    other = thing["reports"][1]["id"]

    answer = client.get(f"/meetings/{other}", follow_redirects=False)

    assert answer.status_code == 308
    assert answer.headers["location"] == f"/meetings/{told_often['id']}"


@pytest.mark.parametrize("kind", ["commitments", "statements", "events", "findings"])
def test_each_kind_has_a_page_for_each_thing(client: TestClient, kind: str) -> None:
    row = client.get(f"/{kind}.json?limit=1").json()["rows"][0]

    page = client.get(f"/{kind}/{row['id']}")

    assert page.status_code == 200
    assert f"/articles/{row['article_id']}#v-{row['id'][:10]}" in page.text


def _plain(markup: str) -> str:
    from html import unescape

    spaced = re.sub(r"</(?:p|li|h2|pre|blockquote|ul)>", " ", markup)
    return unescape(re.sub(r"<[^>]+>", "", spaced))
