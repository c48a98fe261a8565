"""`dragoman mcp`: the ledger for assistants, by the Model Context Protocol."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.ledger_file import LedgerFile, open_ledger


def mcp(
    ledger: LedgerFile = None,
    http: Annotated[
        bool, typer.Option("--http", help="Serve at http://HOST:PORT/mcp instead of standard streams.")
    ] = False,
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="With --http: an address of this machine alone.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=1, max=65535, help="With --http: the port.")
    ] = 8765,
    site: Annotated[
        str | None,
        typer.Option(
            "--site", metavar="URL", help="Address of the ledger's site, to which permalinks in answers lead."
        ),
    ] = None,
) -> None:
    """Let an assistant ask a ledger: read-only tools whose answers carry their evidence.

    An assistant that starts servers by itself is told the command
    `dragoman mcp --ledger FILE`. Nothing is written to the ledger.
    """
    from dragoman.mcp.server import serve_network, serve_streams

    with open_ledger(ledger) as opened:
        if http:
            serve_network(opened, host, port, site)
        else:
            serve_streams(opened, site)
