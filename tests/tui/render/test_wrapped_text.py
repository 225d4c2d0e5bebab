"""Blocks wrapped on demand."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from seedread.tui.render.themes import CURRENT_MATCH, MATCH, NAME, clicked
from seedread.tui.render.wrapped_text import Block, WrappedBlocks

if TYPE_CHECKING:
    from seedread.tui.render.cells import Span


def find_gas(text: str) -> list[Span]:
    at = text.find("gas")
    return [(at, at + 3)] if at >= 0 else []


def test_a_book_is_wrapped_by_the_page() -> None:
    """Only what comes into view is wrapped."""
    found: list[str] = []

    def find(text: str) -> list[Span]:
        found.append(text)
        return []

    wrapped = WrappedBlocks([Block(f"paragraph {n}", searched=True) for n in range(10_000)], 20, find)
    wrapped.wrap_to(30)
    assert len(found) == 30
    assert wrapped.length == 10_000
    assert not wrapped.complete


def test_a_match_is_lit_and_the_one_stood_on_more() -> None:
    """Matches are highlighted in searched blocks, and `here` is the current one."""
    wrapped = WrappedBlocks([Block("no gas here"), Block("the gas deal", searched=True)], 40, find_gas)
    assert wrapped.pieces(0) == [("no gas here", None)]
    assert wrapped.pieces(1) == [("the ", None), ("gas", MATCH), (" deal", None)]
    assert wrapped.pieces(1, 0)[1] == ("gas", CURRENT_MATCH)


def test_a_match_knows_its_line() -> None:
    """A match in a wrapped paragraph is on its own line."""
    wrapped = WrappedBlocks([Block("one two three gas", searched=True)], 8, find_gas)
    wrapped.wrap_all()
    assert [at for at, _, _ in wrapped.match_lines] == [2] or wrapped.pieces(wrapped.match_lines[0][0])[-1][0] == "gas"


def test_a_prefix_indents_the_lines_that_follow() -> None:
    """A listed line hangs under its first word."""
    wrapped = WrappedBlocks([Block("one two three", prefix=("- ", None))], 9, find_gas)
    wrapped.wrap_all()
    assert ["".join(text for text, _ in wrapped.pieces(y)) for y in range(wrapped.length)] == ["- one two", "  three"]


def test_many_matches_in_one_block() -> None:
    """A line shows the matches that stand in it and no others, also in a block of tens of thousands of matches."""
    text = "a b " * 80_000
    blocks = WrappedBlocks(
        [Block(text, searched=True)], 40, lambda found: [(at, at + 1) for at in range(0, len(found), 4)]
    )
    start = time.process_time()
    blocks.wrap_all()
    assert sum(style == MATCH for y in range(100) for _, style in blocks.pieces(y)) == 1000
    assert blocks.lines_of(0) == (0, 8000)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("width", [2, 7, 12, 40])
def test_numbers_are_drawn_and_not_searched(width: int) -> None:
    """Numbers stand behind their words at any width, spans keep their words, and the text is searched without them."""
    searched: list[str] = []

    def find(text: str) -> list[Span]:
        searched.append(text)
        return [(4, 7), (8, 12)]

    block = Block("the gas deal of May", marks=((16, 19, NAME),), searched=True, numbers=((7, 1), (12, 12), (19, 1)))
    wrapped = WrappedBlocks([block], width, find)
    wrapped.wrap_all()
    pieces = [piece for y in range(wrapped.length) for piece in wrapped.pieces(y)]
    assert searched == ["the gas deal of May"]
    assert "".join(text for text, _ in pieces).replace(" ", "") == "thegas[1]deal[12]ofMay[1]"
    assert "".join(clicked(own) for text, own in pieces if own and text.endswith("]")) == "1121"
    for style, words in ((MATCH, "gasdeal"), (NAME, "May")):
        assert "".join(text for text, own in pieces if own == style).replace(" ", "") == words


def test_a_drawn_character_is_one_of_the_text() -> None:
    """Every character of a text is known from where it is drawn, before and behind the numbers of links."""
    text = "abcdefghij"
    wrapped = WrappedBlocks([Block(text, numbers=((3, 1), (4, 12), (9, 2)))], 40, find_gas)
    drawn = "".join(piece for piece, _ in wrapped.pieces(0))
    assert drawn == "abc[1]d[12]efghi[2]j"
    assert [wrapped.printed(0, drawn.index(char)) for char in text] == [*range(len(text))]
