"""Time expressions against the date markup of GUM: spans and values.

    python bench/times.py gum-timex-dev.jsonl.gz [--errors] [--genre news]

Prints precision, recall and F1 of spans (exact and overlapping) for dates and times,
and the share of right values among the matched dates. GUM marks neither durations
nor sets, so expressions of these kinds are left out of precision. A gold value that
names no day of the calendar (before Christ, "--07" without a year) is left out of
the value accuracy. Where the program reads "between July 2003 and December 2004" as
one range, both gold ends count as found, and each end's value is right when it is
the range's first or last period.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dragoman.interval import Interval
from dragoman.language.times import TimeExpression, TimeKind, find_times


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file", type=Path, help="gum-timex JSON Lines, gzip")
    arguments.add_argument("--errors", action="store_true", help="print what was missed, invented or misread")
    arguments.add_argument("--genre", default="", help="only documents whose id holds this word")
    options = arguments.parse_args()
    with gzip.open(options.file, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    counts: Counter[str] = Counter()
    n_characters = sum(len(document["text"]) for document in documents)
    started_at = time.process_time()
    for document in documents:
        find_times(document["text"], date.fromisoformat(document["created"]))
    seconds = time.process_time() - started_at
    for document in documents:
        if options.genre in document["id"]:
            score(document, counts, options.errors)
    report(counts)
    print(f"{n_characters / seconds / 1e6:.2f} MB/s over {n_characters} characters, by processor time")


def score(document: dict[str, Any], counts: Counter[str], show: bool) -> None:
    """Adds one document's comparison to the counts."""
    text = document["text"]
    found = find_times(text, date.fromisoformat(document["created"]))
    dated = [each for each in found if each.kind in (TimeKind.DATE, TimeKind.TIME)]
    hit: set[int] = set()
    for gold in document["timex"]:
        start, end = gold["span"]
        counts["gold"] += 1
        touching = [each for each in found if each.start < end and start < each.end]
        if not touching:
            tell(show, "missed", text, start, end, "")
            continue
        counts["found"] += 1
        counts["exact"] += any((each.start, each.end) == (start, end) for each in touching)
        hit.update(each.start for each in touching)
        score_value(document, gold, touching[0], counts, show)
    counts["predicted"] += len(dated)
    counts["predicted right"] += sum(each.start in hit for each in dated)
    for each in dated:
        if each.start not in hit:
            tell(show, "extra", text, each.start, each.end, "")


def score_value(
    document: dict[str, Any], gold: dict[str, Any], each: TimeExpression, counts: Counter[str], show: bool
) -> None:
    """Compares the value of a matched date where the gold value is made of calendar days."""
    wanted = gold_interval(gold)
    if wanted is None or gold["tag"] != "date":
        return
    counts["values"] += 1
    n_ends = sum(each.start < other["span"][1] and other["span"][0] < each.end for other in document["timex"])
    right = each.interval is not None and is_same(wanted, each.interval, n_ends > 1)
    counts["values right"] += right
    counts["values withheld"] += each.interval is None
    if not right:
        got = "none" if each.interval is None else each.interval.isoformat()
        start, end = gold["span"]
        tell(show, "value", document["text"], start, end, f"{wanted.isoformat()} but {got}")


def gold_interval(gold: dict[str, Any]) -> Interval | None:
    """The days of a gold value, or None when it is open, relative or before the calendar."""
    try:
        if "when" in gold:
            return Interval.parse(gold["when"])
        first = Interval.parse(gold.get("from") or gold["notBefore"])
        last = Interval.parse(gold.get("to") or gold["notAfter"])
        return Interval.between(first.earliest, last.latest)
    except (ValueError, KeyError):
        return None


def is_same(wanted: Interval, got: Interval, is_range: bool) -> bool:
    """Equal days, one day off at either end ("from 1 to 1 January"), or an end of a range that holds both."""
    day = timedelta(days=1)
    near = abs(wanted.earliest - got.earliest) <= day and abs(wanted.latest - got.latest) <= day
    is_end = wanted.earliest == got.earliest or wanted.latest == got.latest
    return near or (is_range and is_end and got.contains(wanted.earliest) and got.contains(wanted.latest))


def tell(show: bool, what: str, text: str, start: int, end: int, note: str) -> None:
    if show:
        left, right = text[max(start - 40, 0) : start], text[end : end + 30]
        print(f"{what:7} {left!r} [{text[start:end]}] {right!r} {note}")


def report(counts: Counter[str]) -> None:
    """Prints the table."""
    precision = counts["predicted right"] / max(counts["predicted"], 1)
    print(f"{'':10}{'precision':>10}{'recall':>8}{'F1':>8}")
    for name, matched in (("overlap", counts["found"]), ("exact", counts["exact"])):
        recall = matched / max(counts["gold"], 1)
        share = precision if name == "overlap" else counts["exact"] / max(counts["predicted"], 1)
        f1 = 2 * share * recall / max(share + recall, 1e-9)
        print(f"{name:10}{share:10.3f}{recall:8.3f}{f1:8.3f}")
    n_values = max(counts["values"], 1)
    print(
        f"values right {counts['values right'] / n_values:.3f} of {counts['values']} matched dates,", end=" "
    )
    print(f"withheld {counts['values withheld'] / n_values:.3f}; {counts['gold']} gold expressions")


if __name__ == "__main__":
    main()
