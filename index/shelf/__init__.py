"""The user's marks and searches, stored apart from the library: read marks, stars, tags, notes, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.files.lazy_names import lazy_names

if TYPE_CHECKING:
    from seedread.index.shelf.adoption import adopt, attach, library_name, name_of
    from seedread.index.shelf.mark_types import NO_MARKS, NOTE_LINES, Field, Marks, Ref, SavedSearch, Undone, clean_tag
    from seedread.index.shelf.marked import MarkedArticles
    from seedread.index.shelf.shelf import Shelf, default_path

__all__ = [
    "NOTE_LINES",
    "NO_MARKS",
    "Field",
    "MarkedArticles",
    "Marks",
    "Ref",
    "SavedSearch",
    "Shelf",
    "Undone",
    "adopt",
    "attach",
    "clean_tag",
    "default_path",
    "library_name",
    "name_of",
]

__getattr__ = lazy_names(
    __name__,
    {
        "seedread.index.shelf.adoption": ("adopt", "attach", "library_name", "name_of"),
        "seedread.index.shelf.mark_types": (
            "NO_MARKS", "NOTE_LINES", "Field", "Marks", "Ref", "SavedSearch", "Undone", "clean_tag",
        ),
        "seedread.index.shelf.marked": ("MarkedArticles",),
        "seedread.index.shelf.shelf": ("Shelf", "default_path"),
    },
)  # fmt: skip
