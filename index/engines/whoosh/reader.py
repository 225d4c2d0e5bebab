"""Searches one generation: each leaf of a tree becomes a bitset, the tree joins them, Whoosh scores what is left."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from whoosh.query.qcore import NullQuery

from seedread.index.bits import from_numbers, numbers
from seedread.index.errors import Cancelled
from seedread.index.facets import BitsetValues
from seedread.index.query import All, And, AnyValue, AtLeast, Dates, HasValue, Named, Node, Not, Or, replaced

from .leaves import Leaves
from .schema import FACETS, UNDATED, label_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.engines.base import Cancel, Record
    from seedread.index.facets import Bitset
    from seedread.index.query import Notice

__all__ = ["WhooshReader"]

_CACHED_LEAVES = 256
_MINUTES_A_DAY = 24 * 60


class WhooshReader:
    """One generation of a Whoosh index."""

    def __init__(self, searcher: Any, generation: int) -> None:
        self.generation = generation
        self._searcher = searcher
        self._reader = searcher.reader()
        self._leaves = Leaves(self._reader)
        self._matched: dict[Node, Bitset] = {}
        self.everything: Bitset = from_numbers(list(self._reader.all_doc_ids()))

    def match(self, tree: Node, cancelled: Cancel) -> Bitset:
        """Return the documents that match; raises Cancelled when nobody waits any more."""
        if cancelled():
            raise Cancelled("A newer search took its place.")
        match tree:
            case And():
                matched = self.everything
                for child in tree.children:
                    matched &= self.match(child, cancelled)
                return matched
            case Or():
                matched = 0
                for child in tree.children:
                    matched |= self.match(child, cancelled)
                return matched
            case Not():
                return self.everything & ~self.match(tree.child, cancelled)
        return self._match_leaf(tree)

    def rank(self, tree: Node, within: Bitset, limit: int) -> list[tuple[int, float]]:
        """Return the `limit` best documents of `within` with their scores, best first."""
        scored = self._leaves.scored(tree)
        if scored is None:
            return [(number, 0.0) for number in self.by_date(within, limit, newest=True)]
        allowed = set(numbers(within))
        # With a limit Whoosh 2.7.4 skips blocks by a wrong bound and loses some of the best: every match is scored.
        found = self._searcher.search(scored, limit=None, filter=allowed).items() if allowed else []
        best = list(found)[:limit]
        if len(best) < min(limit, len(allowed)):
            # What matches without any scored word, as in `-iran OR gas`.
            rest = sorted(allowed - {number for number, _ in best})
            best += [(number, 0.0) for number in rest[: limit - len(best)]]
        return best

    def by_date(self, within: Bitset, limit: int, *, newest: bool) -> list[int]:
        """Return the first `limit` documents of `within` by date, undated ones last."""
        minutes = self._minutes
        sign = -1 if newest else 1

        def order(number: int) -> tuple[bool, int, int]:
            return minutes[number] == UNDATED, sign * minutes[number], number

        return heapq.nsmallest(limit, numbers(within), key=order)

    def facets(self) -> Mapping[str, BitsetValues]:
        """Return every facet's values with their documents."""
        return self._facets

    def record(self, document: int) -> Record:
        """Return the record of a document."""
        record: Record = self._reader.stored_fields(document)["record"]
        return record

    def document(self, article_id: str) -> int | None:
        """Return the number of the article with this id."""
        key = article_id.encode()
        if ("id", key) not in self._reader:
            return None
        return next(iter(self._reader.postings("id", key).all_ids()), None)

    def expand(self, tree: Node) -> Node:
        """Return `tree` with the stems that its wildcards and fuzzy words stand for."""
        return replaced(tree, self._leaves.expand)

    def notices(self, tree: Node) -> list[Notice]:
        """Return which wildcards were cut at their cap."""
        return self._leaves.notices(tree)

    def suggest(self, word: str, edits: int) -> list[tuple[str, int]]:
        """Return words that are spelled like `word`, each with its number of articles."""
        return self._leaves.suggest(word, edits)

    def close(self) -> None:
        """Let go of the files."""
        self._searcher.close()

    @cached_property
    def _facets(self) -> dict[str, BitsetValues]:
        return {name: self._values(name) for name in FACETS}

    def _values(self, facet: str) -> BitsetValues:
        bits: dict[str, Bitset] = {}
        labels: dict[str, str] = {}
        if facet in self._reader.indexed_field_names():
            for term in self._reader.lexicon(facet):
                value, label = label_of(term.decode())
                bits[value] = bits.get(value, 0) | from_numbers(list(self._reader.postings(facet, term).all_ids()))
                labels[value] = label
        return BitsetValues(bits, labels)

    @cached_property
    def _minutes(self) -> list[int]:
        column = self._reader.column_reader("published")
        return list(column)

    @cached_property
    def _dated(self) -> tuple[list[int], list[int]]:
        """The days of the articles in ascending order, as proleptic ordinals less one, and their numbers."""
        pairs = sorted((minute // _MINUTES_A_DAY, number) for number, minute in enumerate(self._minutes) if minute >= 0)
        return [day for day, _ in pairs], [number for _, number in pairs]

    def _match_leaf(self, leaf: Node) -> Bitset:
        match leaf:
            case All():
                return self.everything
            case HasValue() | AnyValue():
                return self._with_value(leaf)
            case Named():
                raise TypeError(f"{leaf} must be resolved before it is searched")
        if leaf not in self._matched:
            if len(self._matched) >= _CACHED_LEAVES:
                self._matched.pop(next(iter(self._matched)))
            self._matched[leaf] = self._look_up(leaf)
        return self._matched[leaf]

    def _look_up(self, leaf: Node) -> Bitset:
        match leaf:
            case Dates():
                days, documents = self._dated
                begin = bisect_left(days, leaf.first.toordinal() - 1) if leaf.first else 0
                end = bisect_right(days, leaf.last.toordinal() - 1) if leaf.last else len(days)
                return from_numbers(documents[begin:end]) & self.everything
            case AtLeast():
                return (
                    from_numbers(
                        [
                            number + offset
                            for searcher, offset in self._searcher.leaf_searchers()
                            for number in self._leaves.mentioned(searcher.reader(), leaf)
                        ]
                    )
                    & self.everything
                )
        return self._documents(self._leaves.query(leaf))

    def _with_value(self, leaf: HasValue | AnyValue) -> Bitset:
        values = self._facets.get(leaf.facet)
        bits = values.bits if values else {}
        chosen = leaf.values if isinstance(leaf, HasValue) else bits.keys()
        matched = 0
        for value in chosen:
            matched |= bits.get(value, 0)
        return matched

    def _documents(self, query: Any) -> Bitset:
        if query is NullQuery:
            return 0
        found: list[int] = []
        context = self._searcher.boolean_context()
        for searcher, offset in self._searcher.leaf_searchers():
            matcher = query.matcher(searcher, context)
            found.extend(number + offset for number in matcher.all_ids())
        return from_numbers(found)
