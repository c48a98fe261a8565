"""`dragoman quotes`: who said what, in a page or, for scorers, in a text."""

from __future__ import annotations

from dragoman.cli.options import AsJson, ServeLines, SomeSources
from dragoman.cli.pages import print_values, require_sources


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
    from dragoman.cli.tables import print_quotes

    print_values(require_sources(sources), ("statements",), print_quotes, as_json)
