"""Says which words of a query no article contains, and which words with a similar spelling there are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.query import And, AtLeast, Near, Not, Notice, Or, Phrase, Wildcard, Word
from seedread.index.text.analysis import stem
from seedread.index.text.edit_distance import neighbours_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.engines import Reader
    from seedread.index.engines.base import Cancel
    from seedread.index.query import Leaf, Node

__all__ = ["suggestions"]

_SHORTEST = 3
"""Shorter words are like too many."""
_AT_MOST = 3
"""Words that are offered for one that is not there."""
_MOST = 8
"""Missing words of a query for which others are looked up: each costs a look through the vocabulary."""
_LESS_LIKELY = 10
"""A word with one edit more must be in so many times more articles to be offered first."""


def suggestions(tree: Node, reader: Reader, cancelled: Cancel, *, found: bool) -> list[Notice]:
    """Return a notice for each word of `tree` that no article contains; `found` tells whether the whole found any."""
    notices: dict[str, Notice] = {}
    for leaf in _doubtful(tree, found=found):
        text = leaf.text if isinstance(leaf, Word) else leaf.pattern.rstrip("*")
        if text in notices or len(text) < _SHORTEST or "*" in text or "?" in text:
            continue
        if not reader.match(replace(leaf, field=None), cancelled):
            near = _nearest(text, reader, cancelled) if len(notices) < _MOST else []
            guess = f": did you mean {' or '.join(near)}?" if near else "."
            notices[text] = Notice(f"No article contains “{text}”{guess}", leaf.start, leaf.end)
    return list(notices.values())


def _doubtful(node: Node | Leaf, *, found: bool) -> Iterator[Word | Wildcard]:
    """Go through the words that may be missing: where the query found something, what it needs is there."""
    match node:
        case And():
            for child in node.children:
                yield from _doubtful(child, found=found)
        case AtLeast():
            yield from _doubtful(node.child, found=found)
        case Word() | Wildcard() if not found:
            yield node
        case Phrase() | Near() if not found:
            for part in node.parts:
                yield from _doubtful(part, found=found)
        case Or():
            for child in node.children:
                yield from _doubtful(child, found=False)
        case Not():
            yield from _doubtful(node.child, found=False)


def _nearest(text: str, reader: Reader, cancelled: Cancel) -> list[str]:
    """Return the likeliest words, one for each stem, with the number of articles that a search for it finds."""
    articles = dict(reader.suggest(text, 1 if len(text) < 5 else 2, cancelled))
    edits = dict(neighbours_within(articles, text, 2))
    ranked = sorted(articles, key=lambda word: (-articles[word] / _LESS_LIKELY ** edits[word], word))
    by_stem = {stem(word): word for word in reversed(ranked)}
    offered = [word for word in ranked if by_stem[stem(word)] == word][:_AT_MOST]
    return [f"{word} ({reader.match(Word(word), cancelled).bit_count()})" for word in offered]
