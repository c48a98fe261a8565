"""From sightings to the cast: every mention resolved to actors across the article.

People come from `people`; an office alone is matched to the person of the text who
holds it; pronouns and "the two leaders" go back to who was spoken of last. What
cannot be resolved stays a mention whose actor has no country.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.article import Evidence
from dragoman.interval import Interval
from dragoman.knowledge import Knowledge
from dragoman.language import Analysis
from dragoman.reading.antecedents import loose_spans, mention_of, resolve_loose
from dragoman.reading.cast import Cast, Mention, MentionKind
from dragoman.reading.cast_state import Casting
from dragoman.reading.people import Figure, gather_people
from dragoman.reading.record import Actor, ActorKind
from dragoman.reading.sectors import sector_of
from dragoman.reading.sighting_field import Sighting
from dragoman.reading.succession import code_then
from dragoman.reading.syntax import Syntax
from dragoman.reading.wordlists import words

_REACH = 3  # sentences back to the subject whom a bare office takes up
_BODY_REACH = 3  # sentences, its own included, back to the body that a spokesperson speaks for
_LEADER_CLASSES = frozenset({"head_of_state", "head_of_government", "monarch", "leader"})


@dataclass(frozen=True, slots=True)
class Setting:
    """When an article can have been written, None for unknown, and whose page it stands on, empty for nobody's."""

    when: Interval | None
    home: str = ""


def cast_article(
    document_id: str,
    analysis: Analysis,
    syntax: Syntax,
    facts: Knowledge,
    sightings: list[Sighting],
    setting: Setting,
) -> tuple[Cast, list[Figure]]:
    """The cast of an article, and its people, in the order of their first mention."""
    when = setting.when
    sightings = [replace(each, country=_short_form(each.country, facts, when)) for each in sightings]
    sightings = _without_lone_seats(sightings, analysis.text, facts)
    figures = gather_people(sightings, facts, when)
    _send_to_bodies(figures, sightings, syntax)
    _send_home(figures, setting.home)
    casting = Casting(document_id, analysis, syntax, facts, when, figures)
    casting.figure_of = {each.start: figure for figure in figures for each in figure.sightings}
    taken = {index for sighting in sightings for index in range(sighting.first, sighting.last)}
    items: list[tuple[int, Sighting | tuple[int, int]]] = [(each.start, each) for each in sightings]
    items += [(analysis.tokens[span[0]].start, span) for span in loose_spans(analysis, taken)]
    for _, item in sorted(items, key=lambda pair: pair[0]):
        mention = (
            _resolve_sighting(casting, item) if isinstance(item, Sighting) else resolve_loose(casting, *item)
        )
        if mention is not None:
            casting.done.append(mention)
    return Cast(tuple(casting.done)), figures


def _without_lone_seats(sightings: list[Sighting], text: str, facts: Knowledge) -> list[Sighting]:
    """Leaves open whose a house is that several states have, where nothing else speaks of its best-known owner.

    "The Foreign Office said" in a report from Islamabad is not London's.
    """

    lone = [each for each in sightings if _is_shared_seat(text[each.start : each.end])]
    if not lone:
        return sightings
    owners = {hit.code for hit in facts.find_names(text) if not _is_shared_seat(text[hit.start : hit.end])}
    return [
        replace(each, country="") if each in lone and each.country not in owners else each
        for each in sightings
    ]


def _is_shared_seat(name: str) -> bool:
    return name.lower().removeprefix("the ") in words("shared_seats")


def _send_to_bodies(figures: list[Figure], sightings: list[Sighting], syntax: Syntax) -> None:
    """Gives spokespersons of nobody named to the body that spoke last: "the State Department said. Spokesman X told ..."."""
    bodies = [each for each in sightings if _speaks(syntax, each)]
    for figure in figures:
        own = figure.office_sighting
        if figure.country or own is None or own.modifier or own.office_class != "spokesperson":
            continue
        before = [each for each in bodies if each.end <= own.start]
        begins = [each.start for each in syntax.analysis.sentences if each.start <= own.start][-_BODY_REACH:]
        if before and begins and before[-1].start >= begins[0]:
            figure.country = before[-1].country


def _speaks(syntax: Syntax, sighting: Sighting) -> bool:
    """Whether a body, or a state by its seat or ministry, says something."""
    if sighting.kind not in (MentionKind.ORGANISATION, MentionKind.COUNTRY):
        return False
    tokens = range(sighting.first, sighting.last)
    subjects = [each for each in tokens if syntax.relation(each) == "nsubj"]
    verbs = [syntax.tokens[each].head for each in subjects]
    return any(syntax.tokens[verb].lemma.lower() in words("speech_verbs") for verb in verbs if verb >= 0)


def _send_home(figures: list[Figure], home: str) -> None:
    """Gives officials of whom nothing else is said to the state whose page it is; guests are named with their states."""
    for figure in figures:
        sighting = figure.office_sighting
        if home and not figure.country and sighting is not None and not sighting.modifier:
            figure.country = "" if sighting.office_class in words("named_abroad") else home


def _short_form(code: str, facts: Knowledge, when: Interval | None) -> str:
    """The code of an actor as the record schema has it: UN for its organs, the state that stood there then."""
    group = facts.group(code)
    if group is not None and group.kind == "organ" and code.startswith("UN"):
        return "UN"
    ended = None if group is None else group.end
    if ended is not None and when is not None and when.earliest > ended.latest:
        return ""  # whoever bears the name today is another
    return code_then(code, when)


# ------------------------------------------------------------------ sightings


def _resolve_sighting(casting: Casting, sighting: Sighting) -> Mention:
    place = Evidence(casting.document_id, sighting.start, sighting.end)
    if sighting.kind is MentionKind.PERSON:
        actors = (person_actor(casting.document_id, casting.figure_of[sighting.start], place),)
    elif sighting.kind is MentionKind.OFFICE:
        actors = (_office_actor(casting, sighting, place),)
    else:
        actors = (_body_actor(sighting, place),)
    return mention_of(casting, sighting.kind, (sighting.first, sighting.last), actors)


def person_actor(document_id: str, figure: Figure, place: Evidence) -> Actor:
    """A person as an actor: the mention at hand first, then where name and office stand."""
    spans = [place]
    best = figure.office_sighting or figure.best
    spans.append(Evidence(document_id, best.start, best.end))
    longest = max(figure.sightings, key=lambda each: len(each.name))
    spans.append(Evidence(document_id, longest.start, longest.end))
    return Actor(
        evidence=tuple(dict.fromkeys(spans)),
        name=figure.name,
        office=figure.office,
        country=figure.country,
        kind=ActorKind.PERSON,
        person_id=figure.person_id,
        sector=sector_of(best.office_class, figure.office),
    )


def _office_actor(casting: Casting, sighting: Sighting, place: Evidence) -> Actor:
    """An office alone: the person of the text who holds it, else an unnamed office."""
    figure = _holder_in_text(casting, sighting)
    if figure is not None:
        return person_actor(casting.document_id, figure, place)
    return Actor(
        evidence=(place,),
        name="",
        office=sighting.office,
        country=sighting.country,
        kind=ActorKind.OFFICE,
        sector=sector_of(sighting.office_class, sighting.office),
    )


def _holder_in_text(casting: Casting, sighting: Sighting) -> Figure | None:
    """The person of the text called by this office: same class and country, the last one named before.

    "leader" fits any head of state or government; without a country the office
    must be one that only one person of the text before it has, or the last named.
    """
    if sighting.modifier or sighting.office_class in words("plural_offices"):
        return None
    singular = sighting.office.lower().removesuffix("s")
    if (
        _is_plural(sighting) and sighting.country and singular not in words("any_leader")
    ):  # "the presidents of X and Y"
        sighting = replace(sighting, office=sighting.office.removesuffix("s"))
    elif _is_plural(sighting) or _is_indefinite(casting, sighting):
        return None
    fitting = [
        figure
        for figure in casting.figures
        if figure.sightings[0].start < sighting.end + 400 and _office_fits(casting.facts, figure, sighting)
    ]
    if not fitting:
        return None
    before = [figure for figure in fitting if figure.sightings[0].start < sighting.start]
    if sighting.country:
        return max(before or fitting, key=lambda figure: _last_before(figure, sighting.start))
    if not before:
        return None
    acting = _last_subject(casting, sighting.first, {figure.name for figure in before})
    named = [figure for figure in before if figure.name == acting]
    return max(named or before, key=lambda figure: _last_before(figure, sighting.start))


def _last_subject(casting: Casting, token: int, names: set[str]) -> str:
    """The last of some people who was the subject of a sentence, near enough to be meant; empty for none."""
    sentence = casting.syntax.sentence_number(token)
    for mention in reversed(casting.done[-40:]):
        if sentence - casting.syntax.sentence_number(mention.head) > _REACH:
            return ""
        is_one = len(mention.actors) == 1 and mention.actors[0].name in names
        if is_one and casting.syntax.relation(mention.head) == "nsubj":
            return mention.actors[0].name
    return ""


def _is_plural(sighting: Sighting) -> bool:
    last_word = sighting.office.lower().split()[-1] if sighting.office else ""
    return last_word.endswith("s") and not last_word.endswith("ss")


def _is_indefinite(casting: Casting, sighting: Sighting) -> bool:
    return casting.analysis.tokens[sighting.first].text.lower() in ("a", "an")


def _office_fits(facts: Knowledge, figure: Figure, sighting: Sighting) -> bool:
    """Whether a person of the text can be called by this office alone."""
    if sighting.country and figure.country != sighting.country:
        return False
    titles = [each.office for each in figure.sightings if each.office]
    wanted = sighting.office.lower()
    if wanted in words("any_leader"):
        classes = {each.office_class for each in figure.sightings if each.office}
        if figure.candidate is not None:
            classes |= set(figure.candidate.office_classes)
        return bool(classes & _LEADER_CLASSES)
    if any(
        wanted == title.lower()
        or title.lower().startswith((f"{wanted} of ", f"{wanted} for "))
        or (title.lower().endswith(f" {wanted}") and _names_body(facts, title[: -len(wanted)]))
        for title in titles
    ):
        return True  # "the Undersecretary" is the Undersecretary of Foreign Affairs
    if not titles and figure.candidate is not None:
        titles = [figure.candidate.office]
    lemmas = facts.titles.lemmas_of(sighting.office)
    return bool(lemmas) and any(lemmas == facts.titles.lemmas_of(title) for title in titles)


def _names_body(facts: Knowledge, words_before: str) -> bool:
    """Whether what stands before an office is the body that has it: "NATO" in "NATO Secretary General"."""
    hits = facts.find_names(words_before.strip())
    return bool(hits) and hits[0].end - hits[0].start == len(words_before.strip())


def _last_before(figure: Figure, position: int) -> int:
    return max((each.start for each in figure.sightings if each.start < position), default=-1)


def _body_actor(sighting: Sighting, place: Evidence) -> Actor:
    is_state = sighting.kind in (MentionKind.COUNTRY, MentionKind.DEMONYM)
    kind = ActorKind.STATE if is_state else ActorKind.ORGANISATION
    return Actor(
        evidence=(place,),
        name=sighting.name,
        office=sighting.office,
        country=sighting.country,
        kind=kind,
        sector=sector_of("", sighting.office) or ("GOV" if is_state else ""),
    )
