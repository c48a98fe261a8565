"""Feeds polled into a ledger: what is new is fetched, read and stored, entry by entry.

A feed is asked only whether it has changed. An entry is done with when its page was
stored, or when it cannot become a page by waiting (a 404, a robots rule); what may
pass (no connection, "too many requests") is tried again with later polls. A feed that
fails is polled less often, up to once a day, until it answers. While the ledger cannot
be written to, nothing is done with, and the feed is polled again soon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dragoman.api import record_of
from dragoman.errors import MissingEvidence
from dragoman.ledger import Added, Ledger, LedgerBusy, LedgerWriteFailed
from dragoman.pages import Page, Skipped, SkipReason
from dragoman.pages.clock import Clock
from dragoman.pages.feed_pages import page_of_entry
from dragoman.pages.feeds import FeedEntry, is_feed_content, parse_feed
from dragoman.pages.fetch import Fetched, Fetcher
from dragoman.pages.naming import name_of_url, safe_id
from dragoman.pages.opening import Fault
from dragoman.reading.record import Record
from dragoman.scale.feed_list import WatchedFeed
from dragoman.scale.watch_state import FeedState, WatchState

# What may be another answer next time.
_PASSING = (SkipReason.NETWORK, SkipReason.TIMEOUT, SkipReason.TOLD_TO_WAIT)
_PASSING_ERRORS = ("500", "502", "503", "504", "408", "425", "429")
_MAX_TRIES = 5
_LONGEST_S = 86400.0
_MAX_NEW = 200
# A page of 2.4 MB, the longest met, is read in less than ten seconds.
PAGE_S = 60.0
# Until a feed is polled again whose pages could not be stored.
_LEDGER_PAUSE_S = 60.0


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll of a feed gave.

    `failure` says why the feed itself could not be read, or, where `is_unstored`, why the
    ledger took no more of its pages.
    """

    feed: WatchedFeed
    n_new: int = 0
    n_known: int = 0
    skipped: tuple[Skipped, ...] = ()
    failure: str | None = None
    is_unchanged: bool = False
    is_unstored: bool = False


class Watch:
    """Polls feeds as they fall due; everything that outlives the process is in `state` and `ledger`."""

    def __init__(
        self,
        feeds: Sequence[WatchedFeed],
        ledger: Ledger,
        state: WatchState,
        fetcher: Fetcher,
        clock: Clock | None = None,
    ) -> None:
        self._feeds = feeds
        self._ledger = ledger
        self._state = state
        self._fetcher = fetcher
        self._clock = clock or Clock()

    def poll_due(self, all_of_them: bool = False) -> Iterator[Poll]:
        """Polls the feeds that are due, one after another."""
        for feed in self._feeds:
            known = self._state.feed(feed.url)
            if (
                all_of_them
                or known.next_at is None
                or datetime.fromisoformat(known.next_at) <= self._clock.now()
            ):
                yield self._poll(feed, known)

    def wait_s(self) -> float:
        """Seconds until the next feed is due."""
        now = self._clock.now()
        dues = [self._state.feed(feed.url).next_at for feed in self._feeds]
        if any(due is None for due in dues):
            return 0.0
        return max(0.0, min((datetime.fromisoformat(due) - now).total_seconds() for due in dues if due))

    def states(self) -> list[tuple[WatchedFeed, FeedState]]:
        """What is known of each feed: when it was polled, what fails and since when."""
        return [(feed, self._state.feed(feed.url)) for feed in self._feeds]

    def run(self, on_poll: Callable[[Poll], None]) -> None:
        """Polls until it is interrupted."""
        while True:
            for poll in self.poll_due():
                on_poll(poll)
            self._clock.wait(max(1.0, self.wait_s()))

    def _poll(self, feed: WatchedFeed, known: FeedState) -> Poll:
        poll = self._polled(feed)
        now = self._clock.now()
        next_at = now + timedelta(seconds=_pause_s(poll, known))
        state = known.polled(now, next_at, poll.n_new, poll.failure)
        if poll.is_unstored:  # no fault of the feed, which is not to be polled less often for it
            state = replace(state, n_failures=known.n_failures)
        self._state.store_feed(state)
        return poll

    def _polled(self, feed: WatchedFeed) -> Poll:
        fetched = self._fetcher.fetch(feed.url)
        if isinstance(fetched, Skipped):
            if fetched.reason is SkipReason.NOT_MODIFIED:
                return Poll(feed, is_unchanged=True)
            return Poll(feed, failure=f"{fetched.reason}: {fetched.detail}")
        try:
            return self._read(feed, fetched)
        except Fault as fault:
            self._fetcher.forget(feed.url)
            return Poll(feed, failure=f"{fault.reason}: {fault.detail}")

    def _read(self, feed: WatchedFeed, fetched: Fetched) -> Poll:
        if not is_feed_content(fetched.content):
            raise Fault(
                SkipReason.NOT_A_PAGE, f"the answer is {fetched.media_type or 'something else'}, not a feed"
            )
        # Until all its entries are stored, the feed has not been read: a poll that is killed is made anew.
        validators = self._state.validators.pop(feed.url, None)
        poll = Poll(feed)
        listed = parse_feed(fetched.content, fetched.url)
        new = [entry for entry in listed.entries if self._state.tries(feed.url, entry.key) is not None]
        for entry in new[:_MAX_NEW]:
            try:
                poll = self._take(poll, entry)
            except (LedgerBusy, LedgerWriteFailed) as error:
                return replace(poll, failure=str(error), is_unstored=True)
        if validators is not None and len(new) <= _MAX_NEW and not self._state.has_waiting(feed.url):
            self._state.validators[feed.url] = validators
        return poll

    def _take(self, poll: Poll, entry: FeedEntry) -> Poll:
        """Fetches, reads and stores one entry; it is remembered only after it is stored."""
        found = _named(page_of_entry(entry, self._fetcher))
        if entry.url is not None:
            # A page is fetched once; "not modified" would be no answer to a second try.
            self._fetcher.forget(entry.url)
        n_tries = (self._state.tries(poll.feed.url, entry.key) or 0) + 1
        if isinstance(found, Skipped) and _may_pass(found) and n_tries < _MAX_TRIES:
            self._state.note(poll.feed.url, entry.key, self._clock.now(), is_done=False)
            return replace(poll, skipped=(*poll.skipped, found))
        added = self._store(record_of(found, page_s=PAGE_S))
        self._state.note(poll.feed.url, entry.key, self._clock.now(), is_done=True)
        if isinstance(added, Skipped):
            return replace(poll, skipped=(*poll.skipped, added)) if added.is_loss else poll
        if added is Added.NEW:
            return replace(poll, n_new=poll.n_new + 1)
        return replace(poll, n_known=poll.n_known + 1)

    def _store(self, result: Record | Skipped) -> Added | Skipped:
        """Puts a record into the ledger, or the page that was lost."""
        added: Added | Skipped
        if isinstance(result, Skipped):
            added = result
        else:
            try:
                added = self._ledger.add(result)
            except MissingEvidence as error:
                added = Skipped(result.id, result.article.origin, SkipReason.FAILED, str(error))
        if isinstance(added, Skipped) and added.is_loss:
            self._ledger.add_skipped(added)
        return added


def _pause_s(poll: Poll, known: FeedState) -> float:
    """Seconds until a feed is polled again."""
    every_s = poll.feed.every_s
    if poll.is_unstored:
        return min(every_s, _LEDGER_PAUSE_S)
    n_failures = known.n_failures + 1 if poll.failure is not None else 0
    return min(max(_LONGEST_S, every_s), every_s * 2.0 ** min(n_failures, 12))


def _may_pass(skipped: Skipped) -> bool:
    if skipped.reason is SkipReason.HTTP_ERROR:
        return skipped.detail.startswith(_PASSING_ERRORS)
    return skipped.reason in _PASSING


def _named(found: Page | Skipped) -> Page | Skipped:
    """The page with an id that its address alone decides, so that two polls name it alike."""
    if isinstance(found, Skipped) or found.url is None:
        return found
    return replace(found, id=safe_id(name_of_url(found.url)))
