"""What stands on the shelf, in small values."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

__all__ = ["NOTE_LINES", "NO_MARKS", "Field", "Marks", "Ref", "SavedSearch", "Undone", "clean_tag"]

Field: TypeAlias = Literal["read", "starred", "tag", "note"]


class Ref(NamedTuple):
    """An article that is to be marked."""

    id: str
    """As in its library."""
    hash: str
    """Of title and body (`seedread.index.article.stored.content_hash`)."""
    title: str = ""


class Marks(NamedTuple):
    """What somebody marked an article with."""

    read: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    """In alphabetical order."""
    note: str = ""
    """One line; `NOTE_LINES` stands between its parts."""


NO_MARKS = Marks()
NOTE_LINES = " / "
"""Stands in a note where a line of its own begins: what is typed in one line shows in several."""


class SavedSearch(NamedTuple):
    """A query under a name."""

    name: str
    query: str
    """As `seedread.index.search.selection_query.join` writes it: text and choices in one."""
    sort: str = "relevance"


class Undone(NamedTuple):
    """A step that was taken back."""

    field: str
    """read, starred, tag, note or search."""
    detail: str
    """The tag, or the name of the search."""
    changed: int
    """Articles or searches that are as they were."""


def clean_tag(text: str) -> str:
    """Return `text` as a tag: one word, which can be typed behind `tag:`; empty where nothing is left."""
    kept = (char if char.isalnum() or char in "._-" else "-" for char in text.strip().removeprefix("#"))
    return "".join(kept).strip("-.")
