"""Limits on what is read of a file, to bound memory for any input."""

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
"""Bytes of one document: a file with one article, a line, record, message or member. Larger ones are not read."""
MAX_TEXT = 4_000_000
"""Characters of a plain text document: the longest novels have three million."""
MAX_LINES = 200_000
"""Lines, or elements of HTML, of one document: the longest novels have seventy thousand."""
MAX_MEMBERS = 100_000
"""Most members of an archive."""
MAX_BARREN = 500_000
"""Records or messages in a row without an article; after that the file is not read further."""
MAX_HEADER = 10_000
"""Characters of a header field of a message: subjects have about a hundred. The rest is not read."""
MAX_FIELD = 2000
"""Characters of a title, source, author, date, language or URL. The rest is not read."""
MAX_ID = 1000
"""Characters of an ID in a record or message; longer ones are ignored."""
MAX_NESTING = 20_000_000
"""Lines of a message times its part separators: each line is compared with all open ones."""
HEAD = 1 << 13
"""Bytes used to detect a format."""
_FREE = 64 * 1024 * 1024
_RATIO = 200
"""Text compresses to a tenth, very repetitive data to a hundredth; a higher ratio means a zip bomb."""


class TooLarge(ValueError):
    """A document above the size limit, or an archive that unpacks to too much."""


def read_whole(stream: IO[bytes]) -> bytes:
    """Return the rest of `stream`; raises TooLarge if it exceeds the limit of one document."""
    raw = stream.read(MAX_DOCUMENT + 1)
    if len(raw) > MAX_DOCUMENT:
        raise TooLarge(f"larger than {mb(MAX_DOCUMENT)}")
    return raw


def mb(size: int) -> str:
    """Return a number of bytes for display."""
    return f"{size // 1024**2} MB" if size >= 1024**2 else f"{size // 1024} kB"


class Unpacked:
    """Counts the unpacked bytes of an archive of `packed` bytes."""

    def __init__(self, packed: int) -> None:
        self._left = _FREE + _RATIO * packed

    @property
    def exceeded(self) -> bool:
        """Whether the limit was exceeded."""
        return self._left < 0

    def add_packed(self, size: int) -> None:
        """Add `size` compressed bytes, if the total is not known in advance."""
        self._left += _RATIO * size

    def count(self, size: int) -> None:
        """Count `size` more unpacked bytes; raises TooLarge above the limit."""
        self._left -= size
        if self._left < 0:
            raise TooLarge(f"unpacks to more than {_RATIO} times its size: the rest was not read")
