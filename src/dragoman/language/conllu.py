"""The analysis of a text as CoNLL-U, the exchange form of Universal Dependencies.

Names stand in the last column as ``NER=B-PER``: persons, organisations and places (PER,
ORG, LOC), expressions of time (TIME), and words for nationalities and creeds (NORP).
The names of events stand in a column of their own, ``Event=B`` and ``Event=I``, since a
place or a body may lie within one. Beside them stand the offsets of each word, ``Start=`` and ``End=`` (code points of the
text, half-open).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.language.analyse import analyse
from dragoman.language.analysis import Analysis, Name, NameKind, Sentence


def parse_conllu(document_id: str, text: str) -> str:
    """The analysis of one text as a CoNLL-U document, with an empty line after each sentence.

    Args:
        document_id: Written after ``# newdoc id = ``.
        text: The text to analyse; without words the document is one comment.
    """
    return to_conllu(document_id, analyse(text))


def to_conllu(document_id: str, analysis: Analysis) -> str:
    """An analysis as a CoNLL-U document."""
    lines = [f"# newdoc id = {_one_line(document_id)}"]
    names, events = name_tags(analysis), event_tags(analysis)
    for number, sentence in enumerate(analysis.sentences, start=1):
        lines.append(f"# sent_id = {_one_line(document_id)}-{number}")
        lines.append(f"# text = {_one_line(analysis.text[sentence.start : sentence.end])}")
        lines.extend(_rows(analysis, sentence, names, events))
        lines.append("")
    if not analysis.sentences:
        lines.append("")
    return "\n".join(lines) + "\n"


def name_tags(analysis: Analysis) -> list[str]:
    """The BIO tag of every token, but for events: "O", "B-PER", "I-PER" and so on."""
    tags = ["O"] * len(analysis.tokens)
    for name in (*analysis.names, *analysis.terms):
        if name.kind != NameKind.EVENT:
            tags[name.first : name.last] = _bio(name, f"-{name.kind}")
    return tags


def event_tags(analysis: Analysis) -> list[str]:
    """What every token is in the name of an event: "O", "B" or "I"."""
    tags = ["O"] * len(analysis.tokens)
    for name in analysis.terms:
        if name.kind == NameKind.EVENT:
            tags[name.first : name.last] = _bio(name)
    return tags


def _bio(name: Name, ending: str = "") -> list[str]:
    """B for the first token of a name and I for the others."""
    return [f"B{ending}", *[f"I{ending}"] * (name.last - name.first - 1)]


def _rows(
    analysis: Analysis, sentence: Sentence, tags: Sequence[str], events: Sequence[str]
) -> Iterator[str]:
    """One line for each word of a sentence."""
    for i in range(sentence.first, sentence.last):
        token = analysis.tokens[i]
        head = 0 if token.head < 0 else token.head - sentence.first + 1
        misc = [f"NER={tags[i]}"] if tags[i] != "O" else []
        misc += [f"Event={events[i]}"] if events[i] != "O" else []
        misc += [f"Start={token.start}", f"End={token.end}"]
        if i + 1 < sentence.last and analysis.tokens[i + 1].start == token.end:
            misc.append("SpaceAfter=No")
        number = str(i - sentence.first + 1)
        form, lemma = _one_line(token.text) or "_", _one_line(token.lemma) or "_"
        yield "\t".join(
            [number, form, lemma, token.upos, "_", "_", str(head), token.deprel, "_", "|".join(misc)]
        )


def _one_line(text: str) -> str:
    """The text with every stretch of white space as one blank."""
    return re.sub(r"\s+", " ", text).strip()
