"""The values on the shelf: marks, references to articles, saved searches."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias

__all__ = ["NOTE_LINES", "NO_MARKS", "Field", "Marks", "Ref", "SavedSearch", "Undone", "clean_tag"]

Field: TypeAlias = Literal["read", "starred", "tag", "note"]


class Ref(NamedTuple):
    """A reference to an article, for marking it."""

    id: str
    """As in its library."""
    hash: str
    """Of title and body (`seedread.index.article.stored.content_hash`)."""
    title: str = ""


class Marks(NamedTuple):
    """The marks on an article."""

    read: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    """In alphabetical order."""
    note: str = ""
    """One line, its parts separated by `NOTE_LINES`."""


NO_MARKS = Marks()
NOTE_LINES = " / "
"""Separates the lines of a note: it is typed on one line and displayed on several."""


class SavedSearch(NamedTuple):
    """A saved query with its name."""

    name: str
    query: str
    """In the form of `seedread.index.search.selection_query.join`: text and facet choices in one."""
    sort: str = "relevance"


class Undone(NamedTuple):
    """A step that was undone."""

    field: str
    """read, starred, tag, note or search."""
    detail: str
    """The tag, or the name of the search."""
    changed: int
    """Number of restored articles or searches."""
    title: str = ""
    """The title of the article, if there is only one."""
    at: int = 0
    """When the step was made, in seconds since 1970."""
    values: tuple[tuple[Any, Any], ...] = ()
    """What the step had set, for `Shelf.redo`."""


def clean_tag(text: str) -> str:
    """Return `text` as a tag: one word that can be typed after `tag:`; empty if nothing is left."""
    kept = (char if char.isalnum() or char in "._-" else "-" for char in text.strip().removeprefix("#"))
    return "".join(kept).strip("-.")
