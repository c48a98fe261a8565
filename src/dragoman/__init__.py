"""Reads the news of diplomacy: pages in, a clean article and a checked record out.

    import dragoman
    record = dragoman.read("page.html")

Everything else is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.version import __version__

__all__ = ["__version__", "read", "read_all", "read_article", "read_text"]

if TYPE_CHECKING:
    from dragoman.api import read, read_all, read_article, read_text


def __getattr__(name: str) -> Any:
    if name in __all__:
        from dragoman import api

        return getattr(api, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
