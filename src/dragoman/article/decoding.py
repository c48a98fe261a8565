"""From bytes to characters, as browsers do it, and never with an exception.

A byte order mark wins; then bytes that are sound UTF-8 with characters beyond
ASCII (pages that declare Latin-1 and send UTF-8 are common, the reverse is not);
then what the page declares, read by the label table of the Encoding Standard;
then Windows-1252. Single bytes that are not UTF-8 in a page of UTF-8 (a feed
pasted into a template) are read as Windows-1252 each.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers look for a declaration in the first 1,024 bytes; long comments before it are common enough
# in archives to look further.
_DECLARATION_BYTES = 4096
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:\-]+)""", re.I
)
# Labels that the Encoding Standard reads as another encoding than their name says.
_LABELS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "l1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "unicode": "utf-8",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "utf-7": "utf-8",
    "utf8": "utf-8",
    "win-1251": "cp1251",
    "win-1252": "cp1252",
    "x-cp1251": "cp1251",
}
_PIECE = 16_384
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


def decode(content: bytes, charset: str | None = None) -> str:
    """The characters of a page.

    A byte that has no meaning in the page's encoding becomes U+FFFD.

    Args:
        content: The page.
        charset: What its server declared, which goes before what the page does.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if _looks_like_utf16(content):
        return content.decode("utf-16-le" if content[1] == 0 else "utf-16-be", "replace")
    declared = (_known_encoding(charset) if charset else None) or _declared_encoding(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared == "utf-8" or (declared is None and _is_mostly_utf8(content, error.start)):
            return content.decode("utf-8", _MIXED)
    return content.decode(declared or "cp1252", "replace")


def plain(text: str) -> str:
    """The text with what no file can hold replaced, one character for one: NUL and lone surrogates."""
    if text.isascii():
        return text.replace("\x00", "�") if "\x00" in text else text
    # By pieces, so that no copy of a whole page is made.
    if all(_is_plain(text[start : start + _PIECE]) for start in range(0, len(text), _PIECE)):
        return text
    return re.sub("[\x00\ud800-\udfff]", "�", text)


def _is_plain(piece: str) -> bool:
    try:
        # No encoding takes a lone surrogate; among the bytes of this one a NUL is found fastest.
        return b"\0" not in piece.encode("utf-8")
    except UnicodeEncodeError:
        return False


def is_binary(content: bytes) -> bool:
    """Whether the bytes are no text at all: a picture, an archive, a PDF."""
    head = content[:4096]
    if head.startswith(
        (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\x7fELF")
    ):
        return True
    if not head or head.startswith(tuple(mark for mark, _ in _MARKS)) or _looks_like_utf16(head):
        return False
    n_control = len(head) - len(
        head.translate(None, bytes(code for code in _CONTROL if code not in (12, 27)))
    )
    return n_control / len(head) > 0.1


def _looks_like_utf16(content: bytes) -> bool:
    head = content[:200]
    if len(head) < 20:
        return False
    odd, even = head[1::2].count(0), head[0::2].count(0)
    return max(odd, even) > 0.8 * len(head) / 2 and min(odd, even) == 0


def _declared_encoding(content: bytes) -> str | None:
    found = _DECLARED.search(content[:_DECLARATION_BYTES])
    if found is None:
        return None
    return _known_encoding(found[1].decode("ascii"))


def _known_encoding(label: str) -> str | None:
    label = label.lower().strip()
    label = _LABELS.get(label, label)
    try:
        name = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    # Codecs that are no character sets ("rot13", "base64") decode no bytes to text.
    return label if getattr(name, "_is_text_encoding", True) else None


def _is_mostly_utf8(content: bytes, first_fault: int) -> bool:
    """Whether faults are rare among the characters beyond ASCII."""
    sample = content[max(0, first_fault - 50_000) : first_fault + 200_000]
    n_good = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", sample))
    n_high = len(re.findall(rb"[\x80-\xff]+", sample))
    return n_good > 0.7 * n_high


_MIXED = "dragoman-mixed"


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", "replace"), error.start + 1


codecs.register_error(_MIXED, _read_as_windows)
