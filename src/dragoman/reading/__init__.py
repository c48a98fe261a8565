"""The reading stage: from an article and its analysis to a record.

`read_record(article)` finds meetings, commitments, statements, PLOVER events and
findings; every value points at its words.
"""
