"""The user's marks and searches, stored apart from the library: read marks, stars, tags, notes, history."""

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
