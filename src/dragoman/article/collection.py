"""Holds the collector of reference cycles still while a page is read.

A page makes some ten thousand objects that live until it is read and then go all at once
by their counts, none in a cycle. The collector, woken by their number, looks through them
again and again and finds nothing: about a tenth of the time of a page.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """No search for reference cycles inside the block; on again behind it if it was on before.

    The switch is one for the whole process. With several threads it may come on again
    while another page is still being read, which costs time and nothing else; it never
    stays off.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
