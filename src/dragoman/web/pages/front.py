"""The front page: what is new, what falls due, what is disputed; whole, or by a section.

A section is a region (`/?section=asia`) or a topic (`/?section=energy`): the same page
with what concerns it alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection, select, union_all
from starlette.requests import Request
from starlette.responses import Response

from dragoman.ledger import Disputed, Filter, FollowUp, Front, ListKind
from dragoman.ledger.derived import facets
from dragoman.ledger.listing import article_rows, values_by_id
from dragoman.web.codes import TOPICS
from dragoman.web.faults import NotHere
from dragoman.web.language import gettext as _
from dragoman.web.regions import REGIONS, Region
from dragoman.web.render import render
from dragoman.web.state import ledger_of, reading_of, today_of
from dragoman.web.stories import as_stories
from dragoman.web.wording import parties

router = APIRouter()

Listed = dict[str, Any]

_STORIES = 13
_MEETINGS = 6
_SIDE = 6
# So many of the newest articles are looked at for stories, since many tell of one meeting.
_ARTICLES = 60
# A section shows what of this many due and disputed things concerns it.
_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Section:
    """What of the front page is shown: its word in the address, its name, its countries or topic."""

    word: str
    name: str
    region: Region | None = None
    topic: str | None = None

    @property
    def filters(self) -> dict[str, str]:
        """What chooses the same in a list."""
        if self.region is not None:
            return {"country": ",".join(sorted(self.region.codes))}
        return {} if self.topic is None else {"topic": self.topic}

    def holds(self, row: Listed) -> bool:
        """Whether a thing belongs to the section."""
        if self.region is not None:
            return not self.region.codes.isdisjoint(parties(row))
        return (
            self.topic is None or self.topic in row.get("topics", ()) or self.topic in row.get("contexts", ())
        )


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
def front(request: Request) -> Response:
    """What a foreign desk wants to see first."""
    section = _section(request.query_params.get("section", ""))
    found = _front(request, section)
    late: list[FollowUp] = []
    if not found.due_soon and not found.overdue and section is None:
        # A ledger of the past has nothing that falls due; its last promises are shown instead.
        until = Filter(until=today_of(request).isoformat(), limit=_SIDE)
        late = ledger_of(request).follow_up(ListKind.COMMITMENTS, today_of(request), until)[0]
    with reading_of(request) as connection:
        stories = as_stories(connection, found.articles, _STORIES)
    return render(
        request,
        "front.html",
        front=replace(found, articles=stories),
        late=late,
        section=section,
        regions=REGIONS,
        topics=TOPICS,
    )


def _section(word: str) -> Section | None:
    if word in ("", "world"):
        return None
    if word in REGIONS:
        return Section(word, _(REGIONS[word].name), region=REGIONS[word])
    if word in TOPICS:
        return Section(word, _(TOPICS[word]), topic=word)
    raise NotHere(_('There is no section "%(name)s".', name=word[:40]), _("See the front page."))


def _front(request: Request, section: Section | None) -> Front:
    ledger, today = ledger_of(request), today_of(request)
    if section is None:
        return _cut(replace(ledger.front(today, _STORIES), articles=ledger.articles(limit=_ARTICLES)))
    if section.region is not None:
        with reading_of(request) as connection:
            stories = _newest_of(connection, section.region.codes, "articles", _ARTICLES)
            met = _newest_of(connection, section.region.codes, "meetings", _MEETINGS)
            told = list(article_rows(connection, stories).values())
            meetings = list(values_by_id(connection, met).values())
        told.sort(key=lambda row: stories.index(row["id"]))
        meetings.sort(key=lambda row: met.index(row["id"]))
    else:
        wanted = Filter(facets={"topic": section.topic or ""}, limit=_ARTICLES)
        told = ledger.search("", wanted).rows
        meetings = ledger.things(ListKind.MEETINGS, replace(wanted, limit=_MEETINGS)).rows
    whole = ledger.front(today, _LOOKED_AT)
    return _cut(
        replace(
            whole,
            articles=told,
            meetings=meetings,
            due_soon=_followed(section, whole.due_soon),
            overdue=_followed(section, whole.overdue),
            disputed=_disputed(section, whole.disputed),
        )
    )


def _followed(section: Section, found: Iterable[FollowUp]) -> list[FollowUp]:
    return [one for one in found if section.holds(one.thing)]


def _disputed(section: Section, found: Iterable[Disputed]) -> list[Disputed]:
    return [one for one in found if section.holds(one.thing)]


def _cut(front: Front) -> Front:
    """The lists of a front page as long as it has room for."""
    return replace(
        front,
        meetings=front.meetings[:_MEETINGS],
        due_soon=front.due_soon[:_SIDE],
        overdue=front.overdue[:_SIDE],
        disputed=front.disputed[:_SIDE],
    )


def _newest_of(connection: Connection, codes: Iterable[str], kind: str, limit: int) -> list[str]:
    """The ids of the newest subjects in which any of some countries has a part.

    Each country's newest are the end of its own stretch of the index; sorting all of
    a region's would read half of the ledger.
    """
    ends = []
    for code in sorted(codes):
        here = facets.c.kind == kind, facets.c.facet == "country", facets.c.word == code
        newest = select(facets.c.day, facets.c.subject_id).where(*here)
        newest = newest.order_by(facets.c.day.desc(), facets.c.subject_id.desc()).limit(limit)
        ends.append(select(newest.subquery()))
    rows = connection.execute(union_all(*ends)).all()
    ordered = sorted({(row.day, row.subject_id) for row in rows}, reverse=True)
    return [subject_id for _, subject_id in ordered[:limit]]
