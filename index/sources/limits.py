"""How much is read of a file: what bounds the memory, whatever the bytes claim."""

from __future__ import annotations

from typing import IO

__all__ = [
    "HEAD",
    "MAX_BARREN",
    "MAX_DOCUMENT",
    "MAX_FIELD",
    "MAX_HEADER",
    "MAX_ID",
    "MAX_LINES",
    "MAX_MEMBERS",
    "MAX_NESTING",
    "MAX_TEXT",
    "TooLarge",
    "Unpacked",
    "mb",
    "read_whole",
]

MAX_DOCUMENT = 16 * 1024 * 1024
"""Bytes of one document: a file of one article, a line, a record, a message, a member. What is larger is not read."""
MAX_TEXT = 4_000_000
"""Characters of one document that is plain text: the longest novels have three million."""
MAX_LINES = 200_000
"""Lines, or elements of HTML, of one document: the longest novels have seventy thousand."""
MAX_MEMBERS = 100_000
"""Members that are looked at in one archive."""
MAX_BARREN = 500_000
"""Records or messages in succession that are no articles, behind which a file is not read further."""
MAX_HEADER = 10_000
"""Characters of one header field of a message: subjects have a hundred. What follows them is not read."""
MAX_FIELD = 2000
"""Characters of a title, source, author, date, language or address: what follows them is not read."""
MAX_ID = 1000
"""Characters of an id that a record or a message gives itself; a longer one is none."""
MAX_NESTING = 20_000_000
"""Lines of a message times the separators of parts that it names: each line is held against all that are open."""
HEAD = 2048
"""Bytes by which a format is told."""
_FREE = 64 * 1024 * 1024
_RATIO = 200
"""Text shrinks to a tenth, the most repetitive data to a hundredth; what unpacks to more is made to fill a disk."""


class TooLarge(ValueError):
    """More than is read of one document, or more than an archive may unpack to."""


def read_whole(stream: IO[bytes]) -> bytes:
    """Return what is left in `stream`; raises TooLarge for more than one document may have."""
    raw = stream.read(MAX_DOCUMENT + 1)
    if len(raw) > MAX_DOCUMENT:
        raise TooLarge(f"larger than {mb(MAX_DOCUMENT)}")
    return raw


def mb(size: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{size // 1024**2} MB" if size >= 1024**2 else f"{size // 1024} kB"


class Unpacked:
    """Counts what an archive of `packed` bytes unpacks to."""

    def __init__(self, packed: int) -> None:
        self._left = _FREE + _RATIO * packed

    @property
    def exceeded(self) -> bool:
        """Whether it was more than any text unpacks to."""
        return self._left < 0

    def add_packed(self, size: int) -> None:
        """Add `size` to the bytes that may unpack, where they become known one after another."""
        self._left += _RATIO * size

    def count(self, size: int) -> None:
        """Count `size` more bytes; raises TooLarge where that is more than any text unpacks to."""
        self._left -= size
        if self._left < 0:
            raise TooLarge(f"unpacks to more than {_RATIO} times its size: not read further")
