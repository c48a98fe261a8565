"""Reporting clauses by the order of words alone, where the tree is often wrong.

A clause that closes its sentence ("..., the ministry said on Monday.") is read as
one more part of the clause before it by many parses; commas and parts of speech
show it plainly.
"""

from __future__ import annotations

from dragoman.reading._attribution_cues import rows_of
from dragoman.reading.syntax import Syntax

_NOMINAL = ("NOUN", "PROPN", "PRON")
_BETWEEN = ("ADV", "AUX")
_AFTER = ("PUNCT", "ADP", "ADV")
_STILL = frozenset("will would could should must can may might is are has have 's ’s 're ’re 'll ’ll".split())
_LONGEST_LEAD = 12
_OPENS_PHRASE = ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM")
_MARKS = frozenset('"“”„«»')
_OPENERS = frozenset({"that", "how", "why", "what", "whether"})
_NOMINATIVES = frozenset({"he", "she", "they", "we", "i"})
_DAYS = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "late",
        "earlier",
    }
)


def closing_clause(syntax: Syntax, verb: int) -> tuple[int, list[int]] | None:
    """The source and the content of a clause that closes its sentence, or None where the verb has none.

    "S, X said." and "S, X said in Geneva on Monday." with a finite verb in S; a
    clause that goes on ("S, X said, adding that ...") counts up to its comma.
    """
    tokens, sentence = syntax.tokens, syntax.sentence(verb)
    if verb > sentence.first and tokens[verb - 1].text == ",":
        return _inverted_clause(syntax, verb)
    if not _closes(syntax, verb, sentence.last):
        return None
    right = verb
    while right > sentence.first and tokens[right - 1].upos in _BETWEEN:
        right -= 1
    left = right
    while left > sentence.first and tokens[left - 1].text != ",":
        left -= 1
        if tokens[left].upos in ("VERB", "AUX", "SCONJ") or tokens[left].text in _MARKS:
            return None
    comma = left - 1
    source = phrase_head(syntax, left, right)
    if source is None or comma - sentence.first < 3:
        return None
    content = list(range(sentence.first, comma))
    if not any(tokens[word].upos in ("VERB", "AUX") for word in content):
        return None
    opens_subordinate = tokens[sentence.first].upos in ("SCONJ", "ADP") and "," not in {
        tokens[word].text for word in content
    }
    if opens_subordinate:
        return None
    return source, [*content, *_continuation(syntax, verb)]


def _continuation(syntax: Syntax, verb: int) -> list[int]:
    """The rest of the content after an inserted clause ("S, X said, since ..."); none for a new clause.

    A participle ("..., adding that") or a conjunction with "and", "but" begins
    something that the speaker or the writer adds.
    """
    tokens, last = syntax.tokens, syntax.sentence(verb).last
    comma = next((index for index in range(verb + 1, last) if tokens[index].text in (",", ";")), None)
    if comma is None or comma + 2 >= last or any(tokens[index].text in _MARKS for index in range(verb, last)):
        return []
    opener = tokens[comma + 1]
    is_participle = opener.upos == "VERB" or opener.text.lower().endswith("ing")
    if opener.upos == "CCONJ" or (is_participle and opener.text.lower() != "including"):
        return []
    return list(range(comma + 1, last))


def without_tail(syntax: Syntax, verb: int, content: list[int]) -> list[int]:
    """The content up to a participle clause that goes on reporting ("..., adding that ...").

    The tree hangs it on the last verb, which is often the one of the content.
    """
    tokens = syntax.tokens
    for place, word in enumerate(content):
        if place < 3 or word < verb or tokens[word - 1].text != "," or tokens[word].upos != "VERB":
            continue
        if tokens[word].text.lower().endswith("ing") and goes_on(syntax, word):
            return content[:place]
    return content


def with_next_clause(syntax: Syntax, verb: int, content: list[int]) -> list[int]:
    """The content with the clause that the tree joins to the verb of saying and that goes on with what was said.

    After a past cue such a clause stands in the present, with a modal, or is a bare
    infinitive: "said it was over and that he will go", "said she wanted to stay and let them see".
    """
    tokens = syntax.tokens
    is_finite = syntax.is_past(verb) or tokens[verb].text.lower() in ("says", "say")
    for clause in syntax.children(verb, "conj") if content and is_finite else ():
        words = syntax.subtree(clause)
        between = range(content[-1] + 1, words[0])
        is_next = words[0] > content[-1] and all(tokens[each].upos == "PUNCT" for each in between)
        if is_next and _is_still_said(syntax, clause):
            content = list(range(content[0], words[-1] + 1))
    return content


def _is_still_said(syntax: Syntax, clause: int) -> bool:
    word, subject = syntax.tokens[clause], syntax.own_subject(clause)
    helpers = syntax.children(clause, "aux", "cop")
    forms = {syntax.tokens[each].text.lower() for each in helpers}
    if subject is None:
        is_bare = word.upos == "VERB" and word.text.lower() == word.lemma.lower() and not helpers
        return is_bare or _has_that(syntax, clause)
    is_pronoun = syntax.tokens[subject].upos == "PRON" or _has_that(syntax, clause)
    is_present = not forms and word.upos == "VERB" and word.text.lower() in (word.lemma, f"{word.lemma}s")
    return is_pronoun and (bool(forms & _STILL) or is_present or _has_that(syntax, clause))


def _has_that(syntax: Syntax, clause: int) -> bool:
    return any(syntax.tokens[mark].text.lower() == "that" for mark in syntax.children(clause, "mark"))


def goes_on(syntax: Syntax, participle: int) -> bool:
    """Whether a participle is one of reporting ("adding", "saying", "stressing")."""
    if syntax.relation(participle) not in ("advcl", "conj", "acl", "parataxis"):
        return False
    return any("quote" in row.frames for row in rows_of(syntax, participle))


def _inverted_clause(syntax: Syntax, verb: int) -> tuple[int, list[int]] | None:
    """The same with the verb first ("S, said X, the chief of staff.")."""
    tokens, sentence = syntax.tokens, syntax.sentence(verb)
    end = verb + 1
    while end < sentence.last and tokens[end].upos in (*_OPENS_PHRASE, "ADP"):
        end += 1
    if end == verb + 1 or tokens[verb + 1].upos == "ADP":
        return None
    closes = end >= sentence.last or tokens[end].text in (",", ".", ";")
    source = phrase_head(syntax, verb + 1, end)
    content = list(range(sentence.first, verb - 1))
    has_clause = any(syntax.own_subject(word) is not None for word in content if word != verb)
    has_marks = any(tokens[word].text in _MARKS for word in content)
    if (
        not closes
        or source is None
        or has_marks
        or not has_clause
        or tokens[verb].text.lower().endswith("ing")
    ):
        return None
    return source, content


def _closes(syntax: Syntax, verb: int, last: int) -> bool:
    """Whether nothing but when and where follows the verb, up to the next comma or the end."""
    tokens = syntax.tokens
    for index in range(verb + 1, last):
        word = tokens[index]
        if index == verb + 1 and word.upos not in _AFTER and word.text.lower() not in _DAYS:
            return False
        if word.text in (",", ".", ";") or word.text in _MARKS:
            return True
        if word.upos in ("VERB", "AUX", "SCONJ") or word.text == ":":
            return False
    return True


def that_clause(syntax: Syntax, verb: int, content: list[int]) -> list[int]:
    """The content from the "that" which follows a verb, where the tree lost the clause or its beginning.

    Between verb and "that" stand only phrases without a verb ("said before the
    meeting that ..."); the end is the tree's, else the end of the sentence.
    """
    tokens, sentence = syntax.tokens, syntax.sentence(verb)
    that = None
    for index in range(verb + 1, min(verb + _LONGEST_LEAD, sentence.last)):
        if tokens[index].text.lower() == "that" and _opens_clause(syntax, index):
            that = index
            break
        if tokens[index].upos in ("VERB", "AUX", "PUNCT", "SCONJ"):
            break
    if that is None or (content and content[0] == that and content[-1] - that == len(content) - 1):
        return content
    after = [word for word in content if word > that]
    last = after[-1] if after and after[-1] - that > 3 else sentence.last - 1
    return list(range(that, last + 1))


def _opens_clause(syntax: Syntax, that: int) -> bool:
    """Whether a "that" is a conjunction: by its tag, or because a subject follows it."""
    tokens = syntax.tokens
    if tokens[that].upos == "SCONJ":
        return True
    return that + 1 < len(tokens) and tokens[that + 1].upos in _OPENS_PHRASE and tokens[that].upos == "PRON"


def bare_clause(syntax: Syntax, verb: int, content: list[int]) -> list[int]:
    """The content right after a verb whose clause the tree hangs elsewhere ("after X said he wanted ...")."""
    tokens, first = syntax.tokens, verb + 1
    if content or first >= syntax.sentence(verb).last or tokens[first].upos not in _OPENS_PHRASE:
        return content
    for index in range(first, min(first + _LONGEST_LEAD, syntax.sentence(verb).last)):
        head = tokens[index].head
        if syntax.relation(index) in ("nsubj", "expl") and head > index and syntax.subtree(index)[0] == first:
            return [word for word in syntax.subtree(head) if word >= first]
    return content


def phrase_head(syntax: Syntax, first: int, end: int) -> int | None:
    """The head of the noun phrase that fills a stretch of tokens, or None where there is none."""
    tokens = syntax.tokens
    for index in range(first, end):
        if tokens[index].upos in _NOMINAL and not first <= tokens[index].head < end:
            return index
    return next((index for index in range(first, end) if tokens[index].upos in _NOMINAL), None)


def without_lead(syntax: Syntax, verb: int, content: list[int], has_addressee: bool) -> list[int]:
    """The content right after a verb without words of the reporting clause that the tree drew into it.

    A day ("said today Moscow felt ...") and, after verbs that have one, who is
    spoken to ("told reporters the talks ...", "told a press conference he ...").
    """
    tokens = syntax.tokens
    if len(content) < 3 or content[0] != verb + 1:
        return content
    if tokens[content[0]].text.lower() in _DAYS and tokens[content[1]].upos in (
        "DET",
        "PRON",
        "PROPN",
        "NOUN",
        "SCONJ",
    ):
        return content[1:]
    if not has_addressee:
        return content
    for place, word in enumerate(content[:8]):
        lower = tokens[word].text.lower()
        if tokens[word].upos in ("VERB", "AUX", "PUNCT"):
            break
        if place and ((lower in _OPENERS and tokens[word].upos != "DET") or lower in _NOMINATIVES):
            return content[place:]
    if tokens[content[0]].upos not in ("NOUN", "PRON"):
        return content
    starts_phrase = tokens[content[1]].upos in ("DET", "PRON", "PROPN", "NOUN", "SCONJ", "ADJ")
    return content[1:] if starts_phrase else content
