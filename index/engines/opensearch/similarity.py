"""Articles that share the distinctive words of a text: the servers find candidates, and these are weighed here."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any

from seedread.index.engines.opensearch.analysis import places
from seedread.index.engines.opensearch.requests import all_of, any_of, to_millis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.engines.opensearch.requests import Condition
    from seedread.index.engines.opensearch.snapshot import Snapshot

__all__ = ["Similarity", "in_text"]

_FEWEST_NORM = 0.05


def in_text(term: str) -> Condition:
    """Return the condition that a title or body has a term."""
    return {"bool": {"should": [{"term": {"t": term}}, {"term": {"b": term}}]}}


class Similarity:
    """Weighs words over the articles of one generation."""

    def __init__(self, articles: Snapshot) -> None:
        self._articles = articles

    def closest(
        self, weights: Mapping[str, float], limit: int, minute: int | None, *, within: int, far: float
    ) -> list[tuple[int, float]]:
        """Return the `limit` documents with the highest length-normalized weight of the words, best first.

        The servers find candidates by the weights of their words; how often each has them is counted here.
        """
        if not weights:
            return []
        words = [
            {"constant_score": {"filter": in_text(term), "boost": weight}}
            for term, weight in weights.items()
            if weight > 0
        ]
        query: Condition = {"bool": {"should": words, "minimum_should_match": 1}}
        if minute is not None:
            near = {"range": {"at": {"gte": to_millis(minute - within), "lte": to_millis(minute + within)}}}
            undated = all_of((), [{"exists": {"field": "at"}}])
            here = any_of([near, undated])
            if far <= 0:
                query["bool"]["filter"] = [here]
            else:
                elsewhere = {"filter": all_of((), [here]), "weight": far}
                query = {"function_score": {"query": query, "functions": [elsewhere], "boost_mode": "multiply"}}
        body = {"size": 3 * limit + 20, "query": query, "_source": ["n", "t", "b", "length"], "track_total_hits": False}
        hits = self._articles.ask_all({**body, "sort": [{"_score": "desc"}, {"n": "asc"}]})["hits"]["hits"]
        scored = [(hit["_source"]["n"], self._likeness(hit, weights)) for hit in hits]
        return sorted(scored, key=lambda one: (-one[1], one[0]))[:limit]

    def _likeness(self, hit: dict[str, Any], weights: Mapping[str, float]) -> float:
        source = hit["_source"]
        counts: dict[str, int] = {}
        for line in (source["t"], *source["b"]):
            for terms in places(line):
                for term in terms & weights.keys():
                    counts[term] = counts.get(term, 0) + 1
        exact = sum(weights[term] * (1 + math.log(count)) for term, count in counts.items())
        plain = sum(weights[term] for term in counts) or 1.0
        share = float(hit["_score"]) / plain  # 1, or `far`
        length: float = source["length"]
        return share * exact / math.sqrt(max(length / self._average_length, _FEWEST_NORM))

    @cached_property
    def _average_length(self) -> float:
        body = {"size": 0, "track_total_hits": False, "aggs": {"length": {"avg": {"field": "length"}}}}
        return max(1.0, self._articles.ask_all(body)["aggregations"]["length"]["value"] or 1.0)
