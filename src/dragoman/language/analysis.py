"""The types of the language stage: sentences, words with their syntax, names.

All offsets are code points of `Analysis.text`, half-open. Tags and relations are
those of Universal Dependencies 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word.

    `head` is an index into `Analysis.tokens`, -1 for the root of its sentence;
    `deprel` is the UD relation to it, with its subtype.
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its characters, and its tokens as a half-open range."""

    start: int
    end: int
    first: int
    last: int


class NameKind(StrEnum):
    """What a name names, by the entity layer of the model."""

    PERSON = "PER"
    ORGANISATION = "ORG"
    PLACE = "LOC"
    TIME = "TIME"
    EVENT = "EVENT"
    NATIONALITY = "NORP"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: its characters, and its tokens as a half-open range."""

    start: int
    end: int
    kind: NameKind
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """The linguistic analysis of one text.

    `names` holds persons, organisations and places. `terms` holds what else the
    name head finds: expressions of time with a figure or a name, words for
    nationalities and creeds ("Kenyan", "Sunnis"), and the names of events ("NATO
    summit", "Korean War"). A name or a time may lie within the name of an event;
    else none overlaps another.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    terms: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of one sentence: their characters, and their tokens as a half-open range."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TaggedAttribution:
    """Somebody's words: what was said, by whom, and the words that say so.

    `cue` is None for speech that goes on without a verb, `source` where the
    sentence names nobody. `confidence` (0 to 1) is that of the cue.
    """

    cue: Stretch | None
    source: Stretch | None
    content: tuple[Stretch, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class TaggedEvent:
    """An event of the PLOVER scheme: its type, whether it happened, and who did it to whom.

    `realis` is happened, planned, conditional, denied or historical.
    """

    trigger: Stretch
    type: str
    realis: str
    source: tuple[Stretch, ...]
    target: tuple[Stretch, ...]
    place: tuple[Stretch, ...]
    time: tuple[Stretch, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class TaggedCommitment:
    """Who bound himself to what; `act` is agreed, signed, promised or offered."""

    cue: Stretch
    who: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    act: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TaggedMeeting:
    """Who met whom; `state` is held, planned, cancelled or proposed, `mode` in_person, video, phone or unknown."""

    trigger: Stretch
    participants: tuple[Stretch, ...]
    state: str
    mode: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention:
    """Some words that mention somebody or something, by the mention heads.

    Its characters and its tokens as half-open ranges; `head` is the token that the
    others hang on. `kind` is person, organization, place, time, event, object,
    abstract, substance, animal or plant; `form` is name, noun or pronoun. Mentions of
    the same have the same `entity`, numbered from 0 in the order of the text. `parts`
    holds the entities that a mention counts ("the two leaders"), else nothing.
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    kind: str
    form: str
    entity: int
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tag heads of the model find in one text, in the order of the text.

    `vectors` holds one vector of length 1 for each sentence of the analysis: the
    cosine of two says how near their matter is. `mentions` are those of
    `find_mentions`, from the same pass.
    """

    attributions: tuple[TaggedAttribution, ...]
    events: tuple[TaggedEvent, ...]
    commitments: tuple[TaggedCommitment, ...]
    meetings: tuple[TaggedMeeting, ...]
    vectors: tuple[tuple[float, ...], ...]
    mentions: tuple[Mention, ...] = ()
