"""The words of time expressions and the patterns they form.

A text becomes one character a token, the character standing for the token's
class (month, weekday, unit ...), words that have nothing to do with time all
sharing one. The rules are regular expressions over that string, so that a rule
reads like a sentence of classes, every match is a run of tokens, and the search
skips ordinary prose at the speed of the regular-expression engine. What a match
means is decided in ``_times_readings``. No rule holds a repetition inside a
repetition, so the time taken grows with the length of the text and no faster.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Value = int | str
DayRule = str | list[int]  # "easter-2", "thanksgiving" or [month, day]

OTHER = "."
_SPECIAL = (
    "digit",
    "number",
    "year",
    "old_year",
    "ordinal",
    "iso",
    "numeric",
    "clock",
    "decade",
    "named",
    "quarter_code",
    "eleventh_september",
    "comma",
    "dash",
    "dot",
    "slash",
    "open",
    "shut",
    "apostrophe",
    "currency",
    "percent",
    "stop",
)
_PUNCTUATION = {
    "&": "and",
    ",": "comma",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    ".": "dot",
    "/": "slash",
    "(": "open",
    "[": "open",
    ")": "shut",
    "]": "shut",
    "'": "apostrophe",
    "’": "apostrophe",
    "$": "currency",
    "€": "currency",
    "£": "currency",
    "¥": "currency",
    "%": "percent",
    "?": "stop",
    "!": "stop",
    ";": "stop",
    ":": "stop",
}
_CASES = {
    "any": (str.lower, str.capitalize, str.upper),
    "capital": (str.capitalize, str.upper),
    "upper": (str.upper,),
    "lower": (str.lower,),
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word table: the class and the value of each word as it may be spelled."""

    codes: dict[str, str]  # class name -> its character
    words: dict[str, tuple[str, Value]]  # spelling -> (character, value)
    named_days: dict[str, DayRule]
    cues: dict[str, list[str]]


@cache
def lexicon() -> Lexicon:
    """The table of ``data/times.json``, read once."""
    table = json.loads(files("dragoman.language").joinpath("data/times.json").read_text(encoding="utf-8"))
    names = [*table["classes"], *_SPECIAL]
    codes = {name: chr(0x100 + index) for index, name in enumerate(names)}
    words: dict[str, tuple[str, Value]] = {}
    for name, entry in table["classes"].items():
        listed = entry["words"]
        values = listed if isinstance(listed, dict) else dict.fromkeys(listed, 0)
        for word, value in values.items():
            for spell in _CASES[entry["case"]]:
                words.setdefault(spell(word), (codes[name], value))
    return Lexicon(codes, words, table["named_days"], table["cues"])


@cache
def _token_pattern() -> re.Pattern[str]:
    named = "|".join(re.escape(name).replace("'", "['’]") for name in lexicon().named_days)
    return re.compile(
        rf"""
        (?P<named>(?=[A-Z])(?:{named})\b)
      | (?P<quarter_code>[QH][1-4]\b)
      | (?P<word>[^\W\d_]+)
      | (?P<iso>\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d[\d:.]{{0,12}}Z?)?(?![\w-]))
      | (?P<numeric>(?<![\w/-])\d\d?(?P<sep>[./-])\d\d?(?P=sep)\d{{4}}(?![\w/-])
          | (?<![\w/-])[12]\d{{3}}[./]\d\d?[./]\d\d?(?![\w/-])
          | \d\d?-[A-Za-z]{{3,9}}-\d{{4}}(?![\w-]))
      | (?P<eleventh_september>9/11(?![\w/]))
      | (?P<clock>(?<![\d+.-])\d\d?(?::\d\d(?::\d\d)?)?\s?(?:[ap]m\b|[AP]M\b|[ap]\.m\.|[AP]\.M\.)
          | (?<![\d+.-])\d\d?:\d\d(?::\d\d)?(?![\w:]))
      | (?P<decade>(?:1\d|20)\d0['’]?s\b | (?<=['’])\d0s\b)
      | (?P<ordinal>\d\d?(?:st|nd|rd|th)\b)
      | (?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?(?![\w½])|\d*½)
      | (?P<glued>\d[\w.,]*)
      | (?P<blank>\n[ \t\r]*\n)
      | (?P<mark>[^\s])
        """,
        re.VERBOSE,
    )


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as tokens: where each begins and ends, and its class in one character."""

    text: str
    starts: list[int]
    ends: list[int]
    classes: str

    def word(self, index: int) -> str:
        """The token as printed."""
        return self.text[self.starts[index] : self.ends[index]]


def tokenise(text: str) -> Tokens:
    """The tokens of a text; a run of tokens of no interest counts as one."""
    lexed = lexicon()
    words, codes = lexed.words, lexed.codes
    starts: list[int] = []
    ends: list[int] = []
    classes: list[str] = []
    nothing = (OTHER, 0)
    for match in _token_pattern().finditer(text):
        group = match.lastgroup
        if group == "word":
            code = words.get(match[0], nothing)[0]
        elif group == "number":
            code = codes[_number_class(match[0])]
        else:
            code = _special_class(str(group), match[0], codes)
        if code == OTHER and classes and classes[-1] == OTHER:
            ends[-1] = match.end()
            continue
        starts.append(match.start())
        ends.append(match.end())
        classes.append(code)
    return Tokens(text, starts, ends, _silence("".join(classes)))


def _number_class(digits: str) -> str:
    if digits.isascii() and digits.isdigit():
        if len(digits) == 4 and "1000" <= digits <= "2100":
            return "year" if "1899" < digits < "2061" and digits != "2000" else "old_year"
        if len(digits) <= 2 and 1 <= int(digits) <= 31:
            return "digit"
    return "number"


def _special_class(group: str, token: str, codes: dict[str, str]) -> str:
    if group == "mark":
        name = _PUNCTUATION.get(token)
        return OTHER if name is None else codes[name]
    if group == "glued":
        return OTHER
    if group == "blank":
        return codes["stop"]
    if group == "ordinal" and not 1 <= int(token[:-2]) <= 31:
        return OTHER
    return codes[group]


def compiled(pattern: str) -> re.Pattern[str]:
    """A rule over class characters; ``{month}`` is a class and ``{COUNT}`` one of the macros."""
    codes = lexicon().codes
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda m: codes.get(m[1]) or f"(?:{MACROS[m[1]]})", pattern)
    return re.compile(re.sub(r"\s+", "", pattern))


@cache
def _silencer() -> re.Pattern[str]:
    return compiled(
        "{numbered} {dot}? {NUMERAL} (?: [{comma}{and}{dash}] {NUMERAL} )* | {currency} {NUMERAL}"
    )


def _silence(classes: str) -> str:
    """The classes with numbers that are names or sums taken out ("Resolutions 1874 and 2094", "$2000")."""
    return _silencer().sub(lambda match: OTHER * len(match[0]), classes)


MACROS = {
    "NUMERAL": "[{digit}{number}{year}{old_year}]",
    "WEEKDAY": "{weekday} | {weekday_short} {dot}?",
    "MONTH": "{month} | {verb_month} | {month_short} {dot}?",
    "YEAR": "[{year}{old_year}]",
    "DAY": "[{digit}{ordinal}]",
    "RELATIVE": "[{this}{last}{next}{previous}{coming}]",
    "YEAR_TAIL": "{comma}? {of}? (?P<y>{YEAR}) | {comma}? {of}? (?P<ry>{RELATIVE}) {unit}",
    "HEAD": "(?: (?P<w>{WEEKDAY}) {comma}? )?",
    "TO": "[{dash}{to}{and}]",
    "UNIT": "[{unit}{units}{quarter}]",
    "WORDS": "{number_word} (?: {dash}? [{number_word}{a}] )?",
    "HALVES": "{and} {a} {half} | {and} {dash} {a} {dash} {half} | {dash} {and} {dash} {a} {dash} {half}"
    " | {digit} {slash} {digit}",
    "COUNT": "(?: [{digit}{number}{old_year}] | {WORDS} | {a} ) (?: {HALVES} )?",
    "ABOUT": "{approx} | {more} {than}",
    "PERIOD": "{the}? {unit} | {the}? {quarter} | {RELATIVE} [{unit}{quarter}{season}{month}{weekend}]"
    " | {MONTH} {comma}? {YEAR} | [{month}{verb_month}] | {YEAR} | {decade} | {the} {decade}"
    " | {the}? {season} {of}? {YEAR} | {RELATIVE} {verb_month}"
    " | {the}? {ORDINAL} {quarter} (?: {of} (?: {the} {unit} | {RELATIVE} {unit} | {YEAR} ) )?"
    " | {the}? {ORDINAL} {dash}? {unit}",
    "ORDINAL": "[{ordinal}{ordinal_word}]",
}

# name of the reading, then the pattern; the longest match wins, among equals the first
RULES: list[tuple[str, str]] = [
    ("iso", "{iso}"),
    ("numeric", "{HEAD} {numeric}"),
    ("month_day", "{HEAD} {the}? (?P<d>{DAY}) {of}? (?P<m>{MONTH}) (?:{YEAR_TAIL})?"),
    ("month_day", "(?P<d>{ordinal_word}) {of} (?P<m>{MONTH}) (?:{YEAR_TAIL})?"),
    ("month_day", "{HEAD} (?P<m>{MONTH}) {the}? (?P<d>{DAY}) (?![{counted}{percent}]) (?:{YEAR_TAIL})?"),
    (
        "days",
        "{HEAD} (?P<m>{MONTH}) (?P<d>{DAY}) (?P<to>{TO}) (?P<e>{DAY}) (?![{counted}{percent}])"
        "(?: {YEAR_TAIL} )?",
    ),
    ("days", "(?P<d>{DAY}) (?P<to>{TO}) (?P<e>{DAY}) {of}? (?P<m>{MONTH}) (?: {YEAR_TAIL} )?"),
    ("month_day", "{HEAD} {the}? (?P<d>{DAY}) {of}? (?P<m>{MONTH})"),
    ("month_day", "{HEAD} (?P<m>{MONTH}) {the}? (?P<d>{DAY}) (?![{counted}{percent}])"),
    ("month", "(?P<m>{MONTH}) (?: {YEAR_TAIL} )"),
    ("month", "(?P<m>{month})"),
    (
        "month",
        "(?<=[{in}{prep}{of}{to}{between}{last}{next}{this}{early}{dash}{earlier}]) (?P<m>{verb_month})",
    ),
    ("month", "(?P<m>{verb_month}) (?= {TO} {MONTH} )"),
    ("relative_month", "(?P<r>{RELATIVE}) (?P<m>[{month}{verb_month}{month_short}])"),
    (
        "year",
        "(?<![{slash}{currency}{numbered}]) (?P<y>{year}) (?! {counted} | {dash} {counted} | {percent} )",
    ),
    (
        "year",
        "(?: (?<=[{in}{prep}{between}{open}{early}]) | (?<={old_year}[{and}{to}]) )"
        "(?P<y>{old_year}) (?! {counted} )",
    ),
    ("year", "{the}? {unit} {of}? (?P<y>{YEAR})"),
    (
        "years",
        "(?: (?<=[{in}{prep}{open}{the}]) | (?={year}) ) (?P<y>{YEAR})"
        " [{dash}{slash}] (?P<z>[{year}{old_year}{digit}{number}]) (?![{counted}{dash}])",
    ),
    ("ancient", "(?: {NUMERAL} | {ORDINAL} {dash}? {unit} ) [{before_christ}{anno}] | {anno} {NUMERAL}"),
    ("decade", "{decade}"),
    ("nth_century", "{ORDINAL} {dash}? {unit}"),
    ("fiscal", "{fiscal} {unit}? {YEAR} (?: [{dash}{slash}] {NUMERAL} )?"),
    ("part", "(?P<part>{early}) {dash}? {in}? {the}? (?P<inner>{PERIOD})"),
    ("part", "{the}? (?P<part>{edge}) {of} (?P<inner>{PERIOD})"),
    ("year_end", "{unit} (?: {apostrophe}. )? {dash}? {edge}"),
    ("side", "(?P<part>{earlier}) {in}? (?P<inner>{PERIOD} | {today})"),
    ("half", "{the}? (?P<n>[{ordinal_word}{last}]) {half} {of} (?P<inner>{PERIOD})"),
    (
        "nth_quarter",
        "{the}? (?P<n>[{ordinal}{ordinal_word}{last}]) {dash}? {quarter}"
        "(?: {of}? (?P<inner>{the} {unit} | {RELATIVE} {unit} | {YEAR}) )?",
    ),
    ("quarter_code", "{quarter_code} {of}? {YEAR}? | {YEAR} {quarter_code}"),
    (
        "first_units",
        "{the}? (?P<n>[{ordinal_word}{last}]) (?P<c>{COUNT})? (?P<u>{UNIT}) {of} (?P<inner>{PERIOD})",
    ),
    (
        "week_of",
        "{the}? (?P<u>{unit}) (?: {of} | {prep} ) (?P<inner>{DAY} {of}? {MONTH} {YEAR}? |"
        "{MONTH} {DAY} (?: {comma}? {YEAR} )?)",
    ),
    (
        "weekday",
        "(?<!{black}) (?: {early} {on}? )? (?: {this} {coming} | (?P<r>{RELATIVE}) )? (?P<w>{weekday})"
        "(?: {early}? {day_part} )? (?! {paper} | {times} )",
    ),
    ("weekday_week", "(?P<w>{weekday}) {day_part}? {of}? (?P<r>{RELATIVE}) (?P<u>{unit})"),
    ("today", "{early}? {today} (?: {early}? {day_part} )?"),
    ("day_part", "(?P<r>[{this}{last}]) {day_part}"),
    ("weekend", "{the} {weekend} | (?P<r>{RELATIVE}) {weekend} | (?P<r2>{this}) {coming} {weekend}"),
    ("relative_unit", "(?: {the} | {this} (?={last}) )? (?P<r>{RELATIVE}) (?P<u>[{unit}{quarter}])"),
    ("season", "(?P<r>{RELATIVE}) (?P<s>{season})"),
    ("season_year", "{the}? (?P<s>{season}) {of}? (?P<y>{YEAR})"),
    ("season", "(?<=[{in}{prep}]) {the}? (?P<s>{season}) (?!{of})"),
    (
        "counted_units",
        "{the}? (?P<r>[{last}{next}{coming}{previous}{following}{this}]) (?P<c>{COUNT}) {UNIT}",
    ),
    ("vague_units", "{the}? (?P<r>[{last}{next}{coming}{recent}]) (?: {vague} {of}? )? {units}"),
    ("ago", "(?:{ABOUT})? (?P<c>{COUNT} | {a}? {vague} {of}?) (?P<u>{UNIT}) {ago}"),
    ("ago", "(?:{ABOUT})? (?P<c>{a}) (?P<u>{unit}) (?P<h>{and} {a} {half}) {ago}"),
    ("from_now", "(?P<c>{COUNT}) {UNIT} (?: {apostrophe}.? {time} | {prep} {now} )"),
    ("later", "(?P<c>{COUNT}) (?P<u>{UNIT}) (?P<r>{earlier})"),
    ("next_one", "{the}? (?P<r>[{following}{previous}{that}]) {unit} | {the} (?P<r2>{next}) {unit}"),
    ("next_one", "(?:{the} | {that} | {this}) (?P<r3>{that}) {unit}"),
    ("day_before", "{the} (?P<u>{unit}) (?P<r>{prep}) (?=[{comma}{dot}{stop}]|$)"),
    ("named_day", "(?P<r>{RELATIVE})? {named} (?: {comma}? (?P<y>{YEAR}) )?"),
    ("eleventh", "{eleventh_september}"),
    ("clock", "{clock} (?: {on}? (?P<inner>{weekday} | {today}) )?"),
    ("clock", "(?P<inner>{weekday} | {today}) {on} {clock}"),
    (
        "duration",
        "(?:{ABOUT})? (?P<c>{COUNT}) {dash}? (?P<u>{UNIT}) (?: {dash} {long} | {HALVES} )?"
        "(?: {and}? (?P<c2>{COUNT}) (?P<u2>{units}) )?",
    ),
    ("duration", "(?:{ABOUT})? {a}? (?P<h>{half}) (?: {dash} | {a} | {the} )? (?P<u>[{unit}])"),
    ("duration", "(?P<u>{unit}) {dash} {long}"),
    ("duration", "(?P<v>{a}? {vague}) {of}? (?P<u>{units}) | (?<={prep}) (?P<v2>{units})"),
    (
        "every",
        "{every} (?: {other} | {COUNT} )? [{unit}{units}{weekday}{season}{month}{weekend}{quarter}]"
        "{day_part}?",
    ),
    ("every", "(?: {times} | {COUNT} {times} ) (?: {a} | {per} | {every} ) {unit}"),
    ("every", "{weekdays} | {regular}"),
]

# What an expression can begin with: anything but these
FIRST = (
    "[^" + OTHER + "{comma}{dash}{dot}{slash}{open}{shut}{apostrophe}{currency}{percent}{stop}{of}{in}{on}"
    "{prep}{to}{between}{and}{counted}{numbered}{paper}{black}{ago}{per}{other}{old}{time}{long}]"
)

# Read only inside another expression: "the end of the year"
INNER_RULES: list[tuple[str, str]] = [("this_unit", "{unit} | {quarter}"), ("month", "(?P<m>{verb_month})")]
