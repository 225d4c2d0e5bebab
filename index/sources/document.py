"""The results of reading a source: documents that are not cleaned yet, with their bytes, and failures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Document", "Markup", "ParsedDocument", "ReadFailure"]

Markup: TypeAlias = Literal["", "page", "fragment"]
"""The markup of `Document.text`: plain text, an HTML page with an article in it, or HTML that is only the article."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one article with the metadata of its container."""

    id: str
    """Stable within a library."""
    text: str
    """As decoded, before cleaning."""
    title: str | None = None
    date: str | None = None
    """As written in the container."""
    url: str | None = None
    source: str | None = None
    author: str | None = None
    language: str | None = None
    """As written in the container: `en`, `en-GB`."""
    pages: str | None = None
    """Where it was printed: `12`, `A1, A6`."""
    markup: Markup = ""
    path: str | None = None
    """The path of a file that contains only this document; its name may give the date."""
    repeated: frozenset[str] = frozenset()
    """Lines that occur in many documents of its site or folder (`seedread.index.ingest.site_repeats`)."""


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with its bytes: the whole file, or its record in a file of many."""

    document: Document
    raw: bytes


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A part of a file, or all of it, that could not be read."""

    reason: str
    """Where and why, as shown to the user: "line 4: not an object"."""
