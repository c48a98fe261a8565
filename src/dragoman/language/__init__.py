"""The language stage: sentences, words, syntax, names and times of an article."""

from dragoman.language.analyse import analyse
from dragoman.language.analysis import (
    Analysis,
    Mention,
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
from dragoman.language.encoder import model_info, use_model
from dragoman.language.mentions import find_mentions
from dragoman.language.sentence_vectors import SentenceVectors, analyse_with_vectors
from dragoman.language.tagging import analyse_and_tag, tag

__all__ = [
    "Analysis",
    "Mention",
    "Name",
    "NameKind",
    "Sentence",
    "SentenceVectors",
    "Stretch",
    "TaggedAttribution",
    "TaggedCommitment",
    "TaggedEvent",
    "TaggedMeeting",
    "Tags",
    "Token",
    "analyse",
    "analyse_and_tag",
    "analyse_with_vectors",
    "find_mentions",
    "model_info",
    "tag",
    "use_model",
]
