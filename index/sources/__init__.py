"""Bytes to documents: finds files, decodes them, and reads each format; it cleans nothing."""

from .document import Document, Part, Unread
from .folder import Found, Problem, find, key_below, prefixes
from .read import Read, parts, parts_of_stream, read
from .records import from_object

__all__ = [
    "Document",
    "Found",
    "Part",
    "Problem",
    "Read",
    "Unread",
    "find",
    "from_object",
    "key_below",
    "parts",
    "parts_of_stream",
    "prefixes",
    "read",
]
