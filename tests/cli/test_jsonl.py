"""The loop that answers lines of JSON."""

from __future__ import annotations

import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli.jsonl import serve_lines, text_of

SCALARS = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=12)
ITEMS = st.dictionaries(st.text(max_size=5), SCALARS, max_size=3)
LINES = st.lists(
    st.builds(lambda item, name: json.dumps({**item, "id": name}).encode(), ITEMS, SCALARS)
    | st.binary(max_size=30).map(lambda line: line.replace(b"\n", b" ").replace(b"\r", b" ")),
    max_size=8,
)


def answered(lines: list[bytes], answer: Any) -> list[dict[str, Any]]:
    out = io.BytesIO()
    serve_lines([line + b"\n" for line in lines], out, answer)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def length(item: dict[str, Any]) -> dict[str, Any]:
    return {"id": "not this one", "length": len(text_of(item))}


@given(LINES)
def test_each_line_has_one_answer_with_its_id_in_order(lines: list[bytes]) -> None:
    full = [line for line in lines if line.strip()]
    answers = answered(lines, length)
    assert len(answers) == len(full)
    for line, answer in zip(full, answers, strict=True):
        assert ("length" in answer) is not ("error" in answer)
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            item = None
        if isinstance(item, dict) and "BadJSON" not in str(answer):
            assert answer["id"] == item.get("id")


def test_errors_say_what_was_wrong() -> None:
    lines = [
        b"{",
        b"[1]",
        b"\xff",
        b'{"id": 1}',
        b'{"id": "a", "text": 5}',
        b'{"id": NaN}',
        b'{"id": 2, "text": "abc"}',
    ]
    answers = answered(lines, length)
    assert [answer.get("error", {}).get("type") for answer in answers] == [
        "BadJSON",
        "BadJSON",
        "BadJSON",
        "BadItem",
        "BadItem",
        "BadJSON",
        None,
    ]
    assert answers[1]["error"]["message"] == "Line 2 is a JSON array, not an object."
    assert answers[-1] == {"id": 2, "length": 3}


def test_fault_of_a_stage_is_an_answer_too() -> None:
    def fail(item: dict[str, Any]) -> dict[str, Any]:
        raise ZeroDivisionError("by zero")

    assert answered([b'{"id": "x"}'], fail) == [
        {"id": "x", "error": {"type": "ZeroDivisionError", "message": "ZeroDivisionError: by zero"}}
    ]


def test_each_answer_is_written_before_the_next_line_is_read() -> None:
    out = io.BytesIO()
    seen: list[int] = []

    def lines() -> Any:
        for number in range(3):
            seen.append(out.getvalue().count(b"\n"))
            yield json.dumps({"id": number, "text": ""}).encode()

    serve_lines(lines(), out, length)
    assert seen == [0, 1, 2]


def test_half_characters_come_back_as_escapes() -> None:
    out = io.BytesIO()
    serve_lines([b'{"id": "\\ud800", "text": "abc"}'], out, length)
    assert out.getvalue() == b'{"id": "\\ud800", "length": 3}\n'


def test_halves_of_characters_reach_no_stage_and_move_no_offset() -> None:
    seen = []

    def note(item: dict[str, Any]) -> dict[str, Any]:
        seen.append(item["text"])
        return {}

    assert answered([b'{"id": "\\ud800", "text": "a\\udfffb\\ud83d\\ude00"}'], note) == [{"id": "\ud800"}]
    assert seen == ["a\ufffdb\U0001f600"]
