"""The ledger stage: one account over all articles, in SQLite or PostgreSQL.

`Ledger.open(target)` opens it; `ledger.add(record)` stores a record once, however
often the page is read again; `ledger.record(name)` gives it back as it was.
"""

from dragoman.ledger.adding import Added
from dragoman.ledger.disagreement import Disagreement, Version
from dragoman.ledger.failures import LedgerBusy, LedgerWriteFailed
from dragoman.ledger.followup import FollowUp, Progress
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.listing import Listed, ListKind, Selection
from dragoman.ledger.opening import upgrade_ledger
from dragoman.ledger.review import Decision, PairVerdict, ReviewFigures, Standing, Verdict
from dragoman.ledger.search import Found
from dragoman.ledger.stats import Counts, Pair, Stats
from dragoman.ledger.stored import StoredRecord
from dragoman.ledger.telling import Filter, Page, Thing

__all__ = [
    "Added",
    "Counts",
    "Decision",
    "Disagreement",
    "Filter",
    "FollowUp",
    "Found",
    "Ledger",
    "LedgerBusy",
    "LedgerWriteFailed",
    "ListKind",
    "Listed",
    "Page",
    "Pair",
    "PairVerdict",
    "Progress",
    "ReviewFigures",
    "Selection",
    "Standing",
    "Stats",
    "StoredRecord",
    "Thing",
    "Verdict",
    "Version",
    "upgrade_ledger",
]
