"""The language stage: sentences, words, syntax, names and times of an article."""

from dragoman.language.analysis import Analysis, Name, NameKind, Sentence, Token

__all__ = ["Analysis", "Name", "NameKind", "Sentence", "Token"]
