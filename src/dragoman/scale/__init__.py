"""Archives at scale: pages in, Parquet of records out, on all cores or on a cluster.

`process_shard(shard, out)` is the work, a plain function; `run_shards` gives it to
the processes of one machine or to Ray, and goes on where a killed run ended.
"""

from __future__ import annotations

from dragoman.scale.options import RunOptions
from dragoman.scale.process import process_shard
from dragoman.scale.report import ShardReport
from dragoman.scale.run import RunPlan, plan_run, run_shards
from dragoman.scale.shards import Shard

__all__ = ["RunOptions", "RunPlan", "Shard", "ShardReport", "plan_run", "process_shard", "run_shards"]
