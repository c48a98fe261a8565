"""`dragoman events`: the PLOVER events of a page or, for scorers, of a text."""

from __future__ import annotations

from dragoman.cli import filters
from dragoman.cli.filters import N_ROWS, Wish
from dragoman.cli.ledger_file import LedgerFile
from dragoman.cli.options import AsJson, ServeLines, SomeSources
from dragoman.cli.pages import print_values, require_sources
from dragoman.cli.told import tell


def events(
    sources: SomeSources = None,
    serve_lines: ServeLines = False,
    as_json: AsJson = False,
    ledger: LedgerFile = None,
    country: filters.Country = None,
    pair: filters.Pair = None,
    since: filters.Since = None,
    until: filters.Until = None,
    outlet: filters.Outlet = None,
    topic: filters.Topic = None,
    type_: filters.Type = None,
    limit: filters.Limit = N_ROWS,
    after: filters.After = None,
    as_csv: filters.AsCsv = False,
) -> None:
    """List the PLOVER events of a page, the most salient first; without pages, those of a ledger.

    The filters and --csv are for ledgers. A ledger tells of each event once, the latest first.

    With --jsonl: {"id", "date" or null, "text"} in; {"id", "events": [{"type", "mode",
    "contexts", "source", "target", "realis", "evidence", "confidence"}]} out, what did
    not happen under "unrealised".
    """
    if serve_lines:
        from dragoman.cli.jsonl import serve
        from dragoman.reading.contract import events_line

        serve(events_line, sources or ())
        return
    if not sources and ledger:
        facets = {"country": country, "pair": pair, "outlet": outlet, "topic": topic, "type": type_}
        tell(ledger, None, Wish("events", facets, since, until, limit, after, as_json, as_csv))
        return
    from dragoman.cli.tables import print_events

    print_values(require_sources(sources), ("events", "events_unrealised"), print_events, as_json)
