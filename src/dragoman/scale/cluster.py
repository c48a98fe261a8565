"""The same work on a Ray cluster: paths go to the tasks, each task reads its shard where it runs.

Each task gives its shard to a worker process of its own and watches it, as the
engine of one machine does, so that a page that hangs or kills costs that page.
Ray starts a task again when its node is gone. The output folder must be one that
all nodes see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.errors import MissingExtra
from dragoman.scale.options import RunOptions
from dragoman.scale.report import ShardReport
from dragoman.scale.shards import Shard
from dragoman.scale.supervisor import Result, ShardFailed, Supervisor

# A task is started again that often where nodes go, before its shard counts as failed.
_MAX_STARTS = 10
# Tasks that are handed to the cluster before the first is done, for each of its cores.
_AHEAD = 2


def run_on_ray(
    shards: Sequence[Shard], out: str | Path, options: RunOptions, address: str | None
) -> Iterator[Result]:
    """The report of each shard, in the order of the shards.

    Args:
        shards: The work.
        out: A folder that all nodes see: shared, or a URL of a store.
        options: Choices and limits.
        address: Of the cluster ("auto", "ray://host:10001"); a cluster of this machine alone if None.

    Raises:
        MissingExtra: Ray is not installed.
    """
    ray = _library()
    if not ray.is_initialized():
        ray.init(address=address, log_to_driver=False, include_dashboard=False if address is None else None)
    work = ray.remote(num_cpus=1, max_retries=_MAX_STARTS)(_work)
    n_ahead = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
    running: list[Any] = []
    for number in range(len(shards)):
        while len(running) < len(shards) and len(running) < number + n_ahead:
            one = shards[len(running)]
            running.append(work.remote(one.to_json(), str(out), options.to_json()))
        yield _result(ray, shards[number], running[number])
        running[number] = None


def _work(shard: dict[str, Any], out: str, options: dict[str, Any]) -> dict[str, Any]:
    """One task: its shard, done by a watched process."""
    supervisor = Supervisor(1)
    try:
        (result,) = supervisor.run([Shard.from_json(shard)], out, RunOptions.from_json(options))
    finally:
        supervisor.close()
    if isinstance(result, ShardReport):
        return {"done": result.to_json()}
    return {"failed": str(result[1])}


def _result(ray: Any, shard: Shard, reference: Any) -> Result:
    try:
        answer = ray.get(reference)
    except ray.exceptions.RayError as error:
        return shard, ShardFailed(f"{shard.name}: {type(error).__name__}: {str(error).splitlines()[0][:300]}")
    if "done" in answer:
        return ShardReport.from_json(answer["done"])
    return shard, ShardFailed(answer["failed"])


def _library() -> Any:
    try:
        import ray
    except ModuleNotFoundError as error:
        raise MissingExtra(
            'The ray engine needs an extra. Install it with: pip install "dragoman[scale]"'
        ) from error
    return ray
