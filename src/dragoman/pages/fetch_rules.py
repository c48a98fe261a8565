"""How pages are fetched: how fast, how much, from where."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.pages.limits import DEFAULT_MAX_BYTES
from dragoman.version import __version__

ROBOT_NAME = "dragoman"
USER_AGENT = f"{ROBOT_NAME}/{__version__} (+https://github.com/dragoman-news/dragoman)"


@dataclass(frozen=True, slots=True)
class FetchRules:
    """Manners and limits of fetching.

    Attributes:
        user_agent: What every request says of itself; robots.txt is read for "dragoman".
        max_bytes: Of one body, packed and unpacked.
        step_s: The longest wait for a connection, and for each piece of an answer.
        total_s: The longest time for one address with its redirects and repetitions,
            without the waits that its host asks for.
        max_redirects: Hops that are followed.
        delay_s: Between two requests to one host; a longer Crawl-delay of its robots.txt holds.
        max_wait_s: The longest that one call waits for a host; what asks for more is put off.
        n_retries: How often a page is asked for again after 429 or 503.
        obeys_robots: Whether robots.txt is asked for and obeyed.
        allow_private: Whether hosts of the own network may be asked, on any port.
        ports: The ports that may be asked; any if None.
    """

    user_agent: str = USER_AGENT
    max_bytes: int = DEFAULT_MAX_BYTES
    step_s: float = 15.0
    total_s: float = 60.0
    max_redirects: int = 5
    delay_s: float = 2.0
    max_wait_s: float = 60.0
    n_retries: int = 1
    obeys_robots: bool = True
    allow_private: bool = False
    ports: frozenset[int] | None = frozenset({80, 443, 8080, 8443})
