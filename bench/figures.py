"""Runs the benches and writes docs/figures.md: machine, date, versions, what each printed, and the key figures.

    python bench/figures.py --shared ../shared                all of them (hours on a small machine)
    python bench/figures.py --shared ../shared --only events  one anew, the others kept as they are

Peers are measured by the benches themselves, in the same run. A bench that
cannot run (no data, no peer installed) is named with its reason in place of its output.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dragoman.reading import Versions
from dragoman.reading.reader import versions

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "figures.md"
LIMIT_S = 3 * 3600


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure: its name, what finds it in a bench's output (first group), and what is asked for."""

    name: str
    pattern: str
    owed: str


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench: what it is run with, and which of its figures are key."""

    name: str
    title: str
    arguments: tuple[str, ...]  # "{shared}" stands for the folder of the development data
    note: str
    figures: tuple[Figure, ...] = ()


_DEVELOPMENT = (
    "Development documents: they were looked at while the rules were written, so expect less on other text."
)
BENCHES = (
    Bench(
        "article",
        "Articles of web pages and of damaged text",
        (
            "bench/article.py",
            "--data",
            "{shared}/data/extraction",
            "--scorer",
            "{shared}/bench/score_article.py",
        ),
        "Pages that the block reader was trained on are among them; peers in the same run.",
    ),
    Bench(
        "parse",
        "Words, syntax, names",
        ("bench/parse.py", "--shared", "{shared}"),
        "Development parts of the treebanks; the model was trained on their training parts.",
    ),
    Bench(
        "tags",
        "Learned tags",
        ("bench/tags.py", "--shared", "{shared}"),
        "The attribution head alone; the reading puts rules before it.",
    ),
    Bench(
        "knowledge",
        "Office-holders by date",
        ("bench/knowledge.py", "--shared", "{shared}"),
        "Visits, titles and dates of development lists.",
        (
            Figure("wrong title flagged, %", r"wrong title, flagged\s+([\d.]+)", "92"),
            Figure("true mention denied, %", r"true mention denied, all\s+([\d.]+)", "<= 2"),
        ),
    ),
    Bench(
        "events",
        "PLOVER events of single sentences",
        ("bench/events.py", "--shared", "{shared}"),
        _DEVELOPMENT,
    ),
    Bench(
        "quotes",
        "Quotations and their speakers",
        ("bench/quotes.py", "--shared", "{shared}"),
        _DEVELOPMENT,
        (
            Figure("direct quotations, overlap F1", r"direct overlap_f1.* ([\d.]+)\n", "0.88"),
            Figure("direct, with the right speaker, F1", r"direct joint_f1.* ([\d.]+)\n", "0.74"),
            Figure("all quotations, overlap F1", r"\noverlap_f1.* ([\d.]+)\n", "0.52"),
            Figure("all, with the right speaker, F1", r"\njoint_f1.* ([\d.]+)\n", "0.40"),
        ),
    ),
    Bench(
        "reading",
        "Records of annotated documents",
        ("bench/reading.py", "--shared", "{shared}"),
        _DEVELOPMENT,
        (
            Figure("meetings, F1", r"\nmeetings .* ([\d.]+)\n", "0.65"),
            Figure("participants, F1", r"\nparticipants .* ([\d.]+)\n", "0.70"),
            Figure("commitments, F1", r"\ncommitments .* ([\d.]+)\n", "0.45"),
            Figure("planned events, F1", r"\nplanned_events .* ([\d.]+)\n", "0.50"),
            Figure("statements, F1", r"\nstatements .* ([\d.]+)\n", "0.60"),
            Figure("false records on negatives", r"false records on \d+ negative documents: (\d+)", "0"),
        ),
    ),
    Bench(
        "speed",
        "Speed of reading",
        ("bench/reading.py", "--shared", "{shared}", "--speed", "--crawl"),
        "From raw text to record, one core, processor time; and an ordinary crawl beside trafilatura.",
        (
            Figure("sentences/s from text to record", r"(\d+) sentences/s", "150"),
            Figure("ordinary crawl, trafilatura = 1", r"([\d.]+) times", "1.0"),
        ),
    ),
    Bench("ledger", "A ledger of 10,000 and 100,000 records", ("bench/ledger.py",), "Generated records."),
    Bench("web", "The site over 100,000 records", ("bench/web.py",), "Generated records."),
    Bench(
        "scale",
        "From web archive to Parquet",
        ("bench/scale.py", "--pages", "3000"),
        "Generated archive; trafilatura in the same run.",
    ),
)


def run_bench(bench: Bench, shared: Path) -> str:
    """What a bench printed, or one line that says why there is nothing."""
    if not (ROOT / bench.arguments[0]).is_file():
        return f"not run: there is no {bench.arguments[0]}\n"
    arguments = [argument.format(shared=shared) for argument in bench.arguments]
    try:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
            env={**os.environ, "COLUMNS": "110", "NO_COLOR": "1", "TERM": "dumb"},
        )
    except subprocess.TimeoutExpired:
        return f"not run: took longer than {LIMIT_S // 3600} hours\n"
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return f"not run: {last}\n"
    return done.stdout.strip("\n").replace(str(ROOT) + "/", "").replace(f"{shared}/", "") + "\n"


def machine() -> str:
    """Processor, memory, system and Python of this machine, in one line."""
    model = platform.processor() or platform.machine()
    cpu_info = Path("/proc/cpuinfo")
    if cpu_info.is_file():
        names = re.findall(r"^model name\s*: (.*)$", cpu_info.read_text(encoding="utf-8"), re.MULTILINE)
        model = names[0] if names else model
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    return (
        f"{model}, {os.cpu_count()} cores, {memory_gib:.0f} GiB, {system}, Python {platform.python_version()}"
    )


def section(bench: Bench, output: str) -> str:
    """One part of the page: a heading, when and where, the command, the output."""
    day = datetime.now(UTC).date().isoformat()
    command = " ".join(["python", *bench.arguments]).replace("{shared}", "../shared")
    return (
        f"## {bench.title}\n\n{bench.note}\n\nMeasured on {day}: {machine()}.\n\n"
        f"```text\n$ {command}\n{output}```\n"
    )


def glance(sections: dict[str, str]) -> str:
    """The table of key figures, from the outputs of the sections."""
    lines = ["| figure | reached | goal |", "| --- | --- | --- |"]
    for bench in BENCHES:
        for figure in bench.figures:
            found = re.search(figure.pattern, sections.get(bench.title, ""))
            lines.append(f"| {figure.name} | {found[1] if found else 'not measured'} | {figure.owed} |")
    return "\n".join(lines) + "\n"


def page(sections: dict[str, str], made_by: Versions) -> str:
    """The whole page."""
    head = (
        "# Figures\n\nWritten by `make bench`. Speeds hold for the machine named with each; compare ratios, not times. What each "
        "figure means: [What the figures mean](explanation/what-the-figures-mean.md).\n\n"
        f"dragoman {made_by.dragoman}, model {made_by.model}, tables {made_by.knowledge}, rules {made_by.rules}.\n\n"
        "## At a glance\n\n" + glance(sections) + "\n"
    )
    return head + "\n".join(sections[bench.title] for bench in BENCHES if bench.title in sections)


def sections_of(text: str) -> dict[str, str]:
    """The sections of a page that was written before, by their titles."""
    found = re.findall(r"^## (?!At a glance)(.*)\n((?:.*\n)*?)(?=^## |\Z)", text, re.MULTILINE)
    return {title: f"## {title}\n{body.rstrip()}\n" for title, body in found}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument(
        "--only", nargs="+", choices=[bench.name for bench in BENCHES], help="these benches alone"
    )
    asked = parser.parse_args(arguments)
    sections = sections_of(PAGE.read_text(encoding="utf-8")) if PAGE.is_file() else {}
    for bench in BENCHES:
        if asked.only is None or bench.name in asked.only:
            print(f"{bench.name} ...", file=sys.stderr, flush=True)
            sections[bench.title] = section(bench, run_bench(bench, asked.shared.resolve()))
            PAGE.write_text(page(sections, versions()), encoding="utf-8")


if __name__ == "__main__":
    main()
