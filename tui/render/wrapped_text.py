"""Blocks of text wrapped into lines on demand, so that a long text wraps only as far as the reader scrolls."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

from seedread.tui.render.cells import Mark, Piece, Span, cut, wrap
from seedread.tui.render.themes import CURRENT_MATCH, CURSOR, DIM, MATCH, PLAIN, clickable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rich.style import Style

__all__ = ["Block", "WrappedBlocks"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item, wrapped on its own."""

    text: str
    """One line of sanitized text; empty for a blank line."""
    style: Style | None = PLAIN
    marks: tuple[Mark, ...] = ()
    """Parts in another style."""
    prefix: Piece = ("", PLAIN)
    """Goes before the first line; the other lines are indented by its width."""
    searched: bool = False
    """Whether to highlight matches of the query."""
    named: tuple[Span, ...] = ()
    """Further matches: names that the query asks for in other words."""
    numbers: tuple[tuple[int, int], ...] = ()
    """Numbers of links, each with the character that it stands before: they are drawn, and no part of the text."""
    shorter: tuple[Block, ...] = ()
    """Shorter forms, in order; the first that fits is drawn if the text itself does not fit in one line."""


_NOTHING: Mapping[int, Span] = {}


@dataclass(frozen=True, slots=True)
class _Line:
    block: int
    span: Span
    first: bool


class WrappedBlocks:
    """Blocks wrapped at one width, from the beginning as far as needed."""

    def __init__(
        self, blocks: Sequence[Block], width: int, find: Callable[[str], Sequence[Span]], *, everywhere: bool = False
    ) -> None:
        """Wrap `blocks` to `width` cells; `find` returns the matches of the query in a text.

        With `everywhere`, all blocks are searched, and nothing but what `find` returns is a match.
        """
        self.width = width
        self._blocks = blocks
        self._find = find
        self._everywhere = everywhere
        self._drawn: list[Block] = []
        self._lines: list[_Line] = []
        self._matches: list[list[Span]] = []
        self.match_lines: list[tuple[int, int, Span]] = []
        """Line, block and span of every match found so far."""

    @property
    def complete(self) -> bool:
        """Whether all blocks are wrapped."""
        return len(self._drawn) >= len(self._blocks)

    @property
    def length(self) -> int:
        """Lines so far, plus one for every block not yet wrapped."""
        return len(self._lines) + len(self._blocks) - len(self._drawn)

    def wrap_to(self, lines: int) -> None:
        """Wrap until there are `lines` lines, or to the end."""
        while len(self._lines) < lines and not self.complete:
            self._wrap_next()

    def wrap_all(self) -> None:
        """Wrap all remaining blocks."""
        while not self.complete:
            self._wrap_next()

    def lines_of(self, block: int) -> tuple[int, int]:
        """Return the first line of a block and one past its last, wrapping as needed."""
        while len(self._drawn) <= block and not self.complete:
            self._wrap_next()
        return (
            bisect_left(self._lines, block, key=lambda at: at.block),
            bisect_right(self._lines, block, key=lambda at: at.block),
        )

    def block_at(self, y: int) -> int | None:
        """Return the block of line `y`; None past the last line."""
        self.wrap_to(y + 1)
        return self._lines[y].block if y < len(self._lines) else None

    def wrap_to_match(self, count: int) -> None:
        """Wrap until `count` matches are found, or to the end."""
        while len(self.match_lines) < count and not self.complete:
            self._wrap_next()

    def _wrap_next(self) -> None:
        number = len(self._drawn)
        plain = self._fitting(self._blocks[number])
        block = _with_numbers(plain) if plain.numbers else plain
        self._drawn.append(block)
        spans = wrap(block.text, self.width - cell_len(block.prefix[0]))
        begin = len(self._lines)
        self._lines += [_Line(number, span, index == 0) for index, span in enumerate(spans)]
        found = self._find(plain.text) if plain.text and (plain.searched or self._everywhere) else ()
        named = () if self._everywhere else block.named
        matches = _merged([*(_moved(span, plain.numbers) for span in found), *named])
        self._matches.append(matches)
        ends = [past for _, past in spans]
        for match in matches:
            at = min(bisect_right(ends, match[0]), len(spans) - 1)
            self.match_lines.append((begin + at, number, match))

    def _fitting(self, block: Block) -> Block:
        forms = (block, *block.shorter)
        fitting = (form for form in forms if cell_len(form.prefix[0]) + cell_len(form.text) <= self.width)
        return next(fitting, forms[-1]) if block.shorter else block

    def line_of(self, block: int, place: int) -> int:
        """Return the line on which a character of a block is, wrapping as needed."""
        first, past = self.lines_of(block)
        drawn = _moved((place, place), self._drawn[block].numbers)[0]
        return bisect_right(self._lines, drawn, first, past - 1, key=lambda at: at.span[1])

    def printed(self, block: int, drawn: int) -> int:
        """Return which character of a block is drawn as character `drawn`."""
        numbers = self._drawn[block].numbers
        return bisect_left(range(drawn), drawn, key=lambda place: _moved((place, place), numbers)[0])

    def pieces(self, y: int, here: int | None = None, selected: Mapping[int, Span] = _NOTHING) -> list[Piece]:
        """Return the pieces of line `y`; `here` is the number of the current match, `selected` has spans by block."""
        self.wrap_to(y + 1)
        if y >= len(self._lines):
            return []
        at = self._lines[y]
        block = self._drawn[at.block]
        matches = self._matches[at.block]
        first, past = at.span
        near = matches[bisect_right(matches, first, key=lambda span: span[1]) : bisect_left(matches, (past, past))]
        marks: list[Mark] = [*block.marks, *((a, b, MATCH) for a, b in near)]
        if here is not None and self.match_lines[here][1] == at.block:
            marks.append((*self.match_lines[here][2], CURRENT_MATCH))
        if at.block in selected:
            marks.append((*_moved(selected[at.block], block.numbers), CURSOR))
        prefix: list[Piece] = []
        if block.prefix[0]:
            prefix = [block.prefix if at.first else (" " * cell_len(block.prefix[0]), PLAIN)]
        return prefix + cut(block.text, at.span, block.style, marks)


def _with_numbers(block: Block) -> Block:
    """Return a block as it is drawn: with its numbers in the text, and all spans moved past them."""
    pieces, start, numbers = [], 0, list[Mark]()
    for place, number in block.numbers:
        first = _moved((place, place), block.numbers)[1]
        numbers.append((first, first + len(_label(number)), clickable(DIM, str(number))))
        pieces += [block.text[start:place], _label(number)]
        start = place
    marks = [(*_moved((start, end), block.numbers), style) for start, end, style in block.marks]
    return replace(
        block,
        text="".join((*pieces, block.text[start:])),
        marks=(*marks, *numbers),
        named=tuple(_moved(span, block.numbers) for span in block.named),
    )


def _moved(span: Span, numbers: Sequence[tuple[int, int]]) -> Span:
    """Return where a span of a text is drawn; a number at its end is outside of it."""
    start, end = span
    return (
        start + sum(len(_label(number)) for place, number in numbers if place <= start),
        end + sum(len(_label(number)) for place, number in numbers if place < end),
    )


def _label(number: int) -> str:
    return f"[{number}]"


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Return the spans in order, with overlapping ones merged."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
