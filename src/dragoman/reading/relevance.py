"""Whether an article is about diplomacy at all: cheap questions to the cast, before any value is read.

A page is read further when officials or governments of at least two countries (or
of a country and an international body) act in it, and it is not a page of sport or
business in which they stand at the edge.
"""

from __future__ import annotations

import re

from dragoman.reading.brief import Brief
from dragoman.reading.cast import Mention, MentionKind
from dragoman.reading.record import ActorKind
from dragoman.reading.wordlists import words

_MIN_OFFICIAL_SHARE = 0.12  # official mentions that act, per sentence
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")


def is_relevant(brief: Brief) -> bool:
    """Whether the article should be read for values."""
    acting = [mention for mention in brief.cast.mentions if _acts_officially(brief, mention)]
    codes = {code for mention in acting for code in mention.countries}
    named = {code for mention in brief.cast.mentions for code in mention.countries}
    n_sentences = max(len(brief.analysis.sentences), 1)
    if not codes or len(named) < 2 or len(acting) / n_sentences < _MIN_OFFICIAL_SHARE:
        return False
    return not _is_elsewhere(brief, len(acting))


def _acts_officially(brief: Brief, mention: Mention) -> bool:
    """Whether a mention is of a government, an official or a body of states, in a speaking part."""
    if mention.kind in (MentionKind.DEMONYM, MentionKind.PRONOUN):
        return False
    actor = mention.actors[0]
    if not actor.country:
        return False
    if actor.kind is ActorKind.PERSON and not actor.office:
        return False
    return brief.syntax.relation(mention.head) in ("nsubj", "obj", "obl", "nmod", "root", "conj")


def _is_elsewhere(brief: Brief, n_acting: int) -> bool:
    """Whether words of sport, business or courts outweigh the officials."""
    text = brief.article.text.lower()
    n_other = sum(word in words("sport_business_court") for word in _WORD.findall(text))
    return n_other > 2 * n_acting
