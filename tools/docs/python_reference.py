"""The reference of the public names, from their docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

from dragoman import errors

PACKAGES = (
    "dragoman",
    "dragoman.pages",
    "dragoman.article",
    "dragoman.language",
    "dragoman.knowledge",
    "dragoman.reading",
    "dragoman.ledger",
    "dragoman.export",
    "dragoman.web",
    "dragoman.scale",
)
HEADER = """# Python

Written by `make docs-reference` from the docstrings. Public are the names below, by the package that they are imported
from; everything else may change without notice.

```python
import dragoman

record = dragoman.read("examples/pages/04-suva-visit.txt")
for meeting in record.meetings:
    print(meeting.participants, meeting.when)
```
"""


def public_packages() -> list[ModuleType]:
    """The packages of the public surface that say which names are public."""
    modules = [import_module(name) for name in PACKAGES]
    return [module for module in modules if getattr(module, "__all__", None)]


def python_reference() -> str:
    """docs/reference/python.md as it should be."""
    parts = [HEADER]
    for module in public_packages():
        parts.append(f"\n## `{module.__name__}`\n\n{_first_paragraph(module.__doc__)}\n")
        parts += [_of_name(name, getattr(module, name)) for name in module.__all__ if name[:1] != "_"]
    parts.append("\n## Errors\n\nAll are in `dragoman.errors` unless their line says otherwise.\n\n")
    tree = re.search(r"^    DragomanError\n(?:.*\n)*?(?=\S|\Z)", errors.__doc__ or "", re.MULTILINE)
    parts.append(f"```text\n{inspect.cleandoc(tree[0]) if tree else ''}\n```\n")
    return "".join(parts)


def _of_name(name: str, value: Any) -> str:
    return "\n".join([f"\n### `{name}{_signature(value)}`\n", *_body(value)]) + "\n"


def _body(value: Any) -> Iterator[str]:
    if inspect.isclass(value) or callable(value):
        yield _as_markdown(inspect.getdoc(value) or "")
    elif isinstance(value, int | float | str):
        yield f"`{value!r}`"
    if inspect.isclass(value):
        members = [
            (name, member)
            for name, member in vars(value).items()
            if name[0] != "_" and (inspect.isfunction(member) or isinstance(member, property | classmethod))
        ]
        if members:
            yield ""
        for name, member in members:
            yield f"- `{name}{_signature(member)}`: {_first_paragraph(inspect.getdoc(member))}"


def _as_markdown(doc: str) -> str:
    """A Google docstring with its sections as bold lines and their entries as list items."""
    lines = []
    in_section = False
    for line in doc.splitlines():
        if re.fullmatch(r"(Args|Attributes|Returns|Raises|Yields|Shapes?):", line):
            in_section = True
            lines.append(f"\n**{line[:-1]}**\n")
        elif in_section and (entry := re.match(r"    (\*{0,2}[\w.]+): (.*)", line)):
            lines.append(f"- `{entry[1]}`: {entry[2]}")
        else:
            lines.append(line.removeprefix("    ") if in_section else line)
    return "\n".join(lines)


def _signature(value: Any) -> str:
    target = value.__func__ if isinstance(value, classmethod) else value
    if isinstance(value, property) or not callable(target) or _is_enum(value):
        return ""
    try:
        text = str(inspect.signature(target))
    except (TypeError, ValueError):
        return ""
    text = re.sub(r"(?:Posix|Windows)Path\('?[^)]*'?\)", "...", text)  # where this checkout lies
    text = re.sub(r"<function (\w+) at 0x[0-9a-f]+>", r"\1", text)
    text = re.sub(r"frozenset\(\{(\d+(?:, \d+)*)\}\)", _in_order, text)  # a set prints as it was built
    text = re.sub(
        r"\b(?:dragoman|collections|pathlib|datetime|typing|sqlalchemy)(?:\.\w+)*\.(?=\w)", "", text
    )
    return re.sub(r"'|\((?:self|cls)(?:, )?", lambda found: "(" if found[0] != "'" else "", text)


def _in_order(numbers: re.Match[str]) -> str:
    return f"frozenset({{{', '.join(sorted(numbers[1].split(', '), key=int))}}})"


def _is_enum(value: Any) -> bool:
    return inspect.isclass(value) and hasattr(value, "__members__")


def _first_paragraph(doc: str | None) -> str:
    return " ".join((doc or "").strip().split("\n\n")[0].split())
