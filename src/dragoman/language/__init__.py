"""The language stage: sentences, words, syntax, names and times of an article."""

from dragoman.language.analyse import analyse
from dragoman.language.analysis import Analysis, Name, NameKind, Sentence, Token
from dragoman.language.encoder import model_info

__all__ = ["Analysis", "Name", "NameKind", "Sentence", "Token", "analyse", "model_info"]
