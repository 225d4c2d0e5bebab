"""A text of the documentation as blocks: its Markdown, without the signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from seedread.index.text.sanitize import safe_line
from seedread.tui.render.article_blocks import BLANK
from seedread.tui.render.themes import ACCENT, BOLD, DIM, PLAIN
from seedread.tui.render.wrapped_text import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from seedread.tui.render.cells import Mark

__all__ = ["markdown_blocks"]


def markdown_blocks(text: str) -> list[Block]:
    """Return the blocks of a Markdown text; a row of a table is one paragraph."""
    written = _Written()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        written.take(token)
    return written.blocks


class _Written:
    """The blocks so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._cells: list[Block] | None = None
        """The cells of the row of a table; None outside one."""
        self._prefix = ""
        """What stands before the next paragraph of a list."""

    def take(self, token: Token) -> None:
        """Add what a token holds."""
        match token.type:
            case "heading_open" | "paragraph_open" | "table_open" if self.blocks and not self._prefix:
                self.blocks.append(BLANK)
            case "bullet_list_open" | "ordered_list_open" if self.blocks and not token.level:
                self.blocks.append(BLANK)
            case "list_item_open":
                self._prefix = f"{token.info}{token.markup} " if token.info else "- "
            case "list_item_close":
                self._prefix = ""
            case "tr_open":
                self._cells = []
            case "tr_close":
                self.blocks.append(_row(self._cells or ()))
                self._cells = None
            case "heading_close":
                self.blocks[-1] = Block(self.blocks[-1].text, BOLD)
            case "inline":
                self._take_text(token)
            case "fence" | "code_block":
                lines = token.content.rstrip("\n").split("\n")
                self.blocks += [BLANK, *(Block(safe_line(line), ACCENT, prefix=("  ", PLAIN)) for line in lines)]

    def _take_text(self, token: Token) -> None:
        if self._cells is not None:
            self._cells.append(_inline(token))
        else:
            self.blocks.append(_inline(token, self._prefix))
            self._prefix = " " * len(self._prefix)


def _inline(token: Token, prefix: str = "") -> Block:
    """Return a paragraph; code in it is set off by its style."""
    text = ""
    marks: list[Mark] = []
    for child in token.children or ():
        part = " " if child.type in ("softbreak", "hardbreak") else safe_line(child.content)
        if child.type == "code_inline":
            marks.append((len(text), len(text) + len(part), ACCENT))
        text += part
    return Block(text, marks=tuple(marks), prefix=(prefix, DIM))


def _row(cells: Sequence[Block]) -> Block:
    """Return the cells of a table's row in one line, with a dot between."""
    text = ""
    marks: list[Mark] = []
    for n, cell in enumerate(cell for cell in cells if cell.text):
        text += "  ·  " if n else ""
        marks += [(start + len(text), end + len(text), style) for start, end, style in cell.marks]
        text += cell.text
    return Block(text, marks=tuple(marks), prefix=("  ", PLAIN))
