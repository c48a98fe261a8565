"""The addresses of what things are about: countries, people, pairs, topics, outlets.

One place says where each has its page, so that every link to it follows.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from dragoman.ledger.claims import fold
from dragoman.ledger.telling import JOINS_ACTORS, facet_word


def url(path: str, **query: Any) -> str:
    """A path of the site with a query; what is None or empty is left out."""
    # Two slashes at the start would name another host.
    path = "/" + path.lstrip("/")
    given = [(name, str(value)) for name, value in query.items() if value not in (None, "")]
    return quote(path, safe="/:@!$&'()*+,;=~-._") + (f"?{urlencode(given)}" if given else "")


def country_page(code: str) -> str:
    """Where a country or organisation is shown."""
    return url(f"/countries/{code}")


def actor_page(name: str) -> str:
    """Where a person is shown, by the name as written."""
    return url(f"/actors/{fold(name)}")


def pair_page(one: str, other: str) -> str:
    """Where two actors are shown together, each by the name as written or by the code."""
    return url(f"/pairs/{facet_word('pair', f'{one}{JOINS_ACTORS}{other}')}")


def topic_page(code: str) -> str:
    """Where a topic is shown; a country that was talked about is one too."""
    return url(f"/topics/{code}")


def outlet_page(name: str) -> str:
    """Where an outlet is shown."""
    return url(f"/outlets/{name}")
