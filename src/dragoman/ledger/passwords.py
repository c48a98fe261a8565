"""Passwords as they are kept: scrypt with a salt of its own for each, and its costs beside it.

The costs are written with every hash, so that they can be raised without making older
passwords useless. Nothing here knows who the password belongs to.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass

_SALT_BYTES = 16
_HASH_BYTES = 32
_PARTS = 6
# scrypt needs 128 * n * r bytes (RFC 7914, section 2), and OpenSSL a little more.
_SPARE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try costs: memory is 128 * n * r bytes, time grows with n * r * p (RFC 7914)."""

    n: int
    r: int
    p: int


# 32 MiB and about 0.2 s on one core. From OWASP's Password Storage Cheat Sheet (2024), the row
# that needs least memory but one, since a small server may check several at once.
STANDARD = Cost(n=2**15, r=8, p=3)


def hash_password(password: str, cost: Cost | None = None) -> str:
    """The password as it is kept: "scrypt$n$r$p$salt$hash", salt and hash in hexadecimal digits."""
    cost = cost or STANDARD
    salt = os.urandom(_SALT_BYTES)
    digest = _scrypt(password, salt, cost)
    return f"scrypt${cost.n}${cost.r}${cost.p}${salt.hex()}${digest.hex()}"


def is_password(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept; False for a hash of another make."""
    parts = kept.split("$")
    if len(parts) != _PARTS or parts[0] != "scrypt":
        return False
    cost = Cost(*(int(number) for number in parts[1:4]))
    return hmac.compare_digest(_scrypt(password, bytes.fromhex(parts[4]), cost), bytes.fromhex(parts[5]))


def _scrypt(password: str, salt: bytes, cost: Cost) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"),
        salt=salt,
        n=cost.n,
        r=cost.r,
        p=cost.p,
        maxmem=128 * cost.n * cost.r * max(cost.p, 2) + _SPARE_BYTES,
        dklen=_HASH_BYTES,
    )
