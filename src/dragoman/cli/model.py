"""`dragoman model`: what the shipped language model is."""

from __future__ import annotations

from typing import Annotated, Any

import typer

app = typer.Typer(
    help="Say what the language model is.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def model() -> None:
    """Say what the language model is: version, scores, training data, licences."""


@app.command()
def info(as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False) -> None:
    """Print the model's version, its scores on development data, its training data and licences."""
    import json

    from dragoman.language import model_info

    about = model_info()
    if as_json:
        typer.echo(json.dumps(about, ensure_ascii=False, indent=1))
        return
    typer.echo(f"{about['name']} {about['version']} ({about['weights']}), sha256 {about['sha256'][:12]}")
    _print_part("Scores (percent)", about.get("scores", {}))
    _print_part("Trained on", about.get("data", {}))
    _print_part("Licences", about.get("licences", about.get("licence", {})))


def _print_part(title: str, part: Any) -> None:
    """One part of the model's description, a line an entry."""
    if not part:
        return
    typer.echo(f"\n{title}")
    rows = (
        part.items()
        if isinstance(part, dict)
        else [("", part)]
        if isinstance(part, str)
        else enumerate(part, 1)
    )
    for name, value in rows:
        shown = (
            "  ".join(f"{key} {each}" for key, each in value.items()) if isinstance(value, dict) else value
        )
        typer.echo(f"  {name}  {shown}")
