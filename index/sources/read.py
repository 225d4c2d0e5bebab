"""A file to its documents: picks the reader for the format."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .charset import NotText, decode
from .document import Document
from .folder import CONTAINERS
from .json_lines import read_json_lines

if TYPE_CHECKING:
    from .folder import Found

__all__ = ["Read", "read"]


@dataclass(frozen=True, slots=True)
class Read:
    """What a file held."""

    digest: str
    """BLAKE2b of the bytes, 16 bytes in hexadecimal."""
    documents: tuple[Document, ...]
    problem: str | None = None
    """Why the file, or a part of it, could not be read."""


def read(file: Found) -> Read:
    """Return the documents of `file`; what cannot be read is told in `problem`, never raised."""
    try:
        raw = file.path.read_bytes()
    except OSError as error:
        return Read("", (), error.strerror or str(error))
    digest = hashlib.blake2b(raw, digest_size=16).hexdigest()
    try:
        text = decode(raw)
    except NotText as error:
        return Read(digest, (), str(error))
    if file.path.suffix.lower() in CONTAINERS:
        documents, problem = read_json_lines(text, file.key)
        return Read(digest, documents, problem)
    if not text.strip():
        return Read(digest, (), "empty")
    return Read(digest, (Document(file.key, text),))
