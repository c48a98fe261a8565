from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

# Pages that may be asked for without end: filters, cursors, other forms, languages.
_SKIPPED = re.compile(
    r"[?&](?:lang|theme|after|since|until|limit|q|kind|order|letter|name)=|^/static/|^/(?:login|logout)"
)
_MOST_OF_A_KIND = 2
_MOST_PAGES = 70


def _links(page: str) -> set[str]:
    found = {unescape(link).partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', page)}
    return {link for link in found if link and not _SKIPPED.search(link)}


def _kind(link: str) -> str:
    """The first part of the path and the names in the query: links of one kind go to one endpoint."""
    path, _, query = link.partition("?")
    form = path.rpartition(".")[2] if path.endswith((".json", ".csv", ".atom")) else ""
    return f"{path.split('/')[1]}{path.count('/')} {form} {re.sub('=[^&]*', '', query)}"


@pytest.mark.slow
def test_links_of_the_site_lead_somewhere(client: TestClient) -> None:
    seen: dict[str, int] = {}
    asked: dict[str, int] = {}
    waiting = ["/"]
    while waiting and len(seen) < _MOST_PAGES:
        link = waiting.pop(0)
        # Whatever a link of the first page leads to has the same templates as all of its kind.
        if link in seen or asked.get(_kind(link), 0) >= _MOST_OF_A_KIND:
            continue
        asked[_kind(link)] = asked.get(_kind(link), 0) + 1
        answer = client.get(link)
        seen[link] = answer.status_code
        if "text/html" in answer.headers["content-type"]:
            waiting += sorted(_links(answer.text))

    assert len(seen) > 20
    assert {link: status for link, status in seen.items() if status not in (200, 304)} == {}
