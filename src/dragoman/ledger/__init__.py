"""The ledger stage: one account over all articles, in SQLite or PostgreSQL.

`Ledger.open(target)` opens it; `ledger.add(record)` stores a record once, however
often the page is read again; `ledger.record(name)` gives it back as it was.

Where to look. Each module is one task, and `ledger` only opens its transaction:

- the database: `place` (file or URL), `engine` (transactions, refusals in words), `opening`,
  `migrating`, `schema` (tables of what was read and decided), `derived` (tables that follow
  from them), `account_tables`, `batches` (asking for many ids), `storable`, `serial`, `identity`
- a record goes in and comes out: `rows`, `parties`, `adding`, `rereading` (the current
  reading), `knowing` (read before?), `stored`, `unstored`, `forgetting`, `uniting` (two ledgers)
- what follows from records, in this order, led by `deriving`: `claims` (a value as it is
  compared), `blocking` (who meets whom), `likeness`, `merging` (pairs), `clustering`, `grouping`
  (things), `choosing` (facets and counts), `prospecting` (what became of plans), `copies`, `words`
- asking for lists: `telling` (things, filters, cursors), `listing` (rows of values and articles),
  `search`, `asking` (filters that anybody may send), `naming`, `tallies`, `company`, `network`,
  `stats`, `front`
- asking for one: `article_page`, `related`, `evidence_words`, `whole`, `disagreement`, `followup`,
  `progress` (its states)
- people: `review` (decisions, queue), `judging`, `doubting` (pairs to look at), `agreement`,
  `accounts`, `passwords`
- whether all is well: `check`, `check_derived`, `failures`
"""

from dragoman.ledger.accounts import Accounts, Role, User
from dragoman.ledger.adding import Added
from dragoman.ledger.article_page import ArticlePage, PlacedValue, PlacedWords
from dragoman.ledger.disagreement import Disagreement, FieldAccount, Version
from dragoman.ledger.doubting import DoubtfulPair
from dragoman.ledger.failures import LedgerBusy, LedgerWriteFailed
from dragoman.ledger.followup import FollowUp, Progress
from dragoman.ledger.front import Disputed, Front
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.listing import Listed, ListKind, Selection
from dragoman.ledger.naming import Named, NameKind, Names
from dragoman.ledger.network import Edge, Network, Ties
from dragoman.ledger.opening import upgrade_ledger
from dragoman.ledger.related import Related
from dragoman.ledger.review import Decision, PairVerdict, ReviewFigures, Standing, Verdict
from dragoman.ledger.search import Found
from dragoman.ledger.stats import Counts, Pair, Stats
from dragoman.ledger.stored import StoredRecord
from dragoman.ledger.tallies import Entry, Period, Span, Tally
from dragoman.ledger.telling import Filter, Page, Thing
from dragoman.ledger.whole import WholeThing

__all__ = [
    "Accounts",
    "Added",
    "ArticlePage",
    "Counts",
    "Decision",
    "Disagreement",
    "Disputed",
    "DoubtfulPair",
    "Edge",
    "Entry",
    "FieldAccount",
    "Filter",
    "FollowUp",
    "Found",
    "Front",
    "Ledger",
    "LedgerBusy",
    "LedgerWriteFailed",
    "ListKind",
    "Listed",
    "NameKind",
    "Named",
    "Names",
    "Network",
    "Page",
    "Pair",
    "PairVerdict",
    "Period",
    "PlacedValue",
    "PlacedWords",
    "Progress",
    "Related",
    "ReviewFigures",
    "Role",
    "Selection",
    "Span",
    "Standing",
    "Stats",
    "StoredRecord",
    "Tally",
    "Thing",
    "Ties",
    "User",
    "Verdict",
    "Version",
    "WholeThing",
    "upgrade_ledger",
]
