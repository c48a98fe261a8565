"""Where actors are named: people with their titles and countries, offices, governments, bodies.

Takes the names of the model, the names and office words of the knowledge tables,
and the tree; puts together what belongs to one mention ("Japanese Prime Minister
Fumio Kishida", "the foreign minister of Chile", "Turkey's defence ministry").
Who they are is decided in `casting`; nothing here looks at a date.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from dragoman.knowledge import Knowledge, NameHit, TitleHit
from dragoman.knowledge import NameKind as KnownKind
from dragoman.language import Analysis, NameKind
from dragoman.reading.cast import MentionKind
from dragoman.reading.syntax import Syntax
from dragoman.reading.wordlists import words

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_LONGEST_TITLE = 10  # tokens
_MAX_NAME_TOKENS = 6


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention before it is resolved.

    Character spans are half-open; `first` and `last` are tokens, half-open.
    `country` is a code where the mention itself names one; `known_id` a person's
    id of the tables where the full name is known to them.
    """

    kind: MentionKind
    start: int
    end: int
    first: int
    last: int
    name: str = ""
    name_span: tuple[int, int] | None = None
    office: str = ""
    office_span: tuple[int, int] | None = None
    office_class: str = ""
    modifier: str = ""
    country: str = ""
    known_id: str = ""


@dataclass(slots=True)
class _Field:
    """The text with everything found in it, addressed by token."""

    analysis: Analysis
    syntax: Syntax
    starts: list[int] = field(init=False)
    names: dict[int, NameHit] = field(default_factory=dict)  # by first token
    names_by_end: dict[int, NameHit] = field(default_factory=dict)  # by last token + 1
    titles: dict[int, TitleHit] = field(default_factory=dict)
    titles_by_end: dict[int, TitleHit] = field(default_factory=dict)
    openings: set[int] = field(init=False)  # first tokens of sentences: no mention reaches over them

    def __post_init__(self) -> None:
        self.starts = [token.start for token in self.analysis.tokens]
        self.openings = {sentence.first for sentence in self.analysis.sentences}

    def range_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The tokens that a stretch of text covers, half-open, or None for none."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.starts, end)
        if first < 0 or last <= first:
            return None
        return first, last

    def lower(self, token: int) -> str:
        """A token's text in lower case, empty outside of the text."""
        return self.analysis.tokens[token].text.lower() if 0 <= token < len(self.starts) else ""


def find_sightings(analysis: Analysis, syntax: Syntax, facts: Knowledge) -> list[Sighting]:
    """All mentions of actors in a text, sorted, none overlapping another; no pronouns."""
    found = _fill(analysis, syntax, facts)
    taken = [False] * len(analysis.tokens)
    sightings: list[Sighting] = []

    def keep(sighting: Sighting | None) -> None:
        if sighting is not None and not any(taken[sighting.first : sighting.last]):
            sightings.append(sighting)
            for index in range(sighting.first, sighting.last):
                taken[index] = True

    for first, last, known_id in _people(found):
        if any(taken[first:last]):
            continue
        whole = _person(found, first, last, known_id)
        keep(whole)
        keep(_bare_name(found, first, last, known_id))  # where the whole reaches into another mention
    for first, title in sorted(found.titles.items()):
        if not taken[first]:
            keep(_office(found, first, title))
    for first, hit in sorted(found.names.items()):
        if not taken[first]:
            keep(_body(found, first, hit))
    for first, last in _named_again(found, sightings, taken):
        keep(_person(found, first, last, ""))
    for name in analysis.names:
        if name.kind is NameKind.ORGANISATION and not any(taken[name.first : name.last]):
            keep(_unknown_body(found, name.first, name.last))
    return sorted(sightings, key=lambda sighting: sighting.start)


def _fill(analysis: Analysis, syntax: Syntax, facts: Knowledge) -> _Field:
    found = _Field(analysis, syntax)
    for hit in facts.find_names(analysis.text):
        tokens = found.range_of(hit.start, hit.end)
        if tokens is not None:
            found.names[tokens[0]] = found.names_by_end[tokens[1]] = hit
    for title in facts.find_titles(analysis.text):
        tokens = found.range_of(title.start, title.end)
        if tokens is not None:
            found.titles[tokens[0]] = found.titles_by_end[tokens[1]] = title
    return found


# ------------------------------------------------------------------ people


def _people(found: _Field) -> list[tuple[int, int, str]]:
    """Token ranges of people's names with their id in the tables, longest first come."""
    spans: list[tuple[int, int, str]] = []
    for hit in found.names.values():
        if hit.kind is KnownKind.PERSON:
            tokens = found.range_of(hit.start, hit.end)
            if tokens is not None:
                spans.extend((*each, hit.ref) for each in _cleaned(found, *tokens))
    for name in found.analysis.names:
        if name.kind is NameKind.PERSON:
            spans.extend((*each, "") for each in _cleaned(found, name.first, name.last))
    spans.extend((*each, "") for each in _after_titles(found))
    spans.sort(key=lambda span: (-(span[1] - span[0]), span[2] == "", span[0]))
    return spans


def _named_again(found: _Field, sightings: list[Sighting], taken: list[bool]) -> list[tuple[int, int]]:
    """Single words that are part of a full name given elsewhere in the text: "Abiy" after "Abiy Ahmed"."""
    full = [each.name.split() for each in sightings if each.kind is MentionKind.PERSON]
    parts = {
        part
        for words_of_name in full
        if len(words_of_name) > 1
        for part in words_of_name
        if len(part) > 1
        and part[0].isupper()
        and part.isalpha()
        and part.lower() not in words("no_short_names")
    }
    return [
        (index, index + 1)
        for index, token in enumerate(found.analysis.tokens)
        if token.text in parts
        and not taken[index]
        and token.upos in ("PROPN", "X")
        and index not in found.names
    ]


def _cleaned(found: _Field, first: int, last: int) -> list[tuple[int, int]]:
    """A model's name without title, honorific and possessive; none where the tables know a place."""
    while first < last and (
        found.lower(first) in words("honorifics")
        or first in found.titles
        or (found.lower(first) in words("title_words") and last - first > 1)
    ):
        title = found.titles.get(first)
        tokens = found.range_of(title.start, title.end) if title else None
        first = tokens[1] if tokens else first + 1
    for index in range(first + 1, last - 1):  # "Astrid Holmgren of Norway"
        if found.lower(index) == "of" and index + 1 in found.names:
            last = index
            break
    while last > first and found.lower(last - 1) in (*_POSSESSIVES, ",", ".", "of", "and", "the"):
        last -= 1
    hit = found.names.get(first)
    if (
        first >= last
        or not any(
            len(found.lower(each)) > 1 and found.lower(each) not in words("no_short_names")
            for each in range(first, last)
        )
        or (last - first == 1 and hit is not None and hit.kind is not KnownKind.PERSON)
    ):
        return []
    return [(first, last)]


def _after_titles(found: _Field) -> list[tuple[int, int]]:
    """Capitalised words after an office word that the model took for no name: "President Xi"."""
    spans = []
    for end, title in found.titles_by_end.items():
        if not title.text[:1].isupper():
            continue
        first = end
        while found.lower(first) in words("honorifics"):
            first += 1
        last = first
        tokens = found.analysis.tokens
        while last < len(tokens) and last - first < _MAX_NAME_TOKENS and last not in found.openings:
            token = tokens[last]
            if not (
                token.text[:1].isupper()
                and token.text.isalpha()
                and token.upos in ("PROPN", "X", "ADJ", "NOUN")
            ):
                break
            if (
                token.text.lower() in words("title_words")
                or last in found.titles
                or (last in found.names and found.names[last].kind is not KnownKind.PERSON)
            ):
                break
            last += 1
        if last > first and tokens[first].upos in ("PROPN", "X", "NOUN"):
            spans.append((first, last))
    return spans


def _person(found: _Field, first: int, last: int, known_id: str) -> Sighting:
    """A name with the title before or after it and its country."""
    sighting = _with_title_before(found, _bare_name(found, first, last, known_id))
    if not sighting.office:
        sighting = _with_title_after(found, sighting)
    return _with_country_after(found, sighting)


def _bare_name(found: _Field, first: int, last: int, known_id: str) -> Sighting:
    tokens = found.analysis.tokens
    name_span = (tokens[first].start, tokens[last - 1].end)
    return Sighting(
        kind=MentionKind.PERSON,
        start=name_span[0],
        end=name_span[1],
        first=first,
        last=last,
        name=found.analysis.text[name_span[0] : name_span[1]],
        name_span=name_span,
        known_id=known_id,
    )


def _with_title_before(found: _Field, sighting: Sighting) -> Sighting:
    """Takes in "Japanese Prime Minister", "former US secretary of state", "King" before a name."""
    left = sighting.first
    while left not in found.openings and found.lower(left - 1) in words("honorifics"):
        left -= 1
    if left in found.openings:
        return replace(sighting, first=left, start=found.starts[left])
    country = ""
    if left - 2 > 0 and (behind := found.names_by_end.get(left)) is not None:  # "President of Turkey NAME"
        before_of = (found.range_of(behind.start, behind.end) or (left, left))[0] - 1
        if found.lower(before_of) in ("of", "for") and before_of in found.titles_by_end:
            country, left = behind.code, before_of
    if found.lower(left - 1) == ")" and found.lower(left - 3) == "(":  # "the Deputy Adviser (PDNSA) NAME"
        left -= 3 if left - 3 in found.titles_by_end else 0
    title = found.titles_by_end.get(left)
    if title is None:
        return replace(sighting, first=left, start=found.starts[left])
    left = (found.range_of(title.start, title.end) or (left, left))[0]
    office_span = (title.start, title.end)
    left, modifier, found_country, office_start = _left_of_title(found, left)
    if office_start is not None:
        office_span = (office_start, title.end)
    return replace(
        sighting,
        first=left,
        start=found.starts[left],
        office=_singular(found.analysis.text[office_span[0] : office_span[1]]),
        office_span=office_span,
        office_class=title.office_class,
        modifier=modifier,
        country=country or found_country,
    )


def _singular(office: str) -> str:
    """The title of one of several: "Presidents Ali and Maduro" are each President."""
    last = office.lower().split()[-1] if office else ""
    return office[:-1] if last in words("plural_titles") else office


def _left_of_title(found: _Field, left: int) -> tuple[int, str, str, int | None]:
    """What stands before an office word: (first token, modifier, country, start of a longer office).

    A seat ("White House Press Secretary") and a further office word ("Vice Foreign
    Minister and chief negotiator") belong to the office's name.
    """
    modifier, country, office_start = "", "", None
    for _ in range(5):
        if left in found.openings:
            break
        previous = found.lower(left - 1)
        hit = found.names_by_end.get(left)
        if previous in words("former") or (previous == "-" and found.lower(left - 2) in words("former")):
            modifier = found.lower(left - 1 if previous != "-" else left - 2)
            left -= 1 if previous != "-" else 2
        elif previous in words("lower_ranks"):
            left -= 1
            office_start = found.starts[left]
        elif hit is not None and not country and hit.kind is not KnownKind.PERSON:
            country = hit.code
            left = (found.range_of(hit.start, hit.end) or (left, left))[0]
            if hit.kind is KnownKind.SEAT:
                office_start = hit.start
        elif previous in _POSSESSIVES and left - 1 in found.names_by_end and not country:
            left -= 1
        else:
            break
    return left, modifier, country, office_start


def _with_title_after(found: _Field, sighting: Sighting) -> Sighting:
    """Reads an apposition: "Fumio Kishida, the Japanese prime minister,"; the span stays the name."""
    position = sighting.last
    if found.lower(position) not in (",", "(", "–", "—"):
        return sighting
    position += 1
    country, modifier = "", ""
    for _ in range(6):
        word = found.lower(position)
        title, hit = found.titles.get(position), found.names.get(position)
        if title is not None:
            end = (found.range_of(title.start, title.end) or (position, position + 1))[1]
            if not country and found.lower(end) in ("of", "for", "to"):
                after = found.names.get(end + 1) or found.names.get(end + 2)
                country = after.code if after is not None else ""
            country = country or _country_of_apposition(found, end)
            return replace(
                sighting,
                office=title.text,
                office_span=(title.start, title.end),
                office_class=title.office_class,
                country=country,
                modifier=modifier,
            )
        if hit is not None and hit.kind is not KnownKind.PERSON:
            country = hit.code
            position = (found.range_of(hit.start, hit.end) or (position, position + 1))[1]
        elif word in words("former"):
            modifier, position = word, position + 1
        elif word in ("the", "a", "an", *_POSSESSIVES):
            position += 1
        else:
            break
    return sighting


def _country_of_apposition(found: _Field, position: int) -> str:
    """The country at the end of a longer title: "spokesman and chief adviser to the President of Peru"."""
    for index in range(position, position + _LONGEST_TITLE):
        hit = found.names.get(index)
        if hit is not None and hit.kind is not KnownKind.PERSON and found.lower(index - 1) in ("of", "the"):
            return hit.code
        is_link = found.lower(index) in ("and", "to", "of", "for", "the") or index in found.titles
        if not is_link and not any(each in found.titles for each in range(max(position, index - 2), index)):
            return ""
    return ""


def _with_country_after(found: _Field, sighting: Sighting) -> Sighting:
    """Reads "Prime Minister Kishida of Japan"."""
    if sighting.country or found.lower(sighting.last) != "of":
        return sighting
    position = sighting.last + 2 if found.lower(sighting.last + 1) == "the" else sighting.last + 1
    hit = found.names.get(sighting.last + 1) or found.names.get(position)
    if hit is None:
        return sighting
    last = (found.range_of(hit.start, hit.end) or (0, sighting.last))[1]
    return replace(sighting, country=hit.code, last=last, end=hit.end)


# ------------------------------------------------------------------ offices and bodies


def _office(found: _Field, first: int, title: TitleHit) -> Sighting | None:
    """An office without a name: "the Turkish foreign minister", "officials of Chile"."""
    last = (found.range_of(title.start, title.end) or (first, first + 1))[1]
    if found.analysis.tokens[last - 1].upos not in ("NOUN", "PROPN"):
        return None
    left, modifier, country, office_start = _left_of_title(found, first)
    end = title.end
    if not country and _is_collective(found, left, last):
        return None
    if not country and found.lower(last) in ("of", "for", "from"):
        position = last + 1 if found.lower(last + 1) != "the" else last + 2
        hit = found.names.get(position)
        if hit is not None and hit.kind is not KnownKind.PERSON:
            country, end = hit.code, hit.end
            last = (found.range_of(hit.start, hit.end) or (last, last))[1]
    if found.lower(left - 1) in ("the", "a", "an"):
        left -= 1
    start = title.start if office_start is None else office_start
    return Sighting(
        kind=MentionKind.OFFICE,
        start=found.starts[left],
        end=end,
        first=left,
        last=last,
        office=found.analysis.text[start : title.end],
        office_span=(start, title.end),
        office_class=title.office_class,
        modifier=modifier,
        country=country,
    )


def _is_collective(found: _Field, left: int, last: int) -> bool:
    """Whether an office word is "the two leaders" or "the ministers": people spoken of before."""
    if found.lower(last - 1) not in words("collective_nouns") or found.lower(last) in ("of", "from"):
        return False
    return found.lower(left - 1) in words("collective_counts") or found.lower(left - 1) == "the"


def _body(found: _Field, first: int, hit: NameHit) -> Sighting | None:
    """A country, a capital as a government, a seat, an organisation; a demonym with its noun."""
    last = (found.range_of(hit.start, hit.end) or (first, first + 1))[1]
    kind = {
        KnownKind.COUNTRY: MentionKind.COUNTRY,
        KnownKind.CAPITAL: MentionKind.COUNTRY,
        KnownKind.SEAT: MentionKind.COUNTRY,
        KnownKind.DEMONYM: MentionKind.DEMONYM,
        KnownKind.GROUP: MentionKind.ORGANISATION,
        KnownKind.ORGANISATION: MentionKind.ORGANISATION,
    }.get(hit.kind)
    if kind is None:
        return None
    if hit.kind is KnownKind.CAPITAL and not _acts(found, last - 1):
        return None
    name = hit.text if hit.kind in (KnownKind.SEAT, KnownKind.GROUP, KnownKind.ORGANISATION) else ""
    sighting = Sighting(
        kind, hit.start, hit.end, first, last, name=name, name_span=(hit.start, hit.end), country=hit.code
    )
    return _with_government_noun(found, sighting, hit)


def _acts(found: _Field, token: int) -> bool:
    """Whether a capital's name stands for its government: it does something or is dealt with as a party."""
    relation, syntax = found.syntax.relation(token), found.syntax
    if relation == "conj":
        return _acts(found, found.analysis.tokens[token].head)
    if relation in ("nsubj", "iobj"):
        return found.analysis.tokens[found.analysis.tokens[token].head].upos == "VERB"
    cases = {found.lower(case) for case in syntax.children(token, "case")}
    if found.analysis.tokens[token].deprel == "nmod:poss":
        return True
    return relation in ("obl", "nmod", "obj") and bool(
        cases & {"with", "by", "between", "against", "on", "towards"}
    )


def _with_government_noun(found: _Field, sighting: Sighting, hit: NameHit) -> Sighting:
    """Takes in "government", "forces", "Foreign Ministry" after a country or its adjective."""
    position = sighting.last
    if found.lower(position) in _POSSESSIVES:
        position += 1
    end = position
    while (
        end < len(found.starts) and end - position < 3 and found.lower(end) in words("government_modifiers")
    ):
        end += 1
    if found.lower(end) not in words("government_nouns"):
        return sighting
    tokens = found.analysis.tokens
    start = found.starts[position]
    return replace(
        sighting,
        kind=MentionKind.COUNTRY if sighting.kind is MentionKind.DEMONYM else sighting.kind,
        last=end + 1,
        end=tokens[end].end,
        office=found.analysis.text[start : tokens[end].end],
        office_span=(start, tokens[end].end),
        name=sighting.name,
    )


def _unknown_body(found: _Field, first: int, last: int) -> Sighting:
    tokens = found.analysis.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    name = found.analysis.text[start:end]
    return Sighting(MentionKind.ORGANISATION, start, end, first, last, name=name, name_span=(start, end))


def head_of(syntax: Syntax, first: int, last: int) -> int:
    """The token of a range whose head lies outside of it: the one the sentence speaks to."""
    for index in range(first, last):
        head = syntax.tokens[index].head
        if head < first or head >= last:
            return index
    return first
