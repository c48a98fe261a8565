"""The codebook: every table and column with its meaning, from the columns themselves."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.export.columns import COLUMNS

_HEAD = """# Codebook

What the columns of exported tables mean. This page is made from the code
(`dragoman export --codebook`); a test compares the two. The same texts stand in the
field metadata of Parquet files under `description`.

- Each row of a table but `articles` is one thing that is told of, once, however many
  articles report it; its values are those of its first report.
- Lists are joined by "; " in CSV and are lists elsewhere. Absent values are empty.
- `--without-words` leaves out `words` and `content`, where a publisher allows no quotation.
- A cell of CSV that a spreadsheet would run as a formula begins with an apostrophe.
"""


def codebook() -> str:
    """The codebook as Markdown."""
    return _HEAD + "".join(_tables())


def _tables() -> Iterator[str]:
    for table, columns in COLUMNS.items():
        yield f"\n## {table}\n\n| column | holds | meaning |\n| --- | --- | --- |\n"
        for column in columns:
            yield f"| `{column.name}` | {column.form} | {column.meaning} |\n"
