"""What a source hands on: a document as found, not yet cleaned, with its bytes; or what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Document", "Markup", "Part", "Unread"]

Markup: TypeAlias = Literal["", "page", "fragment"]
"""What `Document.text` is: plain text, an HTML page whose article must be found, or HTML that is all article."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article's worth of text with what its container says about it."""

    id: str
    """Stable within a library."""
    text: str
    """As decoded: nothing is taken out yet."""
    title: str | None = None
    date: str | None = None
    """As the container writes it."""
    url: str | None = None
    source: str | None = None
    author: str | None = None
    language: str | None = None
    """As the container writes it: `en`, `en-GB`."""
    markup: Markup = ""
    path: str | None = None
    """The path of the file that holds this document and no other; its name may tell the date."""
    repeated: frozenset[str] = frozenset()
    """Lines that stand in many documents of its site or folder (`seedread.index.ingest.site_repeats`)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A document with its bytes: all of its file, or its record's in a file of many."""

    document: Document
    raw: bytes


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file, or all of it, that could not be read."""

    reason: str
    """Where and why, for the reader: "line 4: not an object"."""
