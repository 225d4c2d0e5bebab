"""Decides which addresses may be fetched: only public ones, whatever name, number or redirect leads to them.

A name is resolved once, every address that it has must be public, and the connection goes to one of these. So a name
that has another address a moment later leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any, TypeAlias

from seedread.index.feeds.fetch_errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["check_name", "connect", "is_public"]

_Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
"""IPv4 addresses within IPv6 ones, besides those that the standard library knows."""
_LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "home.arpa", "localdomain")
_PRIVATE = (
    "{host} has an address of a private network. If the feed is in your own network, set `allow_private = true` for it "
    "in feeds.toml, with the address that is fetched in the end"
)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return "%" not in address and all(map(_is_global, _within(found)))


def _within(address: _Address) -> Iterator[_Address]:
    """Yield an address and the IPv4 address that it stands for, if any."""
    yield address
    if isinstance(address, ipaddress.IPv6Address):
        if inner := address.ipv4_mapped or address.sixtofour:
            yield inner
        if address in _NAT64 or address in _COMPATIBLE:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def _is_global(address: _Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped or address in _NAT64:
            return True  # what it stands for decides
        if address.teredo:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def connect(host: str, port: int, timeout: float, *, allow_private: bool) -> socket.socket:
    """Return a connection to a host; raises FetchError if one of its addresses is not public, or none answers."""
    addresses = _resolved(host, port)
    if not allow_private and not all(is_public(str(address[0])) for _, address in addresses):
        raise FetchError("private address", _PRIVATE.format(host=host))
    problem: OSError | None = None
    for family, address in addresses:
        found = socket.socket(family, socket.SOCK_STREAM)
        try:
            found.settimeout(timeout)
            found.connect(address)
        except OSError as error:
            found.close()
            problem = error
        else:
            return found
    if isinstance(problem, TimeoutError):
        raise FetchError("no answer", f"{host} does not answer")
    raise FetchError("no connection", f"{host} cannot be reached ({problem.strerror if problem else 'no address'})")


def _resolved(host: str, port: int) -> list[tuple[int, Any]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not a host name"
        raise FetchError("unknown host", f"{host} is not known ({reason})") from None
    return [(family, address) for family, _, _, _, address in found]


def check_name(host: str) -> None:
    """Refuse a host that names a private address by itself: all that can be checked if a proxy connects to it."""
    name = host.rstrip(".").lower()
    local = any(name == one or name.endswith(f".{one}") for one in _LOCAL_NAMES)
    if local or not _is_public_literal(name):
        raise FetchError("private address", _PRIVATE.format(host=host))


def _is_public_literal(name: str) -> bool:
    """Tell whether a host is a name, or the number of a public address in any form that a resolver knows."""
    if ":" in name:
        return is_public(name)
    try:
        return is_public(socket.inet_ntoa(socket.inet_aton(name)))
    except OSError:
        return True
