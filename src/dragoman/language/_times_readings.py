"""What each form of time expression means, seen from a day and a direction.

One function a form. It gets the matched tokens and the scene (the anchor's day,
the sentence's direction, the date mentioned last) and answers with a meaning,
or with None when the words are no time expression after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dragoman.interval import Interval
from dragoman.language import _times_calendar as calendar
from dragoman.language._times_grammar import Tokens, Value, lexicon


class TimeKind(StrEnum):
    """The kinds of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Direction(StrEnum):
    """Where the sentence's tense looks."""

    PAST = "past"
    FUTURE = "future"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Scene:
    """From where an expression is seen."""

    day: date | None
    direction: Direction
    reference: Interval | None = None  # the date mentioned last, for "the following day"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words of one expression say."""

    interval: Interval | None = None
    kind: TimeKind = TimeKind.DATE
    minutes: int | None = None
    inconsistent: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One match of a rule: the tokens, the named parts and what stands around them."""

    tokens: Tokens
    match: re.Match[str]
    inner: Callable[[int, int, Scene], Meaning | None]  # reads a part of the match by itself

    def has(self, group: str) -> bool:
        """Whether the rule has this part and it matched."""
        return group in self.match.re.groupindex and self.match[group] is not None

    def words(self, group: str | int = 0) -> list[str]:
        """The tokens of a part, in lower case; empty when it did not match."""
        if group != 0 and not self.has(str(group)):
            return []
        start, end = self.match.span(group)
        return [self.tokens.word(index).lower() for index in range(start, end)]

    def value(self, group: str) -> Value:
        """The table's value of the part's first word."""
        entry = lexicon().words.get(self.tokens.word(self.match.start(group)))
        return 0 if entry is None else entry[1]

    def index(self, group: str) -> int:
        """That value where it is a number (a month, a weekday), else 0."""
        value = self.value(group)
        return value if isinstance(value, int) else 0

    def number(self, group: str) -> float:
        """The quantity that the part names: digits, words, "a", "and a half"."""
        return number_of(self.words(group))

    def class_at(self, offset: int) -> str:
        """The class character before (-1, -2) or after (1, 2) the match, or "" at the ends."""
        index = self.match.start() + offset if offset < 0 else self.match.end() + offset - 1
        return self.tokens.classes[index] if 0 <= index < len(self.tokens.classes) else ""

    def near(self, offset: int, *names: str) -> bool:
        """Whether the token there is of one of these classes."""
        codes = lexicon().codes
        return self.class_at(offset) in [codes[name] for name in names]

    def part(self, scene: Scene, group: str = "inner") -> Interval | None:
        """The days of an expression inside this one ("the end of next month")."""
        meaning = self.inner(*self.match.span(group), scene)
        return None if meaning is None else meaning.interval


def number_of(words: list[str]) -> float:
    """The number that the words say ("twenty - one", "2 1 / 2", "an", "two and a half"); 0 when none."""
    table = lexicon().words
    total = 0.0
    if "/" in words and len(words) >= 4:
        numerator, denominator = words[-3], words[-1]
        return number_of(words[:-3]) + int(numerator) / max(int(denominator), 1)
    for word in words:
        if word == "half":
            total += 0.5
        elif word == "hundred":
            total = max(total, 1) * 100
        elif word[0].isdigit() or word == "½":
            digits = word.replace(",", "").rstrip("½stndrh")
            total += float(digits or 0) + (0.5 if word.endswith("½") else 0)
        elif word in table and isinstance(table[word][1], int) and word not in ("and", "a", "an"):
            total += float(str(table[word][1]))
    return total if total or not {"a", "an"} & set(words) else 1.0


def unit_of(found: Found, group: str = "u") -> str:
    """The unit that the part names; the last word of the match when the rule names no part."""
    return unit_of_word((found.words(group) or found.words())[-1])


def unit_of_word(word: str) -> str:
    """The unit that a word names ("weeks": "week")."""
    entry = lexicon().words.get(word)
    return str(entry[1]) if entry is not None else "day"


# Days from the anchor within which a date without a year is looked for. A past-tense sentence may still
# name a day a few weeks ahead ("announced on 3 March a visit on 12 April"), so the windows overlap.
_DAY_WINDOW = {Direction.PAST: (-330, 35), Direction.FUTURE: (-30, 335), Direction.NEUTRAL: (-243, 122)}
_MONTH_WINDOW = {Direction.PAST: (-11, 0), Direction.FUTURE: (0, 11), Direction.NEUTRAL: (-7, 4)}


def nearest_day(build: Callable[[int], date], scene: Scene) -> Interval | None:
    """The day of the year that the direction points to, among last year's, this year's and next year's."""
    if scene.day is None:
        return None
    low, high = _DAY_WINDOW[scene.direction]
    for year in (scene.day.year, scene.day.year - 1, scene.day.year + 1):
        try:
            day = build(year)
        except ValueError:
            continue
        if low <= (day - scene.day).days <= high:
            return Interval.on_day(day)
    return None


def nearest_month(month: int, scene: Scene) -> Interval | None:
    """The month that the direction points to; the anchor's own month counts."""
    if scene.day is None:
        return None
    low, high = _MONTH_WINDOW[scene.direction]
    for year in (scene.day.year, scene.day.year - 1, scene.day.year + 1):
        if low <= (year - scene.day.year) * 12 + month - scene.day.month <= high:
            return Interval.month(year, month)
    return None


def relation_of(words: list[str]) -> int | None:
    """-1 for "last", 0 for "this", 1 for "next", None when the words hold none of them."""
    for word in words:
        if word in ("last", "past", "previous", "preceding"):
            return -1
        if word in ("this", "current"):
            return 0
        if word in ("next", "coming", "upcoming", "following"):
            return 1
    return None


def tail_year(found: Found, scene: Scene) -> int | None:
    """The year stated after a day or month ("2022", "last year"), or None."""
    if found.has("y"):
        return int(found.words("y")[0])
    if not found.has("ry") or scene.day is None:
        return None
    relation = relation_of(found.words("ry"))
    return None if relation is None else scene.day.year + relation


def has_other_tail(found: Found) -> bool:
    """Whether the tail names another unit than the year ("May 3 next week"), and so is not the date's."""
    return found.has("ry") and found.words()[-1] != "year"


def iso(found: Found, scene: Scene) -> Meaning | None:
    year, month, day = (int(part) for part in found.words()[0][:10].split("-"))
    return dated(found, scene, (year, month, day))


def dated(found: Found, scene: Scene, ymd: tuple[int | None, int, int]) -> Meaning:
    """A calendar day, checked against the calendar and against the weekday printed with it."""
    year, month, day = ymd
    try:
        date(2000 if year is None else year, month, day)
    except ValueError:
        return Meaning(inconsistent=True)
    if year is None:
        interval = nearest_day(lambda y: date(y, month, day), scene)
    else:
        interval = Interval.on_day(date(year, month, day))
    wrong = False
    if found.has("w") and interval is not None:
        wrong = interval.earliest.weekday() != found.value("w")
    return Meaning(interval, inconsistent=wrong)


_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def numeric(found: Found, scene: Scene) -> Meaning | None:
    """21.01.2022 (day first), 01/21/2022 (only when one number is above 12), 2022/01/21, 11-MAR-1987."""
    text = found.words()[-1]
    first, second, third = re.split(r"[./-]", text)
    if second.isalpha():
        if second[:3] not in _MONTH_NAMES:
            return None
        return dated(found, scene, (int(third), _MONTH_NAMES.index(second[:3]) + 1, int(first)))
    if len(first) == 4:
        return dated(found, scene, (int(first), int(second), int(third)))
    day, month, year = int(first), int(second), int(third)
    if max(day, month) > 31 or min(day, month) > 12 or not 1000 <= year <= 2200:
        return None
    if month > 12:
        return dated(found, scene, (year, day, month))
    if day > 12 or "." in text or day == month:
        return dated(found, scene, (year, month, day))
    return Meaning()


_ATTACKS = re.compile(r" (?:terror(?:ist)? )?attacks?\b")


def month_day(found: Found, scene: Scene) -> Meaning | None:
    if has_other_tail(found) or (found.near(1, "dash") and found.near(2, "old")):
        return None
    year, number, day = tail_year(found, scene), found.index("m"), int(found.number("d"))
    if year is None and found.has("ry"):
        return Meaning()
    end = found.tokens.ends[found.match.end() - 1]
    if (year, number, day) == (None, 9, 11) and _ATTACKS.match(found.tokens.text, end):
        year = 2001
    return dated(found, scene, (year, number, day))


def days(found: Found, scene: Scene) -> Meaning | None:
    """July 11-13; "May 3 and 5" only after "between" or when the days follow each other."""
    first, last = int(found.number("d")), int(found.number("e"))
    joined = found.words("to")[0] in ("and", "or")
    if has_other_tail(found) or (joined and last != first + 1 and not found.near(-1, "between")):
        return None
    if last <= first:
        return None
    year, month = tail_year(found, scene), found.index("m")
    start, end = dated(found, scene, (year, month, first)), dated(found, scene, (year, month, last))
    if start.interval is None or end.interval is None:
        return Meaning(inconsistent=start.inconsistent or (end.inconsistent and not found.has("w")))
    if end.interval.latest < start.interval.earliest:
        return Meaning()
    return Meaning(calendar.hull(start.interval, end.interval), inconsistent=start.inconsistent)


def month(found: Found, scene: Scene) -> Meaning | None:
    if has_other_tail(found):
        return None
    if found.has("y") or found.has("ry"):
        year = tail_year(found, scene)
        return Meaning(None if year is None else Interval.month(year, found.index("m")))
    return Meaning(nearest_month(found.index("m"), scene))


def relative_month(found: Found, scene: Scene) -> Meaning | None:
    """ "Last November" is the last one before the anchor's month, "next" the first after it."""
    relation, number = relation_of(found.words("r")), found.index("m")
    if scene.day is None or relation is None:
        return Meaning()
    ahead = (number - scene.day.month) % 12
    year = scene.day.year
    if relation < 0 and ahead >= 0:
        year -= 0 if number < scene.day.month else 1
    elif relation > 0:
        year += 0 if number > scene.day.month else 1
    return Meaning(Interval.month(year, number))


def year(found: Found, scene: Scene) -> Meaning | None:
    if len(found.words()) > 1 and "year" not in found.words():
        return None
    return Meaning(Interval.year(int(found.words("y")[0])))


def years(found: Found, scene: Scene) -> Meaning | None:
    """2019-2021, 2019-20; "2022-07" is a month when the second number can be no later year."""
    first, second = found.words("y")[0], found.words("z")[0]
    if len(second) == 2 and second.isdigit():
        second = first[:2] + second
    if len(second) != 4 or not int(first) < int(second) <= int(first) + 150:
        return None
    return Meaning(calendar.years(int(first), int(second)))


def ancient(found: Found, scene: Scene) -> Meaning | None:
    """Years before Christ have no interval: the calendar begins with the year 1."""
    words = found.words()
    if "bc" in words or "bce" in words or any(word.isalpha() and len(word) > 3 for word in words):
        return Meaning()
    digits = [word for word in words if word.isdigit()]
    return Meaning(Interval.year(int(digits[0]))) if digits and 0 < int(digits[0]) < 10000 else Meaning()


def decade(found: Found, scene: Scene) -> Meaning | None:
    digits = re.sub(r"\D", "", found.words()[-1])
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Meaning(calendar.years(first, first + 9))


def nth_century(found: Found, scene: Scene) -> Meaning | None:
    words = found.words()
    number = int(number_of(words[:1]))
    if words[-1] != "century" or not 1 <= number <= 22:
        return None
    if found.near(-1, "dash") and found.near(-2, "number_word"):
        number += 20
    return Meaning(calendar.years((number - 1) * 100, (number - 1) * 100 + 99))


def fiscal(found: Found, scene: Scene) -> Meaning | None:
    """A fiscal year begins on another day in every country, so it has no interval."""
    return Meaning()


def quarter_code(found: Found, scene: Scene) -> Meaning | None:
    code = next(word for word in found.words() if word[0] in "qh")
    stated = [word for word in found.words() if word.isdigit()]
    number, parts = int(code[1]), 4 if code[0] == "q" else 2
    if stated:
        whole = Interval.year(int(stated[0]))
    elif not found.near(-1, "in", "prep"):
        return None
    elif scene.day is not None:
        whole = Interval.year(scene.day.year)
    else:
        return Meaning()
    return Meaning(calendar.nth_part(whole, number, parts)) if number <= parts else None


def named_day(found: Found, scene: Scene) -> Meaning | None:
    names = {name.lower(): rule for name, rule in lexicon().named_days.items()}
    token = next(word for word in found.words() if word.replace("’", "'") in names)
    rule = names[token.replace("’", "'")]

    def build(y: int) -> date:
        return calendar.feast(y, rule)

    if found.has("y"):
        return Meaning(Interval.on_day(build(int(found.words("y")[0]))))
    relation = relation_of(found.words("r"))
    if relation is None or scene.day is None:
        return Meaning(nearest_day(build, scene))
    if relation == 0:
        return Meaning(Interval.on_day(build(scene.day.year)))
    for y in (scene.day.year, scene.day.year + relation):
        if (build(y) - scene.day) * relation > timedelta(0):
            return Meaning(Interval.on_day(build(y)))
    return Meaning()


def eleventh(found: Found, scene: Scene) -> Meaning | None:
    return Meaning(Interval.on_day(date(2001, 9, 11)))


def season_year(found: Found, scene: Scene) -> Meaning | None:
    return Meaning(calendar.season(int(found.words("y")[0]), found.index("s")))
