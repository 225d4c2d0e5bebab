"""A terminal emulator that remembers dim text as well, and what of its cells can be told apart by the eye."""

from __future__ import annotations

import re
from typing import Any

import pyte
from wcwidth import wcwidth

_NOT_PYTES = re.compile(
    r"\x1b\[[<>=?][0-9;]*[uqm]|\x1b\[\?\d+\$p|\x1bP.*?\x1b\\|\x1b\](?:8|11);[^\x07\x1b]*(?:\x07|\x1b\\)"
)
"""What pyte takes for text."""

Seen = tuple[str, tuple[Any, ...]]


class Emulator(pyte.Screen):
    """A screen to be fed with what a driver writes."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(width, height)
        self.reset_mode(7, private=True)
        self._stream = pyte.Stream(self)

    def feed(self, data: str) -> None:
        self._stream.feed(_NOT_PYTES.sub("", data))

    def draw(self, data: str) -> None:
        """Set every mark on its letter: behind some of them pyte forgets the rest."""
        for char in data:
            if wcwidth(char):
                super().draw(char)
            elif self.cursor.x:
                at = self.cursor.x - 1
                row = self.buffer[self.cursor.y]
                at -= at > 0 and not row[at].data
                row[at] = row[at]._replace(data=row[at].data + char)

    def select_graphic_rendition(self, *attributes: int, **_: Any) -> None:
        """Keep dim as blinking, which nothing here is."""
        known: list[int] = []
        for number in attributes:
            extended = 38 in known[-2:] or 48 in known[-2:]
            known += [5] if number == 2 and not extended else [22, 25] if number == 22 and not extended else [number]
        super().select_graphic_rendition(*known)

    def cells(self) -> list[list[Seen]]:
        """Return what each cell shows; a blank without ground and lines is a blank, whatever its colour."""
        return [[_seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]


def _seen(cell: Any) -> Seen:
    look = tuple(cell[1:])
    plain = cell.bg == "default" and not (cell.reverse or cell.underscore or cell.strikethrough)
    return (cell.data, () if cell.data == " " and plain else look)
