"""Where the results of `dragoman read` go: to a terminal, as JSON, as lines, into a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from dragoman.errors import UsageError
from dragoman.export.article_json import skipped_json
from dragoman.export.json_text import json_text
from dragoman.export.record_json import record_json
from dragoman.ledger.storable import storable
from dragoman.pages import Skipped
from dragoman.reading.record import Record

Result = Record | Skipped


class Results(Protocol):
    """Takes one result after another; `close` ends what was begun."""

    def put(self, result: Result) -> None: ...

    def close(self) -> None: ...


def result_json(result: Result) -> dict[str, Any]:
    """The JSON of a record, or of a page that gave none."""
    return skipped_json(result) if isinstance(result, Skipped) else record_json(result)


class JsonResults:
    """One object for one result, an array for several, written as they come.

    The first is held back until it is known whether there is a second.
    """

    def __init__(self, to_json: Callable[[Any], dict[str, Any]] = result_json) -> None:
        self._to_json = to_json
        self._first: str | None = None
        self._n_written = 0

    def put(self, result: Any) -> None:
        text = json_text(self._to_json(result), indent=1)
        if self._first is None and self._n_written == 0:
            self._first = text
            return
        if self._first is not None:
            sys.stdout.write("[\n" + self._first)
            self._first, self._n_written = None, 1
        sys.stdout.write(",\n" + text)
        self._n_written += 1

    def close(self) -> None:
        if self._first is not None:
            sys.stdout.write(self._first + "\n")
        else:
            sys.stdout.write("\n]\n" if self._n_written else "[]\n")
        sys.stdout.flush()


class LineResults:
    """One line of JSON for each result, written at once."""

    def put(self, result: Result) -> None:
        sys.stdout.write(json_text(result_json(result)) + "\n")
        sys.stdout.flush()

    def close(self) -> None:
        """Nothing is left to do."""


class FolderResults:
    """A file for each record, named after its page; none for a page that was skipped.

    A file is written beside its place and moved there, so that a killed run leaves
    no half of one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(
                f'The folder "{folder}" cannot be made: {reason}. Choose another with --out.'
            ) from error

    def put(self, result: Result) -> None:
        if isinstance(result, Skipped):
            return
        path = self._folder / f"{result.id}.json"
        unfinished = path.with_name(f".{path.name}.part")
        try:
            unfinished.write_text(json_text(record_json(result), indent=1) + "\n", encoding="utf-8")
            unfinished.replace(path)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink()
            raise UsageError(
                f'"{path}" cannot be written: {(error.strerror or str(error)).lower()}.'
            ) from error

    def close(self) -> None:
        """Nothing is left to do."""


class PrintedResults:
    """The reading of each page for people, written in one piece, so that it goes round a progress bar."""

    def __init__(self, is_verbose: bool) -> None:
        from rich.console import Console

        self._console = Console(highlight=False)
        self._is_verbose = is_verbose

    def put(self, result: Result) -> None:
        from dragoman.export.terminal import print_record

        if isinstance(result, Skipped):
            return
        with self._console.capture() as reading:
            print_record(result, self._console, self._is_verbose)
        # Halves of characters, which a page may hold, are nothing that can be written.
        sys.stdout.write(storable(reading.get()))
        sys.stdout.flush()

    def close(self) -> None:
        """Nothing is left to do."""


class NoResults:
    """Takes results and shows nothing."""

    def put(self, result: Result) -> None:
        """Nothing is shown."""

    def close(self) -> None:
        """Nothing is left to do."""
