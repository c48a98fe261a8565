"""Newsletters: a message as a page, from an .eml file or an mbox."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from dragoman.pages.items import ItemPlace
from dragoman.pages.limits import size_in_words
from dragoman.pages.naming import safe_id
from dragoman.pages.opening import Fault, Stream
from dragoman.pages.options import SourceOptions
from dragoman.pages.page import Page, PageFormat, Skipped, SkipReason

_MBOX_START = re.compile(rb"From \S.*\d{4}\s*\n")
_HEADER = re.compile(
    rb"(?:From|Date|Subject|To|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.I
)
_HEADER_LINE = re.compile(rb"[!-9;-~]+:|[ \t]")
_QUOTED_FROM = re.compile(rb"^>(>*From )")
_N_HEADERS = 3
_TITLE = re.compile(r"<title[\s>]", re.IGNORECASE)
# RFC 5064 and RFC 2369: where a message can be read on the web.
_ADDRESS_HEADERS = ("Archived-At", "List-Post-URL", "X-Newsletter-URL")


def is_mbox(head: bytes, name: str) -> bool:
    """Whether a content is a file of messages: its first line is "From somebody date"."""
    return _MBOX_START.match(head) is not None and (
        name.endswith((".mbox", ".mbx")) or is_message(head[head.find(b"\n") + 1 :], "")
    )


def is_message(head: bytes, name: str) -> bool:
    """Whether a content is one message: by its name, or at least three of the usual headers at its start."""
    n_usual = 0
    for line in head.splitlines():
        if not line or not _HEADER_LINE.match(line):
            break
        n_usual += _HEADER.match(line) is not None
    return n_usual >= (1 if name.lower().endswith(".eml") else _N_HEADERS)


def iter_mbox(stream: Stream, place: ItemPlace, options: SourceOptions) -> Iterator[Page | Skipped]:
    """The page of each message, one in memory at a time."""
    for number, lines in enumerate(_messages(stream, place), start=1):
        here = replace(place, origin=f"{place.origin}, message {number}", name=f"{place.name}-{number}")
        if lines is None:
            detail = f"a message may have {size_in_words(place.limits.max_line_bytes)}"
            yield Skipped(safe_id(here.name), here.origin, SkipReason.TOO_LARGE, detail)
            continue
        page = page_of_message(b"".join(lines), here)
        if isinstance(page, Skipped) or options.wants(page.url, page.published):
            yield page


def page_of_message(content: bytes, place: ItemPlace) -> Page | Skipped:
    """The page that a message is: its HTML, or its text under its subject."""
    try:
        return _page_of(content, place)
    except Fault as fault:
        return Skipped(safe_id(place.name), place.origin, fault.reason, fault.detail)
    except Exception as error:
        # The parser of the standard library raises many kinds for broken headers and encodings.
        detail = f"a broken message: {type(error).__name__}: {str(error)[:100]}"
        return Skipped(safe_id(place.name), place.origin, SkipReason.UNREADABLE, detail)


def _page_of(content: bytes, place: ItemPlace) -> Page:
    message = BytesParser(policy=policy.default).parsebytes(content)
    if not isinstance(message, EmailMessage):
        raise Fault(SkipReason.UNREADABLE, "no message")
    subject = " ".join(str(message.get("Subject", "")).split())
    body = message.get_body(("html", "plain"))
    text = body.get_content() if body is not None else ""
    if body is None or not isinstance(text, str) or not text.strip():
        raise Fault(SkipReason.EMPTY, "a message without words")
    if body.get_content_subtype() == "html":
        form = PageFormat.HTML
        if subject and not _TITLE.search(text):
            text = f"<title>{html.escape(subject)}</title>\n{text}"
    else:
        form = PageFormat.TEXT
        text = f"{subject}\n\n{text}" if subject else text
    name = place.names.take(subject or place.name)
    return Page(name, text, form, place.origin, url=_address_of(message), published=_day_of(message))


def _messages(stream: Stream, place: ItemPlace) -> Iterable[list[bytes] | None]:
    """The lines of each message; None for one that is too large."""
    lines: list[bytes] = []
    n_bytes, is_open, was_blank = 0, False, True
    limit = place.limits.max_line_bytes
    for line in stream.lines(place.limits):
        if line is not None and was_blank and _MBOX_START.match(line + b"\n"):
            if is_open:
                yield lines if n_bytes <= limit else None
            lines, n_bytes, is_open, was_blank = [], 0, True, False
            continue
        n_bytes += len(line) + 1 if line is not None else limit + 1
        if line is not None and n_bytes <= limit:
            lines.append(_QUOTED_FROM.sub(rb"\1", line) + b"\n")
        else:
            lines.clear()
        was_blank = not line
    if is_open:
        yield lines if n_bytes <= limit else None


def _address_of(message: EmailMessage) -> str | None:
    for header in _ADDRESS_HEADERS:
        value = str(message.get(header, "")).strip().strip("<>")
        if value.startswith(("http://", "https://")):
            return value
    return None


def _day_of(message: EmailMessage) -> str | None:
    """The day at the sender's place, as the header says it."""
    try:
        return parsedate_to_datetime(str(message["Date"])).date().isoformat()
    except (TypeError, ValueError, OverflowError):
        return None
