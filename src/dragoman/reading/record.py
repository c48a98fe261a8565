"""The types of the reading: what one article reports, every value with its words.

A value cannot be built without evidence: each class here that states something
checks that it points at words (`Grounded`), and fails otherwise. What is not
known is None or an empty string, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.article import Article, Evidence
from dragoman.errors import MissingEvidence
from dragoman.interval import Interval


@dataclass(frozen=True, slots=True)
class Grounded:
    """Something that the article says, with the words that say it (at least one place)."""

    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise MissingEvidence(f"A {type(self).__name__} was built without the words it came from.")


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    OFFICE = "office"
    STATE = "state"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Actor(Grounded):
    """Who: a person in an office, a government, an organisation.

    `name` as in the text without titles, empty for somebody unnamed; `office` as
    in the text without the adjective of nationality; `country` ISO 3166-1 alpha-3
    or the short form of an organisation, empty where it is not known.
    `person_id` and `sector` (PLOVER: GOV, MIL, ...) where they could be resolved.
    """

    name: str
    office: str
    country: str
    kind: ActorKind
    person_id: str | None = None
    sector: str = ""


@dataclass(frozen=True, slots=True)
class When(Grounded):
    """A time that the article gives: the interval and the words for it."""

    interval: Interval


@dataclass(frozen=True, slots=True)
class Duration(Grounded):
    """How long something lasted, in minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Place(Grounded):
    """Where something took place, as written; `country` where it is known."""

    name: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Topic(Grounded):
    """What was talked about: a code of the record schema or a country's code.

    `issues`: standing issues under the topic (data/issues.tsv) that the words speak of.
    """

    code: str
    issues: tuple[str, ...] = ()


class Mode(StrEnum):
    """How people met."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"
    WRITTEN = "written"
    UNKNOWN = "unknown"


class MeetingState(StrEnum):
    """Whether a meeting took place."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Meeting(Grounded):
    """A meeting, visit, call or summit; `evidence` holds its sentences.

    `hosts` and `attendees` are country codes and short forms; `participants` are
    the people and delegations that the text names. `other_days`: days that other
    sentences give for the same meeting, which cannot hold beside `when`. `other_places`: likewise towns. `initiators`:
    who asked for it ("at Kyiv's request"), where the text says so.
    """

    state: MeetingState
    participants: tuple[Actor, ...]
    mode: Mode
    title: str = ""
    hosts: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    when: When | None = None
    duration: Duration | None = None
    place: Place | None = None
    topics: tuple[Topic, ...] = ()
    format: str = ""
    other_days: tuple[When, ...] = ()
    other_places: tuple[Place, ...] = ()
    initiators: tuple[Actor, ...] = ()
    confidence: float = 0.5


class CommitmentAct(StrEnum):
    """How somebody bound himself."""

    AGREED = "agreed"
    SIGNED = "signed"
    PROMISED = "promised"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True)
class Commitment(Grounded):
    """Who promised or agreed what, to whom, by when.

    `actors`, `to`: country codes and short forms. `what`: the words of the text,
    with their place. `condition`: the words of a condition, where there is one.
    """

    act: CommitmentAct
    actors: tuple[str, ...]
    what: str
    what_evidence: Evidence
    to: tuple[str, ...] = ()
    due: When | None = None
    condition: str = ""
    confidence: float = 0.5


class Manner(StrEnum):
    """How a statement is reported; MIXED is indirect with quoted words."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Statement(Grounded):
    """What somebody said: speaker, words, cue.

    `content` is the places of the content in the text, in order (a broken
    quotation has several); `cue` the reporting verb or phrase. `co_speakers` said
    it together with the speaker ("the UN and the EU said").
    """

    speaker: Actor
    manner: Manner
    content: tuple[Evidence, ...]
    cue: Evidence | None = None
    said_on: When | None = None
    to: tuple[Actor, ...] = ()
    co_speakers: tuple[Actor, ...] = ()
    confidence: float = 0.5


class Realis(StrEnum):
    """In what sense an event is told."""

    HAPPENED = "happened"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    HISTORICAL = "historical"


@dataclass(frozen=True, slots=True)
class Event(Grounded):
    """A PLOVER event: type, modes, contexts, two sides, realis.

    `source` and `target` hold country codes and short forms; reciprocal events
    (a meeting, an agreement) have everybody in `source`. `trigger` is the words
    that carry the event; `salience` orders the events of one text, highest first.
    """

    type: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    trigger: Evidence
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    when: When | None = None
    realis: Realis = Realis.HAPPENED
    reported_by: Actor | None = None
    cameo: str = ""
    salience: float = 0.0
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Finding(Grounded):
    """Something that a careful editor would question.

    `kind` as in the record schema (office, name, date, place, number, mode, role,
    participant, account, cut, speaker); `values` the values in conflict, `correct`
    the one that holds if it can be decided, `remark` one sentence for people.
    """

    kind: str
    subject: str
    values: tuple[str, ...]
    remark: str
    correct: str | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class DateEstimate:
    """When an undated article was written, from what it says, with the reasons."""

    interval: Interval
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a record: the same article and versions give the same record."""

    dragoman: str
    model: str
    knowledge: str
    rules: str


@dataclass(frozen=True, slots=True)
class Record:
    """What one article reports."""

    article: Article
    versions: Versions
    written_on: DateEstimate | None = None
    meetings: tuple[Meeting, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def id(self) -> str:
        """The article's id, which names the record's file."""
        return self.article.id

    def _repr_html_(self) -> str:
        from dragoman.reading.markup import marked_html

        return marked_html(self)
