"""Searches one generation with arrays: leaves become masks, the tree combines them, BM25F ranks the matches.

`country:iran` comes here as the value `IR`: `search.name_resolver` resolves names to values before.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from seedread.index.engines.base import NO_MARKS, NOT_CHOSEN, Heads
from seedread.index.engines.expansion import notices_of, with_stems
from seedread.index.engines.whoosh.batch import UNDATED
from seedread.index.engines.whoosh.columns import Columns
from seedread.index.engines.whoosh.found import WhooshFound
from seedread.index.engines.whoosh.masks import to_bitset, to_mask
from seedread.index.engines.whoosh.matches import joined, match_any, match_leaf
from seedread.index.engines.whoosh.name_orders import NameOrders
from seedread.index.engines.whoosh.region_values import RegionValues
from seedread.index.engines.whoosh.row import DocumentRow
from seedread.index.engines.whoosh.similarity_scorer import SimilarityScorer
from seedread.index.engines.whoosh.term_expansion import TermExpander
from seedread.index.errors import stop_if
from seedread.index.facets.fields import INTRODUCED
from seedread.index.query import (
    All,
    And,
    AnyValue,
    Dates,
    DocumentSet,
    FacetName,
    HasValue,
    Marked,
    Node,
    Not,
    Notice,
    Or,
    Wildcard,
    Word,
    relations,
    word_leaves,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from seedread.index.engines.base import Cancel, ListedDays, StoredArticle
    from seedread.index.engines.whoosh.columns import FacetColumn
    from seedread.index.engines.whoosh.facet_values import Bitset, Values
    from seedread.index.engines.whoosh.matches import Matches, TextLeaf
    from seedread.index.engines.whoosh.segment import Segment
    from seedread.index.engines.whoosh.segment_file import Array
    from seedread.index.facets import Selection
    from seedread.index.facets.periods import DateUnit
    from seedread.index.query import Marks

__all__ = ["Generation"]

_TITLE_WEIGHT = 2.0
_K1 = 1.2
_B = 0.75
_CACHE_SIZE = 2_000_000
"""Cached scores of postings of earlier queries, 8 bytes each, for search as you type."""
_BITSETS = 2000
"""Cached bitsets of marks: more tags than most readers have."""
_MANY = 0.1
"""Share of the articles from which scanning all IDs is faster than looking up each one."""


class _Scored(NamedTuple):
    """The documents of a leaf, ascending, and its score for each."""

    documents: Array
    scores: Array


class Generation:
    """A committed state of the index."""

    remote = False

    def __init__(self, segments: Sequence[Segment], alive: Sequence[Array], facets: tuple[str, ...], n: int) -> None:
        self.generation = n
        self._segments = segments
        self._columns = Columns(segments, alive)
        self._names = facets
        self._begins: list[int] = self._columns.bases[:-1].tolist()
        self._expander = TermExpander(segments)
        self._scored: OrderedDict[Node, _Scored] = OrderedDict()
        self._remembered = 0
        self._shares: dict[str, Array] = {}
        self._bitsets: dict[Node, Bitset] = {}
        self.everything: Bitset = to_bitset(self._columns.alive)

    def verify(self) -> None:
        """Raise Damaged if a file was cut short while it is open."""
        for segment in self._segments:
            segment.file.verify_size()

    @property
    def count(self) -> int:
        """How many documents are not deleted."""
        return self.everything.bit_count()

    def search(
        self,
        tree: Node,
        selection: Selection = NOT_CHOSEN,
        marks: Marks = NO_MARKS,
        cancelled: Cancel = lambda: False,
        *,
        partial: bool = False,  # noqa: ARG002 (an index on a disk is whole or damaged)
    ) -> WhooshFound:
        """Return what matches `tree` and `selection`; raises Cancelled."""
        return WhooshFound(self, tree, selection, marks, cancelled)

    def numbers(self, tree: Node, *, oldest: bool = False) -> Iterator[int]:
        """Go through the documents that match `tree`."""
        mask = self._mask(tree, lambda: False) & self._columns.alive
        order = self._columns.oldest[mask[self._columns.oldest]] if oldest else np.flatnonzero(mask)
        return iter(order.tolist())

    def heads(self) -> Heads:
        """Return what is known of all documents without their texts."""
        order = list(self.numbers(All(), oldest=True))
        ids = [identity for segment in self._segments for identity in segment.articles.ids()]
        minutes, sums = self._columns.minutes[order].tolist(), self._columns.text_sums[order].tolist()
        dated = [None if minute == UNDATED else minute for minute in minutes]
        return Heads(order, [ids[number] for number in order], dated, sums)

    @cached_property
    def name_orders(self) -> NameOrders:
        """Its documents by outlet and by title."""
        return NameOrders(self)

    def bitset(self, tree: Node) -> Bitset:
        """Return the documents that match a mark or another tree that is asked for again and again."""
        if tree not in self._bitsets:
            if len(self._bitsets) >= _BITSETS:
                self._bitsets.pop(next(iter(self._bitsets)))
            self._bitsets[tree] = self.match(tree, lambda: False)
        return self._bitsets[tree]

    def match(self, tree: Node, cancelled: Cancel) -> Bitset:
        """Return the documents that match; raises Cancelled."""
        return to_bitset(self._mask(tree, cancelled) & self._columns.alive)

    def rank(
        self, tree: Node, within: Bitset, limit: int, cancelled: Cancel = lambda: False
    ) -> list[tuple[int, float]]:
        """Return the `limit` best documents of `within` with their scores, best first, ties by number.

        If the tree has no words, similar articles come in their order, then the newest.
        """
        scored = word_leaves(tree)
        if not scored:
            alike = [number for number in relations(tree) if within >> number & 1]
            rest = within & ~sum(1 << number for number in alike)
            ranked = [*alike, *self.by_date(rest, max(0, limit - len(alike)), newest=True)]
            return [(number, 0.0) for number in ranked[:limit]]
        inside = to_mask(within, self._columns.count)
        scores = np.zeros(self._columns.count, np.float32)
        for leaf in dict.fromkeys(scored):
            found = self._score(leaf, cancelled)
            scores[found.documents] += found.scores
        candidates = np.flatnonzero(inside)
        own = scores[candidates]
        if len(candidates) > limit > 0:
            # All documents above the lowest score of the best, and the first ones with that score.
            least = np.partition(own, len(own) - limit)[len(own) - limit]
            better, equal = np.flatnonzero(own > least), np.flatnonzero(own == least)
            chosen = np.sort(np.concatenate((better, equal[: limit - len(better)])))
            candidates, own = candidates[chosen], own[chosen]
        order = np.lexsort((candidates, -own))[:limit]
        return list(zip(candidates[order].tolist(), own[order].tolist(), strict=True))

    def by_date(self, within: Bitset, limit: int, *, newest: bool) -> list[int]:
        """Return the first `limit` documents of `within` by date, undated ones last."""
        order = self._columns.newest if newest else self._columns.oldest
        chosen: list[int] = order[to_mask(within, self._columns.count)[order]][:limit].tolist()
        return chosen

    def span(self, within: Bitset) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day on which an article of `within` was published."""
        return self._columns.span(within)

    def tally_dates(self, within: Bitset, unit: DateUnit) -> list[int]:
        """Return how many of `within` were published in each period, without gaps from the first to the last."""
        return self._columns.tally_dates(within, unit)

    def listed_days(self, within: Bitset, *, newest: bool) -> ListedDays:
        """Return the days of `within` in the order of `by_date`."""
        return self._columns.listed_days(within, newest=newest)

    @cached_property
    def _facets(self) -> dict[str, FacetColumn]:
        return {name: self._columns.facet(name) for name in self._names if name != INTRODUCED}

    @cached_property
    def _listed(self) -> dict[str, Values]:
        listed: dict[str, Values] = {}
        for name, values in self._facets.items():
            listed[name] = values
            if name == "country":
                listed["region"] = RegionValues(values)
        return listed

    def facets(self) -> Mapping[str, Values]:
        """Return the values of every facet with their documents."""
        return self._listed

    @cached_property
    def _introduced(self) -> FacetColumn:
        return self._columns.facet(INTRODUCED)

    def introduced(self) -> FacetColumn:
        """Return the leaders in no data file whom articles introduce."""
        return self._introduced

    def values(self, name: str) -> Values:
        """Return the values of a facet of the index with their documents."""
        return self._introduced if name == INTRODUCED else self._listed[name]

    def _column(self, name: str) -> FacetColumn:
        return self._introduced if name == INTRODUCED else self._facets[name]

    def row(self, document: int) -> DocumentRow:
        """Return a document for a result list."""
        segment, n = self._locate(document)
        return DocumentRow(document, segment.articles, n, self._columns, self._facets)

    def kept(self, document: int) -> StoredArticle:
        """Return a stored document, as it was added."""
        segment, n = self._locate(document)
        return segment.articles.kept(n)

    def document(self, article_id: str) -> int | None:
        """Return the number of the article with this id."""
        for segment, base in zip(self._segments, self._columns.bases, strict=False):
            for n in segment.articles.find(article_id):
                if self._columns.alive[base + n]:
                    return int(base) + n
        return None

    def documents(self, article_ids: Collection[str]) -> dict[str, int]:
        """Return the number of each of these articles that is there."""
        if len(article_ids) <= _MANY * self.count:
            return {own: number for own in article_ids if (number := self.document(own)) is not None}
        wanted = frozenset(article_ids)
        alive = np.flatnonzero(self._columns.alive).tolist()
        return {own: number for number in alive if (own := self.row(number).id) in wanted}

    @cached_property
    def _likeness(self) -> SimilarityScorer:
        return SimilarityScorer(self._segments, self._columns)

    def frequencies(self, terms: Sequence[str]) -> list[int]:
        """Return the document frequency of each of `terms`, including deleted documents."""
        return self._likeness.frequencies(terms)

    def closest(
        self, weights: Mapping[str, float], limit: int, minute: int | None, *, within: int, far: float
    ) -> list[tuple[int, float]]:
        """Return the `limit` documents with the highest length-normalized weight of the words, best first."""
        return self._likeness.closest(weights, limit, minute, within, far)

    def minute(self, document: int) -> int | None:
        """Return when a document was published, as in the entry."""
        minute = int(self._columns.minutes[document])
        return None if minute == UNDATED else minute

    def text_sum(self, document: int) -> int:
        """Return the hash of title and body of a document as a number."""
        return int(self._columns.text_sums[document])

    def with_text_sums(self, sums: Collection[int]) -> list[int]:
        """Return the documents whose hash is one of these, in order."""
        found = np.isin(self._columns.text_sums, np.fromiter(sums, np.int64, len(sums))) & self._columns.alive
        documents: list[int] = np.flatnonzero(found).tolist()
        return documents

    def expand(self, tree: Node, cancelled: Cancel = lambda: False) -> Node:
        """Return `tree` with its wildcards and fuzzy words expanded to stems; raises Cancelled."""
        return with_stems(tree, lambda part: self._expander.expand(part, cancelled))

    def notices(self, tree: Node) -> list[Notice]:
        """Return a notice for each pattern that matches more words than are searched."""
        return notices_of(tree, self._expander.expand)

    def suggest(self, word: str, edits: int, cancelled: Cancel = lambda: False) -> list[tuple[str, int]]:
        """Return words that are spelled like `word`, each with its number of articles; raises Cancelled."""
        near = [
            (other, self.match(Word(other), cancelled).bit_count())
            for other in self._expander.like(word, edits, cancelled)
        ]
        return [(other, count) for other, count in near if count]

    def close(self) -> None:
        """Close the files."""
        self._segments = ()
        self._scored.clear()
        self.__dict__.pop("_likeness", None)

    def _locate(self, document: int) -> tuple[Segment, int]:
        number = bisect_right(self._begins, document) - 1
        return self._segments[number], document - self._begins[number]

    def _mask(self, tree: Node, cancelled: Cancel) -> Array:
        stop_if(cancelled)
        match tree:
            case And():
                mask = self._mask(tree.children[0], cancelled)
                for child in tree.children[1:]:
                    mask = mask & self._mask(child, cancelled)
                return mask
            case Or():
                mask = self._mask(tree.children[0], cancelled)
                for child in tree.children[1:]:
                    mask = mask | self._mask(child, cancelled)
                return mask
            case Not():
                return ~self._mask(tree.child, cancelled)
        return self._leaf_mask(tree, cancelled)

    def _leaf_mask(self, leaf: Node, cancelled: Cancel) -> Array:  # noqa: PLR0911 (one case for each kind of leaf)
        count = self._columns.count
        match leaf:
            case All():
                return np.ones(count, bool)
            case HasValue():
                return self._column(leaf.facet).having(leaf.values)
            case AnyValue():
                return to_mask(self._column(leaf.facet).some, count)
            case DocumentSet():
                mask = np.zeros(count, bool)
                mask[np.frombuffer(leaf.articles.packed, np.int64)] = True
                return mask
            case Marked():
                return to_mask(self.bitset(leaf.meaning), count)
            case Dates():
                return self._dated(leaf)
            case FacetName() | And() | Or() | Not():
                raise TypeError(f"{leaf} must be resolved before it is searched")
        mask = np.zeros(count, bool)
        mask[self._score(leaf, cancelled).documents] = True
        return mask

    def _matches(self, segment: Segment, n: int, leaf: TextLeaf, cancelled: Cancel) -> Matches:
        terms_of = self._expander.in_segment(n, cancelled)
        if isinstance(leaf, Wildcard) and leaf.field is None and self._expander.expand(leaf, cancelled).stems is None:
            # For so many words (a short prefix) the term frequencies say little.
            return match_any(segment, terms_of(leaf))
        return match_leaf(segment, leaf, terms_of, cancelled)

    def _share(self, field: str) -> Array:
        """Return the weight of one word of a field in each document: lower in long fields."""
        if field not in self._shares:
            self._shares[field] = (1 / (1 - _B + _B * self._columns.norms(field))).astype(np.float32)
        return self._shares[field]

    def _dated(self, leaf: Dates) -> Array:
        minutes = self._columns.minutes
        mask: Array = minutes != UNDATED
        if leaf.first is not None:
            mask = mask & (minutes >= (leaf.first.toordinal() - 1) * 1440)
        if leaf.last is not None:
            mask = mask & (minutes < leaf.last.toordinal() * 1440)
        return mask

    def _score(self, leaf: TextLeaf, cancelled: Cancel) -> _Scored:
        """Return the documents of a leaf with their BM25F scores (Robertson, Zaragoza, Taylor 2004)."""
        if leaf in self._scored:
            self._scored.move_to_end(leaf)
            return self._scored[leaf]
        found = [self._matches(segment, n, leaf, cancelled) for n, segment in enumerate(self._segments)]
        bases = self._columns.bases
        moved = [
            one._replace(documents=one.documents + np.int32(base)) for one, base in zip(found, bases, strict=False)
        ]
        documents, in_title, in_body = joined(moved)
        weight = in_body * self._share("body")[documents]
        if in_title.any():
            weight += _TITLE_WEIGHT * in_title * self._share("title")[documents]
        rarity = math.log1p((self._columns.count - len(documents) + 0.5) / (len(documents) + 0.5))
        scored = _Scored(documents, (rarity * weight * (_K1 + 1) / (weight + _K1)).astype(np.float32))
        self._scored[leaf] = scored
        self._remembered += len(documents)
        while self._remembered > _CACHE_SIZE and len(self._scored) > 1:
            _, gone = self._scored.popitem(last=False)
            self._remembered -= len(gone.documents)
        return scored
