"""A mention as written, taken apart: office words, country words, and the name.

"former Japanese Prime Minister Fumio Kishida" is a qualifier, a country, an office
and a name. Nothing is looked up here but words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.knowledge.facts import NameHit, NameKind
from dragoman.knowledge.folding import words_of
from dragoman.knowledge.names import NameScanner
from dragoman.knowledge.titles import Titles, TitleSense

_FORMER = re.compile(
    r"(?i)\b(?:former|ex|ex-|then-?|late|one-time|erstwhile|previous|deposed|ousted|the late)\b-?"
)
_ELECT = re.compile(r"(?i)\b(?:president-elect|elect|designate|incoming|nominee)\b")
_ACTING = re.compile(r"(?i)\b(?:acting|interim|caretaker|transitional|provisional|de facto)\b")
_HONORIFIC = re.compile(
    r"(?i)\b(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|baroness|his|her|their|excellency|highness|majesty|royal|holiness"
    r"|sheikh?|shaikh|shaykh|sheikha|h\.e\.|h\.r\.h\.|hon|honou?rable|federal|general|gen|maj|lt|col|brig|capt|adm"
    r"|prof|professor|counterpart|colleague|outgoing|newly|elected|current|incumbent|first|state|ministry|affairs"
    r"|cooperation|international|european|republic|kingdom)\b\.?"
)
_SMALL_WORDS = re.compile(r"\b(?:the|The|of|for|and|a|an|in|on|to|from|new)\b")
_GENITIVE = re.compile(r"(?i)['’]s?\b")


# Office words that only tell something when no better one stands beside them.
_VAGUE = {"official", "secretary", "aide", "prince", "general", "minister", "leader", "diplomat"}


@dataclass(frozen=True, slots=True)
class Mention:
    """What a mention says, as far as its words go."""

    words: tuple[str, ...]  # the folded words of the name, empty for an office alone
    office: str  # the office words as written, "" for a name alone
    lemmas: frozenset[str]
    classes: tuple[str, ...]
    countries: tuple[str, ...]  # codes of country words and organisation words
    owners: tuple[str, ...]  # codes of those who alone have such a title: "Taoiseach", "Kremlin spokesman"
    is_former: bool
    is_elect: bool
    is_acting: bool


class MentionReader:
    """Takes mentions apart."""

    def __init__(self, titles: Titles, names: NameScanner) -> None:
        self._titles = titles
        self._names = names

    def read(self, mention: str) -> Mention:
        """The parts of a mention; words that fit nowhere are taken for the name."""
        senses = self._titles.senses_in(mention)
        senses = [each for each in senses if not _is_within_name(mention, each)]
        senses = [each for each in senses if each[2].lemma not in _VAGUE] or senses
        taken = [(start, end) for start, end, _ in senses]
        hits = [hit for hit in self._names.find(mention) if not _touches(hit, taken)]
        places = [
            hit for hit in hits if hit.kind is not NameKind.PERSON and not _is_surname(mention, hit, taken)
        ]
        owners = dict.fromkeys(sense.owner for _, _, sense in senses if sense.owner)
        rest = _without(mention, [*taken, *((hit.start, hit.end) for hit in places)])
        lemmas = frozenset(lemma for _, _, sense in senses for lemma in sense.lemmas)
        return Mention(
            _name_words(rest),
            " and ".join(mention[start:end] for start, end in taken),
            lemmas,
            tuple(dict.fromkeys(each for _, _, sense in senses for each in sense.classes)),
            tuple(dict.fromkeys(hit.code for hit in places)),
            tuple(owners),
            bool(_FORMER.search(rest)),
            bool(_ELECT.search(mention)),
            bool(_ACTING.search(rest)),
        )


def _is_within_name(mention: str, found: tuple[int, int, TitleSense]) -> bool:
    """Whether an office word is the end of a name: "Stephen King", "Mackenzie King"."""
    start, end, sense = found
    before = mention[:start].split()
    return (
        sense.lemma in ("king", "prince", "pope")
        and end == len(mention)
        and bool(before)
        and before[-1].istitle()
    )


def _is_surname(mention: str, hit: NameHit, titles: list[tuple[int, int]]) -> bool:
    """Whether a capital's name ends the mention right after a title: "Prime Minister Muscat"."""
    after_title = any(mention[end : hit.start].strip() == "" for _, end in titles if end <= hit.start)
    return hit.kind is NameKind.CAPITAL and after_title and hit.end == len(mention)


def _touches(hit: NameHit, spans: list[tuple[int, int]]) -> bool:
    return any(hit.start < end and start < hit.end for start, end in spans)


def _without(mention: str, spans: list[tuple[int, int]]) -> str:
    kept, last = [], 0
    for start, end in sorted(spans):
        kept.append(mention[last:start])
        last = max(last, end)
    return " ".join([*kept, mention[last:]])


def _name_words(rest: str) -> tuple[str, ...]:
    name = _GENITIVE.sub("", rest) if re.search(r"['’]s\b|s['’](?:\s|$)", rest) else rest
    for pattern in (_FORMER, _ELECT, _ACTING, _HONORIFIC, _SMALL_WORDS):
        name = pattern.sub(" ", name)
    return words_of(re.sub(r"[;:,]", " ", name))
