"""The ledger: one account over all articles that were read.

This class only opens transactions; what happens in them is said in the module of
each task (`adding`, `stored`, `listing`, `stats`, `check`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from dragoman.article import Article
from dragoman.errors import UsageError
from dragoman.ledger.accounts import Accounts
from dragoman.ledger.adding import Added, add_rows, add_skipped
from dragoman.ledger.article_page import ArticlePage, article_page
from dragoman.ledger.check import iter_problems
from dragoman.ledger.company import list_company, told_beside
from dragoman.ledger.deriving import derive_all, derive_pages, regroup_values
from dragoman.ledger.doubting import DoubtfulPair, doubtful_pairs
from dragoman.ledger.engine import empty_log, explained, lies_read_only, reading, writing
from dragoman.ledger.evidence_words import evidence_of
from dragoman.ledger.followup import FollowUp, follow_up
from dragoman.ledger.forgetting import Forgotten, forget_article
from dragoman.ledger.front import Disputed, Front, disputed_things, front_of
from dragoman.ledger.knowing import has_reading
from dragoman.ledger.listing import Listed, ListKind, Selection, list_rows
from dragoman.ledger.merging import merges_of, undo_merge
from dragoman.ledger.naming import NameKind, Names, list_names
from dragoman.ledger.network import Network, Ties, network_of
from dragoman.ledger.opening import open_engine, utc_now
from dragoman.ledger.person_keys import stands_under
from dragoman.ledger.place import LedgerPlace, place_of
from dragoman.ledger.related import Related, related_articles
from dragoman.ledger.review import (
    Decision,
    PairVerdict,
    ReviewFigures,
    Standing,
    decide,
    decide_pair,
    review_figures,
    review_queue,
    standings,
    withdraw,
)
from dragoman.ledger.rows import rows_of
from dragoman.ledger.search import Found, search_articles
from dragoman.ledger.stats import Counts, Stats, collect_stats, count_rows
from dragoman.ledger.stored import StoredRecord, find_record, iter_records
from dragoman.ledger.tallies import Entry, Span, Tally, list_words, tally_facet
from dragoman.ledger.telling import GROUPED, Filter, Page, Thing, find_thing, list_groups, list_history
from dragoman.ledger.uniting import back_up, take_in
from dragoman.ledger.whole import WholeThing, whole_thing
from dragoman.pages import Skipped
from dragoman.reading.record import Record, Versions


class Ledger:
    """Records and skipped pages, in a file (SQLite) or on a server (PostgreSQL).

    Each method is one transaction: it happens whole or not at all, also when the
    process is killed. One ledger may be open in many processes; writers wait for
    each other, readers wait for nobody.

        with Ledger.open("minsk.db", create=True) as ledger:
            ledger.add(record)
    """

    def __init__(self, place: LedgerPlace, engine: Engine, now: Callable[[], datetime]) -> None:
        self._place = place
        self._engine = engine
        self._now = now
        self._accounts = Accounts(engine, place, now)

    @classmethod
    def open(cls, target: str | Path, create: bool = False, now: Callable[[], datetime] = utc_now) -> Self:
        """The ledger at a path or database URL.

        Args:
            target: A file name, or a URL such as postgresql://user@host/name.
            create: Make it where there is none.
            now: The clock that dates readings and skipped pages.

        Raises:
            LedgerNotFound: There is none, and `create` is false.
            LedgerUnreadable: What lies there is no ledger, or one of another
                version; it is left as it is.
        """
        place = place_of(target)
        return cls(place, open_engine(place, create=create), now)

    @property
    def place(self) -> str:
        """Where the ledger lies, as people see it."""
        return self._place.shown

    @property
    def accounts(self) -> Accounts:
        """Who may write to the ledger by its site."""
        return self._accounts

    @property
    def is_read_only(self) -> bool:
        """Whether the ledger is a file where this program may not write: it then stays as it is."""
        return self._place.path is not None and lies_read_only(self._place.path)

    def add(self, record: Record) -> Added:
        """Store a record; KNOWN, and nothing changes, where the same reading is there.

        Raises:
            MissingEvidence: A value points outside of its article.
        """
        return self.add_all([record])[0]

    def add_all(self, records: Iterable[Record], join: bool = True) -> list[Added]:
        """Store several records in one transaction, which is many times faster than one each.

        Args:
            records: Some hundreds at most, since all are held in memory.
            join: Look at once for other reports of the same things; where it is
                false, `join_all` does so later.

        Raises:
            MissingEvidence: A value points outside of its article; nothing is stored.
        """
        at = self._time()
        rows = [rows_of(record, at) for record in records]
        with writing(self._engine, self._place) as connection:
            added = add_rows(connection, rows)
            new = {
                one.article["page_key"] for one, what in zip(rows, added, strict=True) if what is Added.NEW
            }
            if join and new:
                derive_pages(connection, new, at)
        return added

    def join_all(self) -> None:
        """Make groups, facets and the index of words anew from the records."""
        with writing(self._engine, self._place) as connection:
            derive_all(connection, self._time())

    def has_reading(self, article: Article, versions: Versions) -> bool:
        """Whether the current reading of an article is of exactly this article, by these versions."""
        with reading(self._engine, self._place) as connection:
            return has_reading(connection, article, versions)

    def add_skipped(self, page: Skipped) -> Added:
        """Store a page that gave no record, and why."""
        with writing(self._engine, self._place) as connection:
            return add_skipped(connection, page, self._time())

    def record(self, name: str) -> StoredRecord:
        """The current reading of the article that a name means.

        Args:
            name: The article's id or a unique prefix of it (four characters or
                more), its page's name, or the id or prefix of one of its values.

        Raises:
            UsageError: No article, or more than one, answers to the name.
        """
        with reading(self._engine, self._place) as connection:
            stored = find_record(connection, name)
        if stored is None:
            raise self._no_article(name)
        return stored

    def records(self, current_only: bool = True) -> Iterator[StoredRecord]:
        """Every record, in order of article; with older readings too where asked for.

        The iteration sees one state of the ledger, whatever is added meanwhile.
        """
        with reading(self._engine, self._place) as connection:
            yield from iter_records(connection, current_only=current_only)

    def rows(self, selection: Selection) -> list[Listed]:
        """The rows of a list: articles, values of one kind, or skipped pages."""
        with reading(self._engine, self._place) as connection:
            return list_rows(connection, selection)

    def things(self, kind: ListKind, wanted: Filter | None = None) -> Page:
        """What is told of, each thing once with the number of its reports, the latest first."""
        with reading(self._engine, self._place) as connection:
            return list_groups(connection, kind, wanted or Filter())

    def thing(self, name: str) -> Thing:
        """One thing with all its reports and the fields on which they differ.

        Args:
            name: The id of any of its values, or a beginning of four characters or more.

        Raises:
            UsageError: Nothing, or more than one thing, answers to the name.
        """
        with reading(self._engine, self._place) as connection:
            found = find_thing(connection, name)
        if found is None:
            raise self._nothing(name)
        return found

    def whole_thing(self, name: str, on: date | None = None) -> WholeThing:
        """One thing with what its reports say field by field, what became of it, and what is told with it.

        Args:
            name: As for `thing`.
            on: The day on which its follow-up is judged; today unless given.

        Raises:
            UsageError: Nothing, or more than one thing, answers to the name.
        """
        with reading(self._engine, self._place) as connection:
            found = whole_thing(connection, name, on or self._now().date())
        if found is None:
            raise self._nothing(name)
        return found

    def article(self, name: str) -> ArticlePage:
        """One article with its record and the places of all its values; names as for `record`.

        Raises:
            UsageError: No article that speaks for its page, or more than one, answers to the name.
        """
        with reading(self._engine, self._place) as connection:
            found = article_page(connection, name)
        if found is None:
            raise self._no_article(name)
        return found

    def related(self, article_id: str, limit: int = 10) -> list[Related]:
        """Articles that belong with one: those that tell of the same things, then those of its thread."""
        with reading(self._engine, self._place) as connection:
            return related_articles(connection, article_id, limit)

    def history(self, wanted: Filter | None = None, kinds: tuple[str, ...] = GROUPED) -> Page:
        """Things of several kinds in one list, the latest first; `list` in each row names its kind."""
        with reading(self._engine, self._place) as connection:
            return list_history(connection, kinds, wanted or Filter())

    def tally(self, facet: str, word: str, span: Span | None = None) -> Tally:
        """How often a country, pair, actor, topic, outlet ... is told of, per day, month or year."""
        with reading(self._engine, self._place) as connection:
            return tally_facet(connection, facet, word, span or Span())

    def words(self, facet: str, span: Span | None = None, limit: int | None = 100) -> list[Entry]:
        """The countries, pairs, actors, topics, outlets ... of a ledger, the most frequent first."""
        with reading(self._engine, self._place) as connection:
            return list_words(connection, facet, span or Span(), limit)

    def company(self, actor: str, limit: int = 10) -> list[Entry]:
        """The people who are most often told of together with somebody."""
        with reading(self._engine, self._place) as connection:
            return list_company(connection, actor, limit)

    def beside(self, pair: str, kind: ListKind, limit: int = 10) -> list[Listed]:
        """The latest things of a kind in the articles that report a meeting of two countries or actors."""
        with reading(self._engine, self._place) as connection:
            return told_beside(connection, pair, str(kind), limit)

    def network(self, ties: Ties | None = None) -> Network:
        """Which countries have to do with each other, and how often."""
        with reading(self._engine, self._place) as connection:
            return network_of(connection, ties or Ties())

    def front(self, on: date, limit: int = 10) -> Front:
        """Facts for a first page: the newest, what is due, what is overdue, what outlets differ on."""
        with reading(self._engine, self._place) as connection:
            return front_of(connection, on, limit)

    def disputed(self, limit: int = 20) -> list[Disputed]:
        """The latest meetings on which reports differ, with the fields."""
        with reading(self._engine, self._place) as connection:
            return disputed_things(connection, limit)

    def evidence(self, value_ids: Iterable[str]) -> dict[str, list[Listed]]:
        """The words behind values, field by field: {"field", "start", "end", "words"} by value id."""
        with reading(self._engine, self._place) as connection:
            return evidence_of(connection, value_ids)

    def names(self, kind: NameKind, begins: str = "", limit: int = 50, after: str | None = None) -> Names:
        """Countries, pairs, people, topics or outlets of the ledger, with the number of their articles."""
        with reading(self._engine, self._place) as connection:
            return list_names(connection, kind, begins, limit, after)

    def person_word(self, name: str) -> str:
        """The word under which somebody stands whom reports call so: "joe biden" for "Biden", if it is sure."""
        with reading(self._engine, self._place) as connection:
            return stands_under(connection, name)

    def search(self, words: str = "", wanted: Filter | None = None) -> Found:
        """Articles that hold words, the newest first; see `dragoman.ledger.search`."""
        with reading(self._engine, self._place) as connection:
            return search_articles(connection, words, wanted or Filter())

    def follow_up(
        self, kind: ListKind, on: date, wanted: Filter | None = None
    ) -> tuple[list[FollowUp], str | None]:
        """What became of commitments or planned meetings by a day, and the cursor of the next page."""
        with reading(self._engine, self._place) as connection:
            return follow_up(connection, kind, on, wanted or Filter())

    def decide(self, value_id: str, decision: Decision) -> str:
        """Note what somebody says of a value; gives the decision's id."""
        with writing(self._engine, self._place) as connection:
            return decide(connection, value_id, decision, self._time())

    def withdraw(self, decision_id: str) -> bool:
        """Whether a decision was withdrawn now; its row stays."""
        with writing(self._engine, self._place) as connection:
            return withdraw(connection, decision_id, self._time())

    def decide_pair(self, left: str, right: str, verdict: PairVerdict, reviewer: str) -> str:
        """Note whether two values tell of one thing; the groups follow at once. Gives the id of the row."""
        with writing(self._engine, self._place) as connection:
            merge_id = decide_pair(connection, (left, right), verdict, (reviewer, self._time()))
            regroup_values(connection, {left, right})
        return merge_id

    def decide_pairs(
        self, value_id: str, others: Iterable[str], verdict: PairVerdict, reviewer: str
    ) -> list[str]:
        """The same of one value beside several others, at one time; gives the ids of the rows."""
        at, others = self._time(), list(others)
        with writing(self._engine, self._place) as connection:
            ids = [decide_pair(connection, (value_id, one), verdict, (reviewer, at)) for one in others]
            regroup_values(connection, {value_id, *others})
        return ids

    def merges(self, value_id: str) -> list[Listed]:
        """Every merge that names a value, with the likeness of each field, by whom and when; undone ones too."""
        with reading(self._engine, self._place) as connection:
            return merges_of(connection, value_id)

    def undo_merge(self, merge_id: str) -> bool:
        """Whether a merge, of the machine or of a person, was taken back now; its row stays."""
        with writing(self._engine, self._place) as connection:
            touched = undo_merge(connection, merge_id, self._time())
            regroup_values(connection, touched)
        return bool(touched)

    def standing(self, value_id: str) -> Standing | None:
        """Where the review of a value stands; None where nobody judged it."""
        with reading(self._engine, self._place) as connection:
            return standings(connection, [value_id]).get(value_id)

    def review_queue(
        self, reviewer: str, limit: int = 50, disputed_only: bool = False, kinds: tuple[str, ...] = ()
    ) -> list[Listed]:
        """What a reviewer best judges next, by worth times doubt; of some kinds only, where any are named."""
        with reading(self._engine, self._place) as connection:
            return review_queue(connection, reviewer, limit, disputed_only, kinds)

    def doubtful_pairs(self, reviewer: str, limit: int = 50) -> list[DoubtfulPair]:
        """Pairs of reports that a reviewer best looks at next: of one thing, or of two? See `decide_pair`."""
        with reading(self._engine, self._place) as connection:
            return doubtful_pairs(connection, reviewer, limit)

    def review_figures(self) -> ReviewFigures:
        """How far the review has come, and how far reviewers agree."""
        with reading(self._engine, self._place) as connection:
            return review_figures(connection)

    def forget(self, article_id: str) -> Forgotten:
        """Remove an article with its readings, values, evidence and decisions, for good.

        What was joined with it is joined anew; the journal notes its id and the time.

        Raises:
            UsageError: There is no article with this id.
        """
        with writing(self._engine, self._place) as connection:
            forgotten = forget_article(connection, article_id, self._time())
        if forgotten is None:
            raise self._no_article(article_id)
        empty_log(self._engine, self._place)
        return forgotten

    def back_up(self, to: str | Path) -> None:
        """Copy the ledger's file, while others may write to it; UsageError for a server or a file that is there."""
        with explained(self._place):
            back_up(self._engine, self._place, Path(to))

    def take_in(self, other: Ledger) -> tuple[int, int]:
        """Add all that another ledger holds; gives the numbers of new and of known readings."""
        return take_in((self._engine, self._place), (other._engine, other._place), self._time())

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger, for views that ask what no method here answers."""
        with reading(self._engine, self._place) as connection:
            yield connection

    def articles(self, country: str | None = None, limit: int | None = None) -> list[Listed]:
        """The articles, newest first, with the number of their values."""
        return self.rows(Selection(ListKind.ARTICLES, country, limit))

    def counts(self) -> Counts:
        """How many articles, readings, values and skipped pages there are."""
        with reading(self._engine, self._place) as connection:
            return count_rows(connection)

    def stats(self) -> Stats:
        """Figures over the whole ledger."""
        with reading(self._engine, self._place) as connection:
            return collect_stats(connection)

    def check(self) -> list[str]:
        """What is wrong with the ledger, a sentence each; an empty list when it is whole."""
        with reading(self._engine, self._place) as connection:
            return list(iter_problems(connection))

    def close(self) -> None:
        """Let go of the file or server; nothing is pending."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _no_article(self, name: str) -> UsageError:
        return UsageError(
            f'No article "{name}" in the ledger "{self.place}". '
            f"List what is there with: dragoman list --ledger {self.place}"
        )

    def _nothing(self, name: str) -> UsageError:
        return UsageError(
            f'Nothing "{name}" is told of in the ledger "{self.place}". '
            f"List what is there with: dragoman meetings --ledger {self.place}"
        )

    def _time(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="microseconds")
