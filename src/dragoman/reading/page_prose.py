"""The running text of a page as its source shows it, in a tenth of the time that an article takes.

No tags are balanced and nothing is told from furniture: what is long enough between
two tags is prose, with the links and emphasis inside it. That is enough to see
whether a page is worth reading (`dragoman.reading.skimming`), and for nothing else.
"""

from __future__ import annotations

import json
import re
from html import unescape

from dragoman.article.decoding import decode
from dragoman.pages import Page, PageFormat

# Labels and most teasers are shorter; sentences rarely are.
_LEAST_CHARACTERS = 40
_LEAST_BLANKS = 5
_LONG_LINE = 120
_ENDS = frozenset(".!?:;,\"'”’)…*")
_MAX_CHARACTERS = 300_000

_INLINE = "a|abbr|acronym|b|bdi|bdo|big|br|cite|code|dfn|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|time|tt|u|var|wbr"
_INITIALS = "".join(sorted({name[0] for name in _INLINE.split("|")}))
# From a tag on, whatever it is: a long text, and what goes on in the same paragraph. Nothing is tried twice;
# the first letters are asked for alone, which spares a third of the time.
_RUN = re.compile(
    rf">([^<>]{{{_LEAST_CHARACTERS},}}+(?:</?(?=[{_INITIALS}])(?:{_INLINE})(?=[\s>/])[^<>]*+>[^<>]*+)*+)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*+>")
# What nobody sees; a body that a script holds is taken below.
# The first letters are asked for alone, which halves the time.
_PASSED = re.compile(r"<(?=[snt])(script|style|noscript|svg|select|textarea)(?=[\s>])", re.IGNORECASE)
_TITLE = re.compile(r"<title(?=[\s>])[^<>]*+>([^<>]*+)<", re.IGNORECASE)
_META = re.compile(r"<meta(?=\s)[^<>]*+>", re.IGNORECASE)
_HEAD_CHARACTERS = 30_000
_CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]*+)"|'([^']*+)')""", re.IGNORECASE)
_STATED_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*+")', re.DOTALL)


def prose_of(page: Page) -> str:
    """The title, the description and the running text of a page, a line each; plain texts as they are."""
    source = decode(page.content, page.charset) if isinstance(page.content, bytes) else page.content
    if page.format is not PageFormat.HTML:
        return source[:_MAX_CHARACTERS]
    lines = [*_head(source), *_runs(_without_passed(source))]
    text = "\n".join(lines)[:_MAX_CHARACTERS]
    return unescape(text) if "&" in text else text


def _head(source: str) -> list[str]:
    """What the page says of itself: its title, its description, and the body that it states in JSON-LD."""
    title = _TITLE.search(source)
    found = [title[1]] if title is not None else []
    metas = (meta for meta in _META.findall(source, 0, _HEAD_CHARACTERS) if "description" in meta)
    found += (one[1] or one[2] or "" for one in map(_CONTENT.search, metas) if one is not None)
    if '"articleBody"' in source:
        found += map(_json_text, _STATED_BODY.findall(source))
    return found


def _json_text(quoted: str) -> str:
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return quoted


def _without_passed(source: str) -> str:
    """The source without scripts, styles and the like; those that never end stay."""
    parts: list[str] = []
    ends = _Ends(source)
    at = 0
    for opening in _PASSED.finditer(source):
        if opening.start() < at or (end := ends.find(opening[1], opening.end())) < 0:
            continue
        parts.append(source[at : opening.start()])
        at = end
    parts.append(source[at:])
    return "".join(parts)


class _Ends:
    """Finds where elements end; what was not found once is not looked for again."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._spelled_otherwise: set[str] = set()
        self._endless: set[str] = set()

    def find(self, name: str, start: int) -> int:
        """Where the first end of an element of this name stands from an offset on; -1 if there is none."""
        if name not in self._spelled_otherwise:
            end = self._source.find(f"</{name}", start)
            if end >= 0:
                return end
            self._spelled_otherwise.add(name)
        if name in self._endless:
            return -1
        ending = re.compile(f"</{name}", re.IGNORECASE).search(self._source, start)
        if ending is None:
            self._endless.add(name)
            return -1
        return ending.start()


def _runs(source: str) -> list[str]:
    lines = []
    for run in _RUN.findall(source):
        line = " ".join(_TAG.sub(" " if "<br" in run else "", run).split() if "<" in run else run.split())
        if _is_prose(line):
            lines.append(line)
    return lines


def _is_prose(line: str) -> bool:
    """Whether a line is told and not a label: headlines of other stories end without a mark."""
    if len(line) < _LEAST_CHARACTERS:
        return False
    if not line.isascii() and line.count(" ") < _LEAST_BLANKS:
        return True  # in a script that parts words by no blanks
    return line.count(" ") >= _LEAST_BLANKS and (line[-1] in _ENDS or len(line) >= _LONG_LINE)
