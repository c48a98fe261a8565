"""Where a meeting took place: a place of its clause, where its sides travelled to, the town of the dateline."""

from __future__ import annotations

from collections.abc import Container, Iterator

from dragoman.knowledge import NameKind as KnownKind
from dragoman.language import Name, NameKind
from dragoman.reading.brief import Brief
from dragoman.reading.cast import MentionKind
from dragoman.reading.datelines import dateline_place
from dragoman.reading.encounters import Draft
from dragoman.reading.meeting_details import cases_of
from dragoman.reading.meeting_words import is_journey, is_meeting_noun
from dragoman.reading.record import Mode, Place
from dragoman.reading.sightings import head_of
from dragoman.reading.wordlists import words

_GROUNDED_CASES = frozenset({"in", "at", "on"})
_PHONED = (Mode.PHONE, Mode.VIDEO)
_JOURNEYS_ABOVE = 3  # words from a meeting up to the journey whose purpose it is


def place_of(brief: Brief, draft: Draft) -> Place | None:
    """Where the sentence says that they met; None where it says nothing.

    A place name after "in" or "at" in the clause of the trigger, the goal of a visit, that
    of the journey that the meeting is the purpose of, "in the Chilean capital".
    """
    if _is_here(brief, draft):
        return None  # the dateline's
    return (
        _in_clause(brief, draft)
        or next(_goals(brief, draft), None)
        or _in_capital(brief, draft)
        or _at_house(brief, draft)
    )


def _in_clause(brief: Brief, draft: Draft) -> Place | None:
    start, end = brief.syntax.span(draft.anchor)
    verb = brief.syntax.verb_above(draft.anchor)
    for name in brief.analysis.names:
        if not (start <= name.start and name.end <= end) or not _names_place(brief, name):
            continue
        head = head_of(brief.syntax, name.first, name.last)
        head = _town_above(brief, head)
        is_place = brief.syntax.relation(head) in ("obl", "nmod") and cases_of(brief, head) & {"in", "at"}
        is_own = is_place and brief.syntax.verb_above(head) in (verb, _plan_of(brief, draft))
        if is_own and not _is_place_of_another(brief, draft, head):
            return _named_place(brief, name.start, name.end)
    return None


def _town_above(brief: Brief, name: int) -> int:
    """The word that a name only names: "town" in "in the town of Yevlakh"."""
    head = brief.syntax.tokens[name].head
    is_named = (
        head >= 0
        and "of" in cases_of(brief, name)
        and brief.syntax.tokens[head].lemma.lower() in words("town_nouns")
    )
    return head if is_named else name


def _plan_of(brief: Brief, draft: Draft) -> int | None:
    """The clause that says how a meeting had been planned: "a summit that was planned for Wednesday in Amman"."""
    clauses = [] if draft.noun is None else brief.syntax.children(draft.noun, "acl")
    return next(
        (each for each in clauses if brief.syntax.tokens[each].lemma.lower() in words("plan_verbs")), None
    )


def _is_place_of_another(brief: Brief, draft: Draft, head: int) -> bool:
    """Whether a place hangs on something that is spoken of: "about the latest developments in Israel".

    What is itself at or in a place ("on the margins of a conference in Oslo"), a meeting
    and a person who is met say where they met.
    """
    syntax, current = brief.syntax, head
    while syntax.tokens[current].head >= 0 and syntax.relation(current) in ("nmod", "conj"):
        current = syntax.tokens[current].head
        is_own = current in (draft.trigger, draft.anchor, draft.noun)
        is_meeting = is_meeting_noun(syntax.tokens[current])
        if is_meeting and not is_own and cases_of(brief, current) & words("other_time_marks"):
            return True  # "after a summit in Lima was called off"
        is_met = is_meeting or is_own
        measured = [is_meeting_noun(syntax.tokens[each]) for each in syntax.obliques(current, "of")]
        is_met = is_met or any(measured) or syntax.tokens[current].lemma.lower() == "time"
        is_guest = syntax.tokens[current].head in (draft.trigger, draft.anchor) and (
            syntax.relation(current) == "obj" or "with" in cases_of(brief, current)
        )
        if is_met or is_guest or brief.cast.at(current) is not None or syntax.tokens[current].upos != "NOUN":
            return False
        if syntax.relation(current) in ("obl", "obj") and not cases_of(brief, current) & _GROUNDED_CASES:
            return True
    return False


def _goals(brief: Brief, draft: Draft) -> Iterator[Place]:
    """Where a visit goes, or the journey that a meeting is the purpose of: "flew to Lima to meet X"."""
    words_of_journey = [draft.noun, draft.anchor] if draft.is_visit else []
    words_of_journey += _journeys_above(brief, draft)
    for word in words_of_journey:
        if word is None:
            continue
        goals = brief.syntax.obliques(word, "to", "in", "at", "for")
        goals += brief.syntax.objects(word) if brief.syntax.tokens[word].upos == "VERB" else []
        for goal in goals:
            name = next((each for each in brief.analysis.names if each.first <= goal < each.last), None)
            if name is None or not _names_place(brief, name):
                continue
            place = _named_place(brief, name.start, name.end)
            if place is not None:
                yield place


def _journeys_above(brief: Brief, draft: Draft) -> list[int]:
    """The journeys that a meeting is the purpose of: "will travel to Lima next week to meet X", "arrived for talks"."""
    syntax, found = brief.syntax, []
    current = draft.anchor
    for _ in range(_JOURNEYS_ABOVE):
        relation, above = syntax.relation(current), syntax.tokens[current].head
        marks = {syntax.tokens[each].text.lower() for each in syntax.children(current, "mark")}
        is_purpose = "to" in marks and relation in ("advcl", "xcomp", "acl")
        is_purpose = is_purpose or (relation in ("obl", "nmod") and "for" in cases_of(brief, current))
        if above < 0 or not is_purpose:
            break
        if is_journey(syntax.tokens[above]):
            found.append(above)
        current = above
    return found


def _in_capital(brief: Brief, draft: Draft) -> Place | None:
    """The capital that is told by its country: "in the Chilean capital"."""
    syntax = brief.syntax
    for token in syntax.subtree(draft.anchor):
        if syntax.tokens[token].lemma.lower() != "capital" or not cases_of(brief, token) & {"in"}:
            continue
        mentions = [brief.cast.at(child) for child in syntax.children(token, "amod", "compound", "nmod")]
        code = next((one.countries[0] for one in mentions if one is not None and one.countries), "")
        country = brief.facts.country(code)
        if country is not None and country.capital:
            return Place((brief.evidence(*syntax.span(token)),), country.capital, code)
    return None


def _at_house(brief: Brief, draft: Draft) -> Place | None:
    """A building that no table knows, by its last word: "at Al Husseiniya Palace"."""
    tokens, syntax = brief.analysis.tokens, brief.syntax
    for token in syntax.subtree(draft.anchor):
        if tokens[token].text.lower() not in words("buildings") or not tokens[token].text[:1].isupper():
            continue
        first = token
        while (
            first > 0
            and tokens[first - 1].text[:1].isupper()
            and tokens[first - 1].upos in ("PROPN", "NOUN", "ADJ")
        ):
            first -= 1
        case = first - 1 - (tokens[first - 1].text.lower() == "the")
        if first < token and case >= 0 and tokens[case].text.lower() == "at":
            return Place(
                (brief.evidence(tokens[first].start, tokens[token].end),),
                brief.article.text[tokens[first].start : tokens[token].end],
                "",
            )
    return None


def place_of_dateline(brief: Brief, draft: Draft, codes: Container[str]) -> Place | None:
    """Where a report was written, for a meeting in its first sentence or one that was held "here".

    The town is a side's capital, or told of again in the text, or no town that reports of
    other places come from.
    """
    is_speech = draft.noun is None and draft.habit is Mode.UNKNOWN  # "spoke with", from wherever
    if is_speech or draft.mode in _PHONED or draft.habit in _PHONED:
        return None
    sentence = brief.syntax.sentence(draft.trigger)
    span = dateline_place(brief.article.text, sentence.start)
    is_here = _is_here(brief, draft)
    if span is None and is_here:
        span = _first_dateline(brief)
    if span is None:
        return None
    written = brief.article.text[slice(*span)].rstrip()
    span = (span[0], span[0] + len(written))
    name = written.title() if written.isupper() else written
    hits = [each for each in brief.facts.find_names(name) if each.end - each.start == len(name)]
    code = hits[0].code if hits and hits[0].kind in (KnownKind.CAPITAL, KnownKind.SEAT) else ""
    is_capital = bool(hits) and hits[0].kind is KnownKind.CAPITAL
    is_own = hits and hits[0].code in codes
    is_event_town = not is_capital and name.lower() not in words("bureau_towns") and "/" not in name
    is_told_again = f"in {name}" in brief.article.text or f"in {written}" in brief.article.text
    if not (is_own or is_here or is_told_again or is_event_town):
        return None
    return Place((brief.evidence(*span),), name, code)


def _is_here(brief: Brief, draft: Draft) -> bool:
    return any(
        brief.syntax.tokens[each].text.lower() == "here" for each in brief.syntax.subtree(draft.anchor)
    )


def _first_dateline(brief: Brief) -> tuple[int, int] | None:
    """The place of the dateline that opens the body."""
    starts = (sentence.start for sentence in brief.analysis.sentences)
    first = next((start for start in starts if start >= brief.article.body_start), None)
    return None if first is None else dateline_place(brief.article.text, first)


def _names_place(brief: Brief, name: Name) -> bool:
    """Whether a name is that of a place, or of a government's seat ("at the White House")."""
    if name.kind is NameKind.PLACE:
        return True
    hits = brief.facts.find_names(brief.article.text[name.start : name.end])
    # The model may take a capital for a person: "Addis Ababa".
    known = "seat" if name.kind is NameKind.ORGANISATION else "capital"
    return bool(hits) and hits[0].kind == known


def _named_place(brief: Brief, start: int, end: int) -> Place | None:
    """A place with its country; the whole of a country's name where the model saw only a part."""
    start = _whole_name(brief, start)
    mentions = brief.cast.within(start, end)
    if mentions and mentions[0].kind is MentionKind.PERSON:
        return None
    if mentions:
        start, end = min(start, mentions[0].start), max(end, mentions[0].end)
    words_of_place = brief.article.text[start:end]
    hits = brief.facts.find_names(words_of_place)
    return Place((brief.evidence(start, end),), words_of_place, hits[0].code if hits else "")


def _whole_name(brief: Brief, start: int) -> int:
    """Where a name begins of which the model saw the end alone: "New York" for "York"."""
    token = brief.syntax.token_at(start)
    before = -1 if token is None else token - 1
    if before < 0 or brief.syntax.tokens[before].text.lower() not in words("place_openings"):
        return start
    return brief.syntax.tokens[before].start if brief.syntax.tokens[before].text[:1].isupper() else start
