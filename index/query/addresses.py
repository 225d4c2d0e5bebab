"""Recognizes addresses of web pages in a query, and writes one as a query for its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.query.lexer import QUOTES
from seedread.index.text.urls import canonical_url, readable_url

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BEGINS_ADDRESS", "address_query", "is_address", "stored_address"]

BEGINS_ADDRESS = re.compile(r"\W*+(?:[a-z][a-z\d+.-]*://|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)", re.IGNORECASE)
_WHOLE = re.compile(r"(?:https?://|www\.)[^\s/]+\.[^\s/]+/?\S*|(?:[\w-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
_AROUND = re.compile(r"^\W+|[>\]},.;]+$")
_PLACE = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_PARTS = re.compile(r"[?&]+|(?=#)")
"""Where parameters and the place in the page begin."""
_ENDS_WORD = re.compile(rf"[\s{QUOTES}]")
"""What would end a word of the query."""
_NEEDS_QUOTES = re.compile(r"[%()~*?]")


def is_address(text: str) -> bool:
    """Tell whether a text is an address and nothing else."""
    return _WHOLE.fullmatch(text) is not None


def stored_address(typed: str) -> str:
    """Return a pasted address as articles have it: without what is added to count its readers, in readable letters."""
    return readable_url(canonical_url(_whole(typed)) or "")


def address_query(address: str) -> tuple[str, str]:
    """Return a query for the article at an address, and what of the address it leaves out."""
    place = _ENDS_WORD.sub("%20", _PLACE.sub("", stored_address(address).rstrip("/"), count=1))
    dropped = " ".join(_dropped(_whole(address), canonical_url(_whole(address)) or ""))
    return f'url:"{place}"' if _NEEDS_QUOTES.search(place) else f"url:{place}", dropped


def _whole(typed: str) -> str:
    """Return an address with its scheme, and without the signs of the sentence around it."""
    address = _AROUND.sub("", typed)
    return address if "://" in address else f"https://{address}"


def _dropped(address: str, kept: str) -> Iterator[str]:
    """Go through the parts of an address that its canonical form does not have: also the archive before it."""
    page, *parts = _PARTS.split(kept)
    first, *others = _PARTS.split(address)
    if first.lower() != page.lower() and first.endswith(page):
        yield first.removesuffix(page)
    yield from (part for part in others if part and part not in parts)
