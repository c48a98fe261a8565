"""The JSONL contracts that this stage serves: events and quotations of plain text."""

from dragoman.reading.event_contract import events_line
from dragoman.reading.quotes_contract import quotes_line

__all__ = ["events_line", "quotes_line"]
