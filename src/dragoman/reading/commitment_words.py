"""The words of a promise: where its content begins and ends, and on what condition it stands."""

from __future__ import annotations

from dragoman.reading.brief import Brief

_BARE_CONDITION = 2  # words
NO_CONDITIONS = ("possible", "necessary", "needed", "need", "required", "require")  # "if possible"


def content_span(brief: Brief, content: int) -> tuple[int, int]:
    """The clause without what follows as a clause of somebody else (", while Japan will host")."""
    tokens = brief.syntax.subtree(content)
    for token in tokens:
        relation = brief.syntax.relation(token)
        if (
            token > content
            and relation in ("advcl", "conj", "parataxis")
            and (brief.syntax.own_subject(token) is not None or _is_told(brief, token, content))
        ):
            cut = brief.syntax.subtree(token)[0]
            tokens = [each for each in tokens if each < cut]
            break
    tokens = _to_new_clause(brief, tokens)
    while tokens and brief.syntax.tokens[tokens[-1]].upos in ("PUNCT", "CCONJ", "SCONJ"):
        tokens.pop()
    tokens = tokens or [content]
    return brief.syntax.tokens[tokens[0]].start, brief.syntax.tokens[tokens[-1]].end


def _is_told(brief: Brief, verb: int, content: int) -> bool:
    """Whether a verb joined to an infinitive is what somebody did beside the promise: "to pay and called on X"."""
    marks = {brief.syntax.tokens[mark].text.lower() for mark in brief.syntax.children(content, "mark")}
    return brief.syntax.relation(verb) == "conj" and "to" in marks and brief.syntax.is_past(verb)


def _to_new_clause(brief: Brief, tokens: list[int]) -> list[int]:
    """The tokens up to "and Fiji will ...", which the parser may take for a part of the object."""
    for token in tokens[2:]:
        said = brief.syntax.tokens[token].text.lower()
        mention = brief.cast.at(token - 1) if said in ("will", "would") else None
        joint = mention.first - 1 if mention is not None else -1
        if joint > tokens[0] and brief.syntax.tokens[joint].text.lower() in ("and", "but", "while"):
            return [each for each in tokens if each < joint]
    return tokens


def predicate_span(brief: Brief, verb: int) -> tuple[int, int]:
    """A clause without its subject: from the auxiliary to its end."""
    tokens = brief.syntax.subtree(verb)
    subject = brief.syntax.own_subject(verb)
    left_out = set(brief.syntax.subtree(subject)) if subject is not None else set()
    for clause in brief.syntax.children(verb, "parataxis"):  # "..., the president promised"
        if brief.syntax.own_subject(clause) is not None:
            tokens = [each for each in tokens if each < brief.syntax.subtree(clause)[0]]
    for clause in brief.syntax.children(verb, "conj"):  # "..., and Fiji will pay for it"
        if brief.syntax.own_subject(clause) is not None:
            tokens = [each for each in tokens if each < brief.syntax.subtree(clause)[0]]
    left_out |= {
        token for mark in brief.syntax.children(verb, "mark", "cc") for token in brief.syntax.subtree(mark)
    }
    kept = [
        token
        for token in tokens
        if token not in left_out and token >= min(verb, *(brief.syntax.children(verb, "aux") or [verb]))
    ]
    kept = _to_new_clause(brief, kept)
    while len(kept) > 1 and brief.syntax.tokens[kept[-1]].upos == "PUNCT":
        kept.pop()
    kept = kept or [verb]
    return brief.syntax.tokens[kept[0]].start, brief.syntax.tokens[kept[-1]].end


def condition_of(brief: Brief, content: int) -> str:
    """The words of an "if" or "unless" clause of the content."""
    for clause in brief.syntax.children(content, "advcl"):
        marks = {brief.syntax.tokens[mark].lemma.lower() for mark in brief.syntax.children(clause, "mark")}
        if marks & {"if", "unless", "provided"}:
            return _condition_words(brief.article.text[slice(*brief.syntax.span(clause))])
    return ""


def _condition_words(said: str) -> str:
    """A clause without the commas around it; nothing for "if possible", which lays down no condition."""
    bare = said.strip(" ,;.—–")
    first = bare.split(",")[0].lower()  # "if possible, by May": the rest is the act's
    is_none = len(first.split()) == _BARE_CONDITION and first.endswith(NO_CONDITIONS)
    return "" if is_none else bare
