"""Sources that other packages add: the hook `dragoman_sources`, found by the entry point group "dragoman".

A package names a module (or object) under that group and gives in it

    import dragoman.pages.plugins as plugins

    @plugins.hook
    def dragoman_sources():
        return [KafkaSource()]

where each source has a `name`, and `accepts(source)` and `pages(source, options)` as
`Source` below says. It is asked before the sources that dragoman has itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Protocol

import pluggy

from dragoman.pages.naming import safe_id
from dragoman.pages.options import SourceOptions
from dragoman.pages.page import Page, Skipped, SkipReason

GROUP = "dragoman"

hook = pluggy.HookimplMarker(GROUP)
_specification = pluggy.HookspecMarker(GROUP)


class Source(Protocol):
    """A kind of source: tells its own from others, and gives their pages one at a time."""

    name: str

    def accepts(self, source: str) -> bool:
        """Whether a source, as the user wrote it, is of this kind."""

    def pages(self, source: str, options: SourceOptions) -> Iterator[Page | Skipped]:
        """Its pages, each with an id that is safe as a file name."""


class _Hooks:
    @_specification
    def dragoman_sources(self) -> Iterable[Source]:
        """The sources that a package adds."""
        return ()


@cache
def loaded() -> pluggy.PluginManager:
    """The plug-ins of this installation; `loaded().register(...)` adds one for the process."""
    plugins = pluggy.PluginManager(GROUP)
    plugins.add_hookspecs(_Hooks)
    plugins.load_setuptools_entrypoints(GROUP)
    return plugins


def source_of(source: str) -> Source | None:
    """The added source that takes what the user wrote, or None."""
    hooks: Any = loaded().hook
    for added in hooks.dragoman_sources():
        for one in added:
            if one.accepts(source):
                found: Source = one
                return found
    return None


def iter_added(added: Source, source: str, options: SourceOptions) -> Iterator[Page | Skipped]:
    """The pages of an added source; a fault of the plug-in ends the source, not the run."""
    try:
        yield from added.pages(source, options)
    except Exception as error:
        detail = f"the plug-in {added.name}: {type(error).__name__}: {str(error)[:200]}"
        yield Skipped(safe_id(source), source, SkipReason.FAILED, detail)
