"""How far a run is: a bar on a terminal, a line a shard elsewhere; rate and time that is left."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.scale import RunPlan
    from dragoman.scale.supervisor import Result


class RunProgress:
    """Takes what is done; says nothing.

    The time that is left follows from the bytes of the shards that are done and the
    pages that were met in them; before the first shard is done it is not known.
    """

    def __init__(self, plan: RunPlan) -> None:
        self._sizes = {one.name: one.size_bytes for one in plan.left}
        self._left_bytes = sum(self._sizes.values())
        self._done_bytes = 0
        self._started_s = time.monotonic()
        self.n_pages = 0
        self.n_done = len(plan.done)
        self.n_shards = len(plan.shards)

    def pages(self, n_begun: int) -> None:
        """Told how many pages were begun."""
        self.n_pages = n_begun

    def shard(self, result: Result) -> None:
        """Told that a shard is done, or failed."""
        name = result[0].name if isinstance(result, tuple) else result.name
        if name in self._sizes:
            size = self._sizes.pop(name)
            self._done_bytes += size
            self._left_bytes -= size
            self.n_done += 1

    @property
    def words(self) -> str:
        """The rate and the time that is left: "66 pages/s, 3 min left"."""
        passed_s = time.monotonic() - self._started_s
        rate = f"{self.n_pages / passed_s:,.0f} pages/s" if self.n_pages and passed_s > 0 else ""
        left = ""
        if self._done_bytes and self._left_bytes:
            left = f"{duration_in_words(passed_s * self._left_bytes / self._done_bytes)} left"
        return ", ".join(word for word in (rate, left) if word)


class _Lines(RunProgress):
    """A line a shard, for logs."""

    def shard(self, result: Result) -> None:
        super().shard(result)
        if not isinstance(result, tuple) and result.was_there:
            return
        words = f", {self.words}" if self.words else ""
        print(f"{self.n_done} of {self.n_shards} shards{words}", file=sys.stderr)


class _Bar(RunProgress):
    """A bar that moves with the shards; its words with the pages."""

    def __init__(self, plan: RunPlan, bar: Any) -> None:
        super().__init__(plan)
        self._bar = bar
        self._task = bar.add_task("", total=self.n_shards, completed=self.n_done)

    def pages(self, n_begun: int) -> None:
        super().pages(n_begun)
        if n_begun % 10 == 0:
            self._bar.update(self._task, description=f"{n_begun:,} pages, {self.words}")

    def shard(self, result: Result) -> None:
        super().shard(result)
        self._bar.update(
            self._task, completed=self.n_done, description=f"{self.n_pages:,} pages, {self.words}"
        )


@contextmanager
def run_progress(plan: RunPlan, is_quiet: bool) -> Iterator[RunProgress]:
    """What shows a run on standard error."""
    if is_quiet:
        yield RunProgress(plan)
    elif not sys.stderr.isatty():
        yield _Lines(plan)
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("shards  {task.description}"))
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            yield _Bar(plan, bar)


def duration_in_words(seconds: float) -> str:
    """A duration as people say it: "50 s", "3 min", "2.5 h", "3.2 days"."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds < 100 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 48 * 3600 else f"{seconds / 86400:.1f} days"
