"""How large a page may be before it is left unread."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000

# The longest article page met in the development data has 2.4 MB; ten times that is no news page.
DEFAULT_MAX_BYTES = 20 * MEGABYTE

# JSON writes one character as up to six ("\u0436"), so a line may be longer than the page in it.
_LINE_FACTOR = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read of one source at most.

    `max_bytes`: of one page, after unpacking. More than that is never held in memory.
    """

    max_bytes: int = DEFAULT_MAX_BYTES

    @property
    def max_line_bytes(self) -> int:
        """The longest line of JSON that is read."""
        return self.max_bytes * _LINE_FACTOR

    @property
    def words(self) -> str:
        """The limit in words, for messages: "20 MB"."""
        return size_in_words(self.max_bytes)


def size_in_words(size_bytes: int) -> str:
    """A size as people write it: "50.3 MB", "812 kB", "90 bytes"."""
    if size_bytes < 1000:
        return f"{size_bytes} bytes"
    size, unit = (size_bytes / MEGABYTE, "MB") if size_bytes >= MEGABYTE else (size_bytes / 1000, "kB")
    return f"{size:.1f}".removesuffix(".0") + f" {unit}"
