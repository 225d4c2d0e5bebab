"""Turns the leaves of a tree into Whoosh's query objects; wildcards and fuzzy words become the stems they mean."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from whoosh.query.compound import Or as AnyOf
from whoosh.query.qcore import NullQuery
from whoosh.query.terms import Term

from seedread.index.analysis import stem
from seedread.index.edits import within
from seedread.index.proximity import near_places, phrase_starts
from seedread.index.query import Fuzzy, Near, Node, Notice, Phrase, Wildcard, Word, leaves, nodes

from .positional import Together, mentions
from .schema import TITLE_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.query import AtLeast

__all__ = ["Leaves"]

MAX_EXPANSION = 500
"""Stems that one wildcard or fuzzy word may stand for."""
_KEPT = 256
"""Leaves whose queries are kept, with what they found."""


class Leaves:
    """Makes Whoosh queries for the words of one generation."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._expanded: dict[Wildcard | Fuzzy, tuple[list[str], bool]] = {}
        self._queries: dict[Node, Any] = {}
        self._suggested: dict[tuple[str, int], list[tuple[str, int]]] = {}

    def query(self, leaf: Node) -> Any:
        """Return the Whoosh query of a text leaf."""
        if leaf not in self._queries:
            if len(self._queries) >= _KEPT:
                self._queries.pop(next(iter(self._queries)))
            self._queries[leaf] = self._query(leaf)
        return self._queries[leaf]

    def scored(self, tree: Node) -> Any | None:
        """Return one query that scores every text leaf of `tree`; None where there is none."""
        found = [self.query(leaf) for leaf in leaves(tree) if isinstance(leaf, Word | Wildcard | Fuzzy | Phrase | Near)]
        found = [query for query in found if query is not NullQuery]
        return _either(found) if found else None

    def mentioned(self, reader: Any, wanted: AtLeast) -> list[int]:
        """Return the documents of one segment that mention something often enough."""
        child = wanted.child
        parts = self._stems(child.parts if isinstance(child, Phrase) else [child])
        counts: dict[int, int] = {}
        for field in _fields(child.field):
            for number, count in mentions(reader, field, parts, phrase_starts).items():
                counts[number] = counts.get(number, 0) + count
        return [number for number, count in counts.items() if count >= wanted.count]

    def expand(self, leaf: Node) -> Node:
        """Return `leaf` with the stems that its patterns stand for."""
        match leaf:
            case Wildcard() | Fuzzy():
                return replace(leaf, stems=frozenset(self._expand(leaf)[0]))
            case Phrase() | Near():
                parts = tuple(
                    replace(part, stems=frozenset(self._expand(part)[0])) if isinstance(part, Wildcard) else part
                    for part in leaf.parts
                )
                return replace(leaf, parts=parts)
        return leaf

    def notices(self, tree: Node) -> list[Notice]:
        """Return a sentence for each wildcard that stands for more words than are looked up."""
        told = []
        for node in nodes(tree):
            for part in node.parts if isinstance(node, Phrase | Near) else [node]:
                if isinstance(part, Wildcard | Fuzzy) and self._expand(part)[1]:
                    typed = part.pattern if isinstance(part, Wildcard) else f"{part.text}~{part.edits}"
                    message = f"{typed} stands for more than {MAX_EXPANSION} words: type more letters."
                    told.append(Notice(message, part.start, part.end))
        return list(dict.fromkeys(told))

    def suggest(self, word: str, edits: int) -> list[tuple[str, int]]:
        """Return the words at most `edits` away, or one where the first letter differs, with how many documents."""
        if (word, edits) not in self._suggested:
            letters = [letter for letter in ascii_lowercase if letter != word[0]]
            begun_otherwise = [f"{letter}{rest}" for letter in letters for rest in (word, word[1:])]
            begun_otherwise += [word[1:], word[1:2] + word[0] + word[2:]]
            near = {found for found, _ in within(self._beginning(word[0]), word, edits)} | set(begun_otherwise)
            counted = [(found, self._articles(found)) for found in near]
            self._suggested[word, edits] = [(found, count) for found, count in counted if count]
        return self._suggested[word, edits]

    def _articles(self, word: str) -> int:
        if ("words", word.encode()) not in self._reader:
            return 0
        return sum(1 for _ in self._reader.postings("words", word.encode()).all_ids())

    def _query(self, leaf: Node) -> Any:
        match leaf:
            case Word() | Wildcard() | Fuzzy():
                stems = self._stems([leaf])[0]
                return _either([_term(name, term) for name in _fields(leaf.field) for term in stems])
            case Phrase():
                find = phrase_starts
            case Near():
                find = partial(near_places, distance=leaf.distance)
            case _:
                raise TypeError(f"{leaf} is no text to search for")
        parts = self._stems(leaf.parts)
        if not all(parts):
            return NullQuery
        return _either([Together(name, parts, find, _boost(name)) for name in _fields(leaf.field)])

    def _stems(self, parts: Sequence[Word | Wildcard | Fuzzy]) -> list[list[str]]:
        return [[stem(part.text)] if isinstance(part, Word) else self._expand(part)[0] for part in parts]

    def _expand(self, leaf: Wildcard | Fuzzy) -> tuple[list[str], bool]:
        """Return the stems that `leaf` stands for, and whether there are more."""
        key = replace(leaf, field=None)
        if key not in self._expanded:
            stems: dict[str, None] = {}
            for word in self._vocabulary(leaf):
                stems[stem(word)] = None
                if len(stems) > MAX_EXPANSION:
                    break
            self._expanded[key] = (list(stems)[:MAX_EXPANSION], len(stems) > MAX_EXPANSION)
        return self._expanded[key]

    def _vocabulary(self, leaf: Wildcard | Fuzzy) -> Iterator[str]:
        if isinstance(leaf, Fuzzy):
            yield leaf.text  # also where only its stem is in the index
            for word, _ in within(self._beginning(leaf.text[:1]), leaf.text, leaf.edits):
                yield word
            return
        fixed = re.split(r"[*?]", leaf.pattern, maxsplit=1)[0]
        if leaf.pattern == f"{fixed}*":
            yield fixed  # likewise
        pattern = re.compile("".join({"*": ".*", "?": "."}.get(char) or re.escape(char) for char in leaf.pattern))
        yield from filter(pattern.fullmatch, self._beginning(fixed))

    def _beginning(self, letters: str) -> Iterator[str]:
        """Go through the unstemmed words that begin so, in order."""
        for term in self._reader.expand_prefix("words", letters.encode()):
            yield term.decode()


def _fields(field: str | None) -> tuple[str, ...]:
    return (field,) if field else ("title", "body")


def _boost(field: str) -> float:
    return TITLE_WEIGHT if field == "title" else 1.0


def _term(field: str, term: str) -> Any:
    return Term(field, term.encode(), boost=_boost(field))


def _either(queries: list[Any]) -> Any:
    if not queries:
        return NullQuery
    return queries[0] if len(queries) == 1 else AnyOf(queries)
