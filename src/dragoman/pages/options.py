"""What is read of sources, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlsplit

from dragoman.pages.fetch_rules import FetchRules
from dragoman.pages.limits import Limits


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """Limits and choices for `iter_pages`.

    Attributes:
        limits: How large a page may be.
        fetch: Manners of fetching, for addresses and feeds.
        columns: For tables: the column that holds "id", "html", "text", "url" or "published",
            where it has another name.
        hosts: Only pages of these hosts and of hosts below them; all if empty.
        since: Only pages of this day or later, as far as an archive, a feed or a table says when.
        max_entries: Of one feed or site map.
        follows_feeds: Whether the pages that a feed in a file lists are fetched.
        reads_paths: Whether a JSON object may name a file of this machine ("path"); whoever wrote
            the object then chooses which file is read. Objects in a store never may.
        span: Of a WARC, only the records that begin from the first offset on and before the
            second; so that several processes can share one archive.
    """

    limits: Limits = field(default_factory=Limits)
    fetch: FetchRules = field(default_factory=FetchRules)
    columns: Mapping[str, str] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    since: date | None = None
    max_entries: int = 1000
    follows_feeds: bool = True
    reads_paths: bool = True
    span: tuple[int, int] | None = None

    def wants(self, url: str | None, at: date | str | None = None) -> bool:
        """Whether a page of an address and a day (ISO 8601 where it is a text) was asked for."""
        return self._wants_host(url) and self._wants_day(at)

    def _wants_host(self, url: str | None) -> bool:
        if not self.hosts:
            return True
        try:
            host = (urlsplit(url or "").hostname or "").lower()
        except ValueError:
            return False
        return any(host == one or host.endswith("." + one) for one in map(str.lower, self.hosts))

    def _wants_day(self, at: date | str | None) -> bool:
        if self.since is None or at is None:
            return True
        if isinstance(at, str):
            # A month or year is wanted where it may reach the day: "2024" since 2024-03-01.
            return at[:10] >= self.since.isoformat()[: len(at[:10])]
        return (at.date() if isinstance(at, datetime) else at) >= self.since
