"""The tables of those who may write to a ledger by its site.

Neither a session nor a token is stored as it is sent: whoever reads the ledger's file
must not be able to act for others. The keys are SHA-256 of what is sent.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from dragoman.ledger.schema import metadata

NAME_LENGTH = 64
HASH_LENGTH = 64

users = Table(
    "users",
    metadata,
    Column("name", String(NAME_LENGTH), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("password", Text, nullable=False),
    Column("added_at", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(HASH_LENGTH), primary_key=True),
    Column("user_name", String(NAME_LENGTH), ForeignKey("users.name"), nullable=False),
    Column("started_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Index(None, "user_name"),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", String(HASH_LENGTH), primary_key=True),
    Column("user_name", String(NAME_LENGTH), ForeignKey("users.name"), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Index(None, "user_name"),
)
