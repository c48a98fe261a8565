"""Sentences of news prose by rule.

A blank line always ends a sentence and a single line break never does, since
texts come hard-wrapped. Inside a block a sentence ends at a stop, question or
exclamation mark with the quotation marks and brackets that close after it,
unless the next word goes on ("asked" after a quoted question, a small letter)
or the stop belongs to an abbreviation ("Mr.", "U.S. President"). A paragraph
without such a mark, a headline say, is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.language.abbreviations import NEVER_FINAL

_BLANK_LINE = re.compile(r"\n(?:[^\S\n]*\n)+|\u2029|\x0c")
_TERMINALS = ".!?…。！？"
_TERMINAL = re.compile(rf"[{_TERMINALS}]+")
_NOTE = re.compile(r"\[\d{1,3}\](?=\s|$)")
_CLOSERS = frozenset("”’»)]}'\"") | {"''", "’’"}
_OPENERS = frozenset("“‘«([{'\"•") | {"``"}
_SPEECH = frozenset(
    [
        "said",
        "says",
        "asked",
        "asks",
        "wrote",
        "writes",
        "added",
        "told",
        "tells",
        "replied",
        "demanded",
        "wondered",
        "declared",
        "shouted",
        "cried",
    ]
)
# Words that begin a sentence far more often than they follow "U.S.", "Inc." or "p.m." with a capital.
_STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "but",
        "and",
        "so",
        "if",
        "in",
        "on",
        "at",
        "as",
        "after",
        "before",
        "for",
        "from",
        "when",
        "while",
        "although",
        "however",
        "meanwhile",
        "there",
        "here",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "what",
        "who",
        "why",
        "how",
        "no",
        "not",
        "one",
        "some",
        "many",
        "most",
        "all",
        "both",
        "each",
        "another",
        "according",
        "since",
        "until",
        "under",
        "with",
        "by",
        "to",
        "during",
        "despite",
        "even",
        "also",
        "now",
        "then",
        "last",
    ]
)
# Marks that can close one sentence: a quotation in a quotation in brackets, and a note.
_MOST_CLOSERS = 6
# Words in which the straight quotation marks are counted, to tell an opening from a closing one.
_LOOK_BACK = 200

Span = tuple[int, int]


def find_blocks(text: str) -> list[Span]:
    """The stretches between blank lines, without the white space round them."""
    found = []
    at = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        stop = gap.start() if gap else len(text)
        block = text[at:stop]
        inked = block.strip()
        if inked:
            start = at + len(block) - len(block.lstrip())
            found.append((start, start + len(inked)))
        at = gap.end() if gap else stop
    return found


def split_sentences(text: str, words: Sequence[Span]) -> list[Span]:
    """The sentences of one block, as half-open ranges of its words.

    Args:
        text: The whole text.
        words: The words of one block, from ``tokenize``, in order.

    Returns:
        Ranges that cover all words; empty only where there are no words.
    """
    found = []
    first = 0
    i = 0
    while i < len(words):
        if _may_end(text, words, i):
            after = _closing_end(text, words, i + 1, first)
            if _ends(text, words, first, i, after):
                found.append((first, after))
                first = i = after
                continue
        i += 1
    if first < len(words):
        found.append((first, len(words)))
    return found


def _word(text: str, words: Sequence[Span], i: int) -> str:
    """Word i, or nothing when there is none."""
    return text[words[i][0] : words[i][1]] if 0 <= i < len(words) else ""


def _may_end(text: str, words: Sequence[Span], i: int) -> bool:
    """Whether word i is a mark that can end a sentence, or an abbreviation that can."""
    if text[words[i][1] - 1] not in _TERMINALS:
        return False
    word = _word(text, words, i)
    if _TERMINAL.fullmatch(word):
        return True
    return len(word) > 2 and word.endswith(".") and word[:-1].casefold() not in NEVER_FINAL


def _closing_end(text: str, words: Sequence[Span], i: int, first: int) -> int:
    """The index after what closes behind a terminal mark: quotation marks, brackets, a note ("[6]")."""
    limit = min(len(words), i + _MOST_CLOSERS)
    while i < limit:
        if _word(text, words, i) in _CLOSERS and _closes(text, words, i, first):
            i += 1
        elif _NOTE.match(text, words[i][0]) and words[i - 1][1] == words[i][0]:
            i += 3
        else:
            break
    return min(i, len(words))


def _closes(text: str, words: Sequence[Span], i: int, first: int) -> bool:
    """Whether a mark closes: a straight one does when it stands close to the word before."""
    if _word(text, words, i) not in ("'", '"', "''"):
        return True
    close_before = words[i - 1][1] == words[i][0]
    close_after = i + 1 < len(words) and words[i][1] == words[i + 1][0]
    if close_before != close_after:
        return close_before
    mark = _word(text, words, i)
    return sum(_word(text, words, k) == mark for k in range(max(first, i - _LOOK_BACK), i)) % 2 == 1


def _ends(text: str, words: Sequence[Span], first: int, i: int, after: int) -> bool:
    """Whether the sentence that began at word ``first`` ends after mark i and its closers."""
    if after >= len(words):
        return True
    mark, following = _word(text, words, i), _word(text, words, after)
    at = after
    while following in _OPENERS and at + 1 < len(words):
        at += 1
        following = _word(text, words, at)
    if not _can_begin(following) or _is_list_number(text, words, first, i):
        return False
    if words[i][1] == words[i + 1][0] and after == i + 1 and len(mark) == 1 and mark == "." and at == after:
        return following[:1].isupper() and _word(text, words, i - 1)[-1:].islower()
    if mark.endswith(".") and not _TERMINAL.fullmatch(mark):
        return at > after or following.casefold() in _STARTERS or after > i + 1
    if _TERMINAL.fullmatch(mark) and mark != "." and after > i + 1:
        return not any(_word(text, words, k) in _SPEECH for k in range(at, at + 5))
    return True


def _can_begin(word: str) -> bool:
    """Whether a sentence can begin with this word: not with a small letter or a joining mark."""
    head = word[:1]
    return (
        head.isupper() or head.isdigit() or head in "$€£¥@#•-–—*'’" or (head.isalpha() and not head.islower())
    )


def _is_list_number(text: str, words: Sequence[Span], first: int, i: int) -> bool:
    """Whether the stop follows only a number or letter at the beginning ("1. First")."""
    return (
        i == first + 1
        and _word(text, words, i) == "."
        and len(_word(text, words, first)) <= 3
        and (_word(text, words, first).isdigit() or len(_word(text, words, first)) == 1)
    )
