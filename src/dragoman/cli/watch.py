"""`dragoman watch`: feeds polled into a ledger."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.program import EXIT_FAILED
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.scale.feed_list import WatchedFeed
    from dragoman.scale.watch import Poll, Watch
    from dragoman.scale.watch_state import FeedState

_Feeds = Annotated[
    Path,
    typer.Argument(metavar="FEEDS", help="A list of feeds: YAML, OPML, or an address a line."),
]
_IntoLedger = Annotated[
    str, typer.Option(metavar="FILE", help="The ledger, which is made where it is not there; a file or URL.")
]
_State = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Where the watch keeps what it knows; beside the ledger if not given."),
]
_Once = Annotated[bool, typer.Option("--once", help="Poll the feeds that are due, then end.")]
_All = Annotated[bool, typer.Option("--all", help="With --once: poll all feeds, due or not.")]
_Status = Annotated[bool, typer.Option("--status", help="Poll nothing; say how each feed fares.")]
_Every = Annotated[
    str, typer.Option(metavar="TIME", help="Between two polls of a feed that names no time: 30 min, 2 h.")
]
_Delay = Annotated[
    float, typer.Option("--delay", metavar="S", min=0, help="Seconds between two requests to one host.")
]
_Private = Annotated[bool, typer.Option("--allow-private", help="Fetch from hosts of the own network too.")]


def watch(
    feeds: _Feeds,
    ledger: _IntoLedger,
    state: _State = None,
    once: _Once = False,
    all_feeds: _All = False,
    status: _Status = False,
    every: _Every = "30 min",
    delay: _Delay = 2.0,
    allow_private: _Private = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each poll.")] = False,
) -> None:
    """Poll feeds politely, and read what is new into a ledger.

    What was seen is kept beside the ledger, so that an interrupted watch goes on. With
    --once the exit code is 1 where a feed could not be read.
    """
    from dragoman.ledger import Ledger
    from dragoman.pages import FetchRules
    from dragoman.pages.fetch import Fetcher
    from dragoman.scale.feed_list import duration_s, read_feed_list
    from dragoman.scale.watch import Watch
    from dragoman.scale.watch_state import WatchState

    listed = read_feed_list(feeds, duration_s(every, "--every"))
    rules = FetchRules(delay_s=delay, allow_private=allow_private)
    place = state or _state_beside(ledger)
    with (
        Ledger.open(ledger, create=True) as book,
        WatchState(place) as memory,
        Fetcher(rules, validators=memory.validators) as fetcher,
    ):
        watching = Watch(listed, book, memory, fetcher)
        if status:
            _print_states(watching, as_json)
        elif once:
            _poll_once(watching, all_feeds, as_json)
        else:
            _poll_on(watching, as_json)


def _state_beside(ledger: str) -> Path:
    if "://" in ledger:
        raise UsageError("A ledger on a server has no folder; name the file of the watch with --state FILE.")
    path = Path(ledger)
    return path.with_name(path.name + ".watch")


def _poll_once(watching: Watch, all_feeds: bool, as_json: bool) -> None:
    has_failed = False
    for poll in watching.poll_due(all_feeds):
        _print_poll(poll, as_json)
        has_failed |= poll.failure is not None
    if has_failed:
        raise typer.Exit(EXIT_FAILED)


def _poll_on(watching: Watch, as_json: bool) -> None:
    try:
        watching.run(lambda poll: _print_poll(poll, as_json))
    except KeyboardInterrupt:
        print("The watch has ended; the same command goes on with it.", file=sys.stderr)


def _print_poll(poll: Poll, as_json: bool) -> None:
    if as_json:
        _print_json(
            {
                "feed": poll.feed.url,
                "new": poll.n_new,
                "known": poll.n_known,
                "unchanged": poll.is_unchanged,
                "failure": poll.failure,
                "skipped": [
                    {"origin": one.origin, "reason": str(one.reason), "detail": one.detail}
                    for one in poll.skipped
                ],
            }
        )
        return
    if poll.failure is not None:
        print(f"{poll.feed.outlet}: failed, {poll.failure}", file=sys.stderr)
        return
    known = f", {poll.n_known} known before" if poll.n_known else ""
    typer.echo(f"{poll.feed.outlet}: " + ("unchanged" if poll.is_unchanged else f"{poll.n_new} new{known}"))
    for one in poll.skipped:
        print(f"  skipped {one.origin}: {one.reason} ({one.detail})", file=sys.stderr)


def _print_states(watching: Watch, as_json: bool) -> None:
    for feed, known in watching.states():
        if as_json:
            _print_json({"feed": feed.url, "outlet": feed.outlet, **_state_json(known)})
        else:
            typer.echo(f"{feed.outlet}: {_state_in_words(feed, known)}")


def _state_json(known: FeedState) -> dict[str, Any]:
    return {
        "polled_at": known.polled_at,
        "next_at": known.next_at,
        "failing_since": known.failing_since,
        "failure": known.failure,
        "failures": known.n_failures,
        "pages": known.n_pages,
    }


def _state_in_words(feed: WatchedFeed, known: FeedState) -> str:
    if known.polled_at is None:
        return "never polled"
    polled = f"polled {_minute(known.polled_at)}, {known.n_pages} pages so far, next {_minute(known.next_at)}"
    if known.failure is None:
        return polled
    times = (
        f" ({known.n_failures} {'time' if known.n_failures == 1 else 'times'})" if known.n_failures else ""
    )
    return f"FAILING since {_minute(known.failing_since)}{times}: {known.failure}; {polled}"


def _minute(at: str | None) -> str:
    return f"{datetime.fromisoformat(at):%Y-%m-%d %H:%M} UTC" if at is not None else "never"


def _print_json(answer: dict[str, Any]) -> None:
    from dragoman.export.json_text import json_text

    typer.echo(json_text(answer))
