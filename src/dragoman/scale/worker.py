"""A process that works on shards: `python -m dragoman.scale.worker`.

Takes a line of JSON for each shard on standard input; answers on standard output
with a line for each page that it begins or ends, and one when the shard is done. It
ends when its input does, so that no worker outlives the run.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from typing import IO, Any

from dragoman.pages import Skipped, SkipReason
from dragoman.scale.options import RunOptions
from dragoman.scale.process import At, process_shard
from dragoman.scale.shards import Shard


def main() -> None:
    """Works until the input ends."""
    # Who interrupts the run ends its workers by closing their input, not by a traceback in each.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whatever prints, prints beside the answers and not between them.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    for line in sys.stdin:
        if line.strip():
            _say(answers, _work(json.loads(line), answers))


def _work(task: dict[str, Any], answers: IO[str]) -> dict[str, Any]:
    def tell(at: At | None) -> None:
        _say(answers, {"at": None if at is None else [at.number, at.id, at.origin]})

    try:
        report = process_shard(
            Shard.from_json(task["shard"]),
            task["out"],
            RunOptions.from_json(task["options"]),
            tell,
            {int(number): skipped_of(one) for number, one in task["avoid"].items()},
        )
    except Exception as error:
        traceback.print_exc()
        return {"failed": f"{type(error).__name__}: {error}"}
    return {"done": report.to_json()}


def skipped_of(parts: list[str]) -> Skipped:
    """A lost page from its JSON: id, origin, reason, detail."""
    return Skipped(parts[0], parts[1], SkipReason(parts[2]), parts[3])


def _say(answers: IO[str], answer: dict[str, Any]) -> None:
    try:
        answers.write(json.dumps(answer) + "\n")
    except BrokenPipeError:
        # Nobody is left to work for.
        os._exit(1)


if __name__ == "__main__":
    main()
