"""Who may write to a ledger by its site: users with a role, their sessions and tokens.

Sessions and tokens are random; only their hashes are kept, and removing a user ends
them all.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Connection, Engine, delete, func, select, update

from dragoman.errors import UsageError
from dragoman.ledger.account_tables import NAME_LENGTH, api_tokens, sessions, users
from dragoman.ledger.adding import insert_missing
from dragoman.ledger.engine import reading, writing
from dragoman.ledger.passwords import hash_password, is_password
from dragoman.ledger.place import LedgerPlace
from dragoman.ledger.storable import storable

SESSION_LENGTH = timedelta(days=14)
SHORTEST_PASSWORD = 10
_LONGEST_PASSWORD = 1000
_NAME = re.compile(rf"[^\W_][\w.@+-]{{0,{NAME_LENGTH - 1}}}")
_SECRET_BYTES = 32


class Role(StrEnum):
    """What somebody may do: read alone; judge and store as well; manage users as well."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """Higher may do all that lower may."""
        return list(Role).index(self)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may log in; `added_at` is ISO 8601 in UTC."""

    name: str
    role: Role
    added_at: str


class Accounts:
    """The users of one ledger; each method is one transaction."""

    def __init__(self, engine: Engine, place: LedgerPlace, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._place = place
        self._now = now
        self._decoy: str | None = None

    def users(self) -> list[User]:
        """All users by name."""
        with reading(self._engine, self._place) as connection:
            rows = connection.execute(select(users).order_by(users.c.name)).all()
        return [User(row.name, Role(row.role), row.added_at) for row in rows]

    def has_users(self) -> bool:
        """Whether anybody was added."""
        with reading(self._engine, self._place) as connection:
            return bool(connection.execute(select(func.count()).select_from(users)).scalar_one())

    def add(self, name: str, role: Role, password: str) -> User:
        """Add a user.

        Raises:
            UsageError: The name is taken or no name, or the password is too short.
        """
        _check_name(name)
        kept = hash_password(checked_password(password))
        row = {"name": name, "role": str(role), "password": kept, "added_at": self._time()}
        with writing(self._engine, self._place) as connection:
            if _role_of(connection, name) is not None:
                raise UsageError(
                    f'There is a user "{name}" already. Change the password with: '
                    f"dragoman users password {name}"
                )
            insert_missing(connection, users, [row])
        return User(name, role, row["added_at"])

    def remove(self, name: str) -> None:
        """Remove a user with all sessions and tokens; what they decided stays.

        Raises:
            UsageError: There is none, or no admin would be left among other users.
        """
        with writing(self._engine, self._place) as connection:
            role = self._require(connection, name)
            self._require_other_admin(connection, name, role)
            self._forget(connection, name)
            connection.execute(delete(users).where(users.c.name == name))

    def set_role(self, name: str, role: Role) -> None:
        """Give a user another role.

        Raises:
            UsageError: There is none, or no admin would be left.
        """
        with writing(self._engine, self._place) as connection:
            before = self._require(connection, name)
            if role is not Role.ADMIN:
                self._require_other_admin(connection, name, before)
            connection.execute(update(users).where(users.c.name == name).values(role=str(role)))

    def set_password(self, name: str, password: str) -> None:
        """Change a password; every session and token of the user ends.

        Raises:
            UsageError: There is no such user, or the password is too short.
        """
        kept = hash_password(checked_password(password))
        with writing(self._engine, self._place) as connection:
            self._require(connection, name)
            self._forget(connection, name)
            connection.execute(update(users).where(users.c.name == name).values(password=kept))

    def check(self, name: str, password: str) -> User | None:
        """The user whose name and password these are; it takes as long where there is none."""
        with reading(self._engine, self._place) as connection:
            row = None
            if _NAME.fullmatch(name):
                row = connection.execute(select(users).where(users.c.name == name)).one_or_none()
        if self._decoy is None:
            self._decoy = hash_password(secrets.token_hex())
        kept = self._decoy if row is None else row.password
        if len(password) > _LONGEST_PASSWORD or not is_password(password, kept) or row is None:
            return None
        return User(row.name, Role(row.role), row.added_at)

    def start_session(self, name: str) -> str:
        """What the browser is to send for a new session of a user; it lasts for `SESSION_LENGTH`."""
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        now = self._now().astimezone(UTC)
        row = {
            "id": _hash(secret),
            "user_name": name,
            "started_at": _iso(now),
            "expires_at": _iso(now + SESSION_LENGTH),
        }
        with writing(self._engine, self._place) as connection:
            self._require(connection, name)
            connection.execute(delete(sessions).where(sessions.c.expires_at <= _iso(now)))
            insert_missing(connection, sessions, [row])
        return secret

    def session_user(self, secret: str) -> User | None:
        """Whose session it is; None where it ended."""
        with reading(self._engine, self._place) as connection:
            query = (
                select(users)
                .join_from(sessions, users, users.c.name == sessions.c.user_name)
                .where(sessions.c.id == _hash(secret), sessions.c.expires_at > self._time())
            )
            row = connection.execute(query).one_or_none()
        return None if row is None else User(row.name, Role(row.role), row.added_at)

    def end_session(self, secret: str) -> None:
        """End a session, if it is one."""
        with writing(self._engine, self._place) as connection:
            connection.execute(delete(sessions).where(sessions.c.id == _hash(secret)))

    def add_token(self, name: str, purpose: str) -> str:
        """A token with which a program acts for a user; it is shown this once."""
        secret = f"drg_{secrets.token_urlsafe(_SECRET_BYTES)}"
        row = {
            "id": _hash(secret),
            "user_name": name,
            "purpose": storable(purpose)[:200],
            "added_at": self._time(),
        }
        with writing(self._engine, self._place) as connection:
            self._require(connection, name)
            insert_missing(connection, api_tokens, [row])
        return secret

    def token_user(self, secret: str) -> User | None:
        """Whose token it is."""
        with reading(self._engine, self._place) as connection:
            query = (
                select(users)
                .join_from(api_tokens, users, users.c.name == api_tokens.c.user_name)
                .where(api_tokens.c.id == _hash(secret))
            )
            row = connection.execute(query).one_or_none()
        return None if row is None else User(row.name, Role(row.role), row.added_at)

    def end_tokens(self, name: str) -> int:
        """End all tokens of a user; gives how many there were."""
        with writing(self._engine, self._place) as connection:
            self._require(connection, name)
            gone = connection.execute(delete(api_tokens).where(api_tokens.c.user_name == name))
        return int(gone.rowcount)

    def _require(self, connection: Connection, name: str) -> Role:
        role = _role_of(connection, name)
        if role is None:
            raise UsageError(f'There is no user "{name}". See who is there with: dragoman users list')
        return role

    def _require_other_admin(self, connection: Connection, name: str, role: Role) -> None:
        others = connection.execute(select(users.c.role).where(users.c.name != name)).scalars().all()
        if role is Role.ADMIN and others and str(Role.ADMIN) not in others:
            raise UsageError(f'"{name}" is the only admin. Make somebody else an admin first.')

    def _forget(self, connection: Connection, name: str) -> None:
        connection.execute(delete(sessions).where(sessions.c.user_name == name))
        connection.execute(delete(api_tokens).where(api_tokens.c.user_name == name))

    def _time(self) -> str:
        return _iso(self._now().astimezone(UTC))


def checked_password(password: str) -> str:
    """The password, if it may be one.

    Raises:
        UsageError: It is shorter than ten characters, or longer than a thousand.
    """
    if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise UsageError(
            f"The password has {len(password)} characters. "
            f"Use {SHORTEST_PASSWORD} to {_LONGEST_PASSWORD}; several words make a good one."
        )
    return password


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(
            f'"{name}" cannot be the name of a user. Use letters, digits and . @ + - _ '
            f"({NAME_LENGTH} characters at most, a letter or digit first)."
        )


def _role_of(connection: Connection, name: str) -> Role | None:
    if not _NAME.fullmatch(name):
        return None
    role = connection.execute(select(users.c.role).where(users.c.name == name)).scalar_one_or_none()
    return None if role is None else Role(role)


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
