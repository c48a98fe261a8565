"""The same run on a cluster of this machine: a head and two nodes, and one of them lost half way."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.scale import RunOptions, RunPlan, ShardReport, plan_run, run_shards
from dragoman.scale.run import Engine
from tests.pages.warcs import html_of, http_answer, record, write_gzip
from tests.scale.rows import rows_of
from tests.scale.test_process import TALKS

pytestmark = [
    pytest.mark.cluster,
    # Ray leaves sockets and processes to its own shutdown.
    pytest.mark.filterwarnings("ignore"),
]
STORE_BYTES = 80 * 1024 * 1024
N_PAGES = 120


class _PatientTime:
    """The clock by which Ray gives a new node 30 seconds, ten times slower: machines can be busy."""

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)

    @staticmethod
    def monotonic() -> float:
        return time.monotonic() / 10


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[Any, list[Any]]]:
    """A head without cores, two nodes with one each, and these nodes; `ray` is connected to it."""
    ray = pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")
        patch.setattr("ray._private.node.time", _PatientTime())
        found = Cluster(
            initialize_head=True, head_node_args={"num_cpus": 0, "object_store_memory": STORE_BYTES}
        )
        nodes = [found.add_node(num_cpus=1, object_store_memory=STORE_BYTES) for _ in range(2)]
        ray.init(address=found.address, log_to_driver=False)
        found.wait_for_nodes()
        yield found, nodes
        ray.shutdown()
        found.shutdown()  # type: ignore[no-untyped-call]


@pytest.fixture
def plan(tmp_path: Path) -> RunPlan:
    """A plan with ten shards over two archives."""
    folder = tmp_path / "archives"
    folder.mkdir()
    for number in range(2):
        bodies = [TALKS.encode() if n % 10 == 0 else html_of(n) * 30 for n in range(N_PAGES // 2)]
        records = [
            record(n, http_answer(body)).replace(b"example.org", f"h{number}.example".encode())
            for n, body in enumerate(bodies)
        ]
        write_gzip(folder / f"{number}.warc.gz", records)
    size = sum(path.stat().st_size for path in folder.iterdir())
    return plan_run([folder], tmp_path / "ray", RunOptions(shard_bytes=size // 10))


def expected_rows(plan: RunPlan, tmp_path: Path) -> list[dict[str, Any]]:
    """The rows that one process writes."""
    alone = plan_run([tmp_path / "archives"], tmp_path / "alone", plan.options)
    assert all(isinstance(one, ShardReport) for one in run_shards(alone, Engine(n_workers=1)))
    return rows_of(tmp_path / "alone")


def test_cluster_writes_what_one_process_writes(
    cluster: tuple[Any, list[Any]], plan: RunPlan, tmp_path: Path
) -> None:
    reports = list(run_shards(plan, Engine("ray", address=cluster[0].address)))
    assert all(isinstance(one, ShardReport) for one in reports)
    assert [one.name for one in reports if isinstance(one, ShardReport)] == [one.name for one in plan.shards]
    rows = rows_of(tmp_path / "ray")
    assert len(rows) == N_PAGES
    assert rows == expected_rows(plan, tmp_path)
    for path in (tmp_path / "ray").glob("*.parquet"):
        assert path.read_bytes() == (tmp_path / "alone" / path.name).read_bytes()


def test_node_that_is_killed_half_way_changes_nothing(
    cluster: tuple[Any, list[Any]], plan: RunPlan, tmp_path: Path
) -> None:
    results = run_shards(plan, Engine("ray", address=cluster[0].address))
    begun = [next(results) for _ in range(len(plan.shards) // 2)]
    cluster[0].remove_node(cluster[1][0], allow_graceful=False)
    ended = [*begun, *results]
    assert all(isinstance(one, ShardReport) for one in ended), ended
    assert rows_of(tmp_path / "ray") == expected_rows(plan, tmp_path)
    assert not [path for path in (tmp_path / "ray").iterdir() if path.name.startswith(".")]
