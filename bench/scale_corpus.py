"""Generated pages for the bench of scale: nine of ten are ordinary news, one is diplomacy.

The diplomacy is that of the example pages, with other names and days, and of
templates; all in four layouts with the menus, teasers, scripts and comments of news
sites. The same number and seed give the same pages, byte for byte.
"""

from __future__ import annotations

import gzip
import html
import json
import random
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

DIPLOMACY_SHARE = 0.1
PAGES_PER_ARCHIVE = 5000

_PEOPLE = (
    "Anna Lindqvist", "Tomas Berger", "Maria Kowalska", "Samuel Okafor", "Priya Raman", "Luis Ferreira", "Yuki Mori",
    "Elena Petrova", "Omar Haddad", "Claire Dubois", "Ivan Horvat", "Grace Mwangi", "Peter Novak", "Sofia Rossi",
    "Daniel Weiss", "Nadia Rahman", "Jonas Eriksen", "Carla Mendes", "Victor Chan", "Leila Aziz",
)  # fmt: skip
_TOWNS = (
    "Lakeview", "Harrowgate", "Milton", "Easton", "Brookfield", "Norwood", "Ashford", "Kingsport", "Stanley", "Fairmont",
    "Leeds", "Lyon", "Graz", "Porto", "Malmo", "Utrecht", "Bologna", "Gdansk", "Brno", "Aarhus",
)  # fmt: skip
_CLUBS = ("Rovers", "United", "Athletic", "Wanderers", "Rangers", "City", "Dynamo", "Olympic")
_COUNTRIES = (
    ("France", "French", "Paris"), ("Japan", "Japanese", "Tokyo"), ("Brazil", "Brazilian", "Brasilia"),
    ("Turkey", "Turkish", "Ankara"), ("Norway", "Norwegian", "Oslo"), ("India", "Indian", "New Delhi"),
    ("Egypt", "Egyptian", "Cairo"), ("Kenya", "Kenyan", "Nairobi"), ("Poland", "Polish", "Warsaw"),
    ("Chile", "Chilean", "Santiago"), ("Vietnam", "Vietnamese", "Hanoi"), ("Jordan", "Jordanian", "Amman"),
)  # fmt: skip
_ORDINARY = (
    "{club} came from behind to beat {town} {n}-1 at home on {day}, with {who} scoring twice in the second half.",
    "The midfielder {who}, who joined the club in {year}, said the team had worked on its passing all week.",
    "About {n00} people watched the match in {town}, the largest crowd of the season so far.",
    "Sales at the retailer rose {n} per cent in the quarter, the company said on {day}, as shoppers returned to its stores.",
    "Analysts had expected a smaller gain, and shares in the {town} company closed {n} per cent higher.",
    "Chief executive {who} told investors that new warehouses near {town} would open before the end of the year.",
    "Heavy rain is expected over {town} until {day}, and drivers were asked to allow extra time for their journeys.",
    "Firefighters were called to a flat in {town} shortly after {n} a.m. and found smoke on the third floor.",
    "Nobody was hurt, a spokeswoman said, but {n} residents spent the night in a school hall.",
    "The city council voted {n} to 4 to plant {n00} trees along the main road over the next {n} years.",
    "“It took us a long time to get here, and I am proud of everybody who kept going,” said {who}, a teacher from {town}.",
    "The exhibition, which brings together {n00} paintings from private collections, opens in {town} on {day}.",
    "Researchers followed {n00} patients over {n} years and found that those who walked daily slept better.",
    "The study, led by {who} of the university hospital in {town}, did not show whether exercise was the cause.",
    "Police in {town} are looking for witnesses after a bicycle shop was broken into overnight on {day}.",
    "Add the onions and cook for {n} minutes until soft, then stir in the rice and a little of the stock.",
    "The band will play {n} dates across the country, beginning in {town}, and tickets go on sale on {day}.",
    "The new phone has a larger screen and a battery that lasts {n} hours, though it costs more than last year's model.",
    "House prices in {town} have risen by {n} per cent since {year}, according to figures released on {day}.",
    "{who} won the women's race in {n} hours and 12 minutes, ahead of two runners from {country}.",
    "The airline will fly from {town} to {capital} {n} times a week from the spring, it announced on {day}.",
    "The {people} film won three prizes, and its director, {who}, thanked the people of {town} for their patience.",
)  # fmt: skip
_DIPLOMACY = (
    "{capital}, {date} - {people} Foreign Minister {who} met {people2} Foreign Minister {who2} in {capital} on {day} for "
    "{n} hours of talks on trade and security.",
    "The two ministers agreed to reopen a joint commission on energy by the end of {year}.",
    "“We will not let this chance pass,” {who} said after the talks.",
    "{country2} promised to lift its duties on steel within {n} months, according to a joint statement.",
    "The {people2} delegation will travel to {capital} again next month to sign the agreement.",
    "{who2} rejected reports that {country2} had threatened to withdraw its ambassador.",
    "A spokesman for the {people} government said that President {who} had spoken by telephone with his {people2} "
    "counterpart on {day}.",
    "The leaders discussed the ceasefire, the return of refugees and a prisoner exchange, the statement said.",
    "If the talks fail, {country} could impose sanctions, a senior official told reporters.",
    "{country} and {country2} restored relations in {year} after a break of {n} years.",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def write_archives(folder: Path, n_pages: int, examples: Path, seed: int = 7) -> list[Path]:
    """Write pages as WARC files of 5,000, a gzip member a record; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(seed)
    samples = [path.read_text(encoding="latin-1") for path in sorted(examples.glob("*.html"))]
    paths: list[Path] = []
    for start in range(0, n_pages, PAGES_PER_ARCHIVE):
        path = folder / f"pages-{start // PAGES_PER_ARCHIVE:03d}.warc.gz"
        with path.open("wb") as file:
            for number in range(start, min(start + PAGES_PER_ARCHIVE, n_pages)):
                file.write(gzip.compress(_record(number, _page(number, draw, samples)), 4, mtime=0))
        paths.append(path)
    return paths


def is_diplomacy(number: int) -> bool:
    """Whether the page of a number is about diplomacy; the number in its archive tells too."""
    return number % round(1 / DIPLOMACY_SHARE) == 3


def iter_bodies(path: Path) -> Iterator[tuple[str, bytes]]:
    """The address and body of each page of an archive that was written here."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response):
            yield record.headers["WARC-Target-URI"], record.reader.read()


def _record(number: int, body: bytes) -> bytes:
    at = datetime(2024, 3, 1, tzinfo=UTC) + timedelta(seconds=number)
    answer = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"WARC-Date: {at:%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"WARC-Target-URI: https://news{number % 97}.example/2024/03/story-{number}.html\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _page(number: int, draw: random.Random, samples: list[str]) -> bytes:
    if is_diplomacy(number) and number % 20 == 3:
        return _varied(draw.choice(samples), draw).encode("latin-1")
    day = date(2024, 3, 1) - timedelta(days=draw.randrange(3000))
    sentences = [_filled(draw.choice(_ORDINARY), draw, day) for _ in range(draw.randrange(10, 34))]
    if is_diplomacy(number):
        sentences = [
            _filled(one, draw, day) for one in (_DIPLOMACY[0], *draw.sample(_DIPLOMACY[1:], 7))
        ] + sentences[:8]
    return _laid_out(number, sentences, day, draw).encode()


def _filled(template: str, draw: random.Random, day: date) -> str:
    (country, people, capital), (country2, people2, _) = draw.sample(_COUNTRIES, 2)
    return template.format(
        who=draw.choice(_PEOPLE),
        who2=draw.choice(_PEOPLE),
        town=draw.choice(_TOWNS),
        club=f"{draw.choice(_TOWNS)} {draw.choice(_CLUBS)}",
        n=draw.randrange(2, 30),
        n00=draw.randrange(2, 90) * 100,
        year=day.year,
        day=draw.choice(_DAYS),
        date=f"{day:%B} {day.day}, {day.year}",
        country=country,
        people=people,
        capital=capital,
        country2=country2,
        people2=people2,
    )


def _varied(page: str, draw: random.Random) -> str:
    """An example page with other days and years."""
    shift = draw.randrange(-6, 6)
    page = re.sub(r"\b(?:19|20)\d\d\b", lambda found: str(int(found[0]) + shift), page)
    return re.sub(r"\b(\d{1,2})(?=,? (?:19|20)\d\d)", lambda _: str(draw.randrange(1, 28)), page)


def _laid_out(number: int, sentences: list[str], day: date, draw: random.Random) -> str:
    headline = html.escape(sentences[0].rstrip(".").partition(",")[0][:90])
    return laid_out(number, headline, _paragraphs(sentences, draw), day, draw)


def laid_out(number: int, headline: str, paragraphs: Iterable[str], day: date, draw: random.Random) -> str:
    """Some paragraphs as a page of a news site, with what such pages have besides.

    Some 700 elements and 100 kB, which is the median of the 730 pages of the development data.

    Args:
        number: Chooses one of four layouts.
        headline: With its characters escaped.
        paragraphs: As plain text.
        day: On which the page was published.
        draw: Chooses what stands around.
    """
    return (
        f"<!doctype html>\n<html lang='en'>{_head(headline, day, draw)}<body>"
        f"<header><a class='logo' href='/'><img src='/logo.svg' alt='The Example Post'></a>{_menu(2)}</header>"
        f"<main>{_story(number, headline, paragraphs, draw)}</main>"
        f"<aside class='related'><h2>More stories</h2>{_cards(day, draw)}</aside>"
        f"<section class='comments'>{_comments(day, draw)}</section>"
        f"<footer>{_menu(1)}<p>© {day.year} The Example Post. All rights reserved.</p></footer>{_state(day, draw)}</body></html>"
    )


def _head(headline: str, day: date, draw: random.Random) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": html.unescape(headline),
        "datePublished": f"{day}T08:00:00Z",
        "author": {"@type": "Person", "name": draw.choice(_PEOPLE)},
    }
    links = "".join(f"<link rel='preload' href='/static/{n}.js' as='script'>" for n in range(12))
    return (
        f"<head><meta charset='utf-8'><title>{headline} | The Example Post</title>"
        f"<meta property='og:title' content='{headline}'><meta property='og:site_name' content='The Example Post'>"
        f"<meta property='article:published_time' content='{day}T08:00:00Z'>{links}"
        f"<script type='application/ld+json'>{json.dumps(data)}</script><style>{'.a{color:red}' * 1500}</style></head>"
    )


def _menu(depth: int) -> str:
    words = (*_DAYS, *_CLUBS)
    inner = "".join(f"<li><a href='/{word.lower()}'>{word}</a></li>" for word in words[:8])
    below = f"<ul class='sub'>{inner}</ul>" if depth > 1 else ""
    items = "".join(
        f"<li class='nav-item'><a href='/{word.lower()}'>{word}</a>{below}</li>"
        for word in (*words, *_TOWNS)[:16]
    )
    return f"<nav><ul>{items}</ul></nav>"


def _story(number: int, headline: str, told: Iterable[str], draw: random.Random) -> str:
    kind = ("story-body", "article__content", "entry-content", "post")[number % 4]
    paragraphs = [f"<p>{html.escape(one)}</p>" for one in told]
    paragraphs.insert(len(paragraphs) // 2, "<div class='ad' aria-label='advertisement'></div>")
    body = "\n".join(paragraphs)
    if number % 4 == 3:
        return f"<div id='content'><div class='{kind}'><h1>{headline}</h1>{body}</div></div>"
    byline = f"<p class='byline'>By {draw.choice(_PEOPLE)}</p>"
    return f"<article class='{kind}'><h1>{headline}</h1>{byline}{body}</article>"


def _cards(day: date, draw: random.Random) -> str:
    return "".join(
        f"<div class='card'><a href='/story-{n}'><img src='/i/{n}.jpg' alt=''><h3>{_teaser(day, draw)}</h3></a>"
        f"<span class='time'>{n} hours ago</span></div>"
        for n in range(draw.randrange(20, 40))
    )


def _comments(day: date, draw: random.Random) -> str:
    return "".join(
        f"<div class='comment'><b>{draw.choice(_PEOPLE)}</b><p>{_teaser(day, draw)}</p><a href='#'>Reply</a></div>"
        for _ in range(draw.randrange(0, 12))
    )


def _state(day: date, draw: random.Random) -> str:
    items = {f"item{n}": {"id": n, "title": _teaser(day, draw), "tags": list(_CLUBS)} for n in range(80)}
    return f"<script>window.state = {json.dumps(items)};</script><script>{'track(1);' * 4000}</script>"


def _teaser(day: date, draw: random.Random) -> str:
    return html.escape(_filled(draw.choice(_ORDINARY), draw, day)[:80])


def _paragraphs(sentences: list[str], draw: random.Random) -> Iterator[str]:
    at = 0
    while at < len(sentences):
        n_sentences = draw.randrange(1, 4)
        yield " ".join(sentences[at : at + n_sentences])
        at += n_sentences
