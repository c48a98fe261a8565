"""Text for XML 1.0, which cannot hold every character in any form."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Text between tags, with U+FFFD for each character that XML cannot hold."""
    return escape(_UNWRITABLE.sub("\ufffd", text))


def xml_attribute(text: str) -> str:
    """The same as the value of an attribute, within its quotation marks."""
    return quoteattr(_UNWRITABLE.sub("\ufffd", text))
