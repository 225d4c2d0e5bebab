"""Bytes to documents: finds files, decodes them and parses each format; does no cleaning.

It reads files only. What fetches news (a feed) is a new room of `index/`, which writes files for this one to read.
A new format: a reader here, registered in `formats`.
"""

from seedread.index.sources.document import Document, ParsedDocument, ReadFailure, SourceLink
from seedread.index.sources.folder import SourceFile, files_beside, find, walk
from seedread.index.sources.read import FileContent, named_parts, parts, parts_of_stream, read
from seedread.index.sources.records import from_object

__all__ = [
    "Document",
    "FileContent",
    "ParsedDocument",
    "ReadFailure",
    "SourceFile",
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
