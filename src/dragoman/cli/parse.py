"""`dragoman parse`: sentences, words, syntax and names as CoNLL-U."""

from __future__ import annotations

import sys

from dragoman.cli.options import ServeLines, SomeSources
from dragoman.cli.pages import report_skipped, require_sources
from dragoman.pages import Skipped


def parse(sources: SomeSources = None, serve_lines: ServeLines = False) -> None:
    """Analyse the sentences of a page: CoNLL-U with names and offsets.

    With --jsonl: {"id", "text"} in; a document "# newdoc id = ID" out for each line, a
    comment "# error = ..." where it cannot be served. Offsets of a page are those of
    its article.
    """
    if serve_lines:
        from dragoman.cli.jsonl import serve

        serve(_parsed, sources or (), _written)
        return
    from dragoman.api import article_of
    from dragoman.language.conllu import parse_conllu
    from dragoman.pages import iter_pages

    skipped = []
    for page in iter_pages(require_sources(sources)):
        found = article_of(page)
        if isinstance(found, Skipped):
            skipped.append(found)
        else:
            sys.stdout.write(parse_conllu(found.id, found.text))
    report_skipped(skipped)


def _parsed(item: dict[str, object]) -> dict[str, object]:
    from dragoman.cli.jsonl import text_of
    from dragoman.language.conllu import parse_conllu

    return {"conllu": parse_conllu(_shown(item.get("id")), text_of(item))}


def _written(answer: dict[str, object]) -> str:
    if isinstance(error := answer.get("error"), dict):
        return f"# newdoc id = {_shown(answer['id'])}\n# error = {error['type']}: {error['message']}\n\n"
    return str(answer["conllu"])


def _shown(name: object) -> str:
    return "" if name is None else " ".join(str(name).split())
