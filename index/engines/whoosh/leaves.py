"""Turns the leaves of a tree into Whoosh's query objects; wildcards and fuzzy words become the stems they mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from whoosh.query.compound import Or as AnyOf
from whoosh.query.positional import Sequence
from whoosh.query.qcore import NullQuery
from whoosh.query.terms import Term

from seedread.index.analysis import stem
from seedread.index.query import Fuzzy, Node, Phrase, Wildcard, Word, leaves

from .schema import TITLE_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Leaves"]

MAX_EXPANSION = 500
"""Stems that one wildcard may stand for."""


class Leaves:
    """Makes Whoosh queries for the words of one generation."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._expanded: dict[Wildcard | Fuzzy, tuple[list[str], bool]] = {}

    def query(self, leaf: Node) -> Any:
        """Return the Whoosh query of a text leaf."""
        match leaf:
            case Word():
                return self._in_fields(leaf.field, [stem(leaf.text)])
            case Wildcard() | Fuzzy():
                return self._in_fields(leaf.field, self._expand(leaf)[0])
            case Phrase():
                return _either([self._phrase(name, leaf) for name in _fields(leaf.field)])
        raise TypeError(f"{leaf} is no text to search for")

    def scored(self, tree: Node) -> Any | None:
        """Return one query that scores every text leaf of `tree`; None where there is none."""
        found = [self.query(leaf) for leaf in leaves(tree) if isinstance(leaf, Word | Wildcard | Fuzzy | Phrase)]
        found = [query for query in found if query is not NullQuery]
        return _either(found) if found else None

    def notices(self, tree: Node) -> list[str]:
        """Return a sentence for each wildcard that stands for more words than are looked up."""
        return [
            f"{leaf.pattern} stands for more than {MAX_EXPANSION} words: type more letters."
            for leaf in leaves(tree)
            if isinstance(leaf, Wildcard) and self._expand(leaf)[1]
        ]

    def _in_fields(self, field: str | None, stems: list[str]) -> Any:
        return _either(
            [
                Term(name, term.encode(), boost=TITLE_WEIGHT if name == "title" else 1.0)
                for name in _fields(field)
                for term in stems
            ]
        )

    def _phrase(self, field: str, phrase: Phrase) -> Any:
        parts = []
        for part in phrase.parts:
            stems = [stem(part.text)] if isinstance(part, Word) else self._expand(part)[0]
            if not stems:
                return NullQuery
            choices = AnyOf([Term(field, term.encode()) for term in stems])
            # Only this matcher keeps the positions of three and more alternatives.
            choices.matcher_type = AnyOf.DEFAULT_MATCHER
            parts.append(choices if len(stems) > 1 else choices.subqueries[0])
        return Sequence(parts, slop=1, ordered=True, boost=TITLE_WEIGHT if field == "title" else 1.0)

    def _expand(self, leaf: Wildcard | Fuzzy) -> tuple[list[str], bool]:
        """Return the stems that `leaf` stands for, and whether there are more."""
        if leaf not in self._expanded:
            stems: dict[str, None] = {}
            for word in self._vocabulary(leaf):
                stems[stem(word)] = None
                if len(stems) > MAX_EXPANSION:
                    break
            self._expanded[leaf] = (list(stems)[:MAX_EXPANSION], len(stems) > MAX_EXPANSION)
        return self._expanded[leaf]

    def _vocabulary(self, leaf: Wildcard | Fuzzy) -> Iterator[str]:
        if isinstance(leaf, Fuzzy):
            yield from self._reader.terms_within("words", leaf.text, leaf.edits, prefix=1)
            return
        fixed = re.split(r"[*?]", leaf.pattern, maxsplit=1)[0]
        if leaf.pattern == f"{fixed}*":
            yield fixed  # also where only its stem is in the index
        pattern = re.compile("".join({"*": ".*", "?": "."}.get(char) or re.escape(char) for char in leaf.pattern))
        for term in self._reader.expand_prefix("words", fixed.encode()):
            word = term.decode()
            if pattern.fullmatch(word):
                yield word


def _fields(field: str | None) -> tuple[str, ...]:
    return (field,) if field else ("title", "body")


def _either(queries: list[Any]) -> Any:
    queries = [query for query in queries if query is not NullQuery]
    if not queries:
        return NullQuery
    return queries[0] if len(queries) == 1 else AnyOf(queries)
