"""Workers of one machine: shards are handed out, watched, and their reports given in order.

A worker that dies, or hangs in a page beyond its time limit, is replaced; the page
it was reading is listed and the shard is read again without it.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError
from dragoman.pages import Skipped, SkipReason
from dragoman.scale.options import RunOptions
from dragoman.scale.report import ShardReport
from dragoman.scale.shards import Shard

# A worker lists a page that takes too long by itself; it is ended only where it cannot.
_GRACE_S = 10.0
_LOOK_S = 0.5
# Answers are gathered for this long: to wake for each page takes a core from a worker, twice a page.
_GATHER_S = 0.05
# Failures of one shard that are no fault of a single page (a full disk, a crash between pages).
_MAX_FAILURES = 3
# More pages than this that each end their worker are no accident of pages.
_MAX_DEADLY = 1000

# Told of progress: how many pages have been begun by all workers.
OnProgress = Callable[[int], None]


class ShardFailed(DragomanError):
    """A shard could not be done, whatever page was left out; says why."""


# The report of a shard, or why there is none.
Result = ShardReport | tuple[Shard, ShardFailed]


@dataclass(slots=True)
class _Task:
    shard: Shard
    avoid: dict[int, Skipped] = field(default_factory=dict)
    n_failures: int = 0

    def to_json(self, out: str, options: RunOptions) -> dict[str, Any]:
        avoid = {
            number: [one.id, one.origin, str(one.reason), one.detail] for number, one in self.avoid.items()
        }
        return {"shard": self.shard.to_json(), "out": out, "options": options.to_json(), "avoid": avoid}


class _Worker:
    """One process, what it works on, and which page it is reading since when."""

    def __init__(self) -> None:
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_NUM_THREADS"), "1")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "dragoman.scale.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **threads, **os.environ, "PYTHONPATH": _import_path()},
        )
        self.task: _Task | None = None
        self.page: tuple[int, str, str] | None = None
        self.since_s = 0.0
        self._held = b""

    @property
    def answers(self) -> int:
        """The file descriptor of its answers."""
        assert self._process.stdout is not None
        return self._process.stdout.fileno()

    def give(self, task: _Task, message: dict[str, Any]) -> None:
        """Hands a shard over; a worker that has died meanwhile shows at its answers."""
        self.task, self.page = task, None
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()

    def hear(self) -> list[dict[str, Any]] | None:
        """What it said since last asked; None when it is gone."""
        content = os.read(self.answers, 1 << 16)
        if not content:
            return None
        *lines, self._held = (self._held + content).split(b"\n")
        return [json.loads(line) for line in lines if line]

    def end(self) -> int:
        """Ends the process at once; gives its exit status."""
        self._process.kill()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdout.close()
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        return self._process.wait()


def _import_path() -> str:
    """Where workers find this package: where it was found here, also when it is not installed."""
    here = str(Path(__file__).resolve().parents[2])
    before = os.environ.get("PYTHONPATH")
    return here if not before else f"{here}{os.pathsep}{before}"


class Supervisor:
    """Some workers, kept for one run after another; `close` ends them."""

    def __init__(self, n_workers: int, on_progress: OnProgress | None = None) -> None:
        self._n_workers = max(1, n_workers)
        self._on_progress = on_progress
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._waiting: deque[_Task] = deque()
        self._results: dict[str, Result] = {}
        self._n_begun = 0
        self._is_stopped = False
        self._out = ""
        self._options = RunOptions()

    def run(self, shards: Sequence[Shard], out: str | Path, options: RunOptions) -> Iterator[Result]:
        """The report of each shard, in the order of the shards; a shard that failed comes with the reason."""
        self._waiting, self._results = deque(map(_Task, shards)), {}
        self._out, self._options = str(out), options
        for shard in shards:
            while shard.name not in self._results:
                if self._is_stopped:
                    return
                self._hand_out()
                if all(worker.task is not None for worker in self._workers):
                    time.sleep(_GATHER_S)
                self._listen()
            yield self._results.pop(shard.name)

    def stop(self) -> None:
        """Makes `run` end soon, whatever is left; may be called by another thread."""
        self._is_stopped = True

    def close(self) -> None:
        """Ends the workers; not while `run` goes on."""
        for worker in self._workers:
            self._selector.unregister(worker.answers)
            worker.end()
        self._workers.clear()
        self._selector.close()

    def _hand_out(self) -> None:
        while self._waiting:
            free = next((one for one in self._workers if one.task is None), None)
            if free is None:
                if len(self._workers) >= self._n_workers:
                    return
                free = _Worker()
                self._workers.append(free)
                self._selector.register(free.answers, selectors.EVENT_READ, free)
            task = self._waiting.popleft()
            free.give(task, task.to_json(self._out, self._options))

    def _listen(self) -> None:
        for key, _ in self._selector.select(_LOOK_S):
            worker: _Worker = key.data
            answers = worker.hear()
            if answers is None:
                self._replace(worker)
                continue
            for answer in answers:
                self._take(worker, answer)
        now_s, limit_s = time.monotonic(), self._options.page_s + _GRACE_S
        for worker in list(self._workers):
            if worker.page is not None and now_s - worker.since_s > limit_s:
                self._replace(worker, f"not read within {limit_s:g} s")

    def _take(self, worker: _Worker, answer: dict[str, Any]) -> None:
        task = worker.task
        if "at" in answer:
            worker.page = None if answer["at"] is None else tuple(answer["at"])
            worker.since_s = time.monotonic()
            if worker.page is not None:
                self._n_begun += 1
                if self._on_progress is not None:
                    self._on_progress(self._n_begun)
        elif task is not None:
            worker.task = worker.page = None
            if "done" in answer:
                self._results[task.shard.name] = ShardReport.from_json(answer["done"])
            else:
                self._again(task, answer["failed"])

    def _replace(self, worker: _Worker, hung: str | None = None) -> None:
        """Ends a worker that died or hangs; its shard goes back, without the page that it was reading."""
        self._selector.unregister(worker.answers)
        self._workers.remove(worker)
        status = worker.end()
        task, page = worker.task, worker.page
        if task is None:
            return
        if page is None or len(task.avoid) >= _MAX_DEADLY:
            self._again(task, f"its worker ended with status {status}")
            return
        number, name, origin = page
        detail = hung or f"the worker ended in this page with status {status}"
        reason = SkipReason.TIMEOUT if hung else SkipReason.FAILED
        task.avoid[number] = Skipped(name, origin, reason, detail)
        self._waiting.appendleft(task)

    def _again(self, task: _Task, why: str) -> None:
        """Puts a shard back, or gives it up after some failures."""
        task.n_failures += 1
        if task.n_failures >= _MAX_FAILURES:
            self._results[task.shard.name] = (task.shard, ShardFailed(f"{task.shard.name}: {why}"))
        else:
            self._waiting.appendleft(task)
