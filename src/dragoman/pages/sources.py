"""Sources as a user names them, told by what they are; one page after another."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from dragoman.errors import SourceNotFound
from dragoman.pages.archives import is_wacz, is_warc, iter_wacz, iter_warc
from dragoman.pages.feeds import MAX_FEED_BYTES, is_feed_content
from dragoman.pages.files import fault_of_name, iter_files, page_content
from dragoman.pages.items import ItemPlace
from dragoman.pages.json_files import is_json_file, iter_json_file
from dragoman.pages.json_lines import iter_json_lines
from dragoman.pages.limits import Limits
from dragoman.pages.mail import is_mbox, is_message, iter_mbox, page_of_message
from dragoman.pages.naming import PageNames, name_of_url, safe_id, stem_of
from dragoman.pages.opening import Fault, Stream, packed_or_plain, size_of
from dragoman.pages.options import SourceOptions
from dragoman.pages.page import Page, Skipped, SkipReason
from dragoman.pages.places import BUFFER_BYTES, is_remote, is_web, open_binary, store_of
from dragoman.pages.sniffing import HEAD_BYTES, find_binary, head_text, is_json_lines
from dragoman.pages.tables import MAGIC, iter_parquet

if TYPE_CHECKING:
    from dragoman.pages.fetch import Fetcher

STDIN = "-"
_LINES_SUFFIXES = (".jsonl", ".ndjson", ".jl")
_MANY_SUFFIXES = (
    *_LINES_SUFFIXES,
    ".warc",
    ".wacz",
    ".parquet",
    ".mbox",
    ".mbx",
    ".xml",
    ".rss",
    ".atom",
    ".zst",
)


def iter_pages(
    sources: Sequence[str | Path] | str | Path,
    stdin: IO[bytes] | None = None,
    limits: Limits | None = None,
    options: SourceOptions | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Page | Skipped]:
    """Every page of the sources, in their order, one in memory at a time.

    What a source is, is told by its content, not by its name alone:

    - a page: HTML, text, Markdown, or a message (.eml);
    - many pages: JSON Lines, a JSON array, Parquet, a web archive (WARC, WET, WACZ), an mbox;
    - a feed or site map (RSS, Atom, JSON Feed, news site maps), whose pages are fetched;
    - a folder, with the folders in it, by name;
    - "-" for `stdin`; each of these packed with gzip;
    - an address (http, https) of a page or a feed; a URL of a store (s3://bucket/name);
    - whatever a plug-in takes (`dragoman.pages.plugins`).

    Args:
        sources: One or several.
        stdin: What "-" stands for; the process's standard input if None.
        limits: How large a page may be; goes before that of `options`.
        options: What is read of the sources, and how.
        fetcher: Fetches what lies on the web; one of its own if None.

    Raises:
        SourceNotFound: A source is not there; before anything is read.
        MissingExtra: A store needs a library that is not installed.
    """
    if isinstance(sources, str | Path):
        sources = [sources]
    named = [str(source) for source in sources]
    for source in named:
        _check_source(source)
    options = options or SourceOptions()
    if limits is not None:
        options = replace(options, limits=limits)
    return _Run(stdin, options, fetcher).pages(named)


def count_sources(sources: Sequence[str | Path]) -> int | None:
    """How many pages there will be, or None where only reading them tells (lines, archives, feeds)."""
    n_pages = 0
    for source in map(str, sources):
        if source == STDIN or is_web(source) or is_remote(source) or may_hold_many(source):
            return None
        path = Path(source)
        if not path.is_dir():
            n_pages += 1
            continue
        for found in iter_files(path):
            if isinstance(found, Path) and may_hold_many(found.name):
                return None
            n_pages += 1
    return n_pages


def _check_source(source: str) -> None:
    if source == STDIN or is_web(source) or _added(source) is not None:
        return
    try:
        if is_remote(source):
            store, path = store_of(source)
            is_there = bool(store.exists(path))
        else:
            is_there = Path(source).exists() or Path(source).is_symlink()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise SourceNotFound(
            f'No file or folder at "{source}". Give a page, a folder, a .jsonl file, or - for standard input.'
        )


def _added(source: str) -> object | None:
    from dragoman.pages.plugins import source_of

    return source_of(source)


@dataclass(slots=True)
class _Run:
    """`fetcher` is made when something is first fetched; `owns_fetcher` where it is closed here."""

    stdin: IO[bytes] | None
    options: SourceOptions
    fetcher: Fetcher | None = None
    owns_fetcher: bool = False
    names: PageNames = field(default_factory=PageNames)

    def pages(self, sources: Sequence[str]) -> Iterator[Page | Skipped]:
        try:
            for source in sources:
                for found in self._pages_of(source):
                    if isinstance(found, Skipped) or self._wants(found):
                        yield found
        finally:
            if self.fetcher is not None and self.owns_fetcher:
                self.fetcher.close()

    def _wants(self, page: Page) -> bool:
        return self.options.wants(page.url, page.published or page.listed_on or page.fetched_at)

    def _pages_of(self, source: str) -> Iterator[Page | Skipped]:
        from dragoman.pages.plugins import iter_added, source_of

        if (added := source_of(source)) is not None:
            yield from iter_added(added, source, self.options)
        elif source == STDIN:
            yield from self._of_stdin()
        elif is_web(source):
            yield from self._of_address(source)
        elif is_remote(source):
            yield from self._of_store(source)
        elif Path(source).is_dir():
            yield from self._of_folder(Path(source))
        else:
            yield from self._of_file(source, Path(source).name, Path(source).parent)

    def _of_folder(self, folder: Path) -> Iterator[Page | Skipped]:
        for found in iter_files(folder):
            if isinstance(found, Path):
                yield from self._of_file(str(found), found.name, found.parent, is_named=False)
            else:
                path, fault = found
                yield _skipped(path.name, str(path), fault)

    def _of_store(self, source: str) -> Iterator[Page | Skipped]:
        store, path = store_of(source)
        if not store.isdir(path):
            yield from self._of_file(source, PurePosixPath(path).name, Path())
            return
        for found in sorted(store.find(path)):
            url, name = str(store.unstrip_protocol(found)), PurePosixPath(found)
            if (fault := fault_of_name(name)) is not None:
                yield _skipped(name.name, url, fault)
            else:
                yield from self._of_file(url, name.name, Path(), is_named=False)

    def _of_file(
        self, source: str, name: str, folder: Path, is_named: bool = True
    ) -> Iterator[Page | Skipped]:
        place = self._place(source, name, folder)
        try:
            with open_binary(source) as file:
                yield from self._of_opened(file, name, place, is_named)
        except Fault as fault:
            yield _skipped(name, source, fault)

    def _of_stdin(self) -> Iterator[Page | Skipped]:
        place = self._place("standard input", "stdin", Path())
        raw = self.stdin or sys.stdin.buffer
        file = (
            raw
            if isinstance(raw, io.BufferedReader)
            else io.BufferedReader(cast(io.RawIOBase, raw), BUFFER_BYTES)
        )
        try:
            yield from self._of_opened(file, "", place, is_named=True)
        except Fault as fault:
            yield Skipped("stdin", place.origin, fault.reason, fault.detail)

    def _of_opened(
        self, file: IO[bytes], name: str, place: ItemPlace, is_named: bool
    ) -> Iterator[Page | Skipped]:
        """The pages of a file: an archive or table as it lies there, anything else unpacked."""
        head = _peek(file)
        if is_warc(head, name):
            yield from iter_warc(file, place.origin, self.options)
        elif is_wacz(head, name) and file.seekable():
            yield from iter_wacz(file, place.origin, self.options)
        elif head.startswith(MAGIC) and file.seekable():
            yield from iter_parquet(file, place, self.options)
        else:
            yield from self._of_stream(packed_or_plain(file, size_of(file)), name, place, is_named)

    def _of_stream(
        self, stream: Stream, name: str, place: ItemPlace, is_named: bool
    ) -> Iterator[Page | Skipped]:
        head = stream.head()
        text = head_text(head) if find_binary(head) is None else ""
        if text and is_named and self.options.follows_feeds and is_feed_content(head):
            content = stream.whole(Limits(MAX_FEED_BYTES))
            yield from self._listed(content, "")
        elif is_mbox(head, name):
            yield from iter_mbox(stream, place, self.options)
        elif is_message(head, name):
            yield page_of_message(stream.whole(self.options.limits), place)
        elif is_json_file(text, name):
            yield from iter_json_file(stream, place)
        elif head.strip() and (_has_lines_suffix(name) or is_json_lines(text)):
            yield from iter_json_lines(stream, place)
        else:
            content, form = page_content(stream, name, self.options.limits)
            yield Page(self.names.take(place.name), content, form, place.origin)

    def _of_address(self, url: str) -> Iterator[Page | Skipped]:
        from dragoman.pages.fetch import page_of_fetched

        fetched = self._fetches().fetch(url)
        name = safe_id(name_of_url(url))
        if isinstance(fetched, Skipped):
            yield fetched
            return
        try:
            if is_feed_content(fetched.content):
                yield from self._listed(fetched.content, fetched.url)
            else:
                yield self._named(page_of_fetched(fetched, url))
        except Fault as fault:
            yield Skipped(name, url, fault.reason, fault.detail)

    def _listed(self, content: bytes, url: str) -> Iterator[Page | Skipped]:
        from dragoman.pages.feed_pages import iter_listed

        for found in iter_listed(content, url, self._fetches(), self.options):
            yield self._named(found)

    def _named(self, found: Page | Skipped) -> Page | Skipped:
        return replace(found, id=self.names.take(found.id)) if isinstance(found, Page) else found

    def _fetches(self) -> Fetcher:
        if self.fetcher is None:
            from dragoman.pages.fetch import Fetcher

            self.fetcher, self.owns_fetcher = Fetcher(self.options.fetch), True
        return self.fetcher

    def _place(self, origin: str, name: str, folder: Path) -> ItemPlace:
        folders = (folder,) if folder == Path() else (folder, Path())
        reads_paths = self.options.reads_paths and not is_remote(origin)
        return ItemPlace(origin, stem_of(name), folders, self.options.limits, self.names, reads_paths)


def _peek(file: IO[bytes]) -> bytes:
    """The first bytes as they lie there, as many as come at once, without taking them away."""
    if not isinstance(file, io.BufferedReader):
        return b""
    try:
        return file.peek(HEAD_BYTES)[:HEAD_BYTES]
    except OSError as error:
        raise Fault(SkipReason.UNREADABLE, (error.strerror or str(error)).lower()) from error


def _skipped(name: str, origin: str, fault: Fault) -> Skipped:
    return Skipped(safe_id(stem_of(name)), origin, fault.reason, fault.detail)


def _has_lines_suffix(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(_LINES_SUFFIXES)


def may_hold_many(name: str) -> bool:
    """Whether a file may hold more than one page, by its name."""
    return name.lower().removesuffix(".gz").endswith(_MANY_SUFFIXES)
