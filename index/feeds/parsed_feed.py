"""What an answer of a server says: a feed with its items, before any of them has an id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["FeedKind", "Item", "NotAFeedError", "ParsedFeed"]

FeedKind: TypeAlias = Literal["RSS", "RDF", "Atom", "JSON Feed", "news sitemap", "page"]


class NotAFeedError(ValueError):
    """A body that is no feed; the message says what it is."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article as a feed tells it. Texts are as received, apart from control characters in titles and names."""

    guid: str = ""
    url: str = ""
    title: str = ""
    text: str = ""
    """The longest text of the item."""
    is_html: bool = False
    """Whether `text` is HTML."""
    summary: str = ""
    """The short text, if there is a longer one."""
    date: str | None = None
    """ISO where it can be read, else as written."""
    updated: str | None = None
    author: str | None = None
    language: str | None = None
    source: str | None = None
    enclosure: str | None = None
    """The address of a sound or a film; it is never fetched."""
    future: bool = False
    """Whether its date lies ahead, and so is no date."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed."""

    kind: FeedKind
    title: str = ""
    home: str = ""
    """The address of its site."""
    ttl: int | None = None
    """Minutes for which it asks not to be fetched again."""
    items: tuple[Item, ...] = ()
    """In its order, without those that say nothing."""
    whole: bool = True
    """Whether it has its end."""
    problems: tuple[str, ...] = ()
    """Items that could not be read, each with the reason."""
