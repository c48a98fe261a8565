from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner

from dragoman.cli import serve
from dragoman.cli.program import app as program
from dragoman.cli.serve import listen
from dragoman.errors import UsageError
from dragoman.web import WebSettings

PROGRAM = (sys.executable, "-c", "from dragoman.cli import main; main()")


def test_port_that_is_taken_is_named() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]

        with pytest.raises(UsageError, match=f"port {port}.*--port"):
            listen("127.0.0.1", port)


def test_address_of_another_machine_is_refused() -> None:
    with pytest.raises(UsageError, match=r"192\.0\.2\.1"):
        listen("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("host", "is_read_only"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("192.0.2.7", True)],
)
def test_site_that_others_can_reach_is_read_only(host: str, is_read_only: bool) -> None:
    assert WebSettings(ledger="x.db", host=host).read_only is is_read_only


def test_site_answers_to_its_public_name() -> None:
    settings = WebSettings(ledger="x.db", host="0.0.0.0", public_url="https://desk.example/")

    assert "desk.example" in settings.allowed_hosts
    assert "*" not in settings.allowed_hosts
    assert settings.base_url == "https://desk.example"


def test_place_of_a_ledger_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_site", lambda given: (None, "http://127.0.0.1:1"))
    monkeypatch.setattr(serve, "_run", lambda app, listener: None)

    done = CliRunner().invoke(
        program, ["serve", "--ledger", "postgresql://me:secret@db.example/desk", "--port", "0"]
    )

    assert done.exit_code == 0
    assert "db.example" in done.stderr
    assert "secret" not in done.output


@pytest.mark.slow
def test_served_ledger_answers_and_stops_cleanly(ledger_file: Path) -> None:
    command = [*PROGRAM, "serve", "--ledger", str(ledger_file), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as site:
        assert site.stderr is not None
        line = site.stderr.readline()
        address = re.search(r"http://\S+", line)
        assert address is not None, line
        assert httpx2.get(address[0]).status_code == 200
        site.send_signal(signal.SIGINT)
        rest = site.stderr.read()
        assert site.wait(timeout=30) == 0
        assert "Traceback" not in rest


@pytest.mark.slow
def test_missing_ledger_is_named_without_a_trace(tmp_path: Path) -> None:
    command = [*PROGRAM, "serve", "--ledger", str(tmp_path / "none.db"), "--port", "0"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "No ledger at" in done.stderr
    assert "Traceback" not in done.stderr
