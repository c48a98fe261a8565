"""When an undated article was written, from what it says.

Two kinds of witnesses: people named in offices (the tables say when all of them
held those offices together) and dates written out in the text, none of which
lies far after the day of writing. The answer is an interval with its reasons, or
None where nothing narrows it below ten years.
"""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.article import Article, Evidence
from dragoman.interval import Interval
from dragoman.knowledge import Knowledge, Verdict
from dragoman.language.times import TimeExpression, TimeKind, find_times
from dragoman.reading.cast import MentionKind
from dragoman.reading.people import gather_people, name_tokens
from dragoman.reading.realis import realis_of
from dragoman.reading.record import DateEstimate, Realis
from dragoman.reading.sighting_field import Sighting
from dragoman.reading.syntax import Syntax

_MAX_DAYS = 3653
_YEAR_SLACK = timedelta(days=400)  # news of the coming year is common, of later ones rare


def estimate_date(article: Article, sightings: list[Sighting], facts: Knowledge) -> DateEstimate | None:
    """The days on which the article can have been written, with reasons and evidence; None for unknown."""
    claims, reasons, spans = _claims(sightings, facts)
    held = facts.dates_that_fit(claims) if claims else None
    years = _written_years(article)
    evidence = [Evidence(article.id, *span) for span in spans] if held is not None else []
    interval = held
    if years is not None:
        bounds, expression = years
        narrowed = bounds if interval is None else interval.intersect(bounds)
        if narrowed is not None:
            interval = narrowed
            reasons = [*(reasons if held is not None else []), f"the text names {expression.text!r}"]
            evidence.append(Evidence(article.id, expression.start, expression.end))
    if interval is None or interval.n_days > _MAX_DAYS or not evidence:
        return None
    return DateEstimate(interval, tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(evidence)))


def narrow_by_plans(text: str, estimate: DateEstimate, syntax: Syntax) -> DateEstimate:
    """Drops the years in which a plan of the text would lie in the past.

    "Japan will host a summit in the first half of this year" cannot be written in
    the second half. The interval is cut at the turns of the years; a piece in which
    fewer plans lie before it than in another is kept.
    """
    pieces = _years_of(estimate.interval)
    if len(pieces) < 2:
        return estimate
    sentences = [(sentence.start, sentence.end) for sentence in syntax.analysis.sentences]
    clashes = [_n_past_plans(find_times(text, piece, sentences), piece, syntax) for piece in pieces]
    kept = [piece for piece, count in zip(pieces, clashes, strict=True) if count == min(clashes)]
    narrowed = Interval.between(kept[0].earliest, kept[-1].latest)
    if narrowed == estimate.interval:
        return estimate
    reasons = (*estimate.reasons, "its plans lie ahead of it")
    return DateEstimate(narrowed, reasons, estimate.evidence)


def _years_of(interval: Interval) -> list[Interval]:
    years = range(interval.earliest.year, interval.latest.year + 1)
    return [piece for year in years if (piece := interval.intersect(Interval.year(year))) is not None]


def _n_past_plans(times: list[TimeExpression], piece: Interval, syntax: Syntax) -> int:
    """How many dates of planned acts lie before the piece."""
    count = 0
    for each in times:
        if each.interval is None or each.kind is not TimeKind.DATE or each.interval.latest >= piece.earliest:
            continue
        token = syntax.token_at(each.start)
        verb = syntax.verb_above(token) if token is not None else None
        count += verb is not None and realis_of(syntax, verb) is Realis.PLANNED
    return count


def _claims(
    sightings: list[Sighting], facts: Knowledge
) -> tuple[list[tuple[str, str]], list[str], list[tuple[int, int]]]:
    """(person id, title) pairs that the tables can date, the reasons in words, and where they stand."""
    claims: dict[tuple[str, str], tuple[str, tuple[int, int]]] = {}
    for figure in gather_people(sightings, facts, None):
        if len(name_tokens(figure.name)) < 2 or figure.person_id is None:
            continue
        for sighting in figure.sightings:
            if not sighting.office or sighting.modifier or sighting.kind is not MentionKind.PERSON:
                continue
            verdict, _ = facts.held(figure.person_id, sighting.office, figure.country or None, None)
            if verdict is Verdict.HELD:
                reason = f"{figure.name} is called {sighting.office}"
                claims.setdefault(
                    (figure.person_id, sighting.office), (reason, (sighting.start, sighting.end))
                )
    return list(claims), [reason for reason, _ in claims.values()], [span for _, span in claims.values()]


def _written_years(article: Article) -> tuple[Interval, TimeExpression] | None:
    """What the latest date with a year written out says: the article is not much older, nor much younger.

    "in early 2022" in an undated report puts it between a year before and the
    end of the year after; a range this wide only helps beside office-holders.
    """
    dated = [
        each
        for each in find_times(article.text, None)
        if each.interval is not None and each.kind is TimeKind.DATE and not each.anchored
    ]
    dated = [each for each in dated if each.interval is not None and each.interval.latest.year > 1945]
    if not dated:
        return None
    latest = max(dated, key=lambda each: each.interval.latest if each.interval else date.min)
    assert latest.interval is not None
    start = latest.interval.earliest - _YEAR_SLACK
    return Interval.between(start, latest.interval.latest + _YEAR_SLACK), latest
