"""`dragoman review`: people judge what a ledger holds, with single keys."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.ledger_file import LedgerFile, PrintJson, open_ledger
from dragoman.cli.printing import cell, print_json
from dragoman.cli.review_pairs import PAIR_KEYS, PAIRS, pair_line, pair_row, print_pair
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import DoubtfulPair, Ledger

_KEYS = "a accept   c correct   r reject   u unsure   n next   q quit"
_KEYS_OF_SEVERAL = _KEYS.replace("   n next", "   s same (its reports)   d different (its reports)   n next")

# Columns that do not help to judge: what names a row for programs, and what stands above already.
_UNSHOWN = frozenset({"id", "article_id", "words", "doc_id", "n_outlets", "correction"})


def review(
    ledger: LedgerFile = None,
    reviewer: Annotated[
        str, typer.Option("--as", metavar="NAME", envvar=["DRAGOMAN_REVIEWER", "USER"], help="Who judges.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most N things.")] = 50,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only what reviewers differ on; your word then settles it.")
    ] = False,
    pairs_only: Annotated[
        bool, typer.Option("--pairs", help="Only pairs of reports: do they tell of one thing?")
    ] = False,
    show_queue: Annotated[
        bool, typer.Option("--queue", help="Print what would be asked, and ask nothing.")
    ] = False,
    show_figures: Annotated[
        bool, typer.Option("--figures", help="Print how far the review has come, and Krippendorff's alpha.")
    ] = False,
    as_json: PrintJson = False,
) -> None:
    """Judge what a ledger holds: what is worth most and surest least comes first.

    Decisions are kept with who and when, survive a new reading, and are never
    overwritten by the program.
    """
    with open_ledger(ledger) as opened:
        if show_figures:
            _print_figures(opened, as_json)
            return
        queue = [] if pairs_only else opened.review_queue(reviewer, limit, disputed)
        # The JSON of the queue is of things alone, as other programs know it; pairs have a list of their own.
        if not disputed and (pairs_only or not as_json):
            queue = _with_pairs(queue, opened.doubtful_pairs(reviewer, limit))[:limit]
        if show_queue or as_json:
            _print_queue(queue, as_json)
            return
        if not reviewer:
            raise UsageError("Who judges? Give a name with --as NAME, or set DRAGOMAN_REVIEWER.")
        n_judged = _ask(opened, queue, reviewer, disputed)
    typer.echo(f"{n_judged} judged by {cell(reviewer).plain}.", err=True)


def _with_pairs(queue: list[dict[str, Any]], pairs: list[DoubtfulPair]) -> list[dict[str, Any]]:
    """Things and pairs in one queue, by worth times doubt."""
    mixed = [*queue, *map(pair_row, pairs)]
    return sorted(mixed, key=lambda row: -row["worth"] * row["doubt"])


def _ask(opened: Ledger, queue: list[dict[str, Any]], reviewer: str, is_final: bool) -> int:
    """Show one thing after another and note what key is pressed; gives how many were judged."""
    n_judged = 0
    for number, row in enumerate(queue, start=1):
        place = f"{number} of {len(queue)}"
        keys = _keys(row)
        print_pair(row, place) if row["list"] == PAIRS else _print_row(row, place)
        while True:
            key = _key()
            if key in ("q", "\x03", "\x04", "\x1b"):
                return n_judged
            if key == "n":
                break
            if key == "?" or not _judge(opened, row, key, reviewer, is_final):
                typer.echo(keys)
                continue
            n_judged += 1
            break
    return n_judged


def _keys(row: dict[str, Any]) -> str:
    """What may be pressed: whether reports tell of the same is asked only where there are several."""
    if row["list"] == PAIRS:
        return PAIR_KEYS
    return _KEYS_OF_SEVERAL if row["n_reports"] > 1 else _KEYS


def _key() -> str:
    """The next key: pressed in a terminal, or the next character of a pipe, whose end is "q"."""
    if sys.stdin.isatty():
        return str(typer.getchar()).lower()
    while (character := sys.stdin.read(1)).isspace():
        pass
    return character.lower() or "q"


def _judge(opened: Ledger, row: dict[str, Any], key: str, reviewer: str, is_final: bool) -> bool:
    """Whether the key was a verdict, and was noted."""
    from dragoman.ledger import Decision, PairVerdict, Verdict

    pair = {"s": PairVerdict.SAME, "d": PairVerdict.DIFFERENT}.get(key)
    if row["list"] == PAIRS:
        said = PairVerdict.UNSURE if key == "u" else pair
        if said is not None:
            opened.decide_pair(row["left"]["id"], row["right"]["id"], said, reviewer)
        return said is not None
    if pair is not None:
        reports = opened.thing(row["id"]).reports
        for other in reports[1:]:
            opened.decide_pair(row["id"], other["id"], pair, reviewer)
        return len(reports) > 1
    verdict = {"a": Verdict.ACCEPT, "c": Verdict.CORRECT, "r": Verdict.REJECT, "u": Verdict.UNSURE}.get(key)
    if verdict is None:
        return False
    correction = typer.prompt("What is right") if verdict is Verdict.CORRECT else None
    opened.decide(row["id"], Decision(verdict, reviewer, correction=correction, is_final=is_final))
    return True


def _print_row(row: dict[str, Any], place: str) -> None:
    from rich.console import Console

    from dragoman.export.columns import cell_text, flat_row

    console = Console(highlight=False)
    flat = flat_row(row["list"], row)
    console.print()
    console.print(cell(f"{place}: {row['list'].removesuffix('s')} {row['id'][:8]}"), style="bold")
    console.print(cell(f"“{row['words']}”"), soft_wrap=True)
    for name, value in flat.items():
        is_shown = name not in _UNSHOWN and not (name == "n_reports" and value == 1)
        if is_shown and (said := cell_text(value)):
            label = name.removeprefix("n_").replace("_", " ")
            console.print("  ", cell(f"{label}: {said}"), sep="", soft_wrap=True)
    console.print(cell(_keys(row)), style="dim", soft_wrap=True)


def _print_queue(queue: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(queue)
        return
    for row in queue:
        if row["list"] == PAIRS:
            typer.echo(pair_line(row))
            continue
        typer.echo(
            f"{row['id'][:8]}  {row['list']:<12} worth {row['worth']:.2f}  doubt {row['doubt']:.2f}  "
            f"{row['review'] or '-':<9} {cell(row['words'], 90).plain}"
        )


def _print_figures(opened: Ledger, as_json: bool) -> None:
    from dataclasses import asdict

    figures = opened.review_figures()
    if as_json:
        print_json(asdict(figures))
        return
    alpha = "not known (no value has two reviewers)" if figures.alpha is None else f"{figures.alpha:.3f}"
    typer.echo(f"{figures.n_values} values judged. Krippendorff's alpha: {alpha}")
    for name, counts in (("verdict", figures.by_verdict), ("reviewer", figures.by_reviewer)):
        for word, number in counts.items():
            typer.echo(f"  {name} {cell(word).plain}: {number}")
