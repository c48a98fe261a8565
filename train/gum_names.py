"""Names in GUM: the annotated mentions whose head is a proper name.

GUM marks every nominal mention, pronouns and nested ones too. A name is the
stretch of proper names round the head of a person, organisation or place
mention, the outermost mention first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
_PART = re.compile(r"\((\d+)-([a-z]+)(?:-[^()]*)?(\))?|(\d+)\)")


def marked(misc: Sequence[str]) -> list[tuple[int, int, str, str]]:
    """(first, last, type, entity) of every mention, by word index, last included."""
    stack: list[tuple[str, int, str]] = []
    found = []
    for i, column in enumerate(misc):
        entity = re.search(r"(?:^|\|)Entity=([^|]*)", column)
        for part in _PART.finditer(entity.group(1) if entity else ""):
            if part.group(3):
                found.append((i, i, part.group(2), part.group(1)))
            elif part.group(1):
                stack.append((part.group(1), i, part.group(2)))
            else:
                at = next((k for k in range(len(stack) - 1, -1, -1) if stack[k][0] == part.group(4)), None)
                if at is not None:
                    number, first, kind = stack.pop(at)
                    found.append((first, i, kind, number))
    return found


def mentions(misc: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first, last, type) of every mention, by word index, last included."""
    return [(first, last, kind) for first, last, kind, _ in marked(misc)]


def name_span(
    words: Sequence[str], proper: Sequence[bool], span: tuple[int, int], head: int
) -> tuple[int, int]:
    """The stretch of proper names round the head, inside a mention; last included."""
    first, last = span
    left = right = head
    while left > first and (
        proper[left - 1] or (words[left - 1] in ("-", "of") and left - 2 >= first and proper[left - 2])
    ):
        left -= 1
    while right < last and (
        proper[right + 1]
        or (words[right + 1] in ("-", "of", "'s") and right + 2 <= last and proper[right + 2])
        or (
            words[right + 1] == "of"
            and right + 3 <= last
            and words[right + 2].lower() == "the"
            and proper[right + 3]
        )
    ):
        right += 1
    while not proper[right]:
        right -= 1
    while not proper[left]:
        left += 1
    return left, right


def named_mentions(
    words: Sequence[str], upos: Sequence[str], heads: Sequence[int], misc: Sequence[str]
) -> tuple[str, ...]:
    """BIO tags of the named mentions; heads count from 1."""
    tags = ["O"] * len(words)
    proper = [tag == "PROPN" for tag in upos]
    for first, last, kind in sorted(mentions(misc), key=lambda m: (m[0] - m[1], m[0])):
        head = next((i for i in range(first, last + 1) if not first <= heads[i] - 1 <= last), last)
        if kind not in TYPES or not proper[head]:
            continue
        left, right = name_span(words, proper, (first, last), head)
        if all(tag == "O" for tag in tags[left : right + 1]):
            tags[left : right + 1] = ["B-" + TYPES[kind]] + ["I-" + TYPES[kind]] * (right - left)
    return tuple(tags)
