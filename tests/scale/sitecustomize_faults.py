"""Pages that hang or end their worker, for workers that find this on their path as `sitecustomize`.

A page whose id has "hang" never comes back, one with "die" ends the process, one with
"slow" sleeps between steps of Python; others are read as one sentence. What memory a worker took at
most so far is left beside this file with each page, in kilobytes.
"""

import os
import re
import time
from pathlib import Path


def _install() -> None:
    from dragoman import api
    from dragoman.article import Article, Part, PartKind
    from dragoman.reading import Record, Versions

    def record_of(page, *_choices):  # type: ignore[no-untyped-def]
        _leave_peak()
        if "die" in page.id:
            os._exit(9)
        if "slow" in page.id:
            while True:
                time.sleep(0.01)
        words = f"Words of {page.id}."
        parts = (Part(PartKind.PARAGRAPH, 0, len(words)),)
        article = Article(
            id=page.id, text=words, parts=parts, body_start=0, language="en", origin=page.origin, url=page.url
        )
        return Record(article, Versions("0", "0", "0", "0"))

    api._record_of = record_of


def _leave_peak() -> None:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    Path(__file__).with_name(f"{os.getpid()}.peak").write_text(peak[1] if peak else "0", encoding="ascii")


_install()
