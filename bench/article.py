"""Measures the reader of pages beside trafilatura and resiliparse, in one run on one core.

    python bench/article.py [--shared ../shared]
        [--cache silver.json] [--held-out blocks.npz] [--held-out-text folds] [--json]

    segments   passages to keep and to leave out, 118 pages
    body       F1 of four-word shingles and pages exactly right, 108 pages with an expected article (captions apart)
    damaged    the 118 pages as damaged plain text: F1 of the passages, paragraphs whole, broken ones rejoined
    metadata   dates by day over the annotated pages; authors and sections over the pages whose JSON-LD tells,
               with the JSON-LD taken out before reading
    speed      body and metadata, pages a CPU second, against trafilatura page by page in the same run

The pages also trained the classifiers. With --held-out (probabilities of blocks by
networks that never saw the host: train_blocks.py --predictions) and
--held-out-text (train_text.py --held-out) the figures of body, segments and damaged
text are taken on held-out hosts; without them they flatter.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")  # one core, before numpy is loaded

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "train" / "article"), str(ROOT / "src")]

import numpy as np  # noqa: E402
from measure import body_scores, passage_scores  # noqa: E402

from dragoman.article import Article, block_classifier, json_ld, read_article, text_classifier  # noqa: E402
from dragoman.article.authors import split_authors  # noqa: E402
from dragoman.article.furniture import fold  # noqa: E402
from dragoman.article.layout import Layout  # noqa: E402
from dragoman.article.network import load_network  # noqa: E402
from dragoman.article.scan import scan_page  # noqa: E402
from dragoman.article.word_features import Hints  # noqa: E402
from dragoman.pages import Page, PageFormat  # noqa: E402
from pages import LabelledPage, load_pages  # noqa: E402

_JSON_LD = re.compile(r"<script[^>]*ld\+json[^>]*>.*?</script>", re.S | re.I)
PEERS = ("trafilatura", "readability", "resiliparse")


def read(page: LabelledPage, html: str | None = None) -> Article | None:
    """Our article of a page, or None where it is skipped."""
    article = read_article(Page(page.id, html or page.html, PageFormat.HTML, page.id, page.url))
    return article if isinstance(article, Article) else None


def hold_out(folder: Path | None, pages: list[LabelledPage]) -> Callable[[LabelledPage], None]:
    """A switch to the stored probabilities of a page's blocks, by networks that never saw its host."""
    if folder is None:
        return lambda page: None
    stored = np.load(folder)
    known = {page.id: stored[page.id] for page in pages if page.id in stored}
    trained = block_classifier.classify_rest

    def switch(page: LabelledPage) -> None:
        shares = known.get(page.id)

        def classify(layout: Layout, hints: Hints) -> Any:
            if shares is None or len(shares) != len(layout.blocks):
                print(
                    f"not held out, its blocks are others than when they were judged: {page.id}",
                    file=sys.stderr,
                )
                return trained(layout, hints)
            return shares

        block_classifier.classify_rest = classify

    return switch


def measure_bodies(pages: list[LabelledPage], switch: Callable[[LabelledPage], None]) -> dict[str, Any]:
    """Segments and bodies of ours and of the peers."""
    ours: dict[str, str] = {}
    for page in pages:
        if page.keep or page.expected is not None:
            switch(page)
            article = read(page)
            ours[page.id] = article.body if article else ""
    outputs = {"ours": ours}
    for place, name in enumerate(PEERS):
        outputs[name] = {page.id: page.silver[place] for page in pages}
    result: dict[str, Any] = {}
    for name, texts in outputs.items():
        passages = passage_scores((p.keep, p.leave, texts[p.id]) for p in pages if p.keep)
        bodies = body_scores((_expected(p), texts[p.id]) for p in pages if p.expected is not None)
        news = body_scores(
            (_expected(p), texts[p.id]) for p in pages if p.expected is not None and _is_news(p)
        )
        empty = sum(not texts[p.id].strip() for p in pages if p.keep)
        result[name] = {"segments": passages, "body": bodies, "body_news": news, "empty": empty}
    return result


def _expected(page: LabelledPage) -> str:
    captions = set(page.captions)
    return "\n\n".join(block for block in (page.expected or "").split("\n\n") if block not in captions)


def _is_news(page: LabelledPage) -> bool:
    """Whether a page says of itself that it is an article, and holds one of some length."""
    return (
        len(page.expected or "") > 1200
        and re.search(r'"?(?:og:type)"?[^>]*article|NewsArticle', page.html) is not None
    )


def measure_damaged(scorer: Path, folds: Path | None, pages: list[LabelledPage]) -> dict[str, Any]:
    """The damaged texts through our reader, scored by the shared scorer."""
    emitted = subprocess.run(
        [sys.executable, scorer, "--emit-damaged"], capture_output=True, text=True, check=True
    )
    fold_of = {page.id: page.fold for page in pages}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for line in emitted.stdout.splitlines():
            row = json.loads(line)
            if folds is not None:
                _use_fold(folds / f"{fold_of[row['id']]}.npz")
            article = read_article(Page(row["id"], row["text"], PageFormat.TEXT, row["id"]))
            text = article.body if isinstance(article, Article) else ""
            out.write(json.dumps({"id": row["id"], "text": text}) + "\n")
        out.flush()
        scored = subprocess.run(
            [sys.executable, scorer, "--json", "--score-damaged", out.name],
            capture_output=True,
            text=True,
            check=True,
        )
    figures: dict[str, Any] = json.loads(scored.stdout)
    return figures


def _use_fold(path: Path) -> None:
    with np.load(path) as arrays:
        networks = tuple(
            load_network(arrays, name) for name in ("join_first", "join_second", "first", "second")
        )
    text_classifier._networks = lambda: networks  # type: ignore[assignment]


def measure_metadata(pages: list[LabelledPage]) -> dict[str, Any]:
    """Share of dates, authors and sections that are right, and on how many pages."""
    counts = {name: [0, 0] for name in ("date", "date_segments", "author", "author_annotated", "section")}

    def count(name: str, right: bool) -> None:
        counts[name][0] += right
        counts[name][1] += 1

    for page in pages:
        article = read(page) if page.facts.get("date") or page.facts.get("author") else None
        if isinstance(page.facts.get("date"), str):
            found = article.published.value[:10] if article and article.published else None
            count("date", found == page.facts["date"][:10])
            if page.origin == "segments":
                count("date_segments", found == page.facts["date"][:10])
        if page.facts.get("author"):
            names = article.authors if article else ()
            count("author_annotated", _same_names(names, [page.facts["author"]]))
        authors, sections = _stated(page)
        if authors or sections:
            blind = read(page, _JSON_LD.sub("", page.html))
            if authors:
                count("author", _same_names(blind.authors if blind else (), authors))
            if sections:
                count("section", fold((blind.section if blind else None) or "") in sections)
    return {name: {"share": right / max(1, n), "pages": n} for name, (right, n) in counts.items()}


def _same_names(found: tuple[str, ...], stated: list[str]) -> bool:
    gold = sorted(map(fold, split_authors(stated))) or sorted(map(fold, stated))
    return sorted(map(fold, found)) == gold


def _stated(page: LabelledPage) -> tuple[list[str], set[str]]:
    """Authors and sections in the JSON-LD of a page; a list in one string counts by its members."""
    scan = scan_page(page.html)
    authors: list[str] = []
    sections: set[str] = set()
    for thing in json_ld.read_objects(scan.elements) if scan is not None else []:
        if json_ld.is_article(thing):
            authors = authors or json_ld.names_in(thing.get("author"))
            stated = json_ld.names_in(thing.get("articleSection"))
            sections = sections or {
                fold(part) for name in stated for part in [name, *name.split(",")] if part.strip()
            }
    return authors, sections


def measure_speed(pages: list[LabelledPage]) -> dict[str, float]:
    """Pages a CPU second, body and metadata, ours and the peers, on the pages with passages."""
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text

    contents = [page.html for page in pages if page.keep]
    readers: dict[str, Callable[[str], Any]] = {
        "ours": lambda html: read_article(Page("p", html, PageFormat.HTML, "p")),
        "trafilatura": lambda html: trafilatura.bare_extraction(html, with_metadata=True),
        "trafilatura, body alone": trafilatura.extract,
        "resiliparse, body alone": lambda html: extract_plain_text(html, main_content=True),
    }
    seconds = dict.fromkeys(readers, 0.0)
    for html in contents[:12]:  # models are loaded, caches are filled
        for reader in readers.values():
            reader(html)
    for html in contents:  # page by page, so that what else the machine does falls on all alike
        for name, reader in readers.items():
            started = time.process_time()
            reader(html)
            seconds[name] += time.process_time() - started
    figures = {name: len(contents) / spent for name, spent in seconds.items()}
    figures["ours / trafilatura"] = figures["ours"] / figures["trafilatura"]
    return figures


def print_table(figures: dict[str, Any]) -> None:
    """The figures for people."""
    print(
        f"{'':14}{'segments':>10}{'P':>8}{'R':>8}{'body F1':>9}{'exact':>8}{'news F1':>9}{'exact':>8}{'empty':>7}"
    )
    for name, row in figures["bodies"].items():
        seg, body, news = row["segments"], row["body"], row["body_news"]
        print(
            f"{name:14}{seg['f1']:10.4f}{seg['p']:8.3f}{seg['r']:8.3f}{body['f1']:9.4f}{body['exact']:8.3f}"
            f"{news['f1']:9.4f}{news['exact']:8.3f}{row['empty']:7d}"
        )
    if damaged := figures.get("damaged"):
        shown = "  ".join(
            f"{key} {damaged[key]:.4f}" for key in ("f1", "precision", "recall", "parR", "joinR")
        )
        print(f"damaged text  {shown}  ({damaged['broken']} broken)")
    for name, row in figures["metadata"].items():
        print(f"{name:18}{row['share']:.3f} of {row['pages']}")
    for name, value in figures["speed"].items():
        print(f"{name:26}{value:8.1f}")


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="folder of pages and scorers"
    )
    parser.add_argument("--data", type=Path, help="folder of the pages, where it is another")
    parser.add_argument("--scorer", type=Path, help="score_article.py, where it is another")
    parser.add_argument("--cache", type=Path, help="JSON file that keeps what the peers extracted")
    parser.add_argument("--held-out", type=Path, help="npz of train_blocks.py --predictions")
    parser.add_argument("--held-out-text", type=Path, help="folder of train_text.py --held-out")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    data = args.data or args.shared / "data" / "extraction"
    scorer = args.scorer or args.shared / "bench" / "score_article.py"
    if not data.exists():
        sys.exit(f'No pages at "{data}". Give their folder with --data.')
    pages = load_pages(data, args.cache)
    figures: dict[str, Any] = {"speed": measure_speed(pages), "metadata": measure_metadata(pages)}
    figures["bodies"] = measure_bodies(pages, hold_out(args.held_out, pages))
    if scorer.exists():
        figures["damaged"] = measure_damaged(scorer, args.held_out_text, pages)
    if args.json:
        print(json.dumps(figures, indent=1))
    else:
        print_table(figures)


if __name__ == "__main__":
    main()
