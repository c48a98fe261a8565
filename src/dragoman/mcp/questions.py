"""What the tools with filters take, as one model each; an assistant sees its fields as flat arguments."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from dragoman.ledger.asking import Question

MOST_ROWS = 25

Country = Annotated[
    str | None,
    Field(description="ISO 3166-1 alpha-3 code (JPN) or short form of an organisation (NATO, EU, UN)."),
]
Pair = Annotated[str | None, Field(description="Two codes with a hyphen, in any order: AUS-JPN.")]
Actor = Annotated[
    str | None,
    Field(description="A person's full or family name as the ledger has it; find it with the tool names."),
]
Topic = Annotated[str | None, Field(description="Code of a topic: energy, nuclear, trade, security ...")]
Outlet = Annotated[str | None, Field(description="Full name of the outlet that reports.")]
Since = Annotated[str | None, Field(description="Not before: 2022, 2022-05 or 2022-05-21.")]
Until = Annotated[str | None, Field(description="Not after: 2022, 2022-05 or 2022-05-21.")]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description=f"Rows wanted, at most {MOST_ROWS}.")]
After = Annotated[str | None, Field(description="The `next` of the answer before, to go on from there.")]


class Asked(BaseModel):
    """What all filters share."""

    since: Since = None
    until: Until = None
    limit: Limit = 10
    after: After = None

    def question(self) -> Question:
        """The question for the ledger; a field that is no day or page is a facet."""
        facets = {
            {"act": "type", "event_type": "type", "kind": "type", "realis": "state"}.get(name, name): word
            for name, word in self.model_dump(exclude={"since", "until", "limit", "after", "words"}).items()
        }
        return Question(facets, self.since, self.until, self.limit, self.after)


class ArticlesAsked(Asked):
    """Which articles."""

    words: Annotated[
        str,
        Field(
            max_length=500,
            description='All must be there. "words in quotes" stand together, ener* begins a word. '
            "Empty: the newest articles.",
        ),
    ] = ""
    country: Country = None
    topic: Topic = None
    outlet: Outlet = None


class MeetingsAsked(Asked):
    """Which meetings."""

    country: Country = None
    pair: Pair = None
    actor: Actor = None
    topic: Topic = None
    state: Annotated[str | None, Field(description="held, planned, proposed or cancelled.")] = None


class CommitmentsAsked(Asked):
    """Which commitments."""

    country: Country = None
    pair: Pair = None
    act: Annotated[str | None, Field(description="agreed, signed, promised or offered.")] = None


class StatementsAsked(Asked):
    """Which statements."""

    country: Country = None
    actor: Actor = None
    outlet: Outlet = None


class EventsAsked(Asked):
    """Which events."""

    country: Country = None
    pair: Pair = None
    event_type: Annotated[str | None, Field(description="PLOVER type: CONSULT, AGREE, AID, SANCTION ...")] = (
        None
    )
    realis: Annotated[
        str | None, Field(description="happened, planned, conditional, denied or historical.")
    ] = None


class FindingsAsked(Asked):
    """Which findings."""

    kind: Annotated[str | None, Field(description="office, name, date, place, number, account ...")] = None
    outlet: Outlet = None
