"""Exceptions for the caller's mistakes.

The world's failures (a page that cannot be read, a broken line of JSON) are no
exceptions: they are values, `dragoman.pages.Skipped`, kept and counted.

    DragomanError
    +-- UsageError            what was asked for cannot be done as asked
    |   +-- SourceNotFound    a path that is not there
    |   +-- LedgerNotFound    a ledger that is not there
    |   +-- LedgerUnreadable  a file that is no ledger, or a newer one
    |   +-- BadRow            a row of a user's table that cannot be taken
    |   +-- MissingExtra      an optional dependency that is not installed
    |   +-- UnfitModel        model files that are damaged, or made for another version (dragoman.language)
    |   +-- BadItem           a line of JSON lacks what the command needs
    |   +-- BadWord           a word of a question to the ledger that cannot be taken (dragoman.ledger.asking)
    |   +-- PageSkipped       the one page asked for gave no record (dragoman.api, with the reason)
    +-- LedgerBusy            another program writes to the ledger for too long (dragoman.ledger)
    +-- LedgerWriteFailed     the ledger could not be written: a full disk, a lost server (dragoman.ledger)
    +-- ShardFailed           a part of a run that could not be read (dragoman.scale.supervisor)
    +-- MissingEvidence       a value was built without the words it came from
"""


class DragomanError(Exception):
    """Any error that dragoman raises on purpose; its message is for people."""


class UsageError(DragomanError):
    """What was asked for cannot be done as asked (exit code 2)."""


class SourceNotFound(UsageError):
    """A source names no file or folder."""


class LedgerNotFound(UsageError):
    """A ledger was to be read that does not exist."""


class LedgerUnreadable(UsageError):
    """A file is no ledger of dragoman, or one of a newer version."""


class BadRow(UsageError):
    """A row of a table written by a user cannot be taken; says file, line and column."""


class BadItem(UsageError):
    """A line of a JSONL contract lacks what the command needs, or holds nothing to read."""


class MissingExtra(UsageError):
    """A feature needs an extra that is not installed; says which."""


class MissingEvidence(DragomanError):
    """A value was built without the words it came from: a fault of the program."""
