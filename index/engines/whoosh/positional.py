"""Looks at where words stand: phrases, nearness and how often something is mentioned.

Whoosh's own span queries are not used: which documents match is decided by `seedread.index.proximity` alone.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from whoosh.matching import FilterMatcher, NullMatcher
from whoosh.query.compound import Or as AnyOf
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Find", "Together", "mentions"]

Find: TypeAlias = "Callable[[Sequence[Iterable[int]]], list[int]]"
"""Returns the positions that matter, from those of every part in one field of a document."""
Places: TypeAlias = "dict[int, list[int]]"
"""The positions in each document."""


class Together(Query):
    """Documents in one field of which words stand as `find` wants it, scored by these words."""

    def __init__(self, field: str, parts: Sequence[Sequence[str]], find: Find, boost: float) -> None:
        self._field = field
        self._parts = parts
        self._find = find
        self._terms = [Term(field, term.encode(), boost) for term in dict.fromkeys(chain.from_iterable(parts))]
        self._found: dict[int, frozenset[int]] = {}
        """Documents of each segment, by the identity of its searcher."""

    def estimate_size(self, ixreader: Any) -> int:
        """Return how many documents may match, for Whoosh to order its matchers by."""
        return max(int(term.estimate_size(ixreader)) for term in self._terms)

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return the matcher for one segment."""
        if id(searcher) not in self._found:
            self._found[id(searcher)] = frozenset(mentions(searcher.reader(), self._field, self._parts, self._find))
        documents = self._found[id(searcher)]
        if not documents:
            return NullMatcher()
        any_word = AnyOf(self._terms) if len(self._terms) > 1 else self._terms[0]
        return FilterMatcher(any_word.matcher(searcher, context), documents)


def mentions(reader: Any, field: str, parts: Sequence[Sequence[str]], find: Find) -> dict[int, int]:
    """Return how many positions `find` finds in `field` of each document, where it finds any."""
    documents = set.intersection(*(_documents(reader, field, part) for part in parts))
    if not documents:
        return {}
    ordered = sorted(documents)
    places = [_places(reader, field, part, ordered) for part in parts]
    found = {number: len(find([of_part[number] for of_part in places])) for number in ordered}
    return {number: count for number, count in found.items() if count}


def _documents(reader: Any, field: str, terms: Sequence[str]) -> set[int]:
    found: set[int] = set()
    for term in terms:
        if (field, term.encode()) in reader:
            found.update(reader.postings(field, term.encode()).all_ids())
    return found


def _places(reader: Any, field: str, terms: Sequence[str], documents: Sequence[int]) -> Places:
    places: defaultdict[int, list[int]] = defaultdict(list)
    for term in terms:
        if (field, term.encode()) not in reader:
            continue
        matcher = reader.postings(field, term.encode())
        for number in documents:
            if matcher.is_active() and matcher.id() < number:
                matcher.skip_to(number)
            if not matcher.is_active():
                break
            if matcher.id() == number:
                places[number] += matcher.value_as("positions")
    return places
