"""`dragoman users`, with passwords from standard input; and `dragoman mcp` where it must refuse."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.cli.program import app
from dragoman.ledger import Ledger, Role
from dragoman.ledger.passwords import Cost

runner = CliRunner()
PASSWORD = "seven readings by noon"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("dragoman.ledger.passwords.STANDARD", Cost(2**4, 1, 1))
    path = str(tmp_path / "book.db")
    Ledger.open(path, create=True).close()
    return path


def run(*words: str, typed: str | None = None, code: int = 0) -> str:
    result = runner.invoke(app, list(words), input=typed)
    assert result.exit_code == code, result.output
    return result.output


def test_users_are_added_listed_changed_and_removed(book: str) -> None:
    run("users", "add", "ayse", "--role", "admin", "--ledger", book, typed=PASSWORD + "\n")
    run("users", "add", "mehmet", "--ledger", book, typed=PASSWORD + "\n")

    listed = json.loads(run("users", "list", "--ledger", book, "--json"))

    assert [(one["name"], one["role"]) for one in listed] == [("ayse", "admin"), ("mehmet", "reviewer")]
    run("users", "role", "mehmet", "reader", "--ledger", book)
    run("users", "password", "mehmet", "--ledger", book, typed="another long one\n")
    with Ledger.open(book) as ledger:
        found = ledger.accounts.check("mehmet", "another long one")
        assert found is not None
        assert found.role is Role.READER
    run("users", "remove", "mehmet", "--ledger", book)
    assert "mehmet" not in run("users", "list", "--ledger", book)


def test_token_is_printed_once_and_ends(book: str) -> None:
    run("users", "add", "ayse", "--ledger", book, typed=PASSWORD + "\n")

    token = run("users", "token", "ayse", "--ledger", book).splitlines()[0]

    with Ledger.open(book) as ledger:
        found = ledger.accounts.token_user(token)
        assert found is not None
    assert "Ended 1" in run("users", "token", "ayse", "--end-all", "--ledger", book)


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("add", "ayse", "--role", "king"), PASSWORD, "is no role"),
        (("add", "a b"), PASSWORD, "cannot be the name"),
        (("add", "ayse"), "short", "has 5 characters"),
        (("add", "ayse"), "", "No password"),
        (("remove", "nobody"), None, "no user"),
        (("role", "nobody", "king"), None, "is no role"),
    ],
)
def test_mistakes_say_what_to_do(book: str, words: tuple[str, ...], typed: str | None, said: str) -> None:
    assert said in run("users", *words, "--ledger", book, typed=typed, code=2)


def test_mcp_without_its_extra_names_it(book: str, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without_sdk(name: str, *rest: Any, **named: Any) -> Any:
        if name.split(".")[0] in ("mcp", "mcp_types"):
            raise ModuleNotFoundError(name=name)
        return imported(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without_sdk)

    assert 'pip install "dragoman[mcp]"' in run("mcp", "--ledger", book, code=2)


def test_mcp_over_http_stays_on_this_machine(book: str) -> None:
    assert "this machine alone" in run("mcp", "--ledger", book, "--http", "--host", "0.0.0.0", code=2)
