"""A feed as its reader subscribed to it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from seedread.index.text.sanitize import safe_line, safe_url

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["Feed", "FullText", "InvalidUrlError", "Login", "feed_url", "is_id", "new_id", "origin"]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST_ID = 60
_KEPT = "!#$%&'()*+,/:;=?@[]~"
"""What `quote` leaves as it is in a path or a query: it may be quoted already."""


FullText: TypeAlias = Literal["no", "when short", "always"]


class InvalidUrlError(ValueError):
    """An address that no feed can have; the message says why."""


@dataclass(frozen=True, slots=True)
class Login:
    """A user name and a password."""

    user: str
    password: str


@dataclass(frozen=True, slots=True)
class Feed:
    """One subscription, an entry of feeds.toml."""

    id: str
    """What articles of the feed are marked with; small letters, digits and hyphens, and it never changes."""
    url: str
    """Without user name and password."""
    name: str = ""
    folder: str = ""
    """`World/Asia`; empty at the top."""
    tags: tuple[str, ...] = ()
    every: int | None = None
    """Minutes between two fetches; None: learnt from the feed."""
    user: str = ""
    """The user name for `password_command`."""
    password_command: tuple[str, ...] = ()
    """A program with its arguments that prints the password on its first line."""
    cafile: str = ""
    """Certificates that this feed's server is checked with, instead of those of the system."""
    page: bool = False
    """Whether it is no feed but a page that its reader watches."""
    full: FullText = "no"
    """Whether the pages that its items link to are read."""
    watch: bool = False
    """Whether the pages that were read are read again for two days, to see whether their words change."""
    allow_private: bool = False
    """Whether the host of this feed may have a private address."""
    site: str = ""
    """The address of the website, as other readers list it; nothing is fetched from it."""

    @property
    def label(self) -> str:
        """What the feed is called on the screen."""
        return self.name or self.id


def feed_url(typed: str) -> tuple[str, Login | None]:
    """Return an address as it is requested, and the user name and password that it contains.

    An address without a scheme gets https://. Raises InvalidUrlError.
    """
    typed = typed.strip()
    if typed.startswith("feed:"):
        typed = typed.removeprefix("feed:").removeprefix("//")
    if "://" not in typed:
        typed = f"https://{typed}"
    try:
        parts = urlsplit(typed)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        raise InvalidUrlError("it is not a valid address") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise InvalidUrlError(f"only http and https are fetched, not {safe_line(parts.scheme)[:20]}")
    if not host:
        raise InvalidUrlError("it has no host")
    place = f"[{host}]" if ":" in host else host
    path, query = (quote(part, safe=_KEPT) for part in (parts.path or "/", parts.query))
    url = urlunsplit((parts.scheme.lower(), place if port is None else f"{place}:{port}", path, query, ""))
    if safe_url(url) is None:
        raise InvalidUrlError("it contains characters that no address has, or is too long")
    login = Login(unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    return url, login


def origin(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an address: a password for one of these is sent to no other.

    Raises ValueError for what `feed_url` did not return.
    """
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _ascii_host(host: str) -> str:
    """Return a host name in ASCII; raises ValueError."""
    if host.isascii():
        return host.lower()
    return host.encode("idna").decode("ascii").lower()


def is_id(text: str) -> bool:
    """Tell whether a feed can have this ID."""
    return bool(_ID.match(text))


def new_id(name: str, url: str, taken: Container[str]) -> str:
    """Return an ID for a new feed, from its name, else its host, that is not `taken`."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    base = _slug(name) or _slug(host) or "feed"
    found, n = base, 1
    while found in taken:
        n += 1
        found = f"{base}-{n}"
    return found


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_ID].strip("-")
    return slug if is_id(slug) else ""
