"""Which addresses may be fetched: http and https, public hosts, ordinary ports.

A list of addresses comes from strangers (a feed, a redirect), and the machine that
fetches them may stand in a network with services that trust it. So a host must be
public, in whatever notation it is written, and again after its name was resolved
(`dragoman.pages.network`).
"""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import TYPE_CHECKING

from dragoman.pages.opening import Fault
from dragoman.pages.page import SkipReason

if TYPE_CHECKING:
    import httpx2

    from dragoman.pages.fetch_rules import FetchRules

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

MAX_URL_LENGTH = 4096
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Browsers read a host whose last label is a number as an IPv4 address (WHATWG URL, section 3.5).
_NUMERIC_HOST = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?", re.IGNORECASE)
_BAD_HOST = re.compile(r"[\s%<>\\^`{|}\x00-\x20\x7f]")
# RFC 6052: the well-known prefix of NAT64, which carries an IPv4 address in its last 32 bits.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
# RFC 5214: the interface identifiers of ISATAP carry an IPv4 address too.
_ISATAP = (0x00005EFE, 0x02005EFE)


def parse_address(text: str, rules: FetchRules) -> httpx2.URL:
    """The URL that a text is, where it may be fetched; without its fragment.

    Raises:
        Fault: It is no http or https address, or its host or port is not one that may be asked.
    """
    import httpx2

    if len(text) > MAX_URL_LENGTH:
        raise Fault(SkipReason.BAD_ADDRESS, f"{len(text)} characters; an address may have {MAX_URL_LENGTH:,}")
    try:
        url = httpx2.URL(text.strip())
        host, port = url.raw_host.decode("ascii"), url.port
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise Fault(SkipReason.BAD_ADDRESS, str(error).lower()) from error
    if url.scheme not in _DEFAULT_PORTS:
        what = f'"{url.scheme}:"' if url.scheme else "no scheme"
        raise Fault(SkipReason.BAD_ADDRESS, f"{what}; only http and https are fetched")
    if not host or _BAD_HOST.search(host):
        raise Fault(SkipReason.BAD_ADDRESS, f'"{host}" is no name of a host' if host else "no host")
    if url.userinfo:
        raise Fault(SkipReason.BAD_ADDRESS, "holds a user name or password")
    if url.fragment:
        url = url.copy_with(fragment=None)
    _check_port(port or _DEFAULT_PORTS[url.scheme], rules)
    _check_host(host, rules)
    return url


def require_public(address: IpAddress, host: str) -> None:
    """Nothing, where an address is public.

    Raises:
        Fault: It is private, local, shared, multicast or reserved.
    """
    if not is_public(address):
        shown = host if host == str(address) else f"{host} is {address}"
        raise Fault(SkipReason.PRIVATE_ADDRESS, f"{shown}, which is not public")


def is_public(address: IpAddress) -> bool:
    """Whether an address belongs to the public internet; of one that carries another, both must."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None or address.is_site_local:
            return False
        carried = _carried(address)
        if carried is not None:
            return all(map(is_public, carried))
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    )


def _carried(address: ipaddress.IPv6Address) -> list[IpAddress] | None:
    """The IPv4 addresses that an IPv6 address carries, or None."""
    number = int(address)
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address.sixtofour is not None:
        return [address.sixtofour]
    if address.teredo is not None:
        return list(address.teredo)
    if address in _NAT64 or (address in _COMPATIBLE and number > 0xFFFF):
        return [ipaddress.IPv4Address(number & 0xFFFFFFFF)]
    if (number >> 32) & 0xFFFFFFFF in _ISATAP:
        return [ipaddress.IPv4Address(number & 0xFFFFFFFF)]
    return None


def _check_port(port: int, rules: FetchRules) -> None:
    if not 0 < port < 65536:
        raise Fault(SkipReason.BAD_ADDRESS, f"port {port}; there are 1 to 65535")
    if not rules.allow_private and rules.ports is not None and port not in rules.ports:
        allowed = ", ".join(map(str, sorted(rules.ports)))
        raise Fault(SkipReason.PRIVATE_ADDRESS, f"port {port}; pages are fetched from {allowed}")


def _check_host(host: str, rules: FetchRules) -> None:
    """Refuses what can be told from the host as written; a name is told when it is resolved."""
    if rules.allow_private:
        return
    literal = _literal(host)
    if literal is not None:
        require_public(literal, host)
    elif (bare := host.rstrip(".").lower()) == "localhost" or bare.endswith(".localhost"):
        raise Fault(SkipReason.PRIVATE_ADDRESS, f"{host} is this machine")


def _literal(host: str) -> IpAddress | None:
    """The address that a host is, in any of the notations that systems take (2130706433, 0x7f.1)."""
    try:
        return ipaddress.ip_address(host.strip("[]").replace("%25", "%"))
    except ValueError:
        if not _NUMERIC_HOST.fullmatch(host):
            return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host.rstrip(".")))
    except (OSError, ValueError) as error:
        raise Fault(SkipReason.BAD_ADDRESS, f'"{host}" is no address') from error
