"""Office words: what a text calls an office, and which offices a word can mean.

"Premier" and "Taoiseach" are words for the office of a prime minister, "amir" is
"emir": each phrase of titles.tsv has a lemma, and two titles are the same office
when they share a lemma. Whether a country has that office is a fact of
offices.tsv, not of this table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dragoman.knowledge.facts import TitleHit

# Lemmas that name one office in some country: Manila's and London's foreign secretary
# are foreign ministers, Washington's secretary of state too.
_SAME_OFFICE = {
    "foreign_secretary": "foreign_minister",
    "secretary_of_state": "foreign_minister",
    "monarch": "king",
    "chairman_of_the_presidency": "president",
}


@dataclass(frozen=True, slots=True)
class TitleSense:
    """What one phrase means."""

    phrase: str
    lemma: str
    classes: tuple[str, ...]
    owner: str  # the only country or organisation with that title, "" for any

    @property
    def lemmas(self) -> frozenset[str]:
        """The lemmas under which two titles are compared; two for "President of the Government"."""
        return frozenset(_SAME_OFFICE.get(each, each) for each in self.lemma.split("|"))


class Titles:
    """The matcher of all office words.

    Args:
        senses: The rows of titles.tsv; of two with one phrase the later wins.
    """

    def __init__(self, senses: Iterable[TitleSense]) -> None:
        self._senses = {sense.phrase: sense for sense in senses}
        self._phrases = sorted(self._senses)
        self._automaton = AhoCorasick(
            self._phrases,
            matchkind=MatchKind.LeftmostLongest,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )
        self.words = frozenset(word for phrase in self._phrases for word in phrase.split())
        self.lemmas_of = lru_cache(maxsize=8192)(self._lemmas_of)

    def find(self, text: str) -> list[TitleHit]:
        """The office words of a text, in any case, sorted, longest first, none within another."""
        return [
            TitleHit(start, end, text[start:end], sense.classes[0])
            for start, end, sense in self.senses_in(text)
        ]

    def senses_in(self, text: str) -> list[tuple[int, int, TitleSense]]:
        """Like `find`, with all that the table says of each phrase."""
        plain = _plain(text)
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(plain):
            before_is_letter = start > 0 and plain[start - 1].isalnum()
            after_is_letter = end < len(plain) and plain[end].isalnum()
            if not before_is_letter and not after_is_letter:
                found.append((start, end, self._senses[self._phrases[index]]))
        return found

    def _lemmas_of(self, title: str) -> frozenset[str]:
        """The lemmas of all office words in a title, "King and Prime Minister" has two."""
        return frozenset(lemma for _, _, sense in self.senses_in(title) for lemma in sense.lemmas)

    def classes_of(self, title: str) -> tuple[str, ...]:
        """The office classes of the words in a title, in order, each once."""
        ordered: dict[str, None] = {}
        for _, _, sense in self.senses_in(title):
            ordered.update(dict.fromkeys(sense.classes))
        return tuple(ordered)


def _plain(text: str) -> str:
    """The text in lower case with plain quotes and blanks, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals grow when lowered, "İ" for one
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for odd, plain in (("’", "'"), ("\u00a0", " "), ("\n", " "), ("‑", "-"), ("–", "-")):
        lowered = lowered.replace(odd, plain)
    # Half of a pair of surrogates is no character, and the automaton refuses it.
    return lowered if lowered.isascii() else lowered.encode("utf-8", "replace").decode("utf-8")
