"""A process that reads pages for another one: pickled pages on standard input, records on standard output.

Run as `python -m dragoman.reading_process` by a program that must be able to end the
reading of a page (the site). It ends when its input does.
"""

from __future__ import annotations

import os
import pickle
import sys


def serve() -> None:
    """Answer each page with its record, or with why there is none."""
    from dragoman.api import record_of

    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing but answers goes there
    while True:
        try:
            page = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(record_of(page), answers)
        answers.flush()


if __name__ == "__main__":
    serve()
