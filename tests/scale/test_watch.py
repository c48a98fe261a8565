"""Watching feeds: what is new is stored once, what fails is told of, nothing is lost by an interruption."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from dragoman.article import Article
from dragoman.errors import SourceNotFound, UsageError
from dragoman.ledger import Ledger, LedgerBusy, ListKind
from dragoman.ledger.listing import Selection
from dragoman.pages import FetchRules, Page
from dragoman.pages.clock import Clock
from dragoman.pages.fetch import Fetcher, Validators
from dragoman.reading import Record, Versions
from dragoman.scale.feed_list import WatchedFeed, read_feed_list
from dragoman.scale.watch import Poll, Watch
from dragoman.scale.watch_state import WatchState
from tests.test_api import build_article

FEED = "https://a.example/feed"


class StoppedClock(Clock):
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.at = datetime(2024, 3, 1, 12, tzinfo=UTC)

    def seconds(self) -> float:
        return (self.at - datetime(2024, 1, 1, tzinfo=UTC)).total_seconds()

    def now(self) -> datetime:
        return self.at

    def wait(self, wait_s: float) -> None:
        self.at += timedelta(seconds=wait_s)


def feed_of(*names: str) -> str:
    items = "".join(f"<item><title>{one}</title><link>https://a.example/{one}</link></item>" for one in names)
    return f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>"


class Web:
    """A network of one host: answers by path, and what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, httpx2.Response | str] = {}
        self.asked: list[str] = []

    def handle(self, request: httpx2.Request) -> httpx2.Response:
        path = request.url.path
        self.asked.append(path)
        found = self.answers.get(path, httpx2.Response(404))
        if not isinstance(found, str):
            return found
        tag = f'"{hash(found)}"'
        if request.headers.get("if-none-match") == tag:
            return httpx2.Response(304)
        return httpx2.Response(200, text=found, headers={"etag": tag})

    def publish(self, *names: str) -> None:
        self.answers["/feed"] = feed_of(*names)
        for one in names:
            self.answers.setdefault(f"/{one}", f"<html><body><p>Words of {one}.</p></body></html>")


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def watch(web: Web, clock: StoppedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """A watch of one feed every half hour, whose stages read any page as one sentence."""
    monkeypatch.setattr("dragoman.article.read_article", lambda page: build_article(page, url=page.url))
    monkeypatch.setattr("dragoman.reading.read_record", lambda one: Record(one, Versions("0", "0", "0", "0")))
    with (
        Ledger.open(tmp_path / "news.db", create=True) as ledger,
        WatchState(tmp_path / "news.db.watch") as state,
        httpx2.Client(transport=httpx2.MockTransport(web.handle)) as client,
    ):
        fetcher = Fetcher(FetchRules(delay_s=0), client, state.validators, clock)
        yield Watch([WatchedFeed(FEED, "A", 1800)], ledger, state, fetcher, clock)


def poll(watch: Watch, all_of_them: bool = True) -> Poll:
    (only,) = watch.poll_due(all_of_them)
    return only


def stored(watch: Watch) -> list[str]:
    return sorted(row["doc_id"] for row in watch._ledger.articles())


def test_new_entries_are_stored_once(watch: Watch, web: Web) -> None:
    web.publish("ankara", "oslo")
    assert (poll(watch).n_new, stored(watch)) == (2, ["ankara", "oslo"])
    web.publish("ankara", "oslo", "paris")
    web.asked.clear()
    assert (poll(watch).n_new, stored(watch)) == (1, ["ankara", "oslo", "paris"])
    assert web.asked == ["/feed", "/paris"]


def test_feed_that_has_not_changed_is_not_read(watch: Watch, web: Web) -> None:
    web.publish("ankara")
    poll(watch)
    assert poll(watch).is_unchanged


def test_feed_is_polled_when_it_is_due(watch: Watch, web: Web, clock: StoppedClock) -> None:
    web.publish("ankara")
    assert watch.wait_s() == 0
    poll(watch)
    assert watch.wait_s() == 1800
    assert list(watch.poll_due()) == []
    clock.wait(1800)
    assert len(list(watch.poll_due())) == 1


def test_what_fails_is_told_with_its_beginning_and_polled_less_often(
    watch: Watch, web: Web, clock: StoppedClock
) -> None:
    web.answers["/feed"] = httpx2.Response(500)
    first = poll(watch)
    assert first.failure == "HTTP error: 500 Internal Server Error"
    assert watch.wait_s() == 3600
    clock.wait(3600)
    poll(watch)
    ((_, state),) = watch.states()
    assert (state.failing_since, state.n_failures) == ("2024-03-01T12:00:00+00:00", 2)
    assert watch.wait_s() == 7200
    web.publish("ankara")
    poll(watch)
    ((_, state),) = watch.states()
    assert (state.failing_since, state.failure, state.n_failures, state.n_pages) == (None, None, 0, 1)


@pytest.mark.parametrize("content", ["<html><body>Moved</body></html>", "<rss><channel>", '{"a": 1}'])
def test_answer_that_is_no_feed_is_a_failure(watch: Watch, web: Web, content: str) -> None:
    web.answers["/feed"] = content
    assert poll(watch).failure is not None or poll(watch).n_new == 0
    if "html" in content:
        assert "not a feed" in str(poll(watch).failure)


def test_page_that_is_gone_is_listed_and_not_asked_for_again(watch: Watch, web: Web) -> None:
    web.publish("ankara", "gone")
    del web.answers["/gone"]
    assert [one.detail for one in poll(watch).skipped] == ["404 Not Found"]
    skipped = watch._ledger.rows(Selection(ListKind.SKIPPED))
    assert [row["origin"] for row in skipped] == ["https://a.example/gone"]
    web.publish("ankara", "gone", "oslo")
    web.asked.clear()
    del web.answers["/gone"]
    poll(watch)
    assert web.asked == ["/feed", "/oslo"]


def test_page_that_may_come_later_is_tried_again_some_times(watch: Watch, web: Web) -> None:
    web.publish("ankara")
    web.answers["/ankara"] = httpx2.Response(502)
    assert poll(watch).skipped
    assert watch._ledger.counts().skipped == 0
    web.answers["/ankara"] = "<html><body><p>Here it is.</p></body></html>"
    assert poll(watch).n_new == 1
    web.publish("oslo")
    web.answers["/oslo"] = httpx2.Response(502)
    for _ in range(8):
        poll(watch)
    assert watch._ledger.counts().skipped == 1


def test_page_that_takes_for_ever_holds_up_no_other(
    watch: Watch, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(page: Page) -> Article:
        while page.id == "ankara":
            pass
        return build_article(page, url=page.url)

    monkeypatch.setattr("dragoman.article.read_article", slow)
    monkeypatch.setattr("dragoman.scale.watch.PAGE_S", 0.05)
    web.publish("ankara", "oslo")

    found = poll(watch)

    assert [one.detail for one in found.skipped] == ["not read within 0.05 s"]
    assert (found.n_new, stored(watch)) == (1, ["oslo"])


def test_watch_goes_on_when_the_ledger_was_busy(
    watch: Watch, web: Web, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.publish("ankara", "oslo")
    add = watch._ledger.add

    def refuse(record: Record) -> object:
        if record.id == "oslo":
            raise LedgerBusy("another program writes to it")
        return add(record)

    with monkeypatch.context() as patch:
        patch.setattr(watch._ledger, "add", refuse)
        found = poll(watch)
    assert (found.n_new, found.failure) == (1, "another program writes to it")
    ((_, state),) = watch.states()
    assert (state.failure, state.n_failures, watch.wait_s()) == ("another program writes to it", 0, 60)

    clock.wait(60)
    assert (poll(watch, all_of_them=False).n_new, stored(watch)) == (1, ["ankara", "oslo"])


def test_poll_that_is_interrupted_is_made_anew(
    watch: Watch, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.publish("ankara", "oslo", "paris")
    add = watch._ledger.add

    def interrupt(record: Record) -> object:
        if record.id == "oslo":
            raise KeyboardInterrupt
        return add(record)

    with monkeypatch.context() as patch:
        patch.setattr(watch._ledger, "add", interrupt)
        with pytest.raises(KeyboardInterrupt):
            poll(watch)
    assert stored(watch) == ["ankara"]
    assert poll(watch).n_new == 2
    assert stored(watch) == ["ankara", "oslo", "paris"]


def test_state_outlives_the_process(tmp_path: Path) -> None:
    at = datetime(2024, 3, 1, tzinfo=UTC)
    with WatchState(tmp_path / "w") as state:
        state.validators["u"] = Validators('"1"', "")
        state.note("f", "k", at, is_done=True)
        state.store_feed(state.feed("f").polled(at, at, 3, "broken"))
    with WatchState(tmp_path / "w") as state:
        assert dict(state.validators) == {"u": Validators('"1"', "")}
        assert state.tries("f", "k") is None
        assert state.feed("f").failure == "broken"
        del state.validators["u"]
        assert len(state.validators) == 0


def test_file_that_is_no_state_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "w").write_text("something else " * 100)
    with pytest.raises(UsageError, match="cannot be used"):
        WatchState(tmp_path / "w")
    assert (tmp_path / "w").read_text().startswith("something")


OPML = (
    "<opml version='2.0'><body><outline text='World'><outline type='rss' text='A' xmlUrl='https://a.example/feed'/>"
    "<outline title='B' xmlUrl='https://b.example/feed'/></outline></body></opml>"
)
YAML = "feeds:\n  - https://a.example/feed\n  - url: https://b.example/feed\n    outlet: B\n    every: 2 h\n"


@pytest.mark.parametrize(
    ("name", "text", "feeds"),
    [
        ("f.opml", OPML, [("A", 1800), ("B", 1800)]),
        ("f.yaml", YAML, [("https://a.example/feed", 1800), ("B", 7200)]),
        ("f.yml", "- https://a.example/feed\n- https://a.example/feed\n", [("https://a.example/feed", 1800)]),
        ("f.txt", "# mine\n\nhttps://a.example/feed\n", [("https://a.example/feed", 1800)]),
    ],
)
def test_lists_of_feeds_are_read(
    tmp_path: Path, name: str, text: str, feeds: list[tuple[str, float]]
) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert [(one.outlet, one.every_s) for one in read_feed_list(path, 1800)] == feeds


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("f.opml", "<opml><body>", "is no OPML"),
        ("f.yaml", "feeds: 7", "has no list of feeds"),
        ("f.yaml", "a: [", "is no YAML"),
        ("f.yaml", "- outlet: x", 'entry 1 of .* has no "url"'),
        ("f.yaml", "- {url: 'https://a.example', evry: 1 h}", 'has "evry"; there are url, outlet and every'),
        ("f.yaml", "- {url: 'https://a.example', every: soon}", '"soon" is no duration'),
        ("f.yaml", "- {url: 'https://a.example', every: 1 s}", "not between a minute and a year"),
        ("f.txt", "ftp://a.example", "is no address of the web"),
        ("f.txt", "", "lists no feed"),
    ],
)
def test_mistake_in_a_list_is_named(tmp_path: Path, name: str, text: str, words: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(UsageError, match=words):
        read_feed_list(path, 1800)
    with pytest.raises(SourceNotFound, match="cannot be read"):
        read_feed_list(tmp_path / "nowhere.txt", 1800)
