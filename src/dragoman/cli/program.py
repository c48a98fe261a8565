"""The program `dragoman`: its commands by name, and what its exit codes mean.

A command's module is imported when the command is called, not before. Exit codes:
0 done, 1 failed, 2 wrong usage, 3 done but with more skipped pages than `--max-skips`.
"""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dragoman import __version__
from dragoman.errors import DragomanError, UsageError

# Name of the command: where it is ("module:function or Typer"), and its line in the list.
COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("dragoman.cli.read:read", "Read pages: print what they report, or add it to a ledger."),
    "run": ("dragoman.cli.run:run", "Read archives into Parquet, on all cores or on a cluster."),
    "watch": ("dragoman.cli.watch:watch", "Poll feeds, and read what is new into a ledger."),
    "article": ("dragoman.cli.article:article", "Take the clean article out of a page."),
    "events": ("dragoman.cli.events:events", "List the PLOVER events of a page or a ledger."),
    "quotes": ("dragoman.cli.quotes:quotes", "List who said what in a page."),
    "parse": ("dragoman.cli.parse:parse", "Analyse a page's sentences (CoNLL-U)."),
    "who": ("dragoman.cli.who:who", "Say who is meant by an office or a name on a date."),
    "show": ("dragoman.cli.show:show", "Show one article of a ledger with its record."),
    "search": ("dragoman.cli.search:search", "Find articles of a ledger by words and facets."),
    "follow-up": ("dragoman.cli.followup:followup", "Say what became of commitments and planned meetings."),
    "review": ("dragoman.cli.review:review", "Judge what a ledger holds, with single keys."),
    "list": ("dragoman.cli.listing:listing", "List what a ledger holds."),
    "meetings": ("dragoman.cli.told:meetings", "List the meetings of a ledger, each once."),
    "commitments": ("dragoman.cli.told:commitments", "List the commitments of a ledger, each once."),
    "statements": ("dragoman.cli.told:statements", "List the statements of a ledger, each once."),
    "findings": ("dragoman.cli.told:findings", "List what an editor would question in a ledger."),
    "export": ("dragoman.cli.export:export", "Write a table of a ledger for other programs."),
    "stats": ("dragoman.cli.stats:stats", "Figures over a ledger."),
    "serve": ("dragoman.cli.serve:serve", "Open a site over a ledger."),
    "ledger": ("dragoman.cli.ledger:app", "Make, check, upgrade, copy and unite ledgers."),
    "mcp": ("dragoman.cli.mcp:mcp", "Let an assistant ask a ledger (Model Context Protocol)."),
    "users": ("dragoman.cli.users:app", "Say who may write to a ledger by its site."),
    "knowledge": ("dragoman.cli.knowledge:app", "Look up countries, groups, offices and their holders."),
    "model": ("dragoman.cli.model:app", "Say what the language model is."),
}

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_SKIPS = 3


class LazyGroup(TyperGroup):
    """A group of commands that are imported when they are called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name, or None."""
        return load_command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named; a name that is none is answered with those that are near."""
        near = [] if args[0] in COMMANDS else get_close_matches(args[0], COMMANDS)
        if near:
            ctx.fail(f'No such command "{args[0]}". Did you mean: {", ".join(near)}?')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Writes the list of commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; what it raises on purpose becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except DragomanError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_FAILED) from None


def load_command(name: str) -> Any:
    """The command of a name, from its module: a function, or a group of commands of its own."""
    module_name, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(import_module(module_name), attribute)
    if isinstance(found, typer.Typer):
        found.info.name = name
        return typer.main.get_group(found)
    holder = typer.Typer(add_completion=False, rich_markup_mode=None)
    holder.command(name)(found)
    return typer.main.get_command(holder)


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def dragoman(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read the news of diplomacy: pages in, a clean article and a checked record out.

    Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but more pages skipped than --max-skips.
    """


def run() -> None:
    """Runs the program; says nothing when whoever read its output has gone (`| head`)."""
    try:
        app()
    finally:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
