"""People by the words of their names, and how well a name as written fits one.

News writes "Kishida", "Fumio Kishida", "Kishida Fumio" and "Kisida"; a score of 1
means the same words, 0 nothing in common. Office and date are left to `lookup`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from dragoman.knowledge.facts import Person
from dragoman.knowledge.folding import skeleton, words_of

# Parts of names that say little about who it is.
PARTICLES = frozenset(
    "al el ul bin ibn ben bint de da do dos das del della di du la le las los van von der den ter ten zu zum abu abd "
    "abdel abdul jr sr ii iii iv vi vii viii mc mac st sir lord lady dame dr e y i af the of san santa ould mohamed "
    "mohammed muhammad mohammad mohd md ali sheikh shaikh general daw u hon tun datuk seri".split()
)
# "Hamad bin Khalifa" is the son of "Khalifa bin Hamad": here the order of the words tells.
PATRONYMIC = frozenset(("bin", "ibn", "ben", "al"))
_SUFFIXES = frozenset("jr sr ii iii iv vi vii viii".split())
_COMMON = frozenset(["mohamed", "mohammed", "muhammad", "mohammad", "ali", "abdel", "abdul", "abd"])
# Two skeletons below this are two names.
WORD_FLOOR = 0.72
# Letters of a skeleton that another one begins with.
LEAST_PREFIX = 4
# Of 100: from here on two names are one that is parted into words in another way.
SAME_SPELLING = 84
# The Factbook gives the first name as the family name of rulers whose house comes last: "TAMIM bin Hamad Al Thani".
_DYNASTIC = {"QAT", "KWT", "BHR", "ARE", "SAU", "OMN", "JOR", "MAR", "BRN", "YEM", "IRQ", "LBY", "EGY", "SYR"}
_FAMILY_FIRST = {"CHN", "KOR", "PRK", "TWN", "VNM", "KHM", "SGP", "MMR"}

# English short forms that share too few letters with the name.
_SHORT_FORMS = {
    name: tuple(short.split())
    for name, short in (
        pair.split(": ")
        for pair in (
            "elizabeth: liz beth, william: bill will billy, joseph: joe, james: jim jimmy jamie, robert: bob bobby rob, "
            "anthony: tony, antony: tony, michael: mike mick, thomas: tom, richard: dick rick, edward: ted ed eddie, "
            "charles: chuck charlie, daniel: dan danny, david: dave, stephen: steve, steven: steve, timothy: tim, "
            "jonathan: jon, benjamin: ben bibi benny, christopher: chris, nicholas: nick, alexander: alex alec sandy, "
            "samuel: sam sandy, kenneth: ken, gerald: jerry gerry, lawrence: larry, jacob: jack jake, john: jack, "
            "frederick: fred, theodore: ted teddy, andrew: andy, gregory: greg, philip: phil, ronald: ron ronnie, "
            "donald: don, douglas: doug, susan: sue, katherine: kate kathy, margaret: maggie meg, henry: hank harry, "
            "albert: al, alan: al, alfred: al alf, gilbert: gil, leonard: len, raymond: ray, patrick: pat paddy, "
            "patricia: pat, peter: pete, rodney: rod, victor: vic, walter: walt, francis: frank, franklin: frank, "
            "konstantinos: kostas costas, georgios: george yorgos, ioannis: yannis yiannis, dimitrios: dimitris, "
            "nikolaos: nikos, jose: pepe, francisco: paco pancho, ignacio: nacho, enrique: quique"
        ).split(", ")
    )
}
_LONG_FORMS = {
    short: {name for name, shorts in _SHORT_FORMS.items() if short in shorts}
    for shorts in _SHORT_FORMS.values()
    for short in shorts
}
_VOWEL = re.compile("[aiu]")
_Spelling = tuple[str, ...]


class People:
    """All persons, found by any word of a spelling."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.by_id = {person.id: person for person in persons}
        self._by_word: dict[str, list[str]] | None = None

    def with_word(self, words: Iterable[str]) -> set[str]:
        """Ids of the persons that share a telling word with the name."""
        index = self._index()
        found: set[str] = set()
        for word in words:
            if word not in PARTICLES or word in _COMMON:
                found.update(index.get(word, ()))
        return found

    def _index(self) -> dict[str, list[str]]:
        if self._by_word is None:
            index: defaultdict[str, list[str]] = defaultdict(list)
            for person in self.by_id.values():
                for word in {word for name in (person.name, *person.variants) for word in words_of(name)}:
                    index[word].append(person.id)
            self._by_word = dict(index)
        return self._by_word


def name_score(words: tuple[str, ...], person: Person) -> float:
    """How well a name as written fits the person, 0 to 1.

    Args:
        words: The folded words of the name, in the order written; not empty.
    """
    families, spellings = spellings_of(person)
    return max(_spelling_score(words, spelling, families) for spelling in spellings)


@lru_cache(maxsize=16384)
def spellings_of(person: Person) -> tuple[frozenset[str], tuple[_Spelling, ...]]:
    """The words of the family name as far as known, and all spellings."""
    spellings = tuple(dict.fromkeys(words_of(name) for name in (person.name, *person.variants)))
    spellings = tuple(each for each in spellings if each) or (("?",),)
    families = {word for word in words_of(person.family) if word not in PARTICLES}
    families = families or set(words_of(person.family))
    if not families or person.country in _DYNASTIC:
        for spelling in spellings:
            named = [word for word in spelling if word not in _SUFFIXES] or list(spelling)
            if person.country not in _DYNASTIC or _has_house(named):
                families.add(named[-1])
            if person.country in _FAMILY_FIRST:
                families.add(named[0])
    return frozenset(families), spellings


def _has_house(words: Sequence[str]) -> bool:
    """Whether a name ends with the name of a house, "Al Thani"; "bin al-Hussein" is a father's name."""
    return len(words) > 2 and words[-2] == "al" and words[-3] not in ("bin", "ibn", "ben")


@lru_cache(maxsize=16384)
def _spelling_score(words: _Spelling, spelling: _Spelling, families: frozenset[str]) -> float:
    if words == spelling:
        return 1.0
    if sorted(words) == sorted(spelling) and (words[0] == spelling[0] or not PATRONYMIC & set(words)):
        return 0.99
    joined, other = "".join(map(skeleton, words)), "".join(map(skeleton, spelling))
    if joined == other:
        return 0.98
    forward = _cover(words, spelling)
    backward = _cover(spelling, words)
    family = max((_likeness(word, each) for word in words for each in families), default=0.0)
    score = _combine(words, spelling, forward, backward, family)
    if len(joined) > 7 and len(other) > 7 and len(words) > 1:
        score = max(
            score, 0.95 * ratio(joined, other) / 100 if ratio(joined, other) >= SAME_SPELLING else 0.0
        )
    return 0.7 * score if _are_relatives(words, spelling) else score


def _are_relatives(words: _Spelling, spelling: _Spelling) -> bool:
    """Whether the names share a house or a father and differ in the name given: "Ali Bongo" and "Omar Bongo"."""
    if sum(word not in PARTICLES or word in _COMMON for word in words) < 2 or len(spelling) < 2:
        return False
    mine, theirs = _given(words), _given(spelling)
    if max(len(mine), len(theirs)) <= 3:
        return False  # family names come first in East Asia, and short ones are often misspelt
    if not any(_likeness(mine, each) for each in spelling) and not any(
        _likeness(theirs, each) for each in words
    ):
        return True
    if not PATRONYMIC & set(words) & set(spelling):
        return False
    if not _likeness(mine, theirs):
        return True
    houses = words[-2] == spelling[-2] == "al" and _has_house(words) and _has_house(spelling)
    return houses and not _likeness(words[-1], spelling[-1])


def _given(words: _Spelling) -> str:
    """The first word that is a name given: no article, no honorific."""
    return next((word for word in words if word not in PARTICLES or word in _COMMON), words[0])


def _combine(words: _Spelling, spelling: _Spelling, forward: float, backward: float, family: float) -> float:
    n_telling, n_known = (sum(word not in PARTICLES for word in name) for name in (words, spelling))
    if n_telling <= 1:
        # A surname alone, or the one name of a king: nothing else speaks for it.
        if min(forward, family or 1.0) < 0.8 or (family < 0.99 and _is_fathers_name(words, spelling)):
            return 0.0
        return max(0.93 * family, 0.55 * forward + 0.4 * backward)
    if n_known <= 1 and forward < 0.9:
        return 0.5 * forward  # "Elizabeth Truss" is not "Elizabeth II"
    if forward >= 0.99 and backward >= 0.99:
        return 0.97
    if n_known > 1 and max(forward, backward) >= 0.95 and min(forward, backward) >= 0.4:
        # One is a shorter form of the other: "Jan Balkenende", "Felix Antoine Tshisekedi Tshilombo".
        return 0.8 + 0.15 * min(forward, backward)
    if family < WORD_FLOOR and forward < 0.9:
        return 0.4 * forward
    return (
        0.55 * forward + 0.25 * backward + 0.2 * family - (0.15 if forward < 0.6 and backward < 0.9 else 0.0)
    )


def _is_fathers_name(words: _Spelling, spelling: _Spelling) -> bool:
    """Whether the one telling word is the father's in the other name: "Hussein" in "Abdullah bin al-Hussein"."""
    word = _given(words)
    place = max(range(len(spelling)), key=lambda each: _likeness(word, spelling[each]))
    before = [each for each in spelling[max(0, place - 2) : place] if each != "al"]
    return bool(before) and before[-1] in ("bin", "ibn", "ben")


def _cover(words: _Spelling, other: _Spelling) -> float:
    """How much of the telling letters of words is found in the other name."""
    telling = [word for word in words if word not in PARTICLES] or list(words)
    weight = sum(map(_weight, telling))
    return sum(_weight(word) * max(_likeness(word, each) for each in other) for word in telling) / weight


def _weight(word: str) -> float:
    return 1.0 if len(word) == 1 else min(len(word), 8) / 2


@lru_cache(maxsize=16384)
def _likeness(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) == 1 or len(other) == 1:
        return 0.85 if word[0] == other[0] else 0.0
    if other in _SHORT_FORMS.get(word, ()) or word in _SHORT_FORMS.get(other, ()):
        return 0.94
    left, right = skeleton(word), skeleton(other)
    if left == right:
        return 0.96 if len(left) > 2 else 0.8
    if len(left) > 2 and without_vowels(left) == without_vowels(right):
        return 0.88
    if min(len(left), len(right)) >= LEAST_PREFIX and (left.startswith(right) or right.startswith(left)):
        return 0.85
    alike = ratio(left, right) / 100
    return alike if alike >= WORD_FLOOR else 0.0


def short_forms_of(word: str) -> set[str]:
    """The English names that a name given is short for, or that are short for it."""
    return {*_SHORT_FORMS.get(word, ()), *_LONG_FORMS.get(word, ())}


def without_vowels(bones: str) -> str:
    """A skeleton in which all vowels are one."""
    return _VOWEL.sub("a", bones)
