"""A transport that connects to checked addresses only, and never outlasts its deadline.

The name of a host is resolved once, all its addresses are checked, and the
connection goes to a checked address, so that no second answer of a name server
can lead elsewhere. Every read and write is cut to what is left of the deadline: a
sender that gives a byte a second, in the header too, gets no more time than that.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2
import httpx2

from dragoman.pages.addresses import require_public
from dragoman.pages.clock import Deadline
from dragoman.pages.fetch_rules import FetchRules

# Each answer: family, kind, protocol, name, (address, port, ...), as socket.getaddrinfo gives it.
Resolve = Callable[..., list[Any]]


class GuardedTransport(httpx2.HTTPTransport):
    """The transport of httpx2 over a guarded network; takes no proxy from the environment."""

    def __init__(self, rules: FetchRules, deadline: Deadline, resolve: Resolve = socket.getaddrinfo) -> None:
        super().__init__(trust_env=False)
        # HTTPTransport has no parameter for the network; the pool behind it has.
        self._pool.close()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            max_connections=10,
            max_keepalive_connections=5,
            keepalive_expiry=20,
            network_backend=GuardedNetwork(rules, deadline, resolve),
        )


class GuardedNetwork(httpcore2.NetworkBackend):
    """Resolves, checks, and connects to what was checked."""

    def __init__(self, rules: FetchRules, deadline: Deadline, resolve: Resolve) -> None:
        self._inner = httpcore2.SyncBackend()
        self._rules = rules
        self._deadline = deadline
        self._resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of the host that answers; Fault where one is not public."""
        failure: Exception = httpcore2.ConnectError(f"no address is known for {host}")
        for address in self._addresses(host, port):
            within = _within(self._deadline, timeout, httpcore2.ConnectTimeout)
            try:
                stream = self._inner.connect_tcp(address, port, within, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self._deadline)
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Refused: no page lies behind a socket of this machine."""
        raise httpcore2.ConnectError(f"{path} is no host")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            answers = self._resolve(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"no address is known for {host}") from error
        found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        if not self._rules.allow_private:
            # One private address among public ones is a trick too: all must be public.
            for address in found:
                require_public(ipaddress.ip_address(address), host)
        return found


class TimedStream(httpcore2.NetworkStream):
    """A connection whose reads and writes end with the deadline."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes."""
        return self._inner.read(max_bytes, _within(self._deadline, timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends bytes."""
        self._inner.write(buffer, _within(self._deadline, timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        """Ends the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted; the certificate must be that of the host, not of its address."""
        within = _within(self._deadline, timeout, httpcore2.ConnectTimeout)
        return TimedStream(self._inner.start_tls(ssl_context, server_hostname, within), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self._inner.get_extra_info(info)


def _within(deadline: Deadline, timeout: float | None, error: type[Exception]) -> float:
    left_s = deadline.left_s
    if left_s <= 0:
        raise error("the time for the page is used up")
    return left_s if timeout is None else min(left_s, timeout)
