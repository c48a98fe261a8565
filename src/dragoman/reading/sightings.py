"""Where actors are named: people with their titles and countries, offices, governments, bodies.

Takes the names of the model, the names and office words of the knowledge tables,
and the tree; puts together what belongs to one mention ("Japanese Prime Minister
Fumio Kishida", "the foreign minister of Chile", "Turkey's defence ministry").
Who they are is decided in `casting`; nothing here looks at a date.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dragoman.knowledge import Knowledge, NameHit, TitleHit
from dragoman.knowledge import NameKind as KnownKind
from dragoman.language import Analysis, NameKind
from dragoman.reading.cast import MentionKind
from dragoman.reading.delegations import with_delegations
from dragoman.reading.namesakes import without_namesakes
from dragoman.reading.sighting_field import POSSESSIVES, SightField, Sighting, takes_side
from dragoman.reading.syntax import Syntax
from dragoman.reading.titled_names import (
    bare_name,
    has_title_before_comma,
    left_of_title,
    titled_person,
)
from dragoman.reading.wordlists import words

_MAX_NAME_TOKENS = 6
_LONGEST_CHARGE = 9  # tokens


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
        whole = titled_person(found, first, last, known_id)
        keep(whole)
        keep(bare_name(found, first, last, known_id))  # where the whole reaches into another mention
    for first, title in sorted(found.titles.items()):
        if not taken[first] and not _is_in_body(found, title):
            keep(_office(found, first, title))
    for first, hit in sorted(found.names.items()):
        if not taken[first]:
            keep(_body(found, first, hit))
    for first, last in _named_again(found, sightings, taken):
        keep(titled_person(found, first, last, ""))
    for name in analysis.names:
        if name.kind is NameKind.ORGANISATION and not any(taken[name.first : name.last]):
            keep(_unknown_body(found, name.first, name.last))
    ordered = sorted(sightings, key=lambda sighting: sighting.start)
    return with_delegations(syntax, _with_counterparts(syntax, _with_shared_titles(analysis.text, ordered)))


def _is_in_body(found: SightField, title: TitleHit) -> bool:
    """Whether an office word belongs to the name of a body: "Baltic foreign ministers"."""
    tokens = found.range_of(title.start, title.end)
    hit = found.names_by_end.get(tokens[1]) if tokens is not None else None
    return hit is not None and hit.kind is KnownKind.GROUP and hit.start < title.start


def _with_shared_titles(text: str, sightings: list[Sighting]) -> list[Sighting]:
    """Gives a title in the plural to everybody of its row: "Prime Ministers X of Chile and Y of Peru"."""
    done: list[Sighting] = []
    shared: Sighting | None = None
    for each in sightings:
        between = text[shared.end : each.start].strip() if shared is not None else ""
        if shared is not None and between in ("and", ",", ", and") and each.kind is MentionKind.PERSON:
            if not each.office:
                each = replace(each, office=shared.office, office_class=shared.office_class)
            shared = replace(shared, end=each.end) if between == "," else None
        else:
            shared = each if _has_plural_title(text, each) else None
        done.append(each)
    return done


def _has_plural_title(text: str, sighting: Sighting) -> bool:
    if sighting.kind is not MentionKind.PERSON or sighting.office_span is None:
        return False
    said = text[slice(*sighting.office_span)].lower().split()
    return said[-1] in words("plural_titles") or " ".join(said[-2:]) in words("plural_titles")


def _with_counterparts(syntax: Syntax, sightings: list[Sighting]) -> list[Sighting]:
    """Gives a counterpart the office of the last person of the sentence that has one."""
    done: list[Sighting] = []
    for each in sightings:
        sentence = syntax.sentence_number(each.first)
        holder = next(
            (
                one
                for one in reversed(done)
                if one.office and one.kind in (MentionKind.PERSON, MentionKind.OFFICE)
            ),
            None,
        )
        if each.is_counterpart and holder is not None and syntax.sentence_number(holder.first) == sentence:
            each = replace(each, office=holder.office, office_class=holder.office_class)
        done.append(each)
    return done


def _fill(analysis: Analysis, syntax: Syntax, facts: Knowledge) -> SightField:
    found = SightField(analysis, syntax)
    for hit in without_namesakes(analysis.text, facts.find_names(analysis.text)):
        tokens = found.range_of(hit.start, hit.end)
        if tokens is not None:
            found.names[tokens[0]] = found.names_by_end[tokens[1]] = hit
    for title in facts.find_titles(analysis.text):
        tokens = found.range_of(title.start, title.end)
        if tokens is not None:
            found.titles[tokens[0]] = found.titles_by_end[tokens[1]] = title
    _add_further_titles(found)
    people = {name.first for name in analysis.names if name.kind is NameKind.PERSON}
    for end, title in found.titles_by_end.items():
        longer = _end_of_charge(found, end, people)
        if longer > end and longer not in found.titles_by_end:
            found.long_titles_by_end[longer] = title
    return found


def _add_further_titles(found: SightField) -> None:
    """Office words that the tables of offices lack, of one or two words, where no longer title holds them."""
    tokens = found.analysis.tokens
    further, lower = words("further_titles"), found.syntax.lower
    for index, (word, following) in enumerate(pairwise([*lower, ""])):
        is_pair = f"{word} {following}" in further
        if not is_pair and word not in further:
            continue
        last = index + 1 + is_pair
        if any(each in found.titles for each in range(max(index - 1, 0), last - is_pair)):
            continue
        found.titles.pop(last - 1, None)
        start, end = tokens[index].start, tokens[last - 1].end
        title = TitleHit(start, end, found.analysis.text[start:end], "secretary")
        found.titles[index] = found.titles_by_end[last] = title


def _end_of_charge(found: SightField, end: int, people: set[int]) -> int:
    """Where the words end that say what an office is in charge of: "Secretary of State for Management and Resources"."""
    tokens, last = found.analysis.tokens, end
    goes_on = found.lower(end) in ("and", "&") and found.lower(end - 2) in ("of", "for", "foreign")
    if not (goes_on or found.lower(end) in ("of", "for")) or end in found.openings:
        return end
    for index in range(end + 1, min(end + _LONGEST_CHARGE, len(tokens))):
        if index in found.openings or index in people or index in found.names or index in found.titles:
            break
        word = tokens[index].text
        if (word[:1].isupper() and tokens[index].upos in ("PROPN", "NOUN", "ADJ")) or found.lower(
            index
        ) in words("charges"):
            last = index + 1
        elif found.lower(index) not in ("the", "of", "and", "&", ","):
            break
    return last


# ------------------------------------------------------------------ people


def _people(found: SightField) -> list[tuple[int, int, str]]:
    """Token ranges of people's names with their id in the tables, longest first come."""
    spans: list[tuple[int, int, str]] = []
    for hit in found.names.values():
        if hit.kind is KnownKind.PERSON:
            tokens = found.range_of(hit.start, hit.end)
            if tokens is not None:
                spans.extend((*each, hit.ref) for each in _cleaned(found, *tokens))
    for name in found.analysis.names:
        if name.kind is NameKind.PERSON or has_title_before_comma(found, name.first, name.last):
            spans.extend((*each, "") for each in _cleaned(found, name.first, name.last))
    spans.extend((*each, "") for each in _after_titles(found))
    spans.sort(key=lambda span: (-(span[1] - span[0]), span[2] == "", span[0]))
    return spans


def _named_again(found: SightField, sightings: list[Sighting], taken: list[bool]) -> list[tuple[int, int]]:
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


def _cleaned(found: SightField, first: int, last: int) -> list[tuple[int, int]]:
    """A model's name without title, honorific and possessive; none where the tables know a place."""
    while first < last and (
        found.lower(first) in words("honorifics")
        or (first in found.titles and not _names_somebody(found, first))
        or _ends_a_title(found, first, last)
        or (found.lower(first) in words("title_words") and last - first > 1)
    ):
        title = found.titles.get(first)
        tokens = found.range_of(title.start, title.end) if title else None
        first = tokens[1] if tokens else first + 1
    first = _behind_inner_title(found, first, last)
    first += first + 1 < last and found.lower(first) == "of"  # "Sultan of Oman NAME"
    state = found.names.get(first)
    if state is not None and state.kind is KnownKind.COUNTRY and found.lower(first - 1) == "of":
        end = (found.range_of(state.start, state.end) or (first, first))[1]
        first = end if end < last else first  # "the Foreign Minister of Georgia David Zalkaliani"
    for index in range(first + 1, last - 1):  # "Astrid Holmgren of Norway"
        if found.lower(index) == "of" and index + 1 in found.names:
            last = index
            break
    while last > first and found.lower(last - 1) in (*POSSESSIVES, ",", ".", "of", "and", "the"):
        last -= 1
    hit = found.names.get(first)
    if first < last and _lies_in_title(found, first, last):
        return []
    while first - 1 >= 0 and first not in found.openings and _is_initial(found, first - 1):
        first -= 1  # "S. Jaishankar"
    if (
        first >= last
        or not any(
            len(found.lower(each)) > 1 and found.lower(each) not in words("no_short_names")
            for each in range(first, last)
        )
        or (hit is not None and hit.kind is not KnownKind.PERSON and _covers(found, hit, last))
    ):
        return []
    return [(first, last)]


def _ends_a_title(found: SightField, first: int, last: int) -> bool:
    """Whether a name begins with the end of an office: "Speaker" of "House Speaker"."""
    title = found.titles_by_end.get(first + 1)
    is_whole = title is not None and found.lower(first) not in words("names_like_titles")
    return is_whole and last - first > 1 and title is not None and title.start < found.starts[first]


def _behind_inner_title(found: SightField, first: int, last: int) -> int:
    """Where a name begins before which the model took in an office: "Duma Speaker Vyacheslav Volodin"."""
    for index in range(first + 1, last - 1):
        title = found.titles.get(index)
        tokens = found.range_of(title.start, title.end) if title is not None else None
        if (
            title is None
            or tokens is None
            or tokens[1] >= last
            or title.text.lower() in words("names_like_titles")
        ):
            continue
        if title.office_class not in ("monarch", "head_of_state") or title.text.lower() == "president":
            return tokens[1]
    return first


def _is_initial(found: SightField, token: int) -> bool:
    word = found.analysis.tokens[token].text
    return len(word) == len("S.") and word[0].isupper() and word[1] == "."


def _covers(found: SightField, hit: NameHit, last: int) -> bool:
    """Whether a name of the tables reaches to the end of what the model took for a person: "Addis Ababa"."""
    return hit.end >= found.analysis.tokens[last - 1].end


def _lies_in_title(found: SightField, first: int, last: int) -> bool:
    """Whether what the model took for a name is the end of a title: "Minister" in "President and Prime Minister"."""
    for before in (first - 1, first - 2):
        title = found.titles.get(before)
        if title is not None and found.analysis.tokens[last - 1].end <= title.end:
            return True
    return False


def _names_somebody(found: SightField, first: int) -> bool:
    """Whether an office word is a given name, after another office: "Foreign Minister Shah Mahmood"."""
    return found.lower(first) in words("names_like_titles") and first in found.titles_by_end


def _after_titles(found: SightField) -> list[tuple[int, int]]:
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
                token.text.lower() in words("title_words") | words("no_name_words")
                or last in found.titles
                or (last in found.names and found.names[last].kind is not KnownKind.PERSON)
            ):
                break
            last += 1
        if last > first and tokens[first].upos in ("PROPN", "X", "NOUN"):
            spans.append((first, last))
    return spans


# ------------------------------------------------------------------ offices and bodies


def _office(found: SightField, first: int, title: TitleHit) -> Sighting | None:
    """An office without a name: "the Turkish foreign minister", "officials of Chile"."""
    last = (found.range_of(title.start, title.end) or (first, first + 1))[1]
    if found.analysis.tokens[last - 1].upos not in ("NOUN", "PROPN"):
        return None
    left, modifier, country, office_start = left_of_title(found, first)
    end = title.end
    if not country and _is_collective(found, left, last):
        return None
    if not country and found.lower(last) in ("of", "for", "from"):
        position = last + 1 if found.lower(last + 1) != "the" else last + 2
        is_counted = position < len(found.starts) and found.analysis.tokens[position].upos == "NUM"
        hit = found.names.get(position + is_counted)  # "leaders of the five Central Asian states"
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


def _is_collective(found: SightField, left: int, last: int) -> bool:
    """Whether an office word is "the two leaders" or "the ministers": people spoken of before."""
    if found.lower(last - 1) not in words("collective_nouns") or found.lower(last) in ("of", "from"):
        return False
    return found.lower(left - 1) in words("collective_counts") or found.lower(left - 1) == "the"


def _body(found: SightField, first: int, hit: NameHit) -> Sighting | None:
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
    if hit.kind is KnownKind.COUNTRY and _tells_where(found, first, last):
        return None
    if takes_side(found.syntax, first, last) or _is_gone(found, first, hit):
        return None
    name = hit.text if hit.kind in (KnownKind.SEAT, KnownKind.GROUP, KnownKind.ORGANISATION) else ""
    sighting = Sighting(
        kind, hit.start, hit.end, first, last, name=name, name_span=(hit.start, hit.end), country=hit.code
    )
    return _with_government_noun(found, sighting, hit)


def _is_gone(found: SightField, first: int, hit: NameHit) -> bool:
    """Whether a state that is no more only says what another one was: "the former Soviet republic"."""
    return hit.code.lower() in words("gone_states") and found.lower(first - 1) in words("former")


def _tells_where(found: SightField, first: int, last: int) -> bool:
    """Whether a country only says where a place lies: "in Dubai, the United Arab Emirates, on Monday"."""
    comma = first - 2 if found.lower(first - 1) == "the" else first - 1
    following = found.lower(last)
    if found.lower(comma) != "," or (following[:1].isalpha() and found.analysis.tokens[last].upos != "ADP"):
        return False
    place = next((each for each in found.analysis.names if each.last == comma), None)
    if (
        place is None
        or place.kind is not NameKind.PLACE
        or found.lower(place.first - 1) not in ("in", "at", "near")
    ):
        return False
    return found.syntax.relation(head_of(found.syntax, first, last)) in (
        "appos",
        "nmod",
        "obl",
        "conj",
        "dep",
        "list",
    )


def _acts(found: SightField, token: int) -> bool:
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


def _with_government_noun(found: SightField, sighting: Sighting, hit: NameHit) -> Sighting:
    """Takes in "government", "forces", "Foreign Ministry" after a country or its adjective."""
    position = sighting.last
    if found.lower(position) in POSSESSIVES:
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


def _unknown_body(found: SightField, first: int, last: int) -> Sighting | None:
    tokens = found.analysis.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    name = found.analysis.text[start:end]
    if name.lower() in words("honorifics") or found.lower(last - 1) in ("of", "for"):
        return None  # "HRH", and "Council of" where the rest of the name is another body's
    return Sighting(MentionKind.ORGANISATION, start, end, first, last, name=name, name_span=(start, end))


def head_of(syntax: Syntax, first: int, last: int) -> int:
    """The token of a range whose head lies outside of it: the one the sentence speaks to.

    A noun wins over an adjective that is joined to one outside: "ministers" in "(Japanese and) Korean ministers".
    """
    found = [each for each in range(first, last) if not first <= syntax.tokens[each].head < last]
    if not found:
        return first
    if syntax.relation(found[0]) == "conj" and syntax.tokens[found[0]].upos == "ADJ":
        return next((each for each in found if syntax.tokens[each].upos == "NOUN"), found[0])
    return found[0]
