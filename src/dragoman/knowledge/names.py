"""All names of the tables, found in a text in one pass.

One automaton holds the names of countries, peoples, capitals, seats, groups and
people; it decides where a name stands and what it is called. Whether "Tokyo" is a
city or a government there, and which of two people of one name is meant, is left
to reading and to `who`.

Case carries meaning: "Turkey" is a country and "turkey" a bird, "US" a country and
"us" a pronoun. Lower-case names are taken where no other word is spelled so, and
before "'s" ("china's"), which only damaged news writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dragoman.knowledge.facts import Country, Group, NameHit, NameKind, Person
from dragoman.knowledge.folding import strip_marks
from dragoman.knowledge.tables import CountryName, Seat

# Words that are a name only when capitalised.
_ALSO_WORDS = {
    "turkey", "china", "chad", "jordan", "georgia", "guinea", "jersey", "man", "us", "polish", "swedes",
    "turk", "turks", "swiss", "oman", "togo", "mali", "cuba", "niger", "dutch", "thai", "male", "lima",
    "nice", "danish", "swede", "dane", "poles", "pole", "finn", "finns", "lao", "peru", "america",
    "german", "french", "japan", "panama", "bermuda", "rose", "cote", "benin", "gabon", "samoa",
    "tonga", "palau", "nauru", "sudan", "congo", "england", "wales", "kiwis", "brits", "persia",
    "persian", "swazi", "creole", "roman", "monaco", "dominican", "greek", "irish", "scottish", "welsh",
    "english", "spanish", "spaniard", "indian", "american", "emirates", "formosa",
}  # fmt: skip

# Country and city names that are given names or family names as well.
_ALSO_PEOPLE = {
    "Jordan", "Georgia", "Chad", "Israel", "Kenya", "India", "Paris", "Washington", "Sofia", "Victoria",
    "Santiago", "London", "Kingston", "Austin", "Cyprus", "Ireland", "England", "Wales", "Holland",
    "France", "Roma", "Vienna", "Florence", "Lisbon", "German", "French", "English", "Finn", "Dane",
    "Turk", "Hamilton", "Malta", "Lourdes", "Brittany", "Monrovia", "Lima", "Doha", "Valencia",
    "Jamaica", "Persia", "America", "China", "Scotland", "Asmara",
}  # fmt: skip

_ENGLISH_CAPITALS_LEFT_OUT = {
    "Victoria", "Georgetown", "Hamilton", "Stanley", "Male", "Bridgetown", "Plymouth", "Saint George's",
    "Saint John's", "City of San Marino", "Kingstown",
}  # fmt: skip
_FAMILY_FIRST = {
    "JPN", "CHN", "KOR", "PRK", "TWN", "HUN", "VNM", "KHM", "SGP", "HKG", "MAC",
}  # fmt: skip
_ORGANISATIONS = {"organisation", "organ"}
_NO_LANGUAGE = ""

_PLAIN, _PERSONAL, _UPPER_US, _LOWER_GENITIVE, _BLOCKED = range(5)


class _Pattern(NamedTuple):
    """What a spelling stands for, and which check it needs."""

    kind: NameKind
    code: str
    ref: str
    check: int


class NameScanner:
    """Finds names; building it takes some tens of milliseconds.

    Args:
        countries, names, groups, seats, persons: The facts whose names are looked for.
        blocked: Phrases that hold a name and mean something else ("New Mexico").
        title_words: Lower-case words of offices: "Jordan Foreign Minister" is a country.
    """

    def __init__(
        self,
        places: tuple[list[Country], list[CountryName]],
        groups: Iterable[Group],
        seats: Iterable[Seat],
        persons: Iterable[Person],
        blocked: Iterable[str],
        title_words: frozenset[str],
    ) -> None:
        self._title_words = title_words
        self._given_names: set[str] = set()
        table: dict[str, _Pattern] = {}
        for phrase in blocked:
            table.setdefault(phrase, _Pattern(NameKind.COUNTRY, "", "", _BLOCKED))
        for spelling, pattern in _country_patterns(*places):
            table.setdefault(spelling, pattern)
        for spelling, pattern in _group_patterns(groups):
            table.setdefault(spelling, pattern)
        for spelling, pattern in _seat_patterns(seats):
            table.setdefault(spelling, pattern)
        for spelling, pattern in _capital_patterns(*places):
            table.setdefault(spelling, pattern)
        for spelling, pattern in self._person_patterns(persons):
            table.setdefault(spelling, pattern)
        self._patterns = list(table.values())
        self._automaton = AhoCorasick(
            list(table),
            matchkind=MatchKind.LeftmostLongest,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def _person_patterns(self, persons: Iterable[Person]) -> Iterator[tuple[str, _Pattern]]:
        for person in persons:
            pattern = _Pattern(NameKind.PERSON, person.country, person.id, _PLAIN)
            for spelling in _spellings_of(person):
                yield spelling, pattern
                self._given_names.add(spelling.partition(" ")[0])

    def find(self, text: str) -> list[NameHit]:
        """The names of a text, sorted by start, none overlapping another."""
        plain = text.replace("’", "'").replace("\n", " ").replace("\u00a0", " ")
        padded = f" {plain} "  # so that the letter before `start` is padded[start], in any text
        hits: list[NameHit] = []
        patterns, make = self._patterns, tuple.__new__  # half the time of NameHit(...)
        for index, start, end in self._automaton.find_matches_as_indexes(plain):
            before, after = padded[start], padded[end + 1]
            # Blanks and most punctuation sort before the digits: the dearer question is rarely asked.
            if (before > "/" and before.isalnum()) or (after > "/" and after.isalnum()):
                self._inside(plain, (start, end), text, hits)
                continue
            kind, code, ref, check = patterns[index]
            if check:
                if check == _LOWER_GENITIVE:
                    end -= 2
                elif check == _BLOCKED or not self._is_meant(plain, start, end, check):
                    continue
            hits.append(make(NameHit, (start, end, kind, code, ref, text[start:end])))
        return hits

    def _inside(self, plain: str, span: tuple[int, int], text: str, hits: list[NameHit]) -> None:
        """Names within a match that broke a word: "Mali" and "Iran" in "the Mali Iranologist"."""
        start, end = span
        space = plain.find(" ", start, end)
        stop = plain.rfind(" ", start, end)
        for low, high in ((start, stop), (space + 1, end)):
            if space < 0 or low >= high or (low and plain[low - 1].isalnum()):
                continue
            found = self._automaton.find_matches_as_indexes(plain[low:high])
            if (
                found
                and found[0][1] == 0
                and found[0][2] == high - low
                and (high == len(plain) or not plain[high].isalnum())
            ):
                pattern = self._patterns[found[0][0]]
                if not pattern.check:
                    hits.append(NameHit(low, high, pattern.kind, pattern.code, pattern.ref, text[low:high]))
                return

    def _is_meant(self, plain: str, start: int, end: int, check: int) -> bool:
        if check == _UPPER_US:
            return plain[end : end + 1] != "$"
        before = _word_before(plain, start)
        if before[:1].isupper() and before in self._given_names and before.lower() not in self._title_words:
            return False
        after = _capital_word_after(plain, end)
        takes_family_name = after[1:].islower() and after.lower() not in self._title_words
        return not (takes_family_name and _starts_a_name(before, after))


def _starts_a_name(before: str, after: str) -> bool:
    """Whether "Jordan Peterson" is rather a person: no preposition before, no people after."""
    return (
        before.lower() not in _PLACE_WORDS
        and not after.endswith(("ian", "ish", "ese", "i"))
        and len(after) > 3
    )


_PLACE_WORDS = {
    "in", "to", "from", "of", "with", "and", "for", "between", "against", "by", "on", "at", "near",
    "into", "toward", "towards", "via", "visit", "visits", "visiting", "visited", "over", "across",
    "through", "including", "the", "neighbouring", "neighboring", "like", "as", "or", "while", "where",
}  # fmt: skip


def _capital_word_after(plain: str, end: int) -> str:
    """The next word when it has a capital, else ""."""
    if plain[end : end + 1] != " " or not plain[end + 1 : end + 2].isupper():
        return ""
    stop = end + 1
    while stop < len(plain) and plain[stop].isalpha():
        stop += 1
    return plain[end + 1 : stop]


def _word_before(plain: str, start: int) -> str:
    """The word before a blank, "" where something else stands there."""
    if start < 2 or plain[start - 1] != " " or not plain[start - 2].isalpha():
        return ""
    first = start - 2
    while first > 0 and plain[first - 1].isalpha():
        first -= 1
    return plain[first : start - 1]


def _country_patterns(countries: list[Country], names: list[CountryName]) -> Iterator[tuple[str, _Pattern]]:
    known = {country.code: country for country in countries}
    for country in countries:
        yield from _spread(country.name, NameKind.COUNTRY, country.code)
    for each in sorted(names, key=_precedence):
        if each.code not in known or each.lang not in ("en", _NO_LANGUAGE) or each.kind == "capital":
            continue
        if each.kind == "former" and each.source == "Factbook":
            continue  # "Mesopotamia", "German East Africa": history, not news
        if len(each.text) < 3 and each.source != "general knowledge":
            continue  # "PR", "VI", "CH"
        kind = NameKind.DEMONYM if each.kind in ("adjective", "demonym") else NameKind.COUNTRY
        # An adjective spelled as the country ("US", "Hong Kong") was already given as the country.
        yield from _spread(each.text, kind, each.code)


def _precedence(name: CountryName) -> tuple[bool, bool]:
    """Countries before peoples, and the rows written for this project before those of a source."""
    return name.kind in ("adjective", "demonym"), name.source != "general knowledge"


def _spread(spelling: str, kind: NameKind, code: str) -> Iterator[tuple[str, _Pattern]]:
    """A name as written, without marks, in capitals, and in lower case where that is safe."""
    check = _PERSONAL if spelling in _ALSO_PEOPLE else _UPPER_US if spelling in ("US", "U.S") else _PLAIN
    pattern = _Pattern(kind, code, code, check)
    forms = {spelling: None, strip_marks(spelling): None}
    for form in list(forms):
        yield form, pattern
        if len(form) > 3:
            yield form.upper(), _Pattern(kind, code, code, _PLAIN)
        lowered = form.lower()
        if kind is NameKind.COUNTRY and len(form) > 3:
            yield f"{lowered}'s", _Pattern(kind, code, code, _LOWER_GENITIVE)
        if len(form) > 4 and lowered != form and lowered not in _ALSO_WORDS and " " not in form:
            yield lowered, _Pattern(kind, code, code, _PLAIN)


def _group_patterns(groups: Iterable[Group]) -> Iterator[tuple[str, _Pattern]]:
    for group in groups:
        kind = NameKind.ORGANISATION if group.kind in _ORGANISATIONS else NameKind.GROUP
        pattern = _Pattern(kind, group.code, group.code, _PLAIN)
        for spelling in (group.name, *group.aliases):
            yield spelling, pattern
            if strip_marks(spelling) != spelling:
                yield strip_marks(spelling), pattern
            if len(spelling) > 4 and " " in spelling:
                yield spelling.upper(), pattern


# Seats whose name is a common word: "the Commission" may be that of the Union, "Commission" is any.
_ONLY_WITH_ARTICLE = {
    "Commission",
    "Hill",
    "Diet",
    "Lodge",
    "Beehive",
    "Chancellery",
    "Royal Court",
    "Bosphorus",
}


def _seat_patterns(seats: Iterable[Seat]) -> Iterator[tuple[str, _Pattern]]:
    for seat in seats:
        pattern = _Pattern(NameKind.SEAT, seat.owner, seat.metonym, _PLAIN)
        for spelling in (seat.metonym, *seat.variants):
            bare = spelling.removeprefix("the ")
            yield spelling, pattern
            if ((spelling != bare and " " in bare) or len(bare) > 4) and bare not in _ONLY_WITH_ARTICLE:
                yield bare, pattern
            if strip_marks(bare) != bare:
                yield strip_marks(bare), pattern


def _capital_patterns(countries: list[Country], names: list[CountryName]) -> Iterator[tuple[str, _Pattern]]:
    spelled = [(each.code, each.text) for each in names if each.kind == "capital"]
    spelled += [
        (c.code, c.capital) for c in countries if c.un_member or c.code in ("TWN", "PSE", "XKX", "VAT")
    ]
    gone = {country.code for country in countries if country.existed is not None}
    for code, capital in sorted(spelled, key=lambda pair: pair[0] in gone):
        check = _PERSONAL if capital in _ALSO_PEOPLE else _PLAIN
        for form in {capital, strip_marks(capital)}:
            if form and form not in _ENGLISH_CAPITALS_LEFT_OUT:
                yield form, _Pattern(NameKind.CAPITAL, code, code, check)
                if len(form) > 4:
                    yield form.upper(), _Pattern(NameKind.CAPITAL, code, code, _PLAIN)


# "King Abdullah" reigned in two countries: a title and one name are left to `who`.
_TITLES_IN_NAMES = {
    "king",
    "queen",
    "pope",
    "prince",
    "princess",
    "president",
    "crown",
    "emperor",
    "lord",
    "lady",
}


def _spellings_of(person: Person) -> Iterator[str]:
    """Full names only: two words and more, with and without marks, family name first where that is usual."""
    for name in (person.name, *person.variants):
        words = name.split()
        if len(words) < 2 or len(name) < 6 or words[0].lower() in _TITLES_IN_NAMES:
            continue
        if len(words) == 2 and min(len(word.rstrip(".")) for word in words) < 2:
            continue
        forms = [name]
        if len(words) == 2 and person.country in _FAMILY_FIRST:
            forms.append(f"{words[1]} {words[0]}")
        if len(words) > 2 and person.family and person.family in name and not name.startswith(person.family):
            forms.append(f"{words[0]} {person.family}")
        for form in forms:
            yield form
            bare = strip_marks(form)
            if bare != form:
                yield bare
