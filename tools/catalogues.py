"""Brings the site's catalogues up to date with the messages that its pages use.

    python tools/catalogues.py          add what is missing to each language, empty
    python tools/catalogues.py --check  say what lacks a translation, and fail where anything does

A message is in `_()`, `gettext()`, `ngettext()` or `noted()`, in Python or in a template. Each
language has one file per part of the site (`locale/<language>/<part>.po`); a message that is
new goes into the file of the part that its module or template belongs to.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parents[1] / "src" / "dragoman" / "web"
LOCALE = WEB / "locale"

# The file for messages of a path that begins so; the first that fits. All others: site.po.
_PICTURES = (
    "actor",
    "pair",
    "countr",
    "topic",
    "outlet",
    "board",
    "calendar",
    "network",
    "timeline",
    "map",
    "chart",
    "names",
    "profile",
    "pictures",
)
_DESK = ("account", "admin", "desk", "login", "paste", "review")
PARTS: tuple[tuple[str, str], ...] = (
    ("api/", "desk"),
    ("auth/", "desk"),
    *((f"{folder}/{noun}", "desk") for folder in ("pages", "templates") for noun in _DESK),
    *((start, "pictures") for start in ("charts", "nouns", "pictured", "pictures/", "profiles")),
    *((f"{folder}/{noun}", "pictures") for folder in ("pages", "templates") for noun in _PICTURES),
)
_KEYWORDS = {"_": None, "gettext": None, "noted": None, "ngettext": (1, 2)}
_METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
_OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}

Message = str | tuple[str, ...]


def used_messages() -> dict[Message, set[str]]:
    """Every message with the paths that use it."""
    found: dict[Message, set[str]] = {}
    extracted = extract_from_dir(str(WEB), _METHODS, _OPTIONS, keywords=_KEYWORDS)
    for path, _, message, _, _ in extracted:
        found.setdefault(tuple_or_text(message), set()).add(Path(path).as_posix())
    return found


def languages() -> list[str]:
    """The languages that have catalogues."""
    return sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir())


def part_of(path: str) -> str:
    """The part of the site that a module or template belongs to."""
    return next((part for start, part in PARTS if path.startswith(start)), "site")


def iter_missing(language: str) -> Iterator[Message]:
    """Messages that have no translation in any file of a language, in order."""
    done = {
        message.id
        for path in sorted((LOCALE / language).glob("*.po"))
        for message in read_po(BytesIO(path.read_bytes()), locale=language)
        if message.id and _is_whole(message.string) and not message.fuzzy
    }
    for message in sorted(used_messages(), key=str):
        if message not in done and (message[0] if isinstance(message, tuple) else message) not in done:
            yield message


def _is_whole(translation: object) -> bool:
    if isinstance(translation, (tuple, list)):
        return all(translation)
    return bool(translation)


def update(language: str) -> int:
    """Write what is missing into the files of a language, and drop what nothing uses; gives the number added."""
    used = used_messages()
    missing = list(iter_missing(language))
    files = {path.stem: _read(path, language) for path in (LOCALE / language).glob("*.po")}
    for whole in files.values():
        for old in [one.id for one in whole if one.id and not _is_whole(one.string)]:
            whole.delete(old)
    for message in missing:
        part = part_of(min(used[message]))
        whole = files.setdefault(part, Catalog(locale=language))
        if message not in whole:
            whole.add(message, ("", "") if isinstance(message, tuple) else "")
    for part, whole in files.items():
        for old in [one.id for one in whole if one.id and tuple_or_text(one.id) not in used]:
            whole.delete(old)
        _write(LOCALE / language / f"{part}.po", whole)
    return len(missing)


def tuple_or_text(message: object) -> Message:
    """A message's id as extraction gives it."""
    return tuple(message) if isinstance(message, (tuple, list)) else str(message)


def _read(path: Path, language: str) -> Catalog:
    return read_po(BytesIO(path.read_bytes()), locale=language)


def _write(path: Path, whole: Catalog) -> None:
    for message in whole:
        message.locations = []
    buffer = BytesIO()
    write_po(buffer, whole, omit_header=True, sort_output=True, width=110, ignore_obsolete=True)
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {whole.locale}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    )
    head += f'"Plural-Forms: {whole.plural_forms}\\n"\n\n'
    path.write_text(head + buffer.getvalue().decode("utf-8"), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a translation lacks")
    check = parser.parse_args().check
    faults = 0
    for language in languages():
        if check:
            for message in iter_missing(language):
                print(f"{language}: no translation of {message!r}")
                faults += 1
        else:
            print(f"{language}: {update(language)} messages added")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
