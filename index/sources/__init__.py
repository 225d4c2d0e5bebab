"""Bytes to documents: finds files, decodes them and parses each format; does no cleaning.

It reads files only. What fetches news (a feed) is a new room of `index/`, which writes files for this one to read.
A new format: a reader here, registered in `formats`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.files.lazy_names import lazy_names

if TYPE_CHECKING:
    from seedread.index.sources.document import Document, ParsedDocument, ReadFailure, SourceImage, SourceLink
    from seedread.index.sources.folder import SourceFile, files_beside, find, walk
    from seedread.index.sources.reading import EarlierRead, FileContent, named_parts, parts, parts_of_stream, read
    from seedread.index.sources.records import from_object

__all__ = [
    "Document",
    "EarlierRead",
    "FileContent",
    "ParsedDocument",
    "ReadFailure",
    "SourceFile",
    "SourceImage",
    "SourceLink",
    "files_beside",
    "find",
    "from_object",
    "named_parts",
    "parts",
    "parts_of_stream",
    "read",
    "walk",
]

__getattr__ = lazy_names(
    __name__,
    {
        "seedread.index.sources.document": ("Document", "ParsedDocument", "ReadFailure", "SourceImage", "SourceLink"),
        "seedread.index.sources.folder": ("SourceFile", "files_beside", "find", "walk"),
        "seedread.index.sources.reading": (
            "EarlierRead",
            "FileContent",
            "named_parts",
            "parts",
            "parts_of_stream",
            "read",
        ),
        "seedread.index.sources.records": ("from_object",),
    },
)
