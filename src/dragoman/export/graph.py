"""Who has to do with whom, as a graph (GraphML): countries, and how often they are joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Any

from dragoman.export.wording import country_name
from dragoman.export.xml_text import xml_attribute, xml_text

Listed = dict[str, Any]

KINDS = ("meetings", "commitments", "events")


def graph_lines(tables: Iterable[tuple[str, Iterable[Listed]]]) -> Iterator[str]:
    """The graph of some tables: nodes are codes, edges count what joins two of them, by kind."""
    edges: dict[tuple[str, str], Counter[str]] = {}
    for table, rows in tables:
        for row in rows:
            for pair in _pairs(table, row):
                edges.setdefault(pair, Counter())[table] += 1
    yield '<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield '<key id="name" for="node" attr.name="name" attr.type="string"/>\n'
    for kind in KINDS:
        yield f'<key id="n_{kind}" for="edge" attr.name="n_{kind}" attr.type="int"/>\n'
    yield '<key id="weight" for="edge" attr.name="weight" attr.type="int"/>\n<graph edgedefault="undirected">\n'
    for code in sorted({code for pair in edges for code in pair}):
        yield f'<node id={xml_attribute(code)}><data key="name">{xml_text(country_name(code))}</data></node>\n'
    for (lesser, greater), counts in sorted(edges.items()):
        data = "".join(f'<data key="n_{kind}">{counts[kind]}</data>' for kind in KINDS)
        total = f'<data key="weight">{counts.total()}</data>'
        yield f"<edge source={xml_attribute(lesser)} target={xml_attribute(greater)}>{data}{total}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _pairs(table: str, row: Listed) -> set[tuple[str, str]]:
    """Every two codes that a row joins, the lesser first."""
    match table:
        case "meetings":
            people = [person["country"] for person in row["participants"]]
            joined = _between([*people, *row["hosts"], *row["attendees"]], [])
        case "commitments":
            joined = _between(row["actors"], row["to"])
        case _:
            joined = _between(row["source"], row["target"])
    return {(min(pair), max(pair)) for pair in joined if all(pair) and pair[0] != pair[1]}


def _between(left: list[str], right: list[str]) -> Iterable[tuple[str, str]]:
    """Each of one side with each of the other; everybody with everybody where there is one side."""
    return product(left, right) if right else combinations(left, 2)
