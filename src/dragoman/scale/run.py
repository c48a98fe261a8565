"""A run: which shards are left, and their reports as they are done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.pages import Skipped
from dragoman.scale.ahead import made_ahead
from dragoman.scale.manifest import Manifest, shard_key
from dragoman.scale.options import RunOptions
from dragoman.scale.report import ShardReport
from dragoman.scale.shards import Shard, plan_shards
from dragoman.scale.supervisor import Result, Supervisor

ENGINES = ("processes", "ray")


@dataclass(frozen=True, slots=True)
class RunPlan:
    """The shards of a run, and what earlier runs made of them.

    `done` maps the name of a shard to its report; `passed_over` are files that hold no page.
    """

    out: str
    options: RunOptions
    shards: tuple[Shard, ...]
    done: dict[str, ShardReport]
    passed_over: tuple[Skipped, ...]

    @property
    def left(self) -> list[Shard]:
        """The shards that are to be done."""
        return [one for one in self.shards if one.name not in self.done]


@dataclass(frozen=True, slots=True)
class Engine:
    """What does the work.

    Attributes:
        name: "processes" or "ray".
        n_workers: Processes of this machine.
        address: Of a Ray cluster.
        on_progress: Told how many pages were begun (processes only), by another thread.
    """

    name: str = "processes"
    n_workers: int = 1
    address: str | None = None
    on_progress: Callable[[int], None] | None = None


def plan_run(
    sources: Sequence[str | Path], out: str | Path, options: RunOptions, resumes: bool = True
) -> RunPlan:
    """Divide sources into shards, and see which of them are done.

    Raises:
        SourceNotFound: A source is not there.
        UsageError: A source cannot be shared out, or the folder cannot be used.
    """
    shards, passed_over = plan_shards(sources, options)
    manifest = Manifest(out)
    manifest.make_folder()
    done = {}
    for shard in shards if resumes else ():
        if (report := manifest.done(shard, shard_key(shard, options))) is not None:
            done[shard.name] = report
    return RunPlan(str(out), options, tuple(shards), done, tuple(passed_over))


def run_shards(plan: RunPlan, engine: Engine | None = None) -> Iterator[Result]:
    """The report of every shard, in order; those of earlier runs too.

    A shard that could not be done comes with the reason; the others are done all the same.

    Raises:
        UsageError: There is no such engine.
        MissingExtra: The engine is not installed.
    """
    engine = engine or Engine()
    if engine.name not in ENGINES:
        raise UsageError(f'There is no engine "{engine.name}". Give one of: {", ".join(ENGINES)}.')
    if plan.options.limit is not None:
        yield from _limited(plan, engine)
        return
    new = _new_results(plan, plan.left, engine)
    for shard in plan.shards:
        yield plan.done[shard.name] if shard.name in plan.done else next(new)


def _new_results(plan: RunPlan, shards: Sequence[Shard], engine: Engine) -> Iterator[Result]:
    if not shards:
        return
    if engine.name == "ray":
        from dragoman.scale.cluster import run_on_ray

        yield from run_on_ray(shards, plan.out, plan.options, engine.address)
        return
    supervisor = Supervisor(min(engine.n_workers, len(shards)), engine.on_progress)
    try:
        yield from made_ahead(supervisor.run(shards, plan.out, plan.options), supervisor.stop)
    finally:
        supervisor.close()


def _limited(plan: RunPlan, engine: Engine) -> Iterator[Result]:
    """Shard after shard until the limit is reached: the first pages of the sources, in their order."""
    n_left = plan.options.limit or 0
    for shard in plan.shards:
        if n_left <= 0:
            return
        here = replace(plan, options=replace(plan.options, limit=n_left))
        for result in _new_results(here, [shard], engine):
            yield result
            if isinstance(result, ShardReport):
                n_left -= result.n_pages
