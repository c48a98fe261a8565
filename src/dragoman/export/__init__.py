"""A record in other forms: JSON for programs, a reading for people at a terminal."""

from dragoman.export.article_json import article_json, skipped_json
from dragoman.export.record_json import SCHEMA, record_json

__all__ = ["SCHEMA", "article_json", "record_json", "skipped_json"]
