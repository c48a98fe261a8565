"""The annotated sentences: from the words that annotators write to spans, with checks.

Annotators give every span by its exact words (`train/guidelines.md`), so nobody
counts characters; this module finds the words, checks the closed lists and the
rules that can be checked, and writes half-open spans of code points.

    python train/annotations/format.py check FILE...
    python train/annotations/format.py build OUT FILE...
    python train/annotations/format.py agreement A B

Exit status: 0 right, 1 something is wrong, 2 wrong usage.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        *("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"),
        *("misinformation", "cyber"),
    ),
    "ASSAULT": (
        *("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms"),
        *("explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control"),
        "unconventional",
    ),
}
REALIS = ("happened", "planned", "conditional", "denied", "historical")
MANNERS = ("direct", "indirect", "mixed")
ACTS = ("agreed", "signed", "promised", "offered")
STATES = ("held", "planned", "cancelled", "proposed")
MEETING_MODES = ("in_person", "video", "phone", "unknown")
STYLES = ("wire", "readout", "newspaper", "broadcast")
LAYERS = ("attributions", "events", "commitments", "meetings")

_KEYS = {
    "line": {"id", "origin", "style", "date", "text", *LAYERS},
    "attributions": {"content", "source", "cue", "manner"},
    "events": {"trigger", "type", "mode", "source", "target", "place", "time", "realis"},
    "commitments": {"who", "cue", "content", "due", "to", "act"},
    "meetings": {"trigger", "participants", "state", "mode"},
}
_ORIGIN = re.compile(r"written|white_house:wh-[0-9a-f]{10}")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_NUMBERED = re.compile(r"(.*)#(\d+)", re.DOTALL)
_INITIALS = re.compile(r"(?:^|\W)(?:\w\.)+$")
# One character for one character, so that places in the folded text are places in the text.
_FOLD = str.maketrans("’‘‛“”„«»–—‑\u00a0\u202f\u2009\n", '\'\'\'"""""---    ')
_QUOTES = "\"'“”‘’„«»"
_EDGE = _QUOTES + ",;: \t"

Span = tuple[int, int]
Line = dict[str, Any]


class AnnotationError(ValueError):
    """What is wrong with a line, one message for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class _Sentence:
    """One line being compiled: finds words in its text and gathers faults and doubts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[str] = []
        self.doubts: list[str] = []
        self._folded = text.translate(_FOLD)

    def places(self, words: str) -> list[Span]:
        """Every place where the words stand as whole words, in order."""
        sought = words.translate(_FOLD)
        found = []
        start = self._folded.find(sought)
        while start >= 0:
            end = start + len(sought)
            if not (_joined(self._folded, start) or _joined(self._folded, end)):
                found.append((start, end))
            start = self._folded.find(sought, start + 1)
        return found

    def span(self, where: str, value: object) -> Span | None:
        """The span of "words" or "words#2"; a fault where they do not stand in the text."""
        if not isinstance(value, str) or not value.strip():
            self.faults.append(f"{where}: {value!r} is no text; give the exact words of the sentence")
            return None
        numbered = _NUMBERED.fullmatch(value)
        words, number = (numbered[1].strip(), int(numbered[2])) if numbered else (value.strip(), 0)
        found = self.places(words)
        if not found:
            self.faults.append(f"{where}: {words!r} does not stand in the sentence; {self._hint(words)}")
            return None
        if number > len(found):
            self.faults.append(
                f"{where}: {words!r} stands {len(found)} time(s), number {number} was asked; "
                f"use #1 to #{len(found)}"
            )
            return None
        if not numbered and len(found) > 1:
            self.doubts.append(
                f"{where}: {words!r} stands {len(found)} times, the first was taken; add #1 or #2"
            )
        return found[max(number, 1) - 1]

    def spans(self, where: str, value: object) -> list[Span]:
        """The spans of a list of words (one string counts as a list of one), in text order."""
        values = value if isinstance(value, list) else [] if value is None else [value]
        found = [span for each in values if (span := self.span(where, each)) is not None]
        if any(a[1] > b[0] for a, b in zip(sorted(found), sorted(found)[1:], strict=False)):
            self.faults.append(f"{where}: two of its spans overlap; give each word once")
        return sorted(found)

    def choice(self, where: str, value: object, allowed: tuple[str, ...]) -> str:
        if value not in allowed:
            self.faults.append(f"{where}: {value!r} is not in the list; use one of: {', '.join(allowed)}")
        return str(value)

    def _hint(self, words: str) -> str:
        lower = words.translate(_FOLD).lower()
        if (start := self._folded.lower().find(lower)) >= 0:
            end = start + len(words)
            whole = not (_joined(self._folded, start) or _joined(self._folded, end))
            if whole:
                return f"it stands there as {self.text[start:end]!r}"
            return "only as a part of a longer word; give whole words"
        return "copy the words from the text; parts that are apart are separate spans in a list"


def _joined(text: str, at: int) -> bool:
    """Whether a word runs on over this place."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _without_edges(text: str, span: Span) -> Span:
    """The span without quotation marks, commas and the full stop at its edges."""
    start, end = span
    while True:
        before = start, end
        while start < end and text[start] in _EDGE:
            start += 1
        while start < end and text[end - 1] in _EDGE:
            end -= 1
        if start < end and text[end - 1] == "." and not _INITIALS.search(text[start:end]):
            end -= 1
        if (start, end) == before:
            return start, end


def _attribution(at: str, item: Line, sentence: _Sentence) -> Line:
    text = sentence.text
    content = [_without_edges(text, span) for span in sentence.spans(f"{at}.content", item.get("content"))]
    source = sentence.span(f"{at}.source", item["source"]) if item.get("source") else None
    cue = sentence.span(f"{at}.cue", item["cue"]) if item.get("cue") else None
    manner = sentence.choice(f"{at}.manner", item.get("manner"), MANNERS)
    if not content or any(start >= end for start, end in content):
        sentence.faults.append(f"{at}.content: nothing found; an attribution needs the words that were said")
    for name, span in (("source", source), ("cue", cue)):
        if span is not None and any(span[0] < end and start < span[1] for start, end in content):
            sentence.faults.append(
                f"{at}: content and {name} overlap; give the content in two spans round it"
            )
    if source is not None and cue is not None and source[0] < cue[1] and cue[0] < source[1]:
        sentence.faults.append(f"{at}: source and cue overlap; a word belongs to one of them")
    touched = any(set(text[max(start - 1, 0) : end + 2]) & set('"“”„«»') for start, end in content)
    single = any(set(text[max(start - 1, 0) : start]) & set("'‘") for start, end in content)
    if manner == "mixed" and not touched and not single and "‘" not in text and "'" not in text:
        sentence.faults.append(
            f"{at}.manner: mixed, but no quotation mark stands in the content; use indirect"
        )
    if cue is None and manner != "direct":
        sentence.doubts.append(f"{at}.cue: none given; only a continued quotation goes without")
    return {"content": content, "source": source, "cue": cue, "manner": manner}


def _event(at: str, item: Line, sentence: _Sentence) -> Line:
    kind = sentence.choice(f"{at}.type", item.get("type"), tuple(MODES))
    given = item.get("mode")
    modes = given if isinstance(given, list) else [] if given is None else [given]
    allowed = MODES.get(kind, ())
    for mode in modes:
        if mode not in allowed:
            listed = ", ".join(allowed) or "none: leave the mode out"
            sentence.faults.append(f"{at}.mode: {mode!r} is no mode of {kind}; its modes: {listed}")
    event: Line = {
        "trigger": sentence.span(f"{at}.trigger", item.get("trigger")),
        "type": kind,
        "modes": sorted(map(str, modes)),
        "source": sentence.spans(f"{at}.source", item.get("source")),
        "target": sentence.spans(f"{at}.target", item.get("target")),
        "place": sentence.span(f"{at}.place", item["place"]) if item.get("place") else None,
        "time": sentence.span(f"{at}.time", item["time"]) if item.get("time") else None,
        "realis": sentence.choice(f"{at}.realis", item.get("realis", "happened"), REALIS),
    }
    if set(event["source"]) & set(event["target"]):
        sentence.faults.append(f"{at}: one span is source and target; what is mutual goes into source alone")
    if kind in ("AID", "SANCTION") and not event["target"]:
        sentence.doubts.append(f"{at}.target: {kind} has none; give it if the sentence names it")
    return event


def _commitment(at: str, item: Line, sentence: _Sentence) -> Line:
    content = sentence.span(f"{at}.content", item.get("content"))
    return {
        "who": sentence.spans(f"{at}.who", item.get("who")),
        "cue": sentence.span(f"{at}.cue", item.get("cue")),
        "content": _without_edges(sentence.text, content) if content else None,
        "due": sentence.span(f"{at}.due", item["due"]) if item.get("due") else None,
        "to": sentence.spans(f"{at}.to", item.get("to")),
        "act": sentence.choice(f"{at}.act", item.get("act"), ACTS),
    }


def _meeting(at: str, item: Line, sentence: _Sentence) -> Line:
    return {
        "trigger": sentence.span(f"{at}.trigger", item.get("trigger")),
        "participants": sentence.spans(f"{at}.participants", item.get("participants")),
        "state": sentence.choice(f"{at}.state", item.get("state"), STATES),
        "mode": sentence.choice(f"{at}.mode", item.get("mode", "unknown"), MEETING_MODES),
    }


_COMPILERS: dict[str, Callable[[str, Line, _Sentence], Line]] = {
    "attributions": _attribution,
    "events": _event,
    "commitments": _commitment,
    "meetings": _meeting,
}


def _head(line: Line, sentence: _Sentence) -> Line:
    """The fields beside the layers, checked."""
    faults = sentence.faults
    for key in sorted(set(line) - _KEYS["line"]):
        faults.append(f"{key!r} is no key of a line; its keys: {', '.join(sorted(_KEYS['line']))}")
    if not isinstance(line.get("id"), str) or not line["id"]:
        faults.append("id: missing; give one that no other line has, such as w1-017")
    if not isinstance(line.get("origin"), str) or not _ORIGIN.fullmatch(line["origin"]):
        faults.append(f"origin: {line.get('origin')!r}; use written, or white_house: and the id of the page")
    if line.get("date") and not _DATE.fullmatch(str(line["date"])):
        faults.append(f"date: {line['date']!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    sentence.choice("style", line.get("style"), STYLES)
    if "\n" in sentence.text or sentence.text != sentence.text.strip() or not sentence.text:
        faults.append("text: empty, or with a line break or white space at an edge; give one trimmed line")
    head = {key: line.get(key, "") for key in ("id", "origin", "style")}
    return {**head, "date": line.get("date") or None, "text": sentence.text}


def _compile(line: Line) -> tuple[Line, list[str]]:
    """The compiled line and what is doubtful in it (no fault)."""
    text = line.get("text")
    sentence = _Sentence(text if isinstance(text, str) else "")
    compiled = _head(line, sentence)
    for layer in LAYERS:
        compiled[layer] = []
        items = line.get(layer) or []
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            sentence.faults.append(f"{layer}: not a list of objects; write [{{...}}, {{...}}]")
            continue
        for number, item in enumerate(items, 1):
            at = f"{layer}[{number}]"
            for key in sorted(set(item) - _KEYS[layer]):
                listed = ", ".join(sorted(_KEYS[layer]))
                sentence.faults.append(f"{at}: {key!r} is no key here; its keys: {listed}")
            compiled[layer].append(_COMPILERS[layer](at, item, sentence))
        compiled[layer].sort(key=lambda item: json.dumps(item))
    if sentence.faults:
        raise AnnotationError(sentence.faults)
    return compiled, sentence.doubts


def compile_line(line: Line) -> Line:
    """The line with every span as half-open code points of `text`, keys complete.

    Raises:
        AnnotationError: something is not in the text, not in a closed list, or overlaps.
    """
    return _compile(line)[0]


def _read(path: Path) -> Iterator[tuple[str, Line | None, list[str], list[str]]]:
    """Each line of a file: its place, the compiled line (None if wrong), faults, doubts."""
    for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not raw.strip():
            continue
        place = f"{path}:{number}"
        try:
            line = json.loads(raw)
        except json.JSONDecodeError as error:
            yield place, None, [f"no JSON at column {error.colno}: {error.msg}; one object a line"], []
            continue
        if not isinstance(line, dict):
            yield place, None, ["no JSON object; write {...}"], []
            continue
        try:
            compiled, doubts = _compile(line)
        except AnnotationError as error:
            yield place, None, error.faults, []
        else:
            yield place, compiled, [], doubts


def read_files(paths: Iterable[Path]) -> tuple[list[Line], list[str], list[str]]:
    """The right lines of some files, the faults and the doubts, each with its place.

    An id or a text that an earlier line has already is a fault.
    """
    lines: list[Line] = []
    faults: list[str] = []
    doubts: list[str] = []
    ids: dict[str, str] = {}
    texts: dict[str, str] = {}
    for path in paths:
        for place, line, wrong, doubtful in _read(path):
            faults += [f"{place}: {fault}" for fault in wrong]
            doubts += [f"{place}: {doubt}" for doubt in doubtful]
            if line is None:
                continue
            if (first := ids.setdefault(line["id"], place)) != place:
                faults.append(f"{place}: id {line['id']!r} is taken by {first}; give another")
            if (first := texts.setdefault(line["text"], place)) != place:
                faults.append(f"{place}: the same text as {first}; leave one out")
            lines.append(line)
    return lines, faults, doubts


def count_lines(lines: list[Line]) -> Line:
    """How much of what is annotated."""
    events = [event for line in lines for event in line["events"]]
    counts: Line = {"sentences": len(lines)}
    counts |= {layer: sum(len(line[layer]) for line in lines) for layer in LAYERS}
    counts["without anything"] = sum(not any(line[layer] for layer in LAYERS) for line in lines)
    counts["without event"] = sum(not line["events"] for line in lines)
    types = Counter(event["type"] for event in events)
    counts["type"] = {name: types[name] for name in MODES}
    for key, all_values in (("realis", REALIS),):
        seen = Counter(event[key] for event in events)
        counts[key] = {name: seen[name] for name in all_values}
    counts["manner"] = dict(Counter(each["manner"] for line in lines for each in line["attributions"]))
    counts["act"] = dict(Counter(each["act"] for line in lines for each in line["commitments"]))
    counts["state"] = dict(Counter(each["state"] for line in lines for each in line["meetings"]))
    counts["style"] = dict(Counter(line["style"] for line in lines))
    return counts


def _print_counts(counts: Line) -> None:
    for key, value in counts.items():
        if isinstance(value, dict):
            print(f"{key:17} " + "  ".join(f"{name} {n}" for name, n in value.items()))
        else:
            print(f"{key:17} {value}")


def run_check(paths: list[Path]) -> int:
    """Print faults, doubts and counts; 1 if there is a fault."""
    lines, faults, doubts = read_files(paths)
    for fault in faults:
        print(fault)
    for doubt in doubts:
        print(f"{doubt}   [look again; no fault]")
    _print_counts(count_lines(lines))
    print(f"{len(faults)} fault(s), {len(doubts)} to look at again")
    return 1 if faults else 0


def run_build(out: Path, paths: list[Path]) -> int:
    """Write the lines with spans, sorted by id, a text once; nothing is written if a line is wrong."""
    lines, faults, _ = read_files(paths)
    unlike = [fault for fault in faults if ": the same text as " not in fault]
    if unlike:
        print("\n".join(unlike), file=sys.stderr)
        print(f"{len(unlike)} fault(s), {out} was not written. Mend them and build again.", file=sys.stderr)
        return 1
    seen: dict[str, Line] = {}
    for line in sorted(lines, key=lambda line: str(line["id"])):
        seen.setdefault(line["text"], line)
    body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in seen.values())
    out.write_text(body, encoding="utf-8")
    print(f"{out}: {len(seen)} sentences ({len(lines) - len(seen)} repeated texts left out)")
    return 0


def run_agreement(first: Path, second: Path) -> int:
    """Print the agreement of two files on the sentences that both have; a wrong line is an error."""
    from agreement import measure_agreement

    left, left_faults, _ = read_files([first])
    right, right_faults, _ = read_files([second])
    if left_faults or right_faults:
        print("\n".join([*left_faults, *right_faults]), file=sys.stderr)
        return 1
    for name, value in measure_agreement(left, right).items():
        print(f"{name:38} {value:.0f}" if name in ("sentences", "realis pairs") else f"{name:38} {value:.3f}")
    return 0


def main(arguments: list[str]) -> int:
    match arguments:
        case ["check", first, *rest]:
            return run_check([Path(name) for name in (first, *rest)])
        case ["build", out, first, *rest]:
            return run_build(Path(out), [Path(name) for name in (first, *rest)])
        case ["agreement", first, second]:
            return run_agreement(Path(first), Path(second))
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
