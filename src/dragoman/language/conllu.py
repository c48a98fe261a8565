"""The analysis of a text as CoNLL-U, the exchange form of Universal Dependencies.

Names stand in the last column as ``NER=B-PER`` (PER, ORG, LOC from the model;
TIME, an expression of time with a figure or a name, by rule), beside the offsets
of each word, ``Start=`` and ``End=`` (code points of the text, half-open).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from dragoman.language.analyse import analyse
from dragoman.language.analysis import Analysis, Sentence
from dragoman.language.times import find_times

# As GUM's named times are counted.
_LONGEST_TIME = 7


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
    for name in analysis.names:
        _tag(tags, range(name.first, name.last), name.kind)
    for words in _times(analysis):
        if all(tags[i] == "O" for i in words):
            _tag(tags, words, "TIME")
    return tags


def _tag(tags: list[str], words: range, kind: str) -> None:
    """Mark a stretch of words."""
    tags[words.start : words.stop] = [f"B-{kind}"] + [f"I-{kind}"] * (len(words) - 1)


def _times(analysis: Analysis) -> Iterator[range]:
    """The words of each expression of time that holds a figure or a name."""
    starts = [token.start for token in analysis.tokens]
    ends = [token.end for token in analysis.tokens]
    sentences = [(sentence.start, sentence.end) for sentence in analysis.sentences]
    for time in find_times(analysis.text, None, sentences):
        words = range(bisect_left(starts, time.start), bisect_right(ends, time.end))
        if any(analysis.tokens[i].upos in ("NUM", "PROPN") for i in words) and len(words) <= _LONGEST_TIME:
            yield words


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
