"""Finds the words of a query that no article contains, and existing words with a similar spelling."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.query import (
    CREDITS,
    And,
    AtLeast,
    HasValue,
    Leaf,
    Near,
    Not,
    Notice,
    Or,
    Phrase,
    Wildcard,
    Word,
    nodes,
)
from seedread.index.text.analysis import run_pattern
from seedread.index.text.edit_distance import neighbours_within
from seedread.index.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.engines import Reader
    from seedread.index.engines.base import Cancel
    from seedread.index.query import Node

__all__ = ["suggestions"]

_SHORTEST = 3
"""Shorter words are similar to too many others."""
_AT_MOST = 3
"""Suggestions for one missing word."""
_MOST = 8
"""Missing words of a query that get suggestions: each costs a scan of the vocabulary."""
_LESS_LIKELY = 10
"""A word with one more edit must be in this many times more articles to come first."""


def suggestions(tree: Node, typed: str, reader: Reader, cancelled: Cancel, *, found: bool) -> list[Notice]:
    """Return a notice for each word of `tree`, the query `typed`, that no article contains.

    `found` tells whether the query found any article.
    """
    notices: dict[str, Notice] = {}
    among = _in_language(tree)
    for leaf in _doubtful(tree, found=found):
        text = leaf.text if isinstance(leaf, Word) else leaf.pattern.rstrip("*")
        if leaf.field in CREDITS or text in notices or len(text) < _SHORTEST or "*" in text or "?" in text:
            continue
        if not reader.search(replace(leaf, field=None), cancelled=cancelled).matched:
            near = _nearest(text, reader, among, cancelled) if len(notices) < _MOST else []
            offered = " or ".join(f"{word} ({articles})" for word, articles in near)
            message = f"No article contains “{text}”{f': did you mean {offered}?' if near else '.'}"
            instead = _replaced(typed[leaf.start : leaf.end], text, near[0][0]) if near else ""
            notices[text] = Notice(message, leaf.start, leaf.end, instead)
    return list(notices.values())


def _doubtful(node: Node | Leaf, *, found: bool) -> Iterator[Word | Wildcard]:
    """Yield the words that may be missing: if the query found something, its required words exist."""
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
        case Or() if not _is_address(node):
            for child in _first_readings(node):
                yield from _doubtful(child, found=False)
        case Not():
            yield from _doubtful(node.child, found=False)


def _is_address(node: Or) -> bool:
    """Tell whether the alternatives are the readings of a pasted address: its words are no words of a text."""
    return any(isinstance(leaf, Word) and leaf.field == "url" for child in node.children for leaf in nodes(child))


def _first_readings(node: Or) -> list[Node]:
    """Return the alternatives; of several readings of one typed word (cease-fire, ceasefire) the first."""
    first = {(child.start, child.end) if isinstance(child, Leaf) else n: child
             for n, child in reversed(list(enumerate(node.children)))}  # fmt: skip
    return list(first.values())[::-1]


def _in_language(tree: Node) -> HasValue | None:
    """Return the language that a query asks for, None if it asks for none."""
    asked = tree.children if isinstance(tree, And) else (tree,)
    return next((node for node in asked if isinstance(node, HasValue) and node.facet == "language"), None)


def _replaced(typed: str, missing: str, word: str) -> str:
    """Return what was typed with the missing word replaced; empty if it is not there as it is spelled."""
    run = next((run for run in run_pattern(typed).finditer(typed) if fold(run.group()) == missing), None)
    return f"{typed[: run.start()]}{word}{typed[run.end() :]}" if run else ""


def _nearest(text: str, reader: Reader, among: Node | None, cancelled: Cancel) -> list[tuple[str, int]]:
    """Return the likeliest words, one for each stem in any language, with the article count of each.

    If the query asks for a language, words that no article in it has (`among`) are left out.
    """
    articles = dict(reader.suggest(text, 1 if len(text) < 5 else 2, cancelled))
    edits = dict(neighbours_within(articles, text, 2))
    offered: dict[str, int] = {}
    known: set[str] = set()
    for word in sorted(articles, key=lambda word: (-articles[word] / _LESS_LIKELY ** edits[word], word)):
        expanded = reader.expand(Word(word), cancelled)
        terms = expanded.stems if isinstance(expanded, Word) else None
        if terms is None or not known.isdisjoint(terms):
            continue
        here = Word(word) if among is None else And((Word(word), among))
        if count := reader.search(here, cancelled=cancelled).total:
            offered[word] = count
            known |= terms
        if len(offered) == _AT_MOST:
            break
    return list(offered.items())
