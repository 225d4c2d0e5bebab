"""What an address tells: the host that serves it, and the outlet that a reader would name."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["host_of", "outlet_of"]

_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([A-Za-z0-9.-]+)", re.IGNORECASE)
_SERVED_FROM = re.compile(r"\A(?:www\d?|m|mobile|amp|edition|web|rss|feeds)\.(?=[^.]+\.)")
"""Names before a domain that say how a page is served, not by whom."""


def host_of(url: str | None) -> str:
    """Return the host as the address writes it, in small letters; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return ""


def outlet_of(url: str | None) -> str | None:
    """Return the domain of `url` as a reader would name it: `bbc.co.uk`; None where there is none."""
    found = _HOST.match(url or "")
    host = found[1].lower().strip(".") if found else ""
    if "." not in host or host.replace(".", "").isdigit():
        return None
    return _SERVED_FROM.sub("", host)
