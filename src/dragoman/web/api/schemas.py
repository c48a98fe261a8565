"""What the answers hold, for the description of the API; the answers themselves are written as they are.

The meanings of a row's keys are those of the codebook (`dragoman.export.columns`), so
that the two cannot drift apart.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from dragoman.export.columns import COLUMNS


def _says(table: str, name: str, **more: Any) -> Any:
    """A required field with the meaning that the codebook has for a column."""
    meaning = next(column.meaning for column in COLUMNS[table] if column.name == name)
    return Field(description=meaning, **more)


class Shape(BaseModel):
    """Keys may be added in later versions."""

    model_config = ConfigDict(extra="allow")


class Fault(BaseModel):
    """What went wrong."""

    type: str = Field(description="What kind of error it is, a word for programs.", examples=["not_found"])
    message: str = Field(description="What was asked and what was found, for people.")
    hint: str | None = Field(description="What to do.")
    field: str | None = Field(description="The part of the request that it is about.", examples=["since"])


class FaultAnswer(BaseModel):
    """The one shape of all errors."""

    error: Fault


class Person(Shape):
    """An actor as the text has it."""

    name: str = Field(description="Name; empty where only an office is named.", examples=["Fumio Kishida"])
    office: str = Field(description="Office; empty where none is named.", examples=["Prime Minister"])
    country: str = Field(
        description="ISO 3166-1 alpha-3 or the short form of an organisation.", examples=["JPN"]
    )
    known_as: str | None = Field(
        default=None, description="The full name, where it is written otherwise and sure."
    )


class Words(Shape):
    """The words behind one field of a value."""

    field: str = Field(description='The field; "evidence" for the value as a whole.', examples=["when"])
    start: int = Field(description="First code point in the article's `full_text`.", ge=0)
    end: int = Field(description="One past the last.", ge=1)
    words: str = Field(description="The words between the two.")


class Links(Shape):
    """Addresses of this site."""

    self: str = Field(description="This answer.", examples=["/api/v1/meetings/0f3c..."])
    page: str | None = Field(default=None, description="The page for people: the permalink.")
    article: str | None = Field(default=None, description="The article it is read from.")
    next: str | None = Field(default=None, description="The next page of a list.")


class Thing(Shape):
    """What all kinds of things have: the report that leads, and how many there are."""

    id: str = _says("meetings", "id", pattern="^[0-9a-f]{24}$")
    in_list: str = Field(alias="list", description="meetings, commitments, statements, events or findings.")
    article_id: str = _says("meetings", "article_id")
    doc_id: str = _says("meetings", "doc_id")
    headline: str | None = _says("meetings", "headline")
    outlet: str | None = _says("meetings", "outlet")
    published: str | None = _says("meetings", "published")
    url: str | None = _says("meetings", "url")
    words: str = _says("meetings", "words")
    confidence: float = _says("meetings", "confidence", ge=0, le=1)
    links: Links


class Told(Thing):
    """A thing in a list."""

    n_reports: int = _says("meetings", "n_reports")
    n_outlets: int = _says("meetings", "n_outlets")
    day: str | None = Field(description="The day that the list is ordered by, ISO; null where none is known.")
    review: str | None = _says("meetings", "review")
    correction: str | None = _says("meetings", "correction")


class MeetingFields(Shape):
    """A meeting or call, held, planned, proposed or cancelled."""

    state: str = _says("meetings", "state")
    title: str = _says("meetings", "title")
    participants: list[Person] = _says("meetings", "participants")
    hosts: list[str] = _says("meetings", "hosts")
    attendees: list[str] = _says("meetings", "attendees")
    initiators: list[str] = _says("meetings", "initiators")
    mode: str = _says("meetings", "mode")
    format: str = _says("meetings", "format")
    when: str | None = _says("meetings", "when")
    when_resolution: str | None = _says("meetings", "when_resolution")
    duration_minutes: int | None = _says("meetings", "duration_minutes")
    place: str | None = _says("meetings", "place")
    topics: list[str] = _says("meetings", "topics")


class CommitmentFields(Shape):
    """A commitment or agreement."""

    act: str = _says("commitments", "act")
    actors: list[str] = _says("commitments", "actors")
    what: str = _says("commitments", "what")
    to: list[str] = _says("commitments", "to")
    due: str | None = _says("commitments", "due")
    due_resolution: str | None = _says("commitments", "due_resolution")
    condition: str = _says("commitments", "condition")


class StatementFields(Shape):
    """What somebody said."""

    speaker: Person = _says("statements", "speaker")
    manner: str = _says("statements", "manner")
    to: list[Person] = _says("statements", "to")
    said_on: str | None = _says("statements", "said_on")
    said_on_resolution: str | None = Field(description="How exactly the words name the days.")
    content: str = _says("statements", "content")


class EventFields(Shape):
    """A PLOVER event."""

    type: str = _says("events", "type")
    modes: list[str] = _says("events", "modes")
    contexts: list[str] = _says("events", "contexts")
    source: list[str] = _says("events", "source")
    target: list[str] = _says("events", "target")
    realis: str = _says("events", "realis")
    when: str | None = _says("events", "when")
    when_resolution: str | None = _says("events", "when_resolution")
    cameo: str = _says("events", "cameo")
    reported_by: Person | None = Field(description="Who reports it, where the text says so.")


class FindingFields(Shape):
    """What a careful editor would question."""

    kind: str = _says("findings", "kind")
    subject: str = _says("findings", "subject")
    values: list[str] = _says("findings", "values")
    correct: str | None = _says("findings", "correct")
    remark: str = _says("findings", "remark")


class MeetingTold(Told, MeetingFields): ...


class CommitmentTold(Told, CommitmentFields): ...


class StatementTold(Told, StatementFields): ...


class EventTold(Told, EventFields): ...


class FindingTold(Told, FindingFields): ...


class Evidenced(Thing):
    """One report with the words behind each of its fields."""

    evidence: list[Words]


class MeetingReport(Evidenced, MeetingFields): ...


class CommitmentReport(Evidenced, CommitmentFields): ...


class StatementReport(Evidenced, StatementFields): ...


class EventReport(Evidenced, EventFields): ...


class FindingReport(Evidenced, FindingFields): ...


class Version(Shape):
    """One account of a field."""

    said: str
    outlets: list[str]
    value_ids: list[str]


class Difference(Shape):
    """A field on which reports differ; no account is taken for the right one."""

    field: str
    versions: list[Version]


class Whole(Shape):
    """What one thing has besides its reports."""

    id: str = Field(description="The thing's id, that of its first report.")
    in_list: str = Field(alias="list", description="meetings, commitments, statements, events or findings.")
    n_reports: int
    disagreements: list[Difference]
    links: Links


class MeetingWhole(Whole):
    """A meeting with all its reports, the first of them first."""

    reports: list[MeetingReport]


class CommitmentWhole(Whole):
    """A commitment with all its reports."""

    reports: list[CommitmentReport]


class StatementWhole(Whole):
    """A statement with all its reports."""

    reports: list[StatementReport]


class EventWhole(Whole):
    """An event with all its reports."""

    reports: list[EventReport]


class FindingWhole(Whole):
    """A finding with all its reports."""

    reports: list[FindingReport]


class ListAnswer(Shape):
    """One page of a list."""

    next: str | None = Field(description="The cursor of the next page, for `after`; null at the end.")
    links: Links


class MeetingList(ListAnswer):
    """Meetings, the latest first."""

    rows: list[MeetingTold]


class CommitmentList(ListAnswer):
    """Commitments by the day on which they are due, the latest first."""

    rows: list[CommitmentTold]


class StatementList(ListAnswer):
    """Statements, the latest first."""

    rows: list[StatementTold]


class EventList(ListAnswer):
    """Events, the latest first."""

    rows: list[EventTold]


class FindingList(ListAnswer):
    """Findings."""

    rows: list[FindingTold]
