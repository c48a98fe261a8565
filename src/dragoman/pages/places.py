"""Files where they lie: on this machine, or behind a URL that fsspec knows (s3://, gs://, memory://)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from dragoman.errors import MissingExtra, SourceNotFound
from dragoman.pages.opening import Fault
from dragoman.pages.page import SkipReason

BUFFER_BYTES = 1 << 17
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_EXTRAS = {"s3": "s3", "s3a": "s3"}


def scheme_of(source: str) -> str | None:
    """The scheme of a URL ("s3"), or None for a path."""
    found = _SCHEME.match(source)
    return found[1].lower() if found else None


def is_web(source: str) -> bool:
    """Whether a source is an address of the web."""
    return scheme_of(source) in ("http", "https")


def is_remote(source: str) -> bool:
    """Whether a source lies behind a URL of a store of files."""
    scheme = scheme_of(source)
    return scheme is not None and scheme not in ("http", "https")


def store_of(source: str) -> tuple[Any, str]:
    """The fsspec file system of a path or URL, and the path in it.

    Raises:
        MissingExtra: It needs a library that is not installed.
        SourceNotFound: No store answers to the scheme.
    """
    import fsspec

    try:
        store, path = fsspec.core.url_to_fs(source)
    except ImportError as error:
        extra = _EXTRAS.get(scheme_of(source) or "")
        how = f'pip install "dragoman[{extra}]"' if extra else str(error)
        raise MissingExtra(f'"{source}" needs a library that is not installed: {how}') from error
    except ValueError as error:
        raise SourceNotFound(f'"{source}": {error}.') from error
    return store, path


@contextmanager
def open_binary(source: str | Path) -> Iterator[IO[bytes]]:
    """A file's bytes as they lie there.

    Raises:
        Fault: It cannot be opened.
    """
    try:
        if isinstance(source, str) and is_remote(source):
            store, path = store_of(source)
            raw = cast(io.RawIOBase, store.open(path, "rb"))
        else:
            raw = cast(io.RawIOBase, Path(source).open("rb", 0))  # noqa: SIM115
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise Fault(SkipReason.UNREADABLE, words.lower()) from error
    with io.BufferedReader(raw, BUFFER_BYTES) as file:
        yield file
