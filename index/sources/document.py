"""The results of reading a source: documents that are not cleaned yet, with their bytes, and failures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Document", "Markup", "ParsedDocument", "ReadFailure", "SourceImage", "SourceLink"]

Markup: TypeAlias = Literal["", "page", "fragment"]
"""The markup of `Document.text`: plain text, an HTML page with an article in it, or HTML that is only the article."""


class SourceLink(NamedTuple):
    """A link in the text of a document; it is found again in the article by its words and those around it."""

    before: str
    """The end of the text before it, in its paragraph."""
    words: str
    """The linked words."""
    after: str
    """The beginning of the text after it, in its paragraph."""
    url: str
    """As written: relative to the document's own address, and not yet sanitized."""


class SourceImage(NamedTuple):
    """An image in a document that is described in words; the text around it tells its place in the article."""

    words: str
    """The description: the alternative text."""
    before: str
    """The block of text before it; empty at the beginning."""
    after: tuple[str, ...]
    """The next blocks of text; none at the end."""


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
    feeds: tuple[str, ...] = ()
    """The feeds that brought it, for a fetched article."""
    added: str | None = None
    """When it was first fetched, in ISO and UTC to the minute."""
    versions: int = 1
    """How many versions of it were fetched."""
    markup: Markup = ""
    links: tuple[SourceLink, ...] = ()
    """The links of `text`, in their order; those of a page or fragment are found when its text is extracted."""
    images: tuple[SourceImage, ...] = ()
    """The described images of `text`, in their order; found as the links are."""
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
