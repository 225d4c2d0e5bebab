"""Parses Textual's terminal output: text goes into the grid, a few known sequences pass, the rest is dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.tui.driver.cell_style import PLAIN, style_of

if TYPE_CHECKING:
    from seedread.tui.driver.grid import Grid

__all__ = ["OutputParser"]

_TOKENS = re.compile(
    r"""
      \x1b\[ (?P<row>\d{1,4}) ; (?P<column>\d{1,4}) H
    | \x1b\[ (?P<style>[\d;]*) m
    | \x1b\]8; [^;\x00-\x1f\x7f]* ; (?P<link>(?:https?://[!-~]{1,2048})?) \x1b\\
    | (?P<together>\x1b\[\?2026[hl])       # start and end of a frame
    | (?P<passing>
          \x1b\[\?\d{1,4}[hl]              # modes
        | \x1b\[\?\d{1,4}\$p               # query of a mode
        | \x1b\[[<=>]\d*u                  # keyboard protocol
        | \x1b\]52;c;[A-Za-z0-9+/=]*\x07   # the clipboard
        | \x07 )
    | (?P<text>[^\x00-\x1f\x7f-\x9f]+)
    | \x1b[\]PX^_] [^\x07\x1b\x9c]* (?:\x07|\x1b\\|\x9c)?
    | \x1b\[ [0-?]* [ -/]* [@-~]?
    | \x1b [ -/]* [0-~]?
    | [\s\S]
    """,
    re.VERBOSE,
)


class OutputParser:
    """Tracks the cursor and the style in Textual's output."""

    def __init__(self, grid: Grid) -> None:
        """Write into `grid`."""
        self.grid = grid
        self.cursor = (0, 0)
        """Row and column of the cursor after the output."""
        self._parameters = ""
        self._link = ""
        self._style = PLAIN

    def read(self, output: str) -> str:
        """Parse `output`, and return the sequences to pass on unchanged."""
        passing: list[str] = []
        y, x = self.cursor
        for token in _TOKENS.finditer(output):
            kind = token.lastgroup
            if kind == "text":
                x = self.grid.put(y, x, token["text"], self._style)
            elif kind == "column":
                y, x = int(token["row"]) - 1, int(token["column"]) - 1
            elif kind == "style":
                self._parameters = token["style"]
                self._style = style_of(self._parameters, self._link)
            elif kind == "link":
                self._link = token["link"]
                self._style = style_of(self._parameters, self._link)
            elif kind == "passing":
                passing.append(token["passing"])
        self.cursor = (y, x)
        return "".join(passing)
