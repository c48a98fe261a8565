"""How a site is run: over which ledger, for whom, under which address."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dragoman.ledger.opening import utc_now

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host name."""
    return host.strip("[]") in LOOPBACK


class WebSettings(BaseModel):
    """What a site is made with.

    `ledger`: a file or database URL. `host`, `port`: what the server binds to.
    `read_only`: nobody can write; the default where others than this machine can
    reach the site. `public_url`: the address that readers see, for permalinks in
    feeds. `secret_key`: signs cookies; drawn anew at each start unless given.
    `allowed_hosts`: names that the site answers to; those of this machine and of
    `public_url` unless given, any where it is bound to the outside without either.
    `language`: where a reader's browser asks for none that is known. `now`: the
    clock that says which day it is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ledger: str
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    read_only: bool = False
    public_url: str | None = None
    secret_key: str = Field(default_factory=lambda: secrets.token_urlsafe(32), min_length=16, repr=False)
    allowed_hosts: tuple[str, ...] = ()
    language: str = "en"
    now: Callable[[], datetime] = utc_now

    @model_validator(mode="before")
    @classmethod
    def _fill_defaults(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        host = str(given.get("host", "127.0.0.1"))
        if given.get("read_only") is None:
            given = {**given, "read_only": not is_loopback(host)}
        if not given.get("allowed_hosts"):
            given = {**given, "allowed_hosts": _hosts(host, given.get("public_url"))}
        return given

    @property
    def base_url(self) -> str:
        """The address of the site without a slash at its end."""
        if self.public_url is not None:
            return self.public_url.rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def _hosts(host: str, public_url: str | None) -> tuple[str, ...]:
    public = urlsplit(public_url).hostname if public_url else None
    if public is None and not is_loopback(host):
        return ("*",)
    return tuple(dict.fromkeys(["127.0.0.1", "localhost", "[::1]", "::1", *([public] if public else [])]))
