"""A person's name with the title beside it: "Japanese Prime Minister Fumio Kishida", "Kishida, the prime minister"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge import NameHit, TitleHit
from dragoman.knowledge import NameKind as KnownKind
from dragoman.reading.cast import MentionKind
from dragoman.reading.sighting_field import POSSESSIVES, SightField, Sighting
from dragoman.reading.wordlists import words

_LONGEST_TITLE = 10  # tokens
_LONGEST_REGION = 4  # tokens
_LEAST_NAME = 2  # words
_LONGEST_BODY = 9  # tokens
_TITLE_CASES = ("of", "for", "in", "at", "to")
_AFTER_APPOSITION = (",", ".", ";", ")", "", "—", "–")


def titled_person(found: SightField, first: int, last: int, known_id: str) -> Sighting:
    """A name with the title before or after it and its country."""
    sighting = _with_title_before(found, bare_name(found, first, last, known_id))
    if not sighting.office:
        sighting = _with_title_after(found, sighting)
    return _with_owner(found, _with_country_after(found, sighting))


def bare_name(found: SightField, first: int, last: int, known_id: str) -> Sighting:
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


def _with_title_before(found: SightField, sighting: Sighting) -> Sighting:
    """Takes in "Japanese Prime Minister", "former US secretary of state", "King" before a name."""
    left = sighting.first
    while left not in found.openings and found.lower(left - 1) in words("honorifics"):
        left -= 1
    if left in found.openings:
        return replace(sighting, first=left, start=found.starts[left])
    title, end, country = (
        _title_up_to(found, left) or _title_before_comma(found, left, sighting) or (None, left, "")
    )
    if title is not None and title.office_class == "military":  # "the chairman of the council, General NAME,"
        rank = (found.range_of(title.start, title.end) or (end, end))[0]
        is_closed = found.lower(sighting.last) in _AFTER_APPOSITION
        apart = _title_before_comma(found, rank, sighting) if is_closed else None
        title, end, country = apart or (title, end, country)
    if title is None:
        return _as_counterpart(found, replace(sighting, first=left, start=found.starts[left]))
    left = (found.range_of(title.start, title.end) or (end, end))[0]
    while (
        title.office_class == "military"
        and left not in found.openings
        and found.lower(left - 1) in words("honorifics")
    ):
        left -= 1  # "Major General NAME"
    if _is_part_of_name(found, title, left):
        left, title = (
            (found.range_of(found.titles_by_end[left].start, title.start) or (left, left))[0],
            found.titles_by_end[left],
        )
        end = (found.range_of(title.start, title.end) or (left, left))[1]
    office_span = (title.start, found.analysis.tokens[end - 1].end)
    if (above := _office_above(found, left)) is not None:  # "Adviser to the Prime Minister NAME"
        left = (found.range_of(above.start, above.end) or (left, left))[0]
        office_span, title = (above.start, office_span[1]), above
    is_apart = bool(country) or end < sighting.first - 1  # "..., NAME", "of Kenya NAME"
    if (joint := _joint_office(found, left, title, is_apart=is_apart)) is not None:
        left = (found.range_of(joint.start, joint.end) or (left, left))[0]
        office_span = (joint.start, office_span[1])
    left, modifier, found_country, office_start = left_of_title(found, left)
    if office_start is not None:
        office_span = (office_start, office_span[1])
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


def _office_above(found: SightField, left: int) -> TitleHit | None:
    """The office whose holder serves the one that stands next to the name."""
    is_under = found.lower(left - 1) == "the" and found.lower(left - 2) in ("to", "of")
    return found.titles_by_end.get(left - 2) if is_under else None


def _joint_office(found: SightField, left: int, title: TitleHit, *, is_apart: bool) -> TitleHit | None:
    """The first of two offices that one person holds: "Deputy Prime Minister and Foreign Minister NAME".

    "The President and Prime Minister NAME" are two people, unless the name stands apart.
    """
    first = _title_ending(found, left - 1) if found.lower(left - 1) == "and" else None
    if first is None or not (first.text[:1].isupper() and title.text[:1].isupper()):
        return None
    start = (found.range_of(first.start, first.end) or (left, left))[0]
    is_somebody_known = found.lower(start - 1) == "the" and first.office_class != "deputy_head_of_government"
    if first.office_class == "head_of_state" or (is_somebody_known and not is_apart):
        return None
    is_plural = first.text.lower().split()[-1] in words("plural_titles")
    return None if is_plural or first.office_class == title.office_class else first


def _title_up_to(found: SightField, left: int) -> tuple[TitleHit, int, str] | None:
    """The title that ends before a name, its last token + 1, and the country between: "President of Turkey NAME"."""
    country = ""
    if left - 2 > 0 and (behind := found.names_by_end.get(left)) is not None:
        before_of = (found.range_of(behind.start, behind.end) or (left, left))[0] - 1
        if found.lower(before_of) in ("of", "for") and _title_ending(found, before_of) is not None:
            country, left = behind.code, before_of
        before_to = before_of - (found.lower(before_of) == "the")  # "U.S. Ambassador to the UN NAME"
        sent = _title_ending(found, before_to) if found.lower(before_to) == "to" else None
        if sent is not None and sent.office_class in ("envoy", "ambassador"):
            left = before_to
    if found.lower(left - 1) == ")" and found.lower(left - 3) == "(":  # "the Deputy Adviser (PDNSA) NAME"
        left -= 3 if left - 3 in found.titles_by_end else 0
    title = _title_ending(found, left)
    return None if title is None else (title, left, country)


def _title_ending(found: SightField, end: int) -> TitleHit | None:
    return found.titles_by_end.get(end) or found.long_titles_by_end.get(end)


def _title_before_comma(found: SightField, left: int, sighting: Sighting) -> tuple[TitleHit, int, str] | None:
    """The title that a comma parts from its name: "the Ambassador of China in Santiago, NAME,"."""
    if found.lower(left - 1) != "," or left - 1 in found.openings:
        return None
    if left == sighting.first and found.lower(sighting.last) not in _AFTER_APPOSITION:
        return None
    end, country = left - 1, ""
    for _ in range(2):
        behind = found.names_by_end.get(end)
        if behind is None or behind.kind is KnownKind.PERSON:
            break
        case = (found.range_of(behind.start, behind.end) or (end, end))[0] - 1
        case -= found.lower(case) == "the"
        if found.lower(case) not in _TITLE_CASES:
            break
        country = behind.code if found.lower(case) in ("of", "for") else country
        end = case
    title = _title_ending(found, end)
    if title is None:
        title, end, country = _title_before_body(found, left - 1) or (None, end, "")
    if title is None or title.text.lower().split()[-1] in words("plural_titles"):
        return None
    return title, end, country


def _title_before_body(found: SightField, end: int) -> tuple[TitleHit, int, str] | None:
    """The title whose body no table knows: "the chairman of Sudan's Sovereign Council, General NAME,"."""
    tokens, position, country = found.analysis.tokens, end, ""
    while position > max(end - _LONGEST_BODY, 0) and position not in found.openings:
        hit = found.names_by_end.get(position)
        country = hit.code if hit is not None and hit.kind is not KnownKind.PERSON else country
        position -= 1
        title = _title_ending(found, position)
        if title is not None and found.lower(position) in ("of", "for"):
            return (title, position, country) if country else None
        word = tokens[position]
        if not (
            word.text[:1].isupper() or found.lower(position) in (*POSSESSIVES, "of", "for", "the", "and")
        ):
            return None
    return None


def has_title_before_comma(found: SightField, first: int, last: int) -> bool:
    """Whether an unknown name of no known kind is a person by its place: "the Ambassador of China, Niu Qingbao,"."""
    if any(each in found.names for each in range(first, last)) or last - first < _LEAST_NAME:
        return False
    return _title_before_comma(found, first, bare_name(found, first, last, "")) is not None


def _is_part_of_name(found: SightField, title: TitleHit, left: int) -> bool:
    """Whether a title after another one belongs to the name: "Foreign Minister Shah Mahmood", "army chief General X"."""
    is_rank = title.office_class == "military" and title.text[:1].isupper()
    return (is_rank or title.text.lower() in words("names_like_titles")) and left in found.titles_by_end


def _as_counterpart(found: SightField, sighting: Sighting) -> Sighting:
    """Reads "his Somali counterpart NAME", who holds the office of the one before."""
    noun = sighting.first - 1
    noun -= found.lower(noun) == ","  # "her Chilean counterpart, NAME,"
    if found.lower(noun) not in words("counterparts") or {noun + 1, sighting.first} & set(found.openings):
        return sighting
    left, modifier, country, _ = left_of_title(found, noun)
    return replace(
        sighting,
        first=left,
        start=found.starts[left],
        modifier=modifier,
        country=country,
        is_counterpart=True,
    )


def _singular(office: str) -> str:
    """The title of one of several: "Presidents Ali and Maduro" are each President."""
    last = office.lower().split()[-1] if office else ""
    return office[:-1] if last in words("plural_titles") else office


def left_of_title(found: SightField, left: int) -> tuple[int, str, str, int | None]:
    """What stands before an office word: (first token, modifier, country, start of a longer office).

    A seat ("White House Press Secretary") and a further office word ("Vice Foreign
    Minister and chief negotiator") belong to the office's name.
    """
    modifier, country, office_start = "", "", None
    title = found.titles.get(left)
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
            elif (sender := _sender_before(found, left, title)) is not None:  # "the U.S. Ukraine envoy"
                country, office_start = sender.code, hit.start
                left = (found.range_of(sender.start, sender.end) or (left, left))[0]
        elif previous in POSSESSIVES and left - 1 in found.names_by_end and not country:
            left -= 1
        elif not country and previous in words("office_fields") and _is_owned(found, left - 1):
            left -= 1  # "Saudi security official", "Chad's transitional leader"
            office_start = found.starts[left]
        elif not country and (region := _start_of_region(found, left)) is not None:
            left, office_start = region, found.starts[region]
        else:
            break
    return left, modifier, country, office_start


def _is_owned(found: SightField, token: int) -> bool:
    """Whether a country or body stands right before a token, with or without "'s"."""
    is_possessive = found.lower(token - 1) in POSSESSIVES
    return (token - 1 if is_possessive else token) in found.names_by_end


def _sender_before(found: SightField, left: int, title: TitleHit | None) -> NameHit | None:
    """The state or body right before the country that an envoy is sent to."""
    is_sent = title is not None and title.office_class in ("envoy", "negotiator")
    sender = found.names_by_end.get(left) if is_sent and left not in found.openings else None
    senders = (KnownKind.COUNTRY, KnownKind.DEMONYM, KnownKind.GROUP, KnownKind.ORGANISATION)
    return sender if sender is not None and sender.kind in senders else None


def _start_of_region(found: SightField, left: int) -> int | None:
    """Where a region begins that parts a state from an office: "U.S. Indo-Pacific coordinator"."""
    tokens, first = found.analysis.tokens, left
    while left - first < _LONGEST_REGION and first - 1 >= 0 and first not in found.openings:
        if first in found.names_by_end:
            return first if first < left else None
        word = tokens[first - 1]
        if not ((word.text[:1].isupper() and word.upos in ("PROPN", "ADJ")) or word.text == "-"):
            return None
        if first - 1 in found.titles or first in found.titles_by_end:
            return None
        first -= 1
    return None


def _with_title_after(found: SightField, sighting: Sighting) -> Sighting:
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
            if _is_of_another(found, end):
                break
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
        elif word in ("the", "a", "an", *POSSESSIVES):
            position += 1
        else:
            break
    return sighting


def _is_of_another(found: SightField, end: int) -> bool:
    """Whether a title begins somebody else's name: "NAME, President Rossi's spokesman"."""
    tokens, last = found.analysis.tokens, end
    while last < len(tokens) and tokens[last].upos == "PROPN" and last not in found.titles:
        last += 1
    return last > end and found.lower(last) in POSSESSIVES


def _country_of_apposition(found: SightField, position: int) -> str:
    """The country at the end of a longer title: "spokesman and chief adviser to the President of Peru"."""
    for index in range(position, position + _LONGEST_TITLE):
        hit = found.names.get(index)
        if hit is not None and hit.kind is not KnownKind.PERSON and found.lower(index - 1) in ("of", "the"):
            return hit.code
        is_link = found.lower(index) in ("and", "to", "of", "for", "the") or index in found.titles
        if not is_link and not any(each in found.titles for each in range(max(position, index - 2), index)):
            return ""
    return ""


def _with_country_after(found: SightField, sighting: Sighting) -> Sighting:
    """Reads "Prime Minister Kishida of Japan"."""
    if sighting.country or found.lower(sighting.last) != "of":
        return sighting
    position = sighting.last + 2 if found.lower(sighting.last + 1) == "the" else sighting.last + 1
    hit = found.names.get(sighting.last + 1) or found.names.get(position)
    if hit is None:
        return sighting
    last = (found.range_of(hit.start, hit.end) or (0, sighting.last))[1]
    return replace(sighting, country=hit.code, last=last, end=hit.end)


def _with_owner(found: SightField, sighting: Sighting) -> Sighting:
    """Reads the state before a bare name: "Libya's Field Marshal Khalifa Haftar"; the span stays the name."""
    left = sighting.first - 1
    if sighting.country or sighting.office or found.lower(left) not in POSSESSIVES or left in found.openings:
        return sighting
    hit = found.names_by_end.get(left)
    is_state = hit is not None and hit.kind is KnownKind.COUNTRY
    return replace(sighting, country=hit.code) if hit is not None and is_state else sighting
