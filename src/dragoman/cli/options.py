"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Pages: files, folders, archives (WARC, WACZ), .jsonl, Parquet, mbox, addresses, feeds, or -.",
    ),
]
SomeSources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE...]",
        help="Pages: files, folders, .jsonl, or - for standard input. With --jsonl: files of lines.",
        show_default=False,
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print JSON: one object for one page, an array for several.")
]
ServeLines = Annotated[
    bool,
    typer.Option(
        "--jsonl", help="Answer lines of JSON from standard input, one line each, with the same id."
    ),
]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Show all sentences and details.")]
PageSeconds = Annotated[
    float, typer.Option("--page-seconds", metavar="S", min=0.1, help="Give up a page after this time.")
]
Ledger = Annotated[
    str | None, typer.Option("--ledger", metavar="FILE", help="The ledger: a file, or the URL of a database.")
]
