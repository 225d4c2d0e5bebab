"""Makes a query of a pasted text that is none: the article at its address, or the one whose title is nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedread.index.errors import QueryError, stop_if
from seedread.index.query import Or, Word, parse
from seedread.index.query.addresses import address_query, is_address
from seedread.index.query.lexer import QUOTES
from seedread.index.text.analysis import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from seedread.index.engines import Reader
    from seedread.index.query import Node

__all__ = ["PastedQuery", "pasted_query"]

_MOST_LINES = 40
"""Lines that may be the title: it is near the beginning of a copied page."""
_MOST_WORDS = 40
_FEWEST_WORDS = 2
_LIKE = 0.6
"""The least likeness of a title to a line: this share of their words is in both."""
_BEST = 5
"""Titles to compare with a line."""
_SPACES = str.maketrans(dict.fromkeys(f"{QUOTES}*?~", " "))


class PastedQuery(NamedTuple):
    """A query for a pasted text."""

    query: str
    meaning: str
    """A sentence that says what it searches for."""
    left_out: str
    """What of the text it does not search for; empty if nothing."""


def pasted_query(text: str, reader: Reader | None, cancelled: Callable[[], bool]) -> PastedQuery:
    """Return the query that a pasted text most likely means; raises Cancelled."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    others = f"{len(lines) - 1:,} more lines" if len(lines) > 2 else "1 more line" if len(lines) == 2 else ""
    for query, dropped in map(address_query, filter(is_address, lines[:_MOST_LINES])):
        tree = _tree(query)
        if tree and (len(lines) == 1 or (reader and _finds(reader, tree, cancelled))):
            left_out = ", ".join(filter(None, (dropped, others)))
            return PastedQuery(query, "Searched for the article at this address.", left_out)
    if reader and (title := _nearest_title(lines, reader, cancelled)):
        return PastedQuery(f'title:"{title}"', "Searched for the nearest title.", others)
    first = next((line for line in lines if words(line)), "")
    plain = " ".join(words(first)[:_MOST_WORDS])
    return PastedQuery(plain, "No title is like it: searched for the first line.", others)


def _tree(query: str) -> Node | None:
    """Return the tree of a query; None if its address is too long for one."""
    try:
        return parse(query).tree
    except QueryError:
        return None


def _finds(reader: Reader, tree: Node, cancelled: Callable[[], bool]) -> bool:
    return reader.search(reader.expand(tree, cancelled), cancelled=cancelled).matched


def _nearest_title(lines: list[str], reader: Reader, cancelled: Callable[[], bool]) -> str:
    """Return the words of the title that is most like one of `lines`; empty if none is like them."""
    likest = max(_titles_like(lines[:_MOST_LINES], reader, cancelled), default=(0.0, 0, ""))
    return " ".join(likest[2].translate(_SPACES).split()[:_MOST_WORDS]) if likest[0] >= _LIKE else ""


def _titles_like(lines: list[str], reader: Reader, cancelled: Callable[[], bool]) -> Iterator[tuple[float, int, str]]:
    """Go through titles that share words with a line, each with its likeness and the number of shared words."""
    for line in lines:
        stop_if(cancelled)
        asked = dict.fromkeys(words(line)[:_MOST_WORDS])
        if len(asked) < _FEWEST_WORDS:
            continue
        tree = reader.expand(Or(tuple(Word(word, "title") for word in asked)), cancelled)
        for row, _ in reader.search(tree, cancelled=cancelled).page("relevance", 0, _BEST):
            title = row.title
            named = set(words(title))
            shared = len(named & asked.keys())
            yield 2 * shared / (len(named) + len(asked)), shared, title
