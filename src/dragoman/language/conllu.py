"""The analysis of a text as CoNLL-U, the exchange form of Universal Dependencies.

Names stand in the last column as ``NER=B-PER``: persons, organisations and places (PER,
ORG, LOC), expressions of time (TIME), and words for nationalities and creeds (NORP).
Beside them stand the offsets of each word, ``Start=`` and ``End=`` (code points of the
text, half-open).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.language.analyse import analyse
from dragoman.language.analysis import Analysis, Sentence


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
    tags = name_tags(analysis)
    for number, sentence in enumerate(analysis.sentences, start=1):
        lines.append(f"# sent_id = {_one_line(document_id)}-{number}")
        lines.append(f"# text = {_one_line(analysis.text[sentence.start : sentence.end])}")
        lines.extend(_rows(analysis, sentence, tags))
        lines.append("")
    if not analysis.sentences:
        lines.append("")
    return "\n".join(lines) + "\n"


def name_tags(analysis: Analysis) -> list[str]:
    """The BIO tag of every token: "O", "B-PER", "I-PER" and so on."""
    tags = ["O"] * len(analysis.tokens)
    for name in (*analysis.names, *analysis.terms):
        tags[name.first : name.last] = [f"B-{name.kind}", *[f"I-{name.kind}"] * (name.last - name.first - 1)]
    return tags


def _rows(analysis: Analysis, sentence: Sentence, tags: list[str]) -> Iterator[str]:
    """One line for each word of a sentence."""
    for i in range(sentence.first, sentence.last):
        token = analysis.tokens[i]
        head = 0 if token.head < 0 else token.head - sentence.first + 1
        misc = [f"NER={tags[i]}"] if tags[i] != "O" else []
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
