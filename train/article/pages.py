"""The labelled pages that the article stage learns from, and what is known of each.

    segments   118 pages with passages to keep and to leave out
    expected   108 pages with the expected article
    silver     396 pages without a label of the body: what three extractors agree on

Pages of one host always fall into one fold, so that a figure is never taken on a
site that the classifier has seen; so do pages without a host whose texts begin alike:
twenty are made from one text of four paragraphs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dragoman.article.decoding import decode
from dragoman.article.furniture import fold
from dragoman.article.scan import scan_page

N_FOLDS = 5
_FAMILY_WORDS = 5


@dataclass(slots=True)
class LabelledPage:
    """A page with its labels; `expected` and `silver` hold folded texts, `facts` the annotated fields."""

    id: str
    host: str
    html: str
    keep: list[str] = field(default_factory=list)
    leave: list[str] = field(default_factory=list)
    expected: str | None = None
    captions: list[str] = field(default_factory=list)
    silver: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    url: str | None = None
    origin: str = ""

    @property
    def fold(self) -> int:
        """The fold of the page's host, 0 to 4."""
        return zlib.crc32(self.host.encode()) % N_FOLDS


def load_pages(folder: Path, cache: Path | None = None) -> list[LabelledPage]:
    """All pages of the data folder; silver labels come from the cache, made where it lacks them."""
    pages = [*_segment_pages(folder), *_more_pages(folder / "more")]
    known: dict[str, list[str]] = json.loads(cache.read_text("utf-8")) if cache and cache.exists() else {}
    for page in pages:
        if page.id not in known:
            known[page.id] = extract_peers(page.html)
        page.silver = known[page.id]
    if cache:
        cache.write_text(json.dumps(known), encoding="utf-8")
    return pages


def extract_peers(html: str) -> list[str]:
    """What three extractors take for the body, empty where one fails."""
    return [_guarded(extract, html) for extract in (_trafilatura, _readability, _resiliparse)]


def _guarded(extract: Any, html: str) -> str:
    try:
        return str(extract(html) or "")
    except Exception:  # a peer may fail in any manner on a page; then it has no vote
        return ""


def _trafilatura(html: str) -> Any:
    import trafilatura

    return trafilatura.extract(html, favor_precision=True, include_comments=False)


def _readability(html: str) -> Any:
    from readability import Document

    scan = scan_page(Document(html).summary())
    return "\n".join(block.text for block in scan.layout.blocks) if scan is not None else ""


def _resiliparse(html: str) -> Any:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(html, main_content=True)


def _segment_pages(folder: Path) -> Iterator[LabelledPage]:
    for address, row in sorted(json.loads((folder / "segments.json").read_text("utf-8")).items()):
        html = decode(gzip.decompress((folder / row["file"]).read_bytes()))
        facts = {key: row[key] for key in ("title", "author", "date", "categories") if row.get(key)}
        yield LabelledPage(
            address,
            _host(address),
            html,
            row["with"],
            row["without"],
            facts=facts,
            url=address,
            origin="segments",
        )


def _more_pages(folder: Path) -> Iterator[LabelledPage]:
    for line in (folder / "pages.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        html = decode(gzip.decompress((folder / f"{row['id']}.html.gz").read_bytes()))
        page = LabelledPage(row["id"], row.get("host") or "", html, url=row.get("url"), origin=row["origin"])
        if row.get("published"):
            page.facts["date"] = row["published"]
        if row.get("expected"):
            expected = gzip.decompress((folder / row["expected"]).read_bytes()).decode("utf-8")
            scan = scan_page(expected)
            if scan is not None:
                elements = scan.elements
                page.captions = [elements.text(element) for element in elements.of_tag("figcaption")]
                page.expected = "\n\n".join(block.text for block in scan.layout.blocks)
        page.host = page.host or _family(page.expected or row["id"])
        yield page


def _family(text: str) -> str:
    """What stands for the host of a page without one: the first words of its text, which copies of it share."""
    return hashlib.sha1(" ".join(fold(text).split()[:_FAMILY_WORDS]).encode()).hexdigest()


def _host(address: str) -> str:
    """The site of an address, also where it is one of an archive's."""
    inner = address.rsplit("http", 1)
    host = urlsplit("http" + inner[1]).netloc if len(inner) == 2 else urlsplit(address).netloc
    return ".".join(host.removeprefix("www.").split(".")[-2:])
