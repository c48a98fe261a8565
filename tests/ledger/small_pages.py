"""Two thousand small pages of news, each of its own meeting, for tests that read many."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

_SIDES = (
    ("Prime Minister Fumio Kishida", "Tokyo"),
    ("Australian Prime Minister Anthony Albanese", "Canberra"),
    ("French President Emmanuel Macron", "Paris"),
    ("German Chancellor Olaf Scholz", "Berlin"),
    ("Turkish President Recep Tayyip Erdoğan", "Ankara"),
    ("Polish President Andrzej Duda", "Warsaw"),
)
_TOPICS = ("energy", "trade", "migration", "grain exports", "climate policy")
_FIRST_DAY = date(2022, 7, 1)


def write_pages(folder: Path, n_pages: int) -> list[str]:
    """Write pages as text files; gives their names (without the ending) in order."""
    folder.mkdir()
    names = []
    for number in range(n_pages):
        name = f"page-{number:04d}"
        (folder / f"{name}.txt").write_text(page_text(number), encoding="utf-8")
        names.append(name)
    return names


def page_text(number: int) -> str:
    """The text of one page: a headline, a meeting, what was said.

    Nobody says the same twice: hundreds of reports of one statement would make the ledger, not the
    reading of pages, the matter of a test.
    """
    guest, _ = _SIDES[number % len(_SIDES)]
    host, place = _SIDES[(number + 1 + number // len(_SIDES) % (len(_SIDES) - 1)) % len(_SIDES)]
    day = _FIRST_DAY + timedelta(days=number % 400)
    topic = _TOPICS[number // 7 % len(_TOPICS)]
    when = f"{day.day} {day:%B} {day.year}"
    return (
        f"Leaders talk about {topic} in {place}, report {number}\n\n"
        f"{guest} met {host} in {place} on {when}. The talks lasted {20 + number % 90} minutes "
        f"and dealt with {topic}.\n\n"
        f"“We agreed on points {number}, {7 * number} and {13 * number}”, {host.split()[-1]} said.\n"
    )
