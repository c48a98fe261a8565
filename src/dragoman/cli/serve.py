"""`dragoman serve`: the site over a ledger, until it is stopped."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.ledger_file import LedgerFile
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from fastapi import FastAPI

SECRET_VARIABLE = "DRAGOMAN_SECRET_KEY"

_PORT = 8000
# Readers who are being answered when the site is stopped get so long.
_GRACE_S = 5


def serve(
    ledger: LedgerFile = None,
    host: Annotated[
        str, typer.Option("--host", metavar="H", help="The address to listen on; 0.0.0.0 for all of them.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="P", min=0, max=65535, help="The port; 0 for any free one.")
    ] = _PORT,
    public_url: Annotated[
        str | None,
        typer.Option("--public-url", metavar="URL", help="The address that readers see, behind a proxy."),
    ] = None,
    read_only: Annotated[
        bool | None,
        typer.Option(
            "--read-only/--writable",
            help="Whether users may write; read-only unless only this machine can reach the site.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", metavar="CODE", help="The language where a browser asks for none.")
    ] = "en",
    secret_key: Annotated[
        str | None,
        typer.Option(
            "--secret-key",
            envvar=SECRET_VARIABLE,
            show_default=False,
            help="Signs cookies; drawn anew at each start unless given. Better in the environment.",
        ),
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the site in a browser.")] = False,
) -> None:
    """Open a site over a ledger: read, look, search; stop it with Ctrl+C."""
    if not ledger:
        raise UsageError("No ledger was named. Give one with: dragoman serve --ledger FILE")
    from dragoman.ledger.place import place_of

    listener = listen(host, port)
    try:
        bound = int(listener.getsockname()[1])
        given = {
            "ledger": ledger,
            "host": host,
            "port": bound,
            "public_url": public_url,
            "read_only": read_only,
            "language": language,
            "secret_key": secret_key,
        }
        app, address = _site({name: value for name, value in given.items() if value is not None})
        typer.echo(f"The ledger {place_of(ledger).shown} is open at {address} (stop with Ctrl+C)", err=True)
        if open_browser:
            typer.launch(address)
        _run(app, listener)
    finally:
        listener.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket on an address.

    Raises:
        UsageError: The address is none of this machine's, or another program has the port.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise UsageError(f'"{host}" is no address to listen on: {error.strerror}.') from error
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise UsageError(
            f"Cannot listen on {host}, port {port}: {error.strerror}. "
            f"Give another port with --port (0 takes any free one)."
        ) from error
    return listener


def _site(given: dict[str, object]) -> tuple[FastAPI, str]:
    from pydantic import ValidationError

    from dragoman.web import WebSettings, create_app

    try:
        settings = WebSettings.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        name = "--" + str(first["loc"][0] if first["loc"] else "host").replace("_", "-")
        raise UsageError(f"{name}: {first['msg']}.") from None
    return create_app(settings), settings.base_url


def _run(app: FastAPI, listener: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        app, log_level="warning", server_header=False, timeout_graceful_shutdown=_GRACE_S, access_log=False
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
