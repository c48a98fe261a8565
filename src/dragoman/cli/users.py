"""`dragoman users`: who may write to a ledger by its site.

A password is typed at the terminal, twice and unseen, or read as the first line of
standard input; it is never an argument, which other programs could see.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli.ledger_file import LedgerFile, PrintJson, open_ledger
from dragoman.cli.printing import cell, print_json
from dragoman.errors import UsageError

app = typer.Typer(
    help="Say who may write to a ledger by its site: readers, reviewers, admins.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_ROLES = ("reader", "reviewer", "admin")
Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name.")]
RoleName = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, reviewer or admin.")]


@app.command()
def add(name: Name, ledger: LedgerFile = None, role: RoleName = "reviewer") -> None:
    """Add a user; the password is asked for, or read from standard input."""
    from dragoman.ledger import Role

    if role not in _ROLES:
        raise _no_role(role)
    with open_ledger(ledger) as opened:
        user = opened.accounts.add(name, Role(role), _password())
    typer.echo(f'Added the {user.role} "{user.name}".')


@app.command("list")
def listing(ledger: LedgerFile = None, as_json: PrintJson = False) -> None:
    """List the users with their roles."""
    with open_ledger(ledger) as opened:
        users = opened.accounts.users()
    if as_json:
        rows = [{"name": one.name, "role": str(one.role), "added_at": one.added_at} for one in users]
        print_json(rows)
        return
    if not users:
        typer.echo("No users. Add one with: dragoman users add NAME --role admin", err=True)
    for one in users:
        typer.echo(f"{cell(one.name).plain:<20} {one.role:<9} since {one.added_at[:10]}")


@app.command()
def remove(name: Name, ledger: LedgerFile = None) -> None:
    """Remove a user, with sessions and tokens; what they decided stays."""
    with open_ledger(ledger) as opened:
        opened.accounts.remove(name)
    typer.echo(f'Removed "{name}".')


@app.command()
def role(
    name: Name,
    to: Annotated[str, typer.Argument(metavar="ROLE", help="reader, reviewer or admin.")],
    ledger: LedgerFile = None,
) -> None:
    """Give a user another role."""
    from dragoman.ledger import Role

    if to not in _ROLES:
        raise _no_role(to)
    with open_ledger(ledger) as opened:
        opened.accounts.set_role(name, Role(to))
    typer.echo(f'"{name}" is now {to}.')


@app.command()
def password(name: Name, ledger: LedgerFile = None) -> None:
    """Change a password; the user is logged out everywhere."""
    with open_ledger(ledger) as opened:
        opened.accounts.set_password(name, _password())
    typer.echo(f'Changed the password of "{name}".')


@app.command()
def token(
    name: Name,
    ledger: LedgerFile = None,
    purpose: Annotated[
        str, typer.Option("--purpose", metavar="WORDS", help="What it is for, to tell tokens apart.")
    ] = "",
    end_all: Annotated[bool, typer.Option("--end-all", help="End all tokens of the user instead.")] = False,
) -> None:
    """Make a token with which a program acts for a user; it is printed this once."""
    with open_ledger(ledger) as opened:
        if end_all:
            typer.echo(f'Ended {opened.accounts.end_tokens(name)} tokens of "{name}".')
            return
        typer.echo(opened.accounts.add_token(name, purpose))
    typer.echo("Send it as: Authorization: Bearer TOKEN", err=True)


def _no_role(word: str) -> UsageError:
    return UsageError(f'"{word}" is no role. Give one of: {", ".join(_ROLES)}.')


def _password() -> str:
    """The password from the terminal, or the first line of standard input."""
    if sys.stdin.isatty():
        typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise UsageError("No password. Type it at the terminal, or give it as a line of standard input.")
    return line
