"""Recognizes addresses of web pages in a query, and writes one as a query for its article."""

from __future__ import annotations

import re

__all__ = ["BEGINS_ADDRESS", "TRACKING", "address_query", "is_address"]

BEGINS_ADDRESS = re.compile(r"\W*+(?:[a-z][a-z\d+.-]*://|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)", re.IGNORECASE)
TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid)=[^&#]*|#.*")
"""What is added to an address to count its readers, and a place in the page."""
_WHOLE = re.compile(r"(?:https?://|www\.)[^\s/]+\.[^\s/]+/?\S*|(?:[\w-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
_PLACE = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_NEEDS_QUOTES = re.compile(r"[()~*?]")


def is_address(text: str) -> bool:
    """Tell whether a text is an address and nothing else."""
    return _WHOLE.fullmatch(text) is not None


def address_query(address: str) -> tuple[str, str]:
    """Return a query for the article at an address, and what of the address it leaves out."""
    bare = re.sub(r"[?&]+(?=&|\Z)", "", TRACKING.sub("", address)).rstrip("/")
    dropped = " ".join(found.group() for found in TRACKING.finditer(address))
    place = _PLACE.sub("", bare.replace('"', "%22"), count=1)
    return f'url:"{place}"' if _NEEDS_QUOTES.search(place) else f"url:{place}", dropped
