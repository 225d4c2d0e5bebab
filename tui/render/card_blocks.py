"""The card of the help as blocks of text: groups side by side where they fit."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from seedread.tui.render.article_blocks import BLANK, section_blocks
from seedread.tui.render.cells import fit
from seedread.tui.render.themes import ACCENT, BOLD
from seedread.tui.render.wrapped_text import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.tui.render.cells import Mark

__all__ = ["card_blocks"]

_NARROWEST = 33
"""Cells of a column that has room for keys and text."""


def card_blocks(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], width: int) -> list[Block]:
    """Return blocks for the groups, two in a row if `width` has room for two."""
    column = width // 2
    if column < _NARROWEST:
        return section_blocks(groups)
    blocks: list[Block] = []
    for left, right in zip(groups[::2], groups[1::2], strict=True):
        blocks += [BLANK] if blocks else []
        for sides in zip_longest(_lines(*left), _lines(*right), fillvalue=("", "")):
            blocks.append(_beside(sides, column))
    return blocks


def _lines(heading: str, rows: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Go through the keys and the text of each line; a heading has no keys."""
    yield "", heading
    yield from rows


def _beside(sides: tuple[tuple[str, str], ...], column: int) -> Block:
    text = ""
    marks: list[Mark] = []
    for keys, words in sides:
        start = len(text)
        text += fit(f"  {fit(keys, _KEYS)}{words}" if keys else words, column)
        marks.append((start, start + _KEYS + 2, ACCENT) if keys else (start, len(text), BOLD))
    return Block(text.rstrip(), marks=tuple((a, min(b, len(text.rstrip())), style) for a, b, style in marks))


_KEYS = 14
"""Cells for the keys of a line."""
