"""Sources as a user names them: files, folders, "-", JSON Lines; one page after another."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from dragoman.errors import SourceNotFound
from dragoman.pages.files import iter_files, page_content
from dragoman.pages.items import ItemPlace
from dragoman.pages.json_files import is_json_file, iter_json_file
from dragoman.pages.json_lines import iter_json_lines
from dragoman.pages.limits import Limits
from dragoman.pages.naming import PageNames, safe_id, stem_of
from dragoman.pages.opening import Fault, Stream, open_stream, packed_or_plain
from dragoman.pages.page import Page, Skipped
from dragoman.pages.sniffing import find_binary, head_text, is_json_lines

STDIN = "-"
_LINES_SUFFIXES = (".jsonl", ".ndjson", ".jl")


def iter_pages(
    sources: Sequence[str | Path] | str | Path,
    stdin: IO[bytes] | None = None,
    limits: Limits | None = None,
) -> Iterator[Page | Skipped]:
    """Every page of the sources, in their order, one in memory at a time.

    Args:
        sources: Files, folders (with the folders in them, by name), JSON Lines, or
            "-" for `stdin`; each may be packed with gzip. One alone needs no list.
        stdin: What "-" stands for; the process's standard input if None.
        limits: How large a page may be.

    Raises:
        SourceNotFound: A source is not there; before anything is read.
    """
    if isinstance(sources, str | Path):
        sources = [sources]
    for source in sources:
        _check_source(str(source))
    run = _Run(stdin, limits or Limits())
    return (page for source in sources for page in run.pages_of(str(source)))


def count_sources(sources: Sequence[str | Path]) -> int | None:
    """How many pages there will be, or None where only reading them tells (lines, standard input)."""
    n_pages = 0
    for source in map(str, sources):
        if source == STDIN or _has_lines_suffix(source):
            return None
        path = Path(source)
        if not path.is_dir():
            n_pages += 1
            continue
        for found in iter_files(path):
            if isinstance(found, Path) and _has_lines_suffix(found.name):
                return None
            n_pages += 1
    return n_pages


def _check_source(source: str) -> None:
    if source == STDIN:
        return
    if source.startswith(("http://", "https://")):
        raise SourceNotFound(
            f'"{source}" is an address; pages are read from files.\n'
            f"  Fetch it first: curl -sL {source} | dragoman read -"
        )
    try:
        is_there = Path(source).exists() or Path(source).is_symlink()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise SourceNotFound(
            f'No file or folder at "{source}". Give a page, a folder, a .jsonl file, or - for standard input.'
        )


@dataclass(slots=True)
class _Run:
    stdin: IO[bytes] | None
    limits: Limits
    names: PageNames = field(default_factory=PageNames)

    def pages_of(self, source: str) -> Iterator[Page | Skipped]:
        if source == STDIN:
            yield from self._of_stdin()
        elif Path(source).is_dir():
            yield from self._of_folder(Path(source))
        else:
            yield from self._of_file(Path(source))

    def _of_folder(self, folder: Path) -> Iterator[Page | Skipped]:
        for found in iter_files(folder):
            if isinstance(found, Path):
                yield from self._of_file(found)
            else:
                path, fault = found
                yield _skipped(path.name, str(path), fault)

    def _of_file(self, path: Path) -> Iterator[Page | Skipped]:
        place = self._place(str(path), path.name, path.parent)
        try:
            with open_stream(path) as stream:
                yield from self._of_stream(stream, path.name, place)
        except Fault as fault:
            yield _skipped(path.name, str(path), fault)

    def _of_stdin(self) -> Iterator[Page | Skipped]:
        place = self._place("standard input", "stdin", Path())
        try:
            yield from self._of_stream(packed_or_plain(self.stdin or sys.stdin.buffer), "", place)
        except Fault as fault:
            yield Skipped("stdin", place.origin, fault.reason, fault.detail)

    def _of_stream(self, stream: Stream, name: str, place: ItemPlace) -> Iterator[Page | Skipped]:
        head = stream.head()
        text = head_text(head) if find_binary(head) is None else ""
        if is_json_file(text, name):
            yield from iter_json_file(stream, place)
        elif head.strip() and (_has_lines_suffix(name) or is_json_lines(text)):
            yield from iter_json_lines(stream, place)
        else:
            content, form = page_content(stream, name, self.limits)
            yield Page(self.names.take(place.name), content, form, place.origin)

    def _place(self, origin: str, name: str, folder: Path) -> ItemPlace:
        folders = (folder,) if folder == Path() else (folder, Path())
        return ItemPlace(origin, stem_of(name), folders, self.limits, self.names)


def _skipped(name: str, origin: str, fault: Fault) -> Skipped:
    return Skipped(safe_id(stem_of(name)), origin, fault.reason, fault.detail)


def _has_lines_suffix(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(_LINES_SUFFIXES)
