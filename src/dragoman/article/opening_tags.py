"""Reads what stands between "<" and ">" of a page: the name of a tag, what it does, and its attributes.

Most pages write the same few tags over and over, and need the attributes of few of them. So each
spelling is read once, and attributes only where somebody asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from typing import TypeAlias

Attributes: TypeAlias = Mapping[str, str]

_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr amp-img picture source"
)
_UNSEEN_TAGS = (
    "script style noscript template svg iframe select textarea math object embed canvas audio video map option "
    "datalist title meta link amp-ad amp-analytics noframes noembed"
)
_VOID = frozenset(
    "area base basefont br col embed frame hr img input isindex link meta param source track wbr".split()
)
# Elements that hold characters and no tags.
_RAW = frozenset("script style iframe textarea title noframes noembed".split())
# Regions that as a rule are beside the article: what stands in such a one is taken as one block.
_APART = frozenset("nav footer aside header form button".split())
# The frame of a page, and elements of its head, which open no body.
_HEAD = frozenset("html head body script style meta link title base noscript template".split())


# What a tag does to the blocks of a page; every tag that is not named opens a container.
BLOCK, INLINE, LINK, BOLD, ITALIC, BREAK, HIDDEN = range(7)
_ROLES: dict[str, int] = {
    **dict.fromkeys(_INLINE_TAGS.split(), INLINE),
    "a": LINK,
    **dict.fromkeys(("b", "strong"), BOLD),
    **dict.fromkeys(("i", "em", "cite"), ITALIC),
    "br": BREAK,
    **dict.fromkeys(_UNSEEN_TAGS.split(), HIDDEN),
}
_HEADINGS = "h1 h2 h3 h4 h5 h6"
# The open element, where it is the innermost, that the beginning of others closes: what HTML lets pages leave out, and
# formatting that does not reach over paragraphs or cells, as libxml2 reads it.
_CLOSED_BEFORE = {
    "a": "a fieldset table td th",
    "address": "dd dl dt form li ul",
    "b big i s small strike tt u": "center p td th",
    "caption colgroup": "col colgroup tbody tfoot thead tr",
    "dd": "dd dt",
    "dir menu": "dd dl dt form ul",
    "dl": "form li",
    "dt": "dd dl dt",
    "font span": "center td th",
    "form": "form",
    _HEADINGS: "fieldset form li p table",
    "legend": "fieldset",
    "li": "li",
    "ol": "form",
    "optgroup": "optgroup",
    "option": "optgroup option",
    "p": (
        "address article aside blockquote caption center col colgroup dd details dir div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr li listing main menu nav ol p pre section table tbody td tfoot th title "
        "tr ul xmp"
    ),
    "pre listing": "dd dl dt fieldset form li table ul",
    "tbody tfoot thead": "tbody tfoot",
    "td th": "tbody td tfoot th tr",
    "tr": "tbody tfoot tr",
    "ul": "address form menu pre",
}


def _closers() -> dict[str, frozenset[str]]:
    closed: dict[str, set[str]] = {}
    for before, tags in _CLOSED_BEFORE.items():
        for tag in tags.split():
            closed.setdefault(tag, set()).update(f"/{name}" for name in before.split())
    return {tag: frozenset(names) for tag, names in closed.items()}


_CLOSERS = _closers()
_NOTHING: frozenset[str] = frozenset()
# How far the end of an element reaches: it closes all that was left open inside, up to an element of a higher rank.
_RANKS = {
    "/div": 150,
    **dict.fromkeys(("/td", "/th"), 160),
    "/tr": 170,
    **dict.fromkeys(("/thead", "/tbody", "/tfoot"), 180),
    "/table": 190,
    **dict.fromkeys(("/head", "/body"), 200),
    "/html": 220,
}
_RANK = 100


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as it is written, without its attributes.

    `name`: in lower case, empty where it is no tag; `end`: what ends the element ("/div"); `is_end`: whether it closes;
    `closes`: the ends of the innermost open elements that its beginning closes; `is_void`: it holds nothing;
    `is_passed`: nobody sees what it holds, or it is a region beside the article; `is_head`: it is a part of the
    frame of a page or may stand in its head.
    """

    name: str
    end: str
    is_end: bool
    role: int
    closes: frozenset[str] = _NOTHING
    is_void: bool = False
    is_passed: bool = False
    is_head: bool = False


NO_TAG = Tag("", "/", False, INLINE)
_NAME = re.compile(r"/?([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=][^\s>/=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
# A value whose quotation mark is still open: the ">" behind it is a part of the value.
_VALUE = re.compile(r"""=\s*(?:"[^"]*(")?|'[^']*(')?|[^\s"'>][^\s>]*)""")
# A value without quotation marks may end in a slash, which then closes nothing.
_BARE_END = re.compile(r"""=\s*[^\s"'>=]+/\Z""")
_REFERENCE = re.compile(r"&(?:#\w+|\w+);")
_N_SPELLINGS = 8192
# Spellings of more characters hold pictures or data; each is seen once.
_LONG = 400


def read_tag(written: str) -> Tag:
    """The tag of what stands between "<" and ">"; `NO_TAG` for a comment, or where a quotation mark is still open."""
    name, blank, _ = written.partition(" ")
    tag = tag_of(name) if len(name) < _LONG else tag_of.__wrapped__(name)
    # Most tags have no attributes or end in a quotation mark, and need no closer look.
    if (not blank and written.isalnum()) or (written[-1:] == '"' and written[-2:-1] != "="):
        return tag
    if tag.is_end or not tag.name:
        return tag
    if (written.count('"') & 1 or written.count("'") & 1) and _is_open(written):
        return NO_TAG
    return read_whole_tag(written) if written[-1] == "/" else tag


def read_whole_tag(written: str) -> Tag:
    """The tag of what stands between "<" and the ">" that ends it."""
    name = written.partition(" ")[0]
    tag = tag_of(name) if len(name) < _LONG else tag_of.__wrapped__(name)
    if (
        tag is NO_TAG
        or tag.is_void
        or tag.is_end
        or not written.endswith("/")
        or _BARE_END.search(written) is not None
    ):
        return tag
    return replace(tag, is_void=True, is_passed=False)


@lru_cache(maxsize=_N_SPELLINGS)
def tag_of(beginning: str) -> Tag:
    """The tag of a name, with what is written behind it up to the first blank."""
    match = _NAME.match(beginning)
    if match is None:
        return NO_TAG
    name = match[1].lower()
    role = _ROLES.get(name, BLOCK)
    if beginning[0] == "/":
        return Tag(name, f"/{name}", True, role)
    is_void = name in _VOID or (beginning.endswith("/") and _BARE_END.search(beginning) is None)
    return Tag(
        name,
        f"/{name}",
        False,
        role,
        _CLOSERS.get(name, _NOTHING),
        is_void,
        (role == HIDDEN or name in _APART) and not is_void,
        name in _HEAD,
    )


def _is_open(written: str) -> bool:
    """Whether the last value of a piece of a tag begins with a quotation mark that does not come again."""
    values = list(_VALUE.finditer(written))
    if not values or values[-1].end() < len(written):
        return False
    last = values[-1]
    quote = last[0].lstrip("= \t\n\r\f")[:1]
    return quote in ("'", '"') and last[1] is None and last[2] is None


def is_raw(name: str) -> bool:
    """Whether an element holds characters and no tags."""
    return name in _RAW


def rank_of(end: str) -> int:
    """How far the end of an element reaches, as it is written ("/div")."""
    return _RANKS.get(end, _RANK)


def attribute_of(written: str, name: str) -> str | None:
    """One attribute of a tag as it is written, None where it has none; found without reading the others, where that goes."""
    at = written.find(name)
    if at < 0:
        return attributes_of(written).get(name) if name in written.lower() else None
    start = at + len(name) + 2
    end = written.find('"', start)
    if at < 1 or end < 0 or written[at - 1] != " " or written[start - 2 : start] != '="':
        return attributes_of(written).get(name)
    value = written[start:end]
    return _REFERENCE.sub(_read_reference, value) if "&" in value else value


def attributes_of(written: str) -> Attributes:
    """The attributes of a tag as it is written, names in lower case, the first of each name; values without entities."""
    if "=" not in written and " " not in written:
        return {}
    return _attributes_of(written) if len(written) < _LONG else _attributes_of.__wrapped__(written)


@lru_cache(maxsize=_N_SPELLINGS)
def _attributes_of(written: str) -> Attributes:
    found = _read_plain(written)
    if found is None:
        match = _NAME.match(written)
        found = {}
        for name, double, single, bare in _ATTRIBUTE.findall(
            written, match.end() if match is not None else 0
        ):
            found.setdefault(name.lower(), double or single or bare)
    if "&" in written:
        for name, value in found.items():
            found[name] = _REFERENCE.sub(_read_reference, value)
    return found


def _read_plain(written: str) -> dict[str, str] | None:
    """The attributes of a tag where each is `name="value"`, as most are; None where one is written otherwise."""
    if "'" in written:
        return None
    pieces = written.split('"')
    if pieces[-1].strip(" /"):
        return None
    pieces[0] = pieces[0].split(None, 1)[-1]
    found: dict[str, str] = {}
    for beginning, value in zip(pieces[0:-1:2], pieces[1::2], strict=False):
        name = _name_of(beginning) if len(beginning) < _LONG else None
        if name is None:
            return None
        if name not in found:
            found[name] = value
    return found


@lru_cache(maxsize=_N_SPELLINGS)
def _name_of(beginning: str) -> str | None:
    """The name of an attribute as it is written up to the mark that opens its value; None where it is no plain one."""
    name = beginning[:-1].lower().strip()
    return name if beginning[-1:] == "=" and name.replace("-", "").isalnum() else None


def _read_reference(match: re.Match[str]) -> str:
    return unescape(match[0])
