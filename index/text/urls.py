"""The host of a URL, and its domain as the name of an outlet."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["host_of", "outlet_of"]

_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([A-Za-z0-9.-]+)", re.IGNORECASE)
_SERVED_FROM = re.compile(r"\A(?:www\d?|m|mobile|amp|edition|web|rss|feeds)\.(?=[^.]+\.)")
"""Subdomains that say how a page is served, not by which outlet."""


def host_of(url: str | None) -> str:
    """Return the host of `url` in lower case; empty if there is none."""
    try:
        return (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return ""


def outlet_of(url: str | None) -> str | None:
    """Return the domain of `url` without technical subdomains, such as `bbc.co.uk`; None if there is none."""
    found = _HOST.match(url or "")
    host = found[1].lower().strip(".") if found else ""
    if "." not in host or host.replace(".", "").isdigit():
        return None
    return _SERVED_FROM.sub("", host)
