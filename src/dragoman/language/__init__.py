"""The language stage: sentences, words, syntax, names and times of an article."""

from dragoman.language.analyse import analyse
from dragoman.language.analysis import (
    Analysis,
    Name,
    NameKind,
    Sentence,
    Stretch,
    TaggedAttribution,
    TaggedCommitment,
    TaggedEvent,
    TaggedMeeting,
    Tags,
    Token,
)
from dragoman.language.encoder import model_info
from dragoman.language.tagging import analyse_and_tag, tag

__all__ = [
    "Analysis",
    "Name",
    "NameKind",
    "Sentence",
    "Stretch",
    "TaggedAttribution",
    "TaggedCommitment",
    "TaggedEvent",
    "TaggedMeeting",
    "Tags",
    "Token",
    "analyse",
    "analyse_and_tag",
    "model_info",
    "tag",
]
