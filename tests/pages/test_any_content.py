"""No content whatever ends a run, and none is lost."""

from __future__ import annotations

import gzip
import io
import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.pages import Limits, Page, iter_pages
from dragoman.pages.naming import PageNames, safe_id

NAMES = st.sampled_from(["a.html", "a.txt", "a.md", "a.jsonl", "a.json", "a", "a.html.gz"])
PIECES = st.sampled_from(
    [b"{", b'{"id": "x", "text": "y"}', b"\n", b"[", b"<html>", b"\x1f\x8b", b"\0", b"---\n", b" "]
)
CONTENTS = st.binary(max_size=200) | st.lists(PIECES, max_size=12).map(b"".join)


@given(NAMES, CONTENTS, st.booleans())
@example("a.json", b"[[", False)
@example("a.jsonl", b"[" * 100_000, False)
def test_any_bytes_give_pages_or_reasons(name: str, content: bytes, is_packed: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(gzip.compress(content) if is_packed else content)
        found = list(iter_pages([folder], limits=Limits(max_bytes=150)))
    for one in found:
        assert one.id == safe_id(one.id)
        assert not isinstance(one, Page) or one.content.strip()
    assert found or not content.strip() or name == "a.jsonl"


@given(CONTENTS)
def test_any_standard_input_gives_pages_or_reasons(content: bytes) -> None:
    list(iter_pages(["-"], io.BytesIO(content)))


@given(st.lists(st.text(max_size=6) | st.sampled_from(["a", "a-2", "a/2", "A"]), max_size=20))
def test_ids_are_safe_and_each_its_own(names: list[str]) -> None:
    taken = PageNames()
    ids = [taken.take(name) for name in names]
    assert len(set(ids)) == len(ids)
    for one in ids:
        assert "/" not in one
        assert "\0" not in one
        assert not one.startswith(".")
        assert one
