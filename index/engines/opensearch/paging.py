"""The hits of a search in their order, page by page; the first request brings total and waiting counts with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedread.index.engines.opensearch.mapping import MOST_PAGED
from seedread.index.engines.opensearch.requests import EVERYTHING
from seedread.index.engines.opensearch.rows import SHOWN_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from seedread.index.engines.opensearch.questions import Questions
    from seedread.index.engines.opensearch.requests import Condition
    from seedread.index.query import Sort

__all__ = ["Paging"]

_NEWEST: list[dict[str, Any]] = [{"at": {"order": "desc", "missing": "_last"}}, {"n": "asc"}]
_ORDERS: dict[str, list[dict[str, Any]]] = {
    "relevance": [{"_score": "desc"}, {"n": "asc"}],
    "newest": _NEWEST,
    "oldest": [{"at": {"order": "asc", "missing": "_last"}}, {"n": "asc"}],
    "title": [{"by_title": {"order": "asc", "missing": "_last"}}, *_NEWEST],
}


class Paging:
    """Pages of one search."""

    def __init__(self, ask: Callable[[dict[str, Any]], dict[str, Any]], questions: Questions) -> None:
        self._ask = ask
        self._questions = questions
        self.total: int | None = None
        """How many articles the whole result has; None before it was asked for."""

    def whole(self, matching: Condition, kept: Condition, sort: Sort, offset: int, limit: int) -> list[dict[str, Any]]:
        """Return hits of the whole result: of the articles that match the query, those that the choices keep."""
        return self._hits(self._whole(matching, kept), sort, offset, limit)

    def count(self, matching: Condition, kept: Condition) -> int:
        """Return how many articles the whole result has."""
        self._asked({**self._whole(matching, kept), "size": 0})
        return self.total or 0

    def _whole(self, matching: Condition, kept: Condition) -> dict[str, Any]:
        """Return what asks for the whole result, with the counts that wait.

        Counts are of all that match, so they go with hits that are chosen afterwards.
        """
        body: dict[str, Any] = {"query": matching, "track_total_hits": True, "track_scores": True}
        if waiting := self._questions.waiting:
            body["aggs"] = waiting
            if kept != EVERYTHING:
                body["post_filter"] = kept
        elif kept != EVERYTHING:
            body["query"] = {"bool": {"must": [matching], "filter": [kept]}}
        return body

    def part(self, query: Condition, sort: Sort, offset: int, limit: int) -> list[dict[str, Any]]:
        """Return hits of a part of the result."""
        return self._hits({"query": query, "track_total_hits": False}, sort, offset, limit)

    def _hits(self, body: dict[str, Any], sort: Sort, offset: int, limit: int) -> list[dict[str, Any]]:
        after = self._skipped(body, sort, offset, limit)
        if after is None:
            return []
        found: list[dict[str, Any]] = []
        while len(found) < limit:
            size = min(limit - len(found), MOST_PAGED)
            hits = self._asked({**body, "size": size, "sort": _ORDERS[sort], **SHOWN_FIELDS, **after})
            found += hits
            if len(hits) < size:
                break
            after = {"search_after": hits[-1]["sort"]}
            body = {key: value for key, value in body.items() if key != "aggs"}
        return found

    def _skipped(self, body: dict[str, Any], sort: Sort, offset: int, limit: int) -> dict[str, Any] | None:
        """Return where the hits begin; None if there are not as many.

        The servers skip no more rows than a page has: beyond, go there page by page.
        """
        if offset + limit <= MOST_PAGED:
            return {"from": offset}
        after: dict[str, Any] = {}
        plain = {key: value for key, value in body.items() if key != "aggs"}
        while offset:
            size = min(offset, MOST_PAGED)
            hits = self._asked({**plain, "size": size, "sort": _ORDERS[sort], "_source": False, **after})
            if len(hits) < size:
                return None
            after, offset = {"search_after": hits[-1]["sort"]}, offset - size
        return after

    def _asked(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        answer = self._ask(body)
        if "aggs" in body:
            self._questions.learn(body["aggs"], answer)
        if body["track_total_hits"] and answer:
            self.total = int(answer["hits"]["total"]["value"])
        hits: list[dict[str, Any]] = answer["hits"]["hits"] if answer else []
        return hits

    def numbers(self, query: Condition) -> Iterator[int]:
        """Go through the numbers of the articles that a query finds."""
        after: dict[str, Any] = {}
        while True:
            body = {"query": query, "size": MOST_PAGED, "sort": [{"n": "asc"}], "track_total_hits": False, **after}
            hits = self._asked({**body, "_source": False, "docvalue_fields": ["n"]})
            yield from (hit["fields"]["n"][0] for hit in hits)
            if len(hits) < MOST_PAGED:
                return
            after = {"search_after": hits[-1]["sort"]}
