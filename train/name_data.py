"""Sentences with names, times, named events and nationality words, and what each set leaves open.

Universal NER marks persons, organisations and places, and in its early version OTH,
which holds the nationality words among other things; GUM marks times and events as
well, but no nationality words; CrossNER politics marks elections and events, and
nationality words among its "misc"; our own sentences mark events alone. A word that
a set leaves open allows several tags, and the loss takes them together.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import annotated
from data import FILES, POLITICS_KEPT_BACK, POLITICS_TYPES, iter_blocks, read_lines
from dragoman.language.analyse import divide
from dragoman.language.word_lists import PHRASES, WORDS, WordLists
from gum_names import mentions, name_span

GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVENT", "time": "TIME"}
# What a set does not mark: its O may also be one of these.
OPEN = {
    "uner": ("TIME", "EVENT", "NORP"),
    "gum": ("NORP",),
    "politics": ("TIME",),
    "own": ("PER", "ORG", "LOC", "TIME", "NORP"),
}
# The style that our own sentences teach: the one that is exported.
OWN_STYLE = "uner"
ANNOTATIONS = Path(__file__).resolve().parent / "annotations"
LONGEST_TIME = 7
# One sentence of EWT train in so many measures the nationality words, which its dev part lacks.
KEPT_BACK = 15

Tags = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NameSentence:
    """Words and the tags that each may have; ``marked``: the types that its set marks.

    ``unseen``: whether the encoder was trained without the sentence.
    """

    style: str
    words: tuple[str, ...]
    allowed: tuple[tuple[str, ...], ...]
    marked: tuple[str, ...]
    unseen: bool = False


def is_kept_back(words: Sequence[str]) -> bool:
    """Whether a sentence of EWT train measures."""
    return zlib.crc32(" ".join(words).encode()) % KEPT_BACK == 0


def outside(of: str) -> tuple[str, ...]:
    """What a word without a mark may be in a set."""
    kinds = OPEN[of]
    return ("O", *(f"{edge}-{kind}" for kind in kinds for edge in "BI"))


def marked(of: str) -> tuple[str, ...]:
    """The types that a set marks."""
    return tuple(kind for kind in ("PER", "ORG", "LOC", "TIME", "EVENT", "NORP") if kind not in OPEN[of])


def spans_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first, end, type) of tags as they stand in a file; "-" joins nothing to what is before it."""
    first = -1
    for i, tag in enumerate([*tags, "O"]):
        if first >= 0 and (tag[:2] != "I-" or tag[2:] != tags[first][2:]):
            yield first, i, tags[first][2:]
            first = -1
        if first < 0 and tag[:2] in ("B-", "I-") and len(tag) > 2:
            first = i


def put(allowed: Tags, first: int, end: int, kind: str) -> None:
    """Mark a stretch."""
    allowed[first:end] = [(f"B-{kind}",), *[(f"I-{kind}",)] * (end - first - 1)]


def gold_spans(sentence: NameSentence) -> set[tuple[int, int, str]]:
    """The marked names of a sentence."""
    found, first, kind = set(), -1, ""
    for i, tags in enumerate([*sentence.allowed, ("O",)]):
        if first >= 0 and tags[0] != f"I-{kind}":
            found.add((first, i, kind))
            first = -1
        if tags[0].startswith("B-") and len(tags) == 1:
            first, kind = i, tags[0][2:]
    return found


def is_open(sentence: NameSentence, span: tuple[int, int, str]) -> bool:
    """Whether the set leaves it open that the words are of that kind: neither right nor wrong."""
    first, end, kind = span
    edges = [f"B-{kind}", *[f"I-{kind}"] * (end - first - 1)]
    pairs = zip(edges, sentence.allowed[first:end], strict=True)
    return all(tag in tags and len(tags) > 1 for tag, tags in pairs)


class Nationalities:
    """Whether a word is one for the people or the ways of a country or a creed."""

    def __init__(self, lists: WordLists, others: set[str]) -> None:
        self._lists, self._others = lists, others
        self._column = len(WORDS) + 2 * PHRASES.index("people")

    def is_one(self, words: Sequence[str]) -> bool:
        """For the words of one stretch."""
        found = {i for i, column in self._lists.columns(words) if column in (self._column, self._column + 1)}
        return len(found) == len(words) or (len(words) == 1 and words[0].lower() in self._others)


def read_ewt(folder: Path, part: str, lists: WordLists) -> list[NameSentence]:
    """UNER's sentences; in the train part those with nationality words out of OTH."""
    rows = [
        [r for r in block if r[0].isdigit()]
        for block in iter_blocks(read_lines(folder / FILES["uner"].format(part=part)))
    ]
    adjectives = _tagged_adjectives(folder / FILES["ewt"].format(part=part))
    # OTH words that are adjectives somewhere: Arab, Sunni; with a plural s: Arabs.
    known = {r[1].lower() for block in rows for r in block if r[2] == "B-OTH"} & adjectives
    nations = Nationalities(lists, known | {word + "s" for word in known})
    found = []
    for block in rows:
        words = tuple(re.sub(r"\s", "", r[1]) for r in block)
        tags = [r[2] for r in block]
        allowed: Tags = [outside("uner")] * len(words)
        for first, end, kind in spans_of(tags):
            if kind in ("PER", "ORG", "LOC"):
                put(allowed, first, end, kind)
            elif kind == "OTH" and nations.is_one(words[first:end]):
                put(allowed, first, end, "NORP")
            elif kind == "OTH":
                allowed[first:end] = [(*outside("uner"),)] * (end - first)
        if part == "train":  # what its OTH does not hold is no nationality word
            sure = tuple(t for t in outside("uner") if not t.endswith("NORP"))
            allowed = [sure if a == outside("uner") else a for a in allowed]
        found.append(
            NameSentence(
                "uner", words, tuple(allowed), (*marked("uner"), *(("NORP",) if part == "train" else ()))
            )
        )
    return found


def _tagged_adjectives(path: Path) -> set[str]:
    """The words that the treebank tags as adjectives, capital letters first."""
    found = set()
    for block in iter_blocks(read_lines(path)):
        found |= {r[1].lower() for r in block if r[3] == "ADJ" and r[1][:1].isupper()}
    return found


def read_gum(folder: Path, part: str) -> list[NameSentence]:
    """GUM's named mentions, and its times with a number or a name."""
    found = []
    for block in iter_blocks(read_lines(folder / FILES["gum"].format(part=part))):
        rows = [r for r in block if r[0].isdigit()]
        words = tuple(re.sub(r"\s", "", r[1]) for r in rows)
        upos, heads = [r[3] for r in rows], [int(r[6]) for r in rows]
        proper = [tag == "PROPN" for tag in upos]
        allowed: Tags = [outside("gum")] * len(words)
        free = [True] * len(words)
        for first, last, kind in sorted(mentions([r[9] for r in rows]), key=lambda m: (m[0] - m[1], m[0])):
            span = _gum_span(words, upos, proper, heads, (first, last), kind)
            if span and all(free[span[0] : span[1] + 1]):
                put(allowed, span[0], span[1] + 1, GUM_TYPES[kind])
                free[span[0] : span[1] + 1] = [False] * (span[1] + 1 - span[0])
            elif kind == "event" and (span := _half_named(proper, upos, heads, (first, last))):
                _leave_open(allowed, span, "EVENT")
        found.append(NameSentence("gum", words, tuple(allowed), marked("gum")))
    return found


def _gum_span(
    words: Sequence[str], upos: Sequence[str], proper: Sequence[bool], heads: Sequence[int],
    span: tuple[int, int], kind: str,
) -> tuple[int, int] | None:  # fmt: skip
    """The stretch of a mention that is marked, last word included; None for none."""
    first, last = span
    if kind == "time":
        named = any(upos[i] in ("PROPN", "NUM") for i in range(first, last + 1))
        return span if named and last - first < LONGEST_TIME else None
    head = _head(heads, span)
    if kind not in GUM_TYPES or not proper[head]:
        return None
    if kind == "event":  # "Civil" and "II" are no proper names of UD, but belong to the name of the war
        parts = [
            proper[i] or upos[i] == "NUM" or (words[i][:1].isupper() and upos[i] == "ADJ")
            for i in range(len(words))
        ]
        return name_span(words, parts, span, head)
    return name_span(words, proper, span, head)


def _half_named(
    proper: Sequence[bool], upos: Sequence[str], heads: Sequence[int], span: tuple[int, int]
) -> tuple[int, int] | None:
    """The common noun that heads a mention and the proper names before it: "APEC summit"; None where none are."""
    head = _head(heads, span)
    start = head
    while start > span[0] and proper[start - 1]:
        start -= 1
    return (start, head) if upos[head] == "NOUN" and start < head else None


def _head(heads: Sequence[int], span: tuple[int, int]) -> int:
    """The word of a mention that hangs on a word outside; the last one where all hang within."""
    first, last = span
    return next((i for i in range(first, last + 1) if not first <= heads[i] - 1 <= last), last)


def _leave_open(allowed: Tags, span: tuple[int, int], kind: str) -> None:
    """Let the unmarked words of a stretch, last included, be of a kind."""
    for i in range(span[0], span[1] + 1):
        if allowed[i][0] == "O":
            allowed[i] = tuple(dict.fromkeys((*allowed[i], f"B-{kind}", f"I-{kind}")))


def read_politics(folder: Path, part: str, lists: WordLists) -> list[NameSentence]:
    """CrossNER politics; elections are events."""
    kinds = {**POLITICS_TYPES, "election": "EVENT", "event": "EVENT"}
    nations = Nationalities(lists, set())
    found = []
    for rows in iter_blocks(read_lines(folder / FILES["politics"].format(part=part))):
        words = tuple(r[0] for r in rows)
        allowed: Tags = [outside("politics")] * len(words)
        for first, end, kind in spans_of([r[1] for r in rows]):
            if kind in kinds:
                put(allowed, first, end, kinds[kind])
            elif nations.is_one(words[first:end]):
                put(allowed, first, end, "NORP")
            else:
                allowed[first:end] = [outside("uner")] * (end - first)
        found.append(NameSentence("politics", words, tuple(allowed), marked("politics")))
    return found


def read_own(part: str, folder: Path = ANNOTATIONS) -> list[NameSentence]:
    """The named events of our own sentences; what is no event there may be any other name.

    Of ``annotated.jsonl`` the lines that ``named_events.jsonl`` does not hold name no event.
    """
    events = {line["id"]: line for line in annotated.read_lines(folder / "named_events.jsonl")}
    texts = {line["id"]: line["text"] for line in annotated.read_lines(folder / "annotated.jsonl")}
    texts |= {number: line["text"] for number, line in events.items() if "text" in line}
    found: list[NameSentence] = []
    for number, text in sorted(texts.items()):
        if annotated.is_dev(number) == (part == "dev"):
            spans = events[number]["events"] if number in events else []
            found += _own_sentences(text, spans)
    return found


def _own_sentences(text: str, spans: Sequence[Sequence[int]]) -> Iterator[NameSentence]:
    """The sentences of a line, with its events."""
    for places in divide(text, [(0, len(text))]):
        allowed: Tags = [outside("own")] * len(places)
        for span in spans:
            words = annotated.words_of(list(span), places)
            if words:
                put(allowed, words[0], words[-1] + 1, "EVENT")
        yield NameSentence(
            OWN_STYLE, tuple(text[start:end] for start, end in places), tuple(allowed), marked("own"), True
        )


def load_names(folder: Path, part: str, lists: WordLists) -> dict[str, list[NameSentence]]:
    """The sets of one part, in the order of ``data.load_sets``, and our own sentences ("own")."""
    politics = read_politics(folder, "dev", lists)
    if part == "train":
        politics = read_politics(folder, "train", lists) + politics[:-POLITICS_KEPT_BACK]
    else:
        politics = politics[-POLITICS_KEPT_BACK:]
    return {
        "ewt": read_ewt(folder, part, lists),
        "gum": read_gum(folder, part),
        "politics": politics,
        "own": read_own(part),
    }
