"""What a content is, by the content itself: HTML, Markdown, text, or none of them.

The name of a file decides only what the content leaves open (plain text or Markdown).
"""

from __future__ import annotations

import codecs
import json
import re

from dragoman.pages.page import PageFormat

# Bytes that are looked at; enough for a page that begins with a long comment.
HEAD_BYTES = 65_536

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a picture or a recording",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"PAR1": "a Parquet file",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"{\\rtf": "an RTF document",
    b"WARC/": "a web archive (WARC)",
}
# Control characters that no text holds: all below space but tab, line feed, form feed, return, escape.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_CONTROL_SHARE = 0.02

_HTML_SIGN = re.compile(r"<!doctype\s+html|<(?:html|head|body|title|article|main)[\s>]", re.IGNORECASE)
# Whatever a stranger sends is looked at here, so that nothing may be tried twice: comments and lines
# are taken whole (atomic groups), and what a link may hold ends at the next one.
_COMMENTS = r"(?><!--.*?-->\s*)*+"
_HTML_START = re.compile(
    rf"\s*+{_COMMENTS}<(?:p|div|h[1-6]|section|header|span|meta|link|table|ul|a|nav|script|style)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_FEED_SIGN = re.compile(rf"\s*+(?><\?xml[^>]*>\s*)?{_COMMENTS}<(?:rss|feed|rdf:RDF|urlset)[\s>]", re.DOTALL)
_FRONT_MATTER = re.compile(
    r"\s*+---[ \t]*\r?\n(?>(?!(?:---|\.\.\.)[ \t]*\r?\n)(?:[\w-]+[ \t]*:|[ \t#-]).*\n)+(?:---|\.\.\.)[ \t]*\r?\n"
)
_MARKDOWN_HEADING = re.compile(r"\s*#{1,3} \S")
_MARKDOWN_LINK = re.compile(r"(?<!\!)\[[^\[\]\n]+\]\(https?://[^)\s]{1,2000}\)|^#{1,4} \S", re.MULTILINE)
_N_MARKDOWN_SIGNS = 2


def find_binary(head: bytes) -> str | None:
    """What sort of binary content the first bytes show, for people, or None for text."""
    for magic, words in _MAGIC.items():
        if head.startswith(magic):
            return words
    if encoding_by_marks(head) is not None:
        return None
    if b"\0" in head:
        return "binary content (zero bytes)"
    n_controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary content (control characters)" if n_controls > _CONTROL_SHARE * len(head) else None


def encoding_by_marks(head: bytes) -> str | None:
    """The encoding that a byte order mark or the zero bytes of UTF-16 show, or None."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    n_pairs = len(head) // 2
    if odd > 0.4 * n_pairs and even < 0.05 * n_pairs:
        return "utf-16-le"
    if even > 0.4 * n_pairs and odd < 0.05 * n_pairs:
        return "utf-16-be"
    return None


def head_text(head: bytes) -> str:
    """The first bytes as text, good enough to look for tags and braces."""
    return head.decode(encoding_by_marks(head) or "utf-8", "replace").lstrip("\ufeff")


def sniff_format(text: str, name: str = "") -> PageFormat:
    """The form of a text: HTML by its tags, Markdown by front matter or headings or the name."""
    if is_html(text):
        return PageFormat.HTML
    if name.lower().removesuffix(".gz").endswith((".md", ".markdown")):
        return PageFormat.MARKDOWN
    signs = _MARKDOWN_LINK.findall(text[:HEAD_BYTES])
    if _FRONT_MATTER.match(text) or (_MARKDOWN_HEADING.match(text) and len(signs) >= _N_MARKDOWN_SIGNS):
        return PageFormat.MARKDOWN
    return PageFormat.TEXT


def is_html(text: str) -> bool:
    """Whether a text is a web page or a piece of one.

    A text that speaks of tags further down (a post on web design) is not: the
    first character must be "<", or a whole page's sign stand in the first kilobyte.
    """
    if _HTML_START.match(text):
        return True
    sign = _HTML_SIGN.search(text)
    return sign is not None and (text.lstrip().startswith("<") or sign.start() < 1024)


def is_feed(text: str) -> bool:
    """Whether a text is a feed (RSS, Atom) or a site map, not a page."""
    return _FEED_SIGN.match(text) is not None


def is_json_lines(text: str) -> bool:
    """Whether the first line of a text is a JSON object (or, where it is cut off, begins like one)."""
    first, _, rest = text.lstrip().partition("\n")
    if not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return not rest and re.match(r'\{\s*"[^"]+"\s*:', first) is not None and len(text) > 1000
    except RecursionError:
        return False
