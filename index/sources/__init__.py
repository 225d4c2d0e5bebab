"""Bytes to documents: finds files, decodes them and parses each format; does no cleaning."""

from seedread.index.sources.document import Document, Part, Unread
from seedread.index.sources.folder import Found, Problem, find, key_below, prefixes
from seedread.index.sources.read import Read, parts, parts_of_stream, read
from seedread.index.sources.records import from_object

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
