"""`dragoman quotes`: who said what, in a page or, for scorers, in a text."""

from __future__ import annotations

from dragoman.cli.options import AsJson, ServeLines, SomeSources
from dragoman.cli.pages import records_of, report_skipped, require_sources
from dragoman.pages import Skipped


def quotes(sources: SomeSources = None, serve_lines: ServeLines = False, as_json: AsJson = False) -> None:
    """List who said what in a page, in the order of the text.

    With --jsonl: {"id", "text"} in; {"id", "quotes": [{"quote", "frags"?, "speaker",
    "cue", "manner"}]} out, with half-open offsets of the text's code points.
    """
    if serve_lines:
        from dragoman.cli.jsonl import serve
        from dragoman.reading.contract import quotes_line

        serve(quotes_line, sources or ())
        return
    from dragoman.cli.results import JsonResults
    from dragoman.cli.tables import print_quotes
    from dragoman.export import record_json

    skipped: list[Skipped] = []
    keys = ("doc_id", "statements")
    results = JsonResults(
        lambda record: {key: value for key, value in record_json(record).items() if key in keys}
    )
    for record in records_of(require_sources(sources), skipped):
        if as_json:
            results.put(record)
        else:
            print_quotes(record)
    if as_json:
        results.close()
    report_skipped(skipped)
