"""What an assistant can ask of a ledger; every method is one tool.

The descriptions are written for the assistant that chooses among them. What people got
wrong comes back as a message, anything else is a fault that the server logs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from inspect import Parameter, Signature
from typing import Annotated, Any, get_type_hints

from pydantic import Field

from dragoman.errors import DragomanError
from dragoman.ledger import Filter, Ledger, ListKind, NameKind
from dragoman.ledger.asking import Question, filter_of
from dragoman.ledger.storable import storable
from dragoman.ledger.telling import LONGEST_WORD
from dragoman.mcp.answers import (
    Json,
    article_row,
    cut,
    evidence,
    permalink,
    shortened,
    thing_row,
    whole_thing,
)
from dragoman.mcp.questions import (
    After,
    ArticlesAsked,
    Asked,
    CommitmentsAsked,
    EventsAsked,
    FindingsAsked,
    Limit,
    MeetingsAsked,
    Since,
    StatementsAsked,
    Until,
)

LONGEST_TEXT = 100_000
_PIECE = 12_000

Id = Annotated[str, Field(min_length=4, max_length=100, description="An id that another tool gave.")]


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over one ledger. `site`: address of its site, for permalinks. `today`: the day to judge by."""

    ledger: Ledger
    site: str | None
    today: Callable[[], date]

    def search(self, asked: ArticlesAsked) -> Json:
        """Find articles of the ledger by words, country and topic, the newest first, each with a snippet.

        Use it to find what was published; for who met whom use meetings, for promises commitments.
        """
        found = self.ledger.search(storable(asked.words), filter_of(asked.question()))
        return _page([article_row(row, self.site) for row in found.rows], found.next)

    def names(
        self,
        kind: Annotated[
            str,
            Field(
                pattern="^(actor|country|pair|topic|outlet)$",
                description="actor, country, pair, topic, outlet.",
            ),
        ],
        begins: Annotated[
            str, Field(max_length=100, description="Only names that begin so; empty for all.")
        ] = "",
        after: After = None,
    ) -> Json:
        """List how people, countries, pairs, topics or outlets are called in the ledger, with counts.

        Use it before filtering by a name whose exact form is not known. Names of people are in
        small letters, first name first.
        """
        found = self.ledger.names(NameKind(kind), begins, 50, after)
        rows = [
            shortened(
                {
                    "name": one.word,
                    "n_articles": one.n_articles,
                    "first_on": one.first_on,
                    "last_on": one.last_on,
                }
            )
            for one in found.rows
        ]
        return _page(rows, found.next)

    def meetings(self, asked: MeetingsAsked) -> Json:
        """List meetings and calls: who met whom, when, how (in person, video, phone), how long, where, on what.

        Each meeting stands once however many outlets report it (n_reports), the latest first,
        with the words that say so. Planned meetings are in it with state "planned".
        """
        return self._things("meetings", asked.question())

    def commitments(self, asked: CommitmentsAsked) -> Json:
        """List commitments and agreements: who is bound, to whom, to what, by when, and what became of them.

        `progress` is open, due soon, overdue, done or dropped, as far as the ledger knows:
        "overdue" means that no report in it tells of the deed. Done and dropped come with
        the later reports that say so. Days are those on which it is due.
        """
        wanted = filter_of(asked.question())
        found, cursor = self.ledger.follow_up(ListKind.COMMITMENTS, self.today(), wanted)
        rows = [
            {
                **thing_row("commitments", one.thing, self.site),
                "progress": str(one.state),
                "known": one.known,
                "later_reports": [evidence(report, self.site) for report in one.evidence[:5]],
            }
            for one in found
        ]
        return _page(rows, cursor)

    def statements(self, asked: StatementsAsked) -> Json:
        """List who said what, in quotation or in other words, with the sentence it stands in, the latest first."""
        return self._things("statements", asked.question())

    def events(self, asked: EventsAsked) -> Json:
        """List PLOVER events: what one side did to another, with codes, the latest first.

        Look at `realis`: only "happened" took place; planned, conditional, denied and
        historical ones are kept apart.
        """
        return self._things("events", asked.question())

    def findings(self, asked: FindingsAsked) -> Json:
        """List what a careful editor would question in the articles: wrong offices, impossible dates,
        numbers that disagree. Each has both values and a remark."""
        return self._things("findings", asked.question())

    def thing(self, thing_id: Id) -> Json:
        """Show one meeting, commitment, statement, event or finding whole: all its reports, the words behind
        every field with their offsets in the article, and where the reports disagree."""
        found = self.ledger.thing(storable(thing_id))
        words = self.ledger.evidence([row["id"] for row in found.reports])
        return whole_thing(found, words, self.site)

    def article(
        self,
        article_id: Id,
        start: Annotated[int, Field(ge=0, le=10**9, description="First character wanted.")] = 0,
    ) -> Json:
        """Give the clean text of one article (12,000 characters at a time) and what was read out of it.

        `text_start` counts characters of the whole text; offsets of evidence count in it too.
        """
        stored = self.ledger.record(storable(article_id))
        article, record = stored.record.article, stored.record
        piece = article.text[start : start + _PIECE]
        more = start + _PIECE < len(article.text)
        counts = {kind: len(getattr(record, kind)) for kind in _KINDS}
        return {
            **shortened(
                {
                    "id": stored.article_id,
                    "headline": article.headline,
                    "outlet": article.outlet,
                    "published": article.published.value if article.published is not None else None,
                    "authors": list(article.authors),
                    "section": article.section,
                    "url": article.url,
                    "permalink": permalink(self.site, "articles", stored.article_id),
                }
            ),
            "text": piece,
            "text_start": start,
            "n_characters": len(article.text),
            "next_start": start + _PIECE if more else None,
            "counts": counts,
        }

    def actor_timeline(
        self,
        actor: Annotated[
            str,
            Field(min_length=1, max_length=100, description="Full name of a person, or a country's code."),
        ],
        since: Since = None,
        until: Until = None,
        limit: Limit = 10,
    ) -> Json:
        """Tell what the ledger knows of one person or country, day by day, the latest first:
        meetings, statements, commitments and events, each with its words."""
        is_code = actor.isupper() and " " not in actor
        facets = {"country" if is_code else "actor": actor}
        kinds = ("meetings", "statements", *(("commitments", "events") if is_code else ()))
        return self._timeline(kinds, Question(facets, since, until, limit))

    def between(
        self,
        pair: Annotated[
            str,
            Field(
                min_length=3,
                max_length=LONGEST_WORD,
                description="Two codes with a hyphen: AUS-JPN; or two names or codes with an ampersand: "
                "Fumio Kishida & NATO.",
            ),
        ],
        since: Since = None,
        until: Until = None,
        limit: Limit = 10,
    ) -> Json:
        """Tell what passed between two countries or people, day by day, the latest first:
        meetings, statements, commitments, events."""
        kinds = ("meetings", "statements", "commitments", "events")
        return self._timeline(kinds, Question({"pair": pair}, since, until, limit))

    def stats(self) -> Json:
        """Say what the ledger holds: how many articles, meetings and so on, over which days, from which outlets.

        Ask it first: what lies outside of these days and outlets the ledger cannot know.
        """
        found = self.ledger.stats()
        return {
            "ledger": self.ledger.place,
            "counts": {name: getattr(found.counts, name) for name in ("articles", *_KINDS, "skipped")},
            "first_on": found.first_on,
            "last_on": found.last_on,
            "by_outlet": dict(list(found.by_outlet.items())[:LONGEST_COUNTS]),
            "by_month": dict(list(found.by_month.items())[-LONGEST_COUNTS:]),
            "top_pairs": [{"pair": "-".join(one.countries), "n": one.n_values} for one in found.top_pairs],
        }

    def read_text(
        self,
        text: Annotated[
            str,
            Field(
                min_length=1,
                max_length=LONGEST_TEXT,
                description="Plain text, Markdown, or the HTML of a page.",
            ),
        ],
        published: Annotated[
            str | None, Field(description="The day, YYYY-MM-DD, where the text does not say it.")
        ] = None,
        url: Annotated[str | None, Field(max_length=2000, description="Where it was published.")] = None,
    ) -> Json:
        """Read one news article that is given as text: the record of what it reports, with the sentences.

        Nothing is stored. English only. It gives meetings, planned events, commitments,
        statements, events and contradictions in the form of the record schema.
        """
        from dragoman.api import read_text
        from dragoman.export import record_json

        found = record_json(read_text(text, url, published))
        article = {
            key: found["article"][key] for key in ("headline", "published", "language", "kind", "authors")
        }
        lists = {key: _bounded(found[key]) for key in found if isinstance(found[key], list)}
        return {"schema": found["schema"], "versions": found["versions"], "article": article, **lists}

    def _things(self, kind: str, question: Question) -> Json:
        page = self.ledger.things(ListKind(kind), filter_of(question))
        return _page([thing_row(kind, row, self.site) for row in page.rows], page.next)

    def _timeline(self, kinds: tuple[str, ...], question: Question) -> Json:
        """Things of several kinds by their days; as many as are wanted of all together."""
        wanted: Filter = filter_of(question)
        rows = [(kind, row) for kind in kinds for row in self.ledger.things(ListKind(kind), wanted).rows]
        rows.sort(key=lambda one: (one[1]["day"] or "", one[1]["id"]), reverse=True)
        shown = rows[: question.limit]
        last = shown[-1][1]["day"] if len(rows) > len(shown) else None
        answer: Json = {
            "rows": [{"day": row["day"], **thing_row(kind, row, self.site)} for kind, row in shown],
        }
        if last is not None:
            answer["go_on"] = f"There are more. Ask again with until {last}, or for a shorter time."
        return answer


LONGEST_COUNTS = 30
_KINDS = ("meetings", "commitments", "statements", "events", "findings")
_LONGEST_READING = 60


def _page(rows: list[Json], after: str | None) -> Json:
    """One page of an answer; `next` is null where nothing follows."""
    return {"rows": rows, "next": after}


def _bounded(rows: list[Any]) -> list[Any]:
    return [_with_short_words(row) for row in rows[:_LONGEST_READING]]


def _with_short_words(item: Any) -> Any:
    if isinstance(item, dict):
        return {key: _with_short_words(part) for key, part in item.items()}
    if isinstance(item, list):
        return [_with_short_words(part) for part in item]
    return cut(item) if isinstance(item, str) else item


def as_tool(method: Callable[..., Json]) -> Callable[..., Json]:
    """The method as the SDK takes it: a model's fields as flat arguments, mistakes as messages."""
    from mcp.server.mcpserver.exceptions import ToolError

    model = next(iter(get_type_hints(method).values()), None)
    is_model = isinstance(model, type) and issubclass(model, Asked)

    @wraps(method)
    def call(**given: Any) -> Json:
        try:
            return method(model(**given)) if is_model and model is not None else method(**given)
        except DragomanError as error:
            raise ToolError(str(error)) from error

    if is_model and model is not None:
        call.__signature__ = _flat(model)  # type: ignore[attr-defined]
    return call


def _flat(model: type[Asked]) -> Signature:
    """The signature of a function that takes a model's fields; the filters before days and pages."""
    names = sorted(model.model_fields, key=lambda name: name in Asked.model_fields)
    hints = get_type_hints(model, include_extras=True)
    parameters = [
        Parameter(
            name, Parameter.KEYWORD_ONLY, default=model.model_fields[name].default, annotation=hints[name]
        )
        for name in names
    ]
    return Signature(parameters, return_annotation=Json)
