"""Actors, countries, pairs, topics, outlets: what a ledger can be filtered by, and how much of each there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import UsageError
from dragoman.ledger import NameKind
from dragoman.ledger.company import TOGETHER
from dragoman.ledger.tallies import Entry
from dragoman.ledger.telling import JOINS_ACTORS, LONGEST_WORD, facet_word
from dragoman.web.api import schemas_more as schemas
from dragoman.web.api.answers import Json, answer, listed, name_link
from dragoman.web.api.faults import FAULTS
from dragoman.web.api.questions import NamesAsked, cleaned
from dragoman.web.faults import NotHere
from dragoman.web.language import gettext as _
from dragoman.web.state import ledger_of

router = APIRouter(responses=FAULTS, tags=["Names"])

_COMPANY = 20

Name = Annotated[str, Path(min_length=1, max_length=LONGEST_WORD, description="The name as a list gives it.")]


def _add(path: str, kind: NameKind, words: str) -> None:
    def names(request: Request, asked: Annotated[NamesAsked, Query()]) -> Response:
        found = ledger_of(request).names(kind, asked.begins, asked.limit, asked.after)
        rows = [
            {
                "name": one.word,
                "n_articles": one.n_articles,
                "first_on": one.first_on,
                "last_on": one.last_on,
                "links": _links(path, one.word),
            }
            for one in found.rows
        ]
        return answer(request, listed(request, rows, found.next))

    def name(request: Request, name: Name) -> Response:
        return _whole(request, path, kind, name)

    _route(f"/{path}", names, schemas.NameList, f"{words} of the ledger in the order of their letters.")
    _route(
        f"/{path}/{{name:path}}", name, schemas.NameWhole, f"One of the {words.lower()}: how much, per month."
    )


def _route(path: str, endpoint: Callable[..., Response], shape: type, words: str) -> None:
    part = path.strip("/").partition("/")
    router.add_api_route(
        path,
        endpoint,
        methods=["GET"],
        response_model=shape,
        summary=words,
        operation_id=f"{'one' if part[1] else 'list'}_{part[0]}",
    )


def _whole(request: Request, path: str, kind: NameKind, name: str) -> Response:
    ledger, word = ledger_of(request), cleaned(name)
    word = ledger.person_word(word) if kind is NameKind.ACTORS else word
    try:
        tally = ledger.tally(str(kind), word)
    except UsageError as error:
        raise NotHere(str(error)) from None
    if not tally.total:
        raise NotHere(
            _('This ledger has no "%(name)s" among its %(kind)s.', name=word, kind=path),
            _("See what is there under %(place)s.", place=f"/api/v1/{path}"),
        )
    body: Json = {
        "name": word,
        "total": tally.total,
        "by_month": tally.by_period,
        "undated": tally.undated,
        "links": _links(path, word),
    }
    if kind is NameKind.ACTORS:
        body["company"] = [_together(word, one) for one in ledger.company(word, _COMPANY)]
    return answer(request, body)


def _together(word: str, one: Entry) -> Json:
    pair = facet_word("pair", f"{word}{JOINS_ACTORS}{one.word}")
    counts = {kind: one.counts.get(kind, 0) for kind in TOGETHER}
    return {"name": one.word, "shown": one.shown, "counts": counts, "links": _links("pairs", pair)}


def _links(path: str, word: str) -> dict[str, str]:
    return {"self": name_link(path, word)}


for _path, _kind, _words in (
    ("actors", NameKind.ACTORS, "People"),
    ("countries", NameKind.COUNTRIES, "Countries and organisations"),
    ("pairs", NameKind.PAIRS, "Pairs of countries"),
    ("topics", NameKind.TOPICS, "Topics"),
    ("outlets", NameKind.OUTLETS, "Outlets"),
):
    _add(_path, _kind, _words)
