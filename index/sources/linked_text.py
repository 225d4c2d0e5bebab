"""The links of a text that is read in pieces, each with the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.sources.document import SourceLink

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LinkedText", "most_links"]

_AROUND = 80
"""Characters kept before and after a link."""
_LONGEST = 200
"""Characters of a link; a longer one was never closed."""
_MOST = 1000
"""Links of a document that are kept: a longer list is no text."""


class LinkedText:
    """The text of one paragraph, and where its links begin and end."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[tuple[int, int, str]] = []
        self._open: tuple[int, str] | None = None

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)

    def add(self, text: str) -> None:
        """Add a piece of text."""
        self._pieces.append(text)
        self._length += len(text)

    def open(self, url: str) -> None:
        """Begin a link; one that is open ends."""
        self.close()
        self._open = (self._length, url)

    def close(self) -> None:
        """End the link."""
        if self._open and self._open[1] and 0 < self._length - self._open[0] <= _LONGEST:
            self._links.append((self._open[0], self._length, self._open[1]))
        self._open = None

    def links(self) -> list[SourceLink]:
        """Return the links that have ended."""
        text = self.text
        return [
            SourceLink(text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND], url)
            for start, end, url in self._links
        ]


def most_links(links: Iterable[SourceLink]) -> tuple[SourceLink, ...]:
    """Return links up to a number that no text exceeds."""
    return tuple(link for link, _ in zip(links, range(_MOST), strict=False))
