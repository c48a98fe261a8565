"""The server for assistants, through the SDK's own client in memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from dragoman.errors import UsageError
from dragoman.ledger import Ledger
from dragoman.mcp.server import TOOL_NAMES, make_server, serve_network
from mcp import Client
from tests.factory import BODY, ArticleParts, make_article, make_record, record_of
from tests.ledger.snapshot import snapshot
from tests.ledger.test_telling import told_by


def run(ask: Callable[[], Any]) -> Any:
    """What a coroutine gives, in a thread of its own: another test's browser may have a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, ask).result()


LISTS = ("meetings", "commitments", "statements", "events", "findings")
Ask = Callable[..., Any]


@pytest.fixture
def book(tmp_path: Path) -> str:
    path = str(tmp_path / "book.db")
    with Ledger.open(path, create=True) as ledger:
        ledger.add_all([told_by("Courier", 90), told_by("Herald", 45), make_record(doc_id="third")])
    return path


@pytest.fixture
def ask(book: str) -> Ask:
    """Calls one tool and gives its answer, or the message of its error."""

    def call(tool: str, **arguments: Any) -> Any:
        async def go() -> Any:
            with Ledger.open(book) as ledger:
                server = make_server(ledger, "http://127.0.0.1:8000/", lambda: date(2023, 5, 20))
                async with Client(server) as client:
                    result = await client.call_tool(tool, arguments)
            text = "".join(part.text for part in result.content if part.type == "text")
            return text if result.is_error else json.loads(text)

        return run(go)

    return call


def test_tools_are_read_only_and_say_what_they_are_for(book: str) -> None:
    async def go() -> Any:
        with Ledger.open(book) as ledger:
            async with Client(make_server(ledger)) as client:
                return (await client.list_tools()).tools

    tools = run(go)

    assert {tool.name for tool in tools} == set(TOOL_NAMES)
    for tool in tools:
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert len(tool.description or "") > 60
        arguments = tool.input_schema.get("properties", {})
        assert all("description" in argument for argument in arguments.values()), tool.name


@pytest.mark.parametrize("kind", LISTS)
def test_every_row_carries_words_outlet_day_and_permalink(ask: Ask, kind: str) -> None:
    rows = ask(kind)["rows"]

    assert rows
    for row in rows:
        assert row["permalink"] == f"http://127.0.0.1:8000/{kind}/{row['id']}"
        for one in row["evidence"]:
            assert one["words"]
            assert one["outlet"]
            assert one["published"] == "2022-10-22"
            assert one["permalink"].startswith("http://127.0.0.1:8000/articles/")


def test_filters_narrow_and_cursors_go_on(ask: Ask) -> None:
    assert ask("meetings", country="jpn", pair="JPN-AUS", state="held", since="2022")["rows"]
    assert ask("meetings", country="FRA")["rows"] == []
    first = ask("search", words="kishida", limit=2)
    rest = ask("search", words="kishida", limit=2, after=first["next"])
    assert len({row["id"] for row in first["rows"] + rest["rows"]}) == 3
    assert rest["next"] is None


def test_one_thing_shows_words_by_field_and_disagreement(ask: Ask) -> None:
    (row, *_) = [one for one in ask("meetings")["rows"] if one["state"] == "held"]

    thing = ask("thing", thing_id=row["id"])

    assert thing["n_reports"] == len(thing["reports"]) >= 2
    assert thing["disagreements"][0]["field"] == "duration_minutes"
    by_field = thing["reports"][0]["evidence"][0]["by_field"]
    text = ask("article", article_id=thing["reports"][0]["evidence"][0]["article_id"])["text"]
    assert by_field
    assert all(text[one["start"] : one["end"]] == one["words"] for one in by_field)


def test_commitment_says_what_became_of_it_and_how_far_that_is_known(ask: Ask) -> None:
    (row, *_) = ask("commitments")["rows"]

    assert row["progress"] in ("open", "due soon", "overdue", "done", "dropped")
    assert row["known"] == "as far as the ledger knows"


def test_timelines_go_back_in_time_and_mix_the_kinds(ask: Ask) -> None:
    for answer in (ask("actor_timeline", actor="JPN"), ask("between", pair="JPN-AUS")):
        days = [row["day"] or "" for row in answer["rows"]]
        assert days == sorted(days, reverse=True)
        assert len({row["kind"] for row in answer["rows"]}) >= 2
    assert ask("names", kind="actor", begins="fumio")["rows"][0]["name"] == "fumio kishida"
    assert {row["kind"] for row in ask("actor_timeline", actor="fumio kishida")["rows"]} >= {"meetings"}


def test_long_article_comes_in_pieces(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "long.db", create=True) as ledger:
        article = make_article(ArticleParts(body=f"{BODY}\n\n{'The talks went on. ' * 2000}"))
        record = record_of(article)
        ledger.add(record)

        async def go() -> str:
            text, start = "", 0
            async with Client(make_server(ledger)) as client:
                while start is not None:
                    result = await client.call_tool("article", {"article_id": record.id, "start": start})
                    piece = json.loads(result.content[0].text)
                    text, start = text + piece["text"], piece["next_start"]
            return text

        assert run(go) == record.article.text


def test_text_is_read_and_not_kept(ask: Ask, book: str) -> None:
    before = snapshot(book)

    found = ask(
        "read_text",
        text="Prime Minister Fumio Kishida met Anthony Albanese in Perth on Saturday.",
        published="2022-10-22",
    )

    assert found["meetings"][0]["evidence"]
    assert snapshot(book) == before


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("meetings", {"since": "soon"}, "is not a date"),
        ("meetings", {"pair": "Japan"}, "not a pair"),
        ("meetings", {"after": "~\x00"}, None),
        ("meetings", {"after": "nonsense"}, "no cursor"),
        ("meetings", {"country": "J" * 5000}, "characters"),
        ("meetings", {"limit": 10**30}, "limit"),
        ("search", {"words": "x " * 200}, "too many"),
        ("search", {"words": 'a" OR 1=1 --\x00'}, None),
        ("thing", {"thing_id": "ffff\ud800"}, "valid string"),
        ("thing", {"thing_id": "%%%%"}, "Nothing"),
        ("article", {"article_id": "no such article"}, "No article"),
        ("article", {"article_id": "third", "start": 10**8}, None),
        ("names", {"kind": "password"}, "kind"),
        ("read_text", {"text": " \n "}, "no words"),
        ("read_text", {"text": "Bonjour.", "published": "hier"}, "published"),
        ("read_text", {"text": "\x00\x1b" * 50}, "gave no record"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_hostile_and_wrong_arguments_are_answered_in_words(
    ask: Ask, tool: str, arguments: dict[str, Any], said: str | None
) -> None:
    answer = ask(tool, **arguments)

    if said is None:
        assert isinstance(answer, dict)
    else:
        assert said in answer
        assert "Error executing tool" not in answer.replace(f"Error executing tool {tool}: ", "")


def test_answers_have_a_size_that_can_be_told(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "big.db", create=True) as ledger:
        long = "Japan and Australia agreed to hold " + "very " * 5000 + "joint exercises by June 2023."
        ledger.add_all([make_record(doc_id=f"d{n}", headline=long, outlet=f"O{n}") for n in range(30)])

        async def go() -> list[int]:
            async with Client(make_server(ledger)) as client:
                return [
                    len((await client.call_tool(kind, {"limit": 25})).content[0].text)
                    for kind in ("search", *LISTS)
                ]

        assert max(run(go)) < 100_000


def test_server_listens_to_this_machine_alone(book: str) -> None:
    with Ledger.open(book) as ledger, pytest.raises(UsageError, match="this machine alone"):
        serve_network(ledger, "0.0.0.0", 8765)


def test_pages_in_a_browser_cannot_reach_the_server(book: str) -> None:
    question = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"Accept": "application/json, text/event-stream"}
    with Ledger.open(book) as ledger:
        app = make_server(ledger).streamable_http_app(host="127.0.0.1", stateless_http=True)
        with TestClient(app, base_url="http://127.0.0.1:8765") as client:
            assert client.post("/mcp", json=question, headers=accept).status_code == 200
            for bad in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
                answer = client.post("/mcp", json=question, headers={**accept, **bad})
                assert answer.status_code in (403, 421)
