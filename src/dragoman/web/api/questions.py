"""What the addresses of the API take, and the filter of the ledger that they mean."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from dragoman.ledger import Filter
from dragoman.ledger.asking import Question, filter_of
from dragoman.ledger.storable import storable
from dragoman.ledger.telling import LONGEST_WORD

MOST_ROWS = 200
LONGEST_PAGE = 3_000_000

_LONG_MONTHS = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
_SHORT_MONTHS = "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_DAY = f"({_LONG_MONTHS}|{_SHORT_MONTHS}|02-(0[1-9]|[12][0-9]))"
DAYS = f"^[1-9][0-9]{{3}}(-((0[1-9]|1[0-2])|{_DAY}))?$"
_PAIR = r"^([A-Za-z0-9_+]{2,40}-[A-Za-z0-9_+]{2,40}|\s*[^\s&][^&]{0,98} & [^\s&][^&]{0,98})$"
_WORDS = r'^\s*([^\s"]+(\s+|$)|"[^"]*"\s*){0,20}$'

ThingId = Annotated[
    str,
    Path(
        pattern="^[0-9a-f]{24}$",
        description="The id that lists give: 24 hexadecimal digits.",
        examples=["0123456789abcdef01234567"],
    ),
]


def _word(description: str, *examples: str, pattern: str | None = None) -> Any:
    return Field(
        default=None, max_length=100, pattern=pattern, description=description, examples=list(examples)
    )


def _pair(description: str) -> Any:
    return Field(
        default=None,
        max_length=LONGEST_WORD,
        pattern=_PAIR,
        description=f"{description}: two codes with a hyphen, or two names or codes with an ampersand.",
        examples=["AUS-JPN", "Fumio Kishida & Anthony Albanese"],
    )


class Paged(BaseModel):
    """What all lists take. A word that a list does not know is refused, so that no slip goes unseen."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=50, ge=1, le=MOST_ROWS, description="Rows of one page.")


class Dated(Paged):
    """Days; 29 February of a common year counts as the 28th."""

    # Fields that choose by no facet of the ledger.
    not_facets: ClassVar[set[str]] = {"since", "until", "limit", "after", "q"}

    since: str | None = _word(
        "Not before: a year, month or day.", "2022", "2022-05", "2022-05-21", pattern=DAYS
    )
    until: str | None = _word("Not after: a year, month or day.", "2023", pattern=DAYS)

    def filter(self) -> Filter:
        """The filter of the ledger."""
        facets = self.model_dump(exclude=self.not_facets)
        question = Question(
            facets, _real(self.since), _real(self.until), self.limit, getattr(self, "after", None)
        )
        return filter_of(question)


class Told(Dated):
    """What lists of things take."""

    after: str | None = _word(
        "The `next` of the page before.",
        "2022-05-21~0123456789abcdef01234567",
        pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?~[0-9a-f]{24}$",
    )
    outlet: str | None = _word("Only what this outlet tells of, by its full name.", "The Courier")


class OfCountry(Told):
    """Filters by country and pair."""

    country: str | None = _word(
        "Country (ISO 3166-1 alpha-3) or organisation with a part in it.", "JPN", "NATO"
    )
    pair: str | None = _pair("Only what these two have a part in, in any order")


class MeetingsAsked(OfCountry):
    """Which meetings."""

    actor: str | None = _word("Only with this person, by the full or the family name.", "Fumio Kishida")
    mode: str | None = _word("in_person, video, phone, written, unknown.", "phone")
    state: str | None = _word("held, planned, proposed, cancelled.", "held")
    topic: str | None = _word("Only about this.", "energy")


class PlannedAsked(OfCountry):
    """Which planned events."""

    actor: str | None = _word("Only with this person, by the full or the family name.", "Fumio Kishida")
    topic: str | None = _word("Only about this.", "energy")


class CommitmentsAsked(OfCountry):
    """Which commitments."""

    type: str | None = _word("agreed, signed, promised, offered.", "agreed")


class StatementsAsked(Told):
    """Which statements."""

    country: str | None = _word("Country or organisation of speaker or hearer.", "JPN")
    actor: str | None = _word("Only by or to this person, by the full or the family name.", "Fumio Kishida")


class EventsAsked(OfCountry):
    """Which events."""

    type: str | None = _word("PLOVER event type.", "CONSULT")
    state: str | None = _word("happened, planned, conditional, denied, historical.", "happened")


class FindingsAsked(Told):
    """Which findings."""

    type: str | None = _word("Kind of finding: office, name, date, place, number ...", "office")


class ArticlesAsked(Dated):
    """Which articles."""

    q: str = Field(
        default="",
        max_length=200,
        pattern=_WORDS,
        description='Words that must all be there, 20 at most; "in quotes" they stand together, '
        "ener* begins a word.",
        examples=['kishida "joint exercises"'],
    )
    after: str | None = _word("The `next` of the page before.", "738000000001", pattern="^[0-9]{1,19}$")
    country: str | None = _word("Country or organisation that it tells of.", "JPN")
    pair: str | None = _pair("Only what tells of these two")
    actor: str | None = _word("Person, by the full or the family name.", "Fumio Kishida")
    type: str | None = _word("Event type, act or kind of finding in it.", "AGREE")
    mode: str | None = _word("How people met or spoke in it.", "phone")
    topic: str | None = _word("Topic of a meeting in it.", "energy")
    outlet: str | None = _word("Who published it, by the full name.", "The Courier")
    month: str | None = _word("Month of publication.", "2022-05")
    state: str | None = _word("State or realis of something in it.", "planned")
    language: str | None = _word("Language, ISO 639-1.", "en")


class NamesAsked(Paged):
    """Which names."""

    begins: str = Field(default="", max_length=100, description="Only names that begin so.", examples=["J"])
    after: str | None = _word("The `next` of the page before.", "JPN")


class FollowAsked(OfCountry):
    """What is followed up."""

    not_facets: ClassVar[set[str]] = {*Dated.not_facets, "kind", "as_of", "state"}

    kind: str = Field(
        default="commitments",
        pattern="^(commitments|meetings)$",
        description="commitments or meetings (planned).",
    )
    as_of: str | None = _word(
        "The day to judge by; today unless given.", "2023-05-20", pattern=f"^[1-9][0-9]{{3}}-{_DAY}$"
    )
    state: str | None = _word("Only: open, due soon, overdue, done, dropped.", "overdue")


class ReadAsked(BaseModel):
    """A page to read."""

    model_config = ConfigDict(extra="forbid")

    page: str = Field(
        max_length=LONGEST_PAGE,
        description="HTML, Markdown or plain text; told apart by what it is.",
        examples=["Prime Minister Fumio Kishida met Anthony Albanese in Perth on Saturday."],
    )
    url: str | None = Field(default=None, max_length=2000, description="Where it was published.")
    published: str | None = Field(
        default=None,
        pattern=DAYS,
        description="The day, where the page does not say it.",
        examples=["2022-10-22"],
    )


class DecisionAsked(BaseModel):
    """A word on a value."""

    model_config = ConfigDict(extra="forbid")

    value_id: str = Field(pattern="^[0-9a-f]{24}$")
    verdict: str = Field(pattern="^(accept|correct|reject|unsure)$")
    correction: str | None = Field(
        default=None, max_length=2000, description="What is right, for correct alone."
    )
    note: str = Field(default="", max_length=2000)


def _real(text: str | None) -> str | None:
    """A day that is there: 29 February of a common year becomes the 28th."""
    if text is not None and text.endswith("-02-29"):
        year = int(text[:4])
        if year % 4 or (year % 100 == 0 and year % 400):
            return f"{year}-02-28"
    return text


def real_day(text: str) -> str:
    """The same for a whole day."""
    return _real(text) or text


def cleaned(word: str) -> str:
    """A word that a database takes."""
    return storable(word)
