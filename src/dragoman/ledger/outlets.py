"""Who tells: the outlet that a page names, else the host of its address."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit


def outlet_of(named: str | None, url: str | None) -> str:
    """The outlet of a page; "" where neither the page nor its address says whose it is."""
    return named or _host(url or "")


def number_of_outlets(told_by: Iterable[str]) -> int:
    """How many outlets tell of something; pages of unknown outlets ("") are no further ones, but one alone is."""
    outlets = set(told_by)
    return max(len(outlets - {""}), min(len(outlets), 1))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # a page may name anything as its address
        return ""
