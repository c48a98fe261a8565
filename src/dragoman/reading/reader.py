"""From an article to its record: the whole of this stage in one function."""

from __future__ import annotations

from functools import cache

from dragoman.article import Article, ArticleKind
from dragoman.knowledge import knowledge
from dragoman.language import model_info
from dragoman.reading.brief import Brief, make_brief
from dragoman.reading.commitments import read_commitments
from dragoman.reading.confidence import with_confidence
from dragoman.reading.event_record import record_events
from dragoman.reading.findings import read_findings
from dragoman.reading.meetings import read_meetings
from dragoman.reading.record import Record, Versions
from dragoman.reading.relevance import is_relevant
from dragoman.reading.report_homes import report_home
from dragoman.reading.rules import rules_version
from dragoman.reading.statement_days import dated_statements
from dragoman.reading.statements import read_statements
from dragoman.version import __version__


def read_record(article: Article) -> Record:
    """What an article reports, every value with its words.

    A page that is no article, and one that is not about diplomacy, gives a record
    with the article and no values.
    """
    if article.kind is not ArticleKind.ARTICLE or not article.text.strip():
        return Record(article, versions())
    if not is_relevant(article, knowledge()):
        return Record(article, versions())
    return read_brief(make_brief(article))


def read_brief(brief: Brief) -> Record:
    """The record of an article made ready for reading, whatever it is about."""
    meetings = read_meetings(brief)
    times = brief.telling_times()
    said = read_statements(brief.article, brief.analysis, brief.cast, times, brief.syntax, report_home(brief))
    statements = dated_statements(brief, said, meetings)
    record = Record(
        article=brief.article,
        versions=versions(),
        written_on=brief.estimate,
        meetings=tuple(meetings),
        commitments=tuple(read_commitments(brief)),
        statements=tuple(statements),
        events=tuple(record_events(brief, meetings)),
        findings=tuple(read_findings(brief, meetings, statements)),
    )
    return with_confidence(record)


def versions() -> Versions:
    """What makes a record here and now."""
    return _versions(knowledge().version)


@cache
def _versions(tables: str) -> Versions:
    model = str(model_info()["version"])
    return Versions(dragoman=__version__, model=model, knowledge=tables, rules=rules_version())
