"""Reads one generation of a library in a cluster."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from seedread.index.engines.base import NO_MARKS, NOT_CHOSEN, Heads, StoredArticle
from seedread.index.engines.expansion import notices_of, with_stems
from seedread.index.engines.opensearch.analysis import places
from seedread.index.engines.opensearch.found import OpenSearchFound
from seedread.index.engines.opensearch.heads import KnownHeads, Walk
from seedread.index.engines.opensearch.labels import Labels, region_labels
from seedread.index.engines.opensearch.mapping import FIELDS
from seedread.index.engines.opensearch.requests import EVERYTHING, numbered
from seedread.index.engines.opensearch.rows import HEAD_FIELDS, OpenSearchRow
from seedread.index.engines.opensearch.similarity import Similarity, in_text
from seedread.index.engines.opensearch.translation import Translation
from seedread.index.engines.opensearch.verification import fulfils
from seedread.index.engines.opensearch.vocabulary import Vocabulary
from seedread.index.errors import Damaged, stop_if
from seedread.index.facets.fields import INTRODUCED, STORED
from seedread.index.query import (
    All,
    Near,
    Notice,
    Numbers,
    Phrase,
    Word,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from seedread.index.engines.base import Cancel
    from seedread.index.engines.opensearch.requests import Condition
    from seedread.index.engines.opensearch.snapshot import Snapshot
    from seedread.index.facets import FacetValues, Selection
    from seedread.index.query import AtLeast, Marks, Node

__all__ = ["OpenSearchReader"]

_AHEAD = 200
"""Whole articles read at once where many are read in their order."""
_REMEMBERED = 2_000
"""Whole articles remembered."""
_LISTED = 10_000
"""Values listed in one condition."""
_COUNTED = 500
"""Words counted in one request."""
_BY_NUMBER = [{"n": "asc"}]
_BY_DATE = [{"at": {"order": "asc", "missing": "_last"}}, *_BY_NUMBER]


class OpenSearchReader:
    """One generation (`seedread.index.engines.base.Reader`)."""

    remote = True

    def __init__(self, generation: int, articles: Snapshot, words: Snapshot, languages: frozenset[str]) -> None:
        self.generation = generation
        self.articles = articles
        self._words = words
        self._labels = Labels(words)
        self._vocabulary = Vocabulary(words, languages)
        self.translation = Translation(self._vocabulary, self._verified)
        self._walk = Walk()
        self._heads = KnownHeads(articles, self._walk)
        self._sources: dict[int, dict[str, Any]] = {}

    def verify(self) -> None:
        """Do nothing: each answer says whether it is whole."""

    @property
    def count(self) -> int:
        """How many documents are not deleted."""
        return self._count

    @cached_property
    def _count(self) -> int:
        answer = self.articles.ask_all({"size": 0, "track_total_hits": True, "query": EVERYTHING})
        return int(answer["hits"]["total"]["value"])

    def search(
        self,
        tree: Node,
        selection: Selection = NOT_CHOSEN,
        marks: Marks = NO_MARKS,
        cancelled: Cancel = lambda: False,
        *,
        partial: bool = False,
    ) -> OpenSearchFound:
        """Return what matches `tree` and `selection`; raises Cancelled, and Incomplete unless `partial`."""
        return OpenSearchFound(self, tree, selection, marks, cancelled, partial=partial)

    def numbers(self, tree: Node, *, oldest: bool = False) -> Iterator[int]:
        """Go through the documents that match `tree`; what is known of each is remembered."""
        self._walk.begin()
        order = _BY_DATE if oldest else _BY_NUMBER
        for hit in self.articles.hits(self.translation.condition(tree), order, HEAD_FIELDS):
            number, _ = self._heads.learn(hit)
            self._walk.add(number)
            yield number

    def heads(self) -> Heads:
        """Return what is known of all documents without their texts."""
        hits = self.articles.hits(self.translation.condition(All()), _BY_DATE, HEAD_FIELDS)
        rows = [self._heads.learn(hit) for hit in hits]
        return Heads(
            [number for number, _ in rows],
            [head.id for _, head in rows],
            [head.minute for _, head in rows],
            [head.text_sum for _, head in rows],
        )

    def facets(self) -> Mapping[str, FacetValues]:
        """Return the values of every facet."""
        return self._facets

    @cached_property
    def _facets(self) -> dict[str, FacetValues]:
        names: list[str] = []
        for name in STORED:
            if name != INTRODUCED:
                names += [name, "region"] if name == "country" else [name]
        return {name: _Values(self, name) for name in names}

    def introduced(self) -> FacetValues:
        """Return the leaders in no data file whom articles introduce."""
        return _Values(self, INTRODUCED)

    def labels_of(self, name: str) -> Mapping[str, str]:
        """Return the label of each value of a facet."""
        return self._regions if name == "region" else self._labels.of(name)

    @cached_property
    def _regions(self) -> Mapping[str, str]:
        return region_labels(self._labels.of("country"))

    def shown(self, facet: str, stored: str) -> str:
        """Return the value that shows a stored one."""
        return self._labels.shown(facet, stored)

    def known_row(self, source: dict[str, Any]) -> OpenSearchRow:
        """Return the row of what the servers sent."""
        return OpenSearchRow(source, self._labels)

    def row(self, document: int) -> OpenSearchRow:
        """Return a document for a result list."""
        return OpenSearchRow(self._source(document), self._labels)

    def kept(self, document: int) -> StoredArticle:
        """Return a stored document, as it was added."""
        source = self._source(document)
        return StoredArticle(source["id"], source["title"], source["body"], json.loads(source["record"]))

    def _source(self, document: int) -> dict[str, Any]:
        if document not in self._sources:
            if len(self._sources) > _REMEMBERED:
                self._sources.clear()
            self._load(self._walk.following(document, _AHEAD))
        try:
            return self._sources[document]
        except KeyError:
            raise Damaged(f"Document {document} is no longer in the cluster: sync the library again.") from None

    def _load(self, documents: Collection[int]) -> None:
        fields = {"_source": {"excludes": ["t", "b", "k"]}}
        for hit in self.articles.hits(numbered(Numbers.of(documents)), _BY_NUMBER, fields, len(documents)):
            source = hit["_source"]
            self._sources[source["n"]] = source

    def document(self, article_id: str) -> int | None:
        """Return the number of the article with this id."""
        return self.documents([article_id]).get(article_id)

    def documents(self, article_ids: Collection[str]) -> dict[str, int]:
        """Return the number of each of these articles that is there."""
        found: dict[str, int] = {}
        for part in _parts(sorted(article_ids)):
            for hit in self.articles.hits({"terms": {"id": part}}, _BY_NUMBER, HEAD_FIELDS):
                number, head = self._heads.learn(hit)
                found[head.id] = number
        return found

    def minute(self, document: int) -> int | None:
        """Return when a document was published, as in the entry."""
        return self._heads.of(document).minute

    def text_sum(self, document: int) -> int:
        """Return the hash of title and body of a document as a number."""
        return self._heads.of(document).text_sum

    def with_text_sums(self, sums: Collection[int]) -> list[int]:
        """Return the documents whose hash is one of these, in order."""
        found = (
            hit["fields"]["n"][0]
            for part in _parts(sorted(sums))
            for hit in self.articles.hits({"terms": {"sum": part}}, _BY_NUMBER, HEAD_FIELDS)
        )
        return sorted(found)

    def expand(self, tree: Node, cancelled: Cancel = lambda: False) -> Node:
        """Return `tree` with its wildcards and fuzzy words expanded to stems; raises Cancelled."""
        return with_stems(tree, lambda part: self._vocabulary.expand(part, cancelled))

    def notices(self, tree: Node) -> list[Notice]:
        """Return a notice for each pattern that matches more words than are searched."""
        return notices_of(tree, self._vocabulary.expand)

    def suggest(self, word: str, edits: int, cancelled: Cancel = lambda: False) -> list[tuple[str, int]]:
        """Return words that are spelled like `word`, each with its number of articles; raises Cancelled."""
        near = self._vocabulary.like(word, edits)
        counts = self.counts([self.translation.condition(Word(other)) for other in near], cancelled)
        return [(other, count) for other, count in zip(near, counts, strict=True) if count]

    def counts(self, conditions: Sequence[Condition], cancelled: Cancel = lambda: False) -> list[int]:
        """Return how many articles meet each condition; raises Cancelled."""
        found: list[int] = []
        for part in _parts(conditions, _COUNTED):
            stop_if(cancelled)
            body = {"size": 0, "track_total_hits": False, "aggs": {"each": {"filters": {"filters": part}}}}
            found += [one["doc_count"] for one in self.articles.ask_all(body)["aggregations"]["each"]["buckets"]]
        return found

    def frequencies(self, terms: Sequence[str]) -> list[int]:
        """Return the document frequency of each of `terms`."""
        return self.counts(list(map(in_text, terms)))

    @cached_property
    def _similarity(self) -> Similarity:
        return Similarity(self.articles)

    def closest(
        self, weights: Mapping[str, float], limit: int, minute: int | None, *, within: int, far: float
    ) -> list[tuple[int, float]]:
        """Return the `limit` documents with the highest length-normalized weight of the words, best first."""
        return self._similarity.closest(weights, limit, minute, within=within, far=far)

    def _verified(self, leaf: Phrase | Near | AtLeast, candidates: Condition) -> Numbers:
        """Return which candidates match a leaf, looked at one after the other."""
        own = leaf.child if not isinstance(leaf, Phrase | Near) else leaf
        asked = own.parts if isinstance(own, Phrase | Near) else (own,)
        parts = [self._vocabulary.expand(part).terms for part in asked]
        names = FIELDS[own.field]
        found = []
        for hit in self.articles.hits(candidates, _BY_NUMBER, {"_source": ["n", *names]}):
            source = hit["_source"]
            texts = [line for name in names for line in ([source["t"]] if name == "t" else source["b"])]
            if fulfils([places(line) for line in texts], leaf, parts):
                found.append(source["n"])
        return Numbers.of(found)

    def close(self) -> None:
        """Let the servers forget the generation."""
        self.articles.close()
        self._words.close()


class _Values:
    """The values of one facet (`seedread.index.facets.FacetValues`)."""

    def __init__(self, reader: OpenSearchReader, name: str) -> None:
        self._reader = reader
        self._name = name

    @property
    def labels(self) -> Mapping[str, str]:
        """The displayed name of each value."""
        return self._reader.labels_of(self._name)

    @cached_property
    def _counts(self) -> dict[str, int]:
        return dict(self._reader.search(All()).tally(self._name))

    def count(self, value: str) -> int:
        """Return how many articles have `value`."""
        return self._counts.get(value, 0)


def _parts(values: Iterable[Any], size: int = _LISTED) -> Iterator[list[Any]]:
    listed = list(values)
    return (listed[first : first + size] for first in range(0, len(listed), size))
