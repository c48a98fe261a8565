"""The ledger for programs: REST under /api/v1 (also /api), described by OpenAPI 3.1.

Filters are those of the command line. Lists go on by cursors, which stay valid while
records are added. Every error has one shape, `{"error": {"type", "message", "hint",
"field"}}`. What stands here under v1 stays: keys may be added, none changes its meaning.
"""
