"""One file as one page, and the files of a folder in a fixed order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from dragoman.pages.limits import Limits
from dragoman.pages.opening import Fault, Stream
from dragoman.pages.page import PageFormat, SkipReason
from dragoman.pages.sniffing import find_binary, head_text, is_feed, sniff_format

# What lies beside pages in a saved web site or a project, and is text but no page. Only in
# folders: a file that is named as a source is read whatever it is called.
_NO_PAGE = re.compile(
    r"\.(?:css|m?js|ts|map|svg|csv|tsv|xml|rss|atom|xsl|ya?ml|toml|ini|cfg|conf|lock|log|pyi?|sh|bat|c|h|cpp"
    r"|java|go|rs|rb|sql|ipynb|bib|tex|vtt|srt|ics|pem)(?:\.gz)?",
    re.IGNORECASE,
)


def page_content(stream: Stream, name: str, limits: Limits) -> tuple[bytes, PageFormat]:
    """The bytes of a stream that holds one page, and their form.

    Raises:
        Fault: The stream is empty, binary, a feed, or too large; the last is told
            from the size where there is one, before anything is read.
    """
    head = stream.head()
    if not head.strip():
        raise Fault(SkipReason.EMPTY, "no content" if not head else "nothing but white space")
    if (what := find_binary(head)) is not None:
        raise Fault(SkipReason.BINARY, what)
    text = head_text(head)
    if is_feed(text):
        raise Fault(SkipReason.NO_ARTICLE, "a feed or a site map; give the pages that it lists")
    return stream.whole(limits), sniff_format(text, name)


def iter_files(folder: Path) -> Iterator[Path | tuple[Path, Fault]]:
    """The files of a folder and the folders in it, by name, each folder once.

    Links are followed; one that leads back to a folder already met is passed over,
    so a loop ends. What is no candidate for a page comes with the reason.
    """
    yield from _iter_folder(folder, set())


def _iter_folder(folder: Path, met: set[tuple[int, int]]) -> Iterator[Path | tuple[Path, Fault]]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in met:
            return
        met.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield folder, Fault(SkipReason.UNREADABLE, (error.strerror or str(error)).lower())
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            yield path, Fault(SkipReason.HIDDEN, "hidden files are read only when they are named")
        elif path.is_dir():
            yield from _iter_folder(path, met)
        else:
            fault = _fault_of(path)
            yield path if fault is None else (path, fault)


def fault_of_name(path: PurePath) -> Fault | None:
    """Why a file that lies in a folder is no candidate for a page by its name, or None."""
    if path.name.startswith("."):
        return Fault(SkipReason.HIDDEN, "hidden files are read only when they are named")
    if _NO_PAGE.fullmatch(path.suffix) or _NO_PAGE.fullmatch("".join(path.suffixes[-2:])):
        return Fault(SkipReason.NOT_A_PAGE, f"a {path.suffix} file in a folder; name it to read it")
    return None


def _fault_of(path: Path) -> Fault | None:
    if not path.exists():
        return Fault(SkipReason.UNREADABLE, "a link to a file that is not there")
    if not path.is_file():
        return Fault(SkipReason.UNREADABLE, "not a regular file")
    return fault_of_name(path)
