"""What a search found in a cluster: pages, and counts that are asked for one by one."""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

from seedread.index.engines.base import WHOLE
from seedread.index.engines.opensearch.choices import Choices
from seedread.index.engines.opensearch.mapping import MOST_PAGED
from seedread.index.engines.opensearch.requests import EVERYTHING, Condition, all_of, any_of, numbered, to_day
from seedread.index.engines.opensearch.rows import SHOWN_FIELDS
from seedread.index.engines.opensearch.snapshot import check_whole
from seedread.index.engines.opensearch.translation import has_value
from seedread.index.errors import stop_if
from seedread.index.facets import NONE, ValueCounts, to_facet
from seedread.index.facets.regions import known_regions, regions
from seedread.index.query import Numbers, alphabetical, relations, word_leaves

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Mapping, Sequence

    from seedread.index.engines.base import Cancel, Row
    from seedread.index.engines.opensearch.reader import OpenSearchReader
    from seedread.index.facets import Facet, Selection
    from seedread.index.facets.periods import DateUnit
    from seedread.index.query import Marks, Node, Sort

__all__ = ["OpenSearchFound"]

_AT_ONCE = 500
"""Conditions counted in one request."""
_NEWEST: list[dict[str, Any]] = [{"at": {"order": "desc", "missing": "_last"}}, {"n": "asc"}]
_ORDERS: dict[str, list[dict[str, Any]]] = {
    "relevance": [{"_score": "desc"}, {"n": "asc"}],
    "newest": _NEWEST,
    "oldest": [{"at": {"order": "asc", "missing": "_last"}}, {"n": "asc"}],
    "title": [{"by_title": {"order": "asc", "missing": "_last"}}, *_NEWEST],
}


class OpenSearchFound:
    """The result of one search (`seedread.index.engines.base.Found`)."""

    def __init__(  # noqa: PLR0913 (all parts of a search)
        self,
        reader: OpenSearchReader,
        tree: Node,
        selection: Selection,
        marks: Marks,
        cancelled: Cancel,
        *,
        partial: bool,
    ) -> None:
        stop_if(cancelled)
        self._partial = partial
        self._reader = reader
        self._tree = tree
        self._marks = marks
        self._cancelled = cancelled
        self._choices = Choices(selection, marks, reader.translation)
        self._matching = reader.translation.condition(tree)
        self._dated: dict[bool, dict[str, Any]] = {}
        self._prepared: dict[str, dict[str, Any]] = {}
        """Counts of stored values that were asked for together."""
        self._total: int | None = None
        self.answered = WHOLE
        """The fewest shards that answered any question of this search."""

    def _ask(self, body: dict[str, Any]) -> dict[str, Any]:
        stop_if(self._cancelled)
        answer, answered = self._reader.articles.ask(body)
        if not self._partial:
            check_whole(answered)
        if self.answered is WHOLE or answered.parts / answered.of < self.answered.parts / self.answered.of:
            self.answered = answered
        return answer

    def _count(self, condition: Condition) -> int:
        answer = self._ask({"size": 0, "track_total_hits": True, "query": condition})
        return int(answer["hits"]["total"]["value"]) if answer else 0

    def _counted(self, base: Condition, counts: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to questions about the articles of `base`; empty if no shard answered."""
        answer = self._ask({"size": 0, "track_total_hits": False, "query": base, "aggs": counts})
        found: dict[str, Any] = answer.get("aggregations", {})
        return found

    @cached_property
    def _result(self) -> Condition:
        return self._choices.without("", self._matching)

    @property
    def total(self) -> int:
        """How many articles match the query and the choices in the facets."""
        if self._total is None:
            self._total = self._count(self._result)
        return self._total

    @property
    def matched(self) -> bool:
        """Whether any article matches the query, whatever is chosen."""
        return self.total > 0 or self._matched

    @cached_property
    def _matched(self) -> bool:
        return bool(self._choices.selection) and self._count(self._matching) > 0

    def page(self, sort: Sort, offset: int, limit: int, *, without: Collection[int] = ()) -> list[tuple[Row, float]]:
        """Return rows of the result but those of `without`, with their scores, in order; raises Cancelled."""
        result = all_of([self._result], [numbered(Numbers.of(without))]) if without else self._result
        if sort == "source":
            return self._by_source(result, offset, limit)
        if sort != "relevance":
            return self._rows(result, sort, offset, limit, counts=not without)
        if word_leaves(self._tree):
            words = self._reader.translation.scoring(self._tree)
            scored = {"bool": {"filter": [result], "should": words}}
            return self._rows(scored, sort, offset, limit, counts=not without)
        alike = list(relations(self._tree))
        here = self.among(alike) if alike else frozenset()
        first = [number for number in alike if number in here and number not in without]
        shown = [(self._reader.row(number), 0.0) for number in first[offset : offset + limit]]
        rest = all_of([result], [numbered(Numbers.of(first))] if first else [])
        return [*shown, *self._rows(rest, "newest", max(0, offset - len(first)), limit - len(shown))]

    def _by_source(self, result: Condition, offset: int, limit: int) -> list[tuple[Row, float]]:
        """Return rows by the names of outlets as the library shows them, those of one newest first."""
        named: dict[str, list[str]] = {}
        outlets, without_one = self._values("source", result)
        counts: dict[str, int] = {"": without_one}
        for outlet, count in outlets:
            name = alphabetical(outlet)
            named.setdefault(name, []).append(outlet)
            counts[name] = counts.get(name, 0) + count
        found: list[tuple[Row, float]] = []
        for name in sorted(counts, key=lambda name: (not name, name)):
            if offset < counts[name] and len(found) < limit:
                own = any_of([has_value("source", frozenset(named.get(name, ()))), *self._nameless(name)])
                found += self._rows(all_of([result, own]), "newest", offset, limit - len(found))
            offset = max(0, offset - counts[name])
        return found

    def _nameless(self, name: str) -> list[Condition]:
        return [] if name else [self._choices.has("source", NONE)]

    def _rows(
        self, query: Condition, sort: Sort, offset: int, limit: int, *, counts: bool = False
    ) -> list[tuple[Row, float]]:
        """Return rows of a query; `counts` tells whether it finds the whole result."""
        after: dict[str, Any] = {}
        skipped = 0
        # The servers skip no more rows than a page has: beyond, go there page by page.
        while offset + limit > MOST_PAGED and skipped < offset:
            size = min(offset - skipped, MOST_PAGED)
            hits = self._hits({"size": size, "query": query, "sort": _ORDERS[sort], "_source": False, **after})
            if len(hits) < size:
                return []
            after, skipped = {"search_after": hits[-1]["sort"]}, skipped + size
        begin = {"from": offset} if skipped < offset else {}
        found: list[tuple[Row, float]] = []
        while len(found) < limit:
            size = min(limit - len(found), MOST_PAGED)
            body = {"size": size, "query": query, "sort": _ORDERS[sort], **SHOWN_FIELDS}
            hits = self._hits({**body, **begin, **after}, counts=counts)
            found += self._shown(hits)
            if len(hits) < size:
                break
            begin, after = {}, {"search_after": hits[-1]["sort"]}
        return found

    def _hits(self, body: dict[str, Any], *, counts: bool = False) -> list[dict[str, Any]]:
        answer = self._ask({"track_total_hits": counts, "track_scores": True, **body})
        if counts and answer:
            self._total = int(answer["hits"]["total"]["value"])
        hits: list[dict[str, Any]] = answer["hits"]["hits"] if answer else []
        return hits

    def _shown(self, hits: list[dict[str, Any]]) -> list[tuple[Row, float]]:
        scored = bool(word_leaves(self._tree))
        return [(self._reader.known_row(hit["_source"]), (hit["_score"] or 0.0) if scored else 0.0) for hit in hits]

    def facet(self, name: str) -> Facet:
        """Return a facet with its counts."""
        choice = self._choices.selection.choice(name)
        included = self._choices.included(name, choice) if choice.mode == "all" else []
        taken_from = all_of([self._choices.without(name, self._matching), *included])
        base = all_of([taken_from], self._choices.excluded(name, choice))
        excluded = sorted(choice.excluded)
        gone = self._each(taken_from, [self._choices.has(name, value) for value in excluded])
        removed = dict(zip(excluded, gone, strict=True))
        found, without = self._values(name, base)
        return to_facet(name, choice, self._labels(name), ValueCounts(found, without, removed))

    def prepare(self, names: Collection[str]) -> None:
        """Ask for the counts of several facets in one request, where nothing is chosen and so all count the same."""
        if self._choices.selection:
            return
        stored = [name for name in names if name not in self._marks and name != "region"]
        asked = {
            name: {"filter": EVERYTHING, "aggs": _stored_counts(name, self._choices.has(name, NONE))} for name in stored
        }
        self._prepared = self._counted(self._result, asked)

    def tally(self, name: str) -> list[tuple[str, int]]:
        """Return every value of a facet in the result with its number of articles."""
        return self._values(name, self._result)[0]

    def _labels(self, name: str) -> Mapping[str, str]:
        return self._marks[name].labels if name in self._marks else self._reader.labels_of(name)

    def _values(self, name: str, base: Condition) -> tuple[list[tuple[str, int]], int]:
        """Return every value in `base` with its number of articles, and how many have none."""
        none = self._choices.has(name, NONE)
        if name in self._marks or name == "region":
            values = list(self._labels(name))
            *counts, without = self._each(base, [*(self._choices.has(name, value) for value in values), none])
            pairs = list(zip(values, counts, strict=True))
        else:
            pairs, without = self._stored_values(name, base, none)
        labels = self._labels(name)
        found = [(value, count) for value, count in pairs if count]
        return sorted(found, key=lambda row: (-row[1], labels.get(row[0], row[0]).casefold(), row[0])), without

    def _stored_values(self, name: str, base: Condition, none: Condition) -> tuple[list[tuple[str, int]], int]:
        counted = self._prepared.pop(name, {}) or self._counted(base, _stored_counts(name, none))
        if not counted:
            return [], 0
        buckets = counted["values"]["buckets"]
        if counted["values"]["sum_other_doc_count"] or counted["values"]["doc_count_error_upper_bound"]:
            buckets = self._all_buckets(name, base)
        shown = self._reader.shown
        return [(shown(name, bucket["key"]), bucket["doc_count"]) for bucket in buckets], counted["none"]["doc_count"]

    def _all_buckets(self, name: str, base: Condition) -> list[dict[str, Any]]:
        """Return every value where there are more than one request counts exactly, page by page."""
        found: list[dict[str, Any]] = []
        after: dict[str, Any] = {}
        while True:
            composite = {"size": MOST_PAGED, "sources": [{"value": {"terms": {"field": name}}}], **after}
            answer = self._counted(base, {"values": {"composite": composite}}).get("values", {"buckets": []})
            found += [{"key": one["key"]["value"], "doc_count": one["doc_count"]} for one in answer["buckets"]]
            if len(answer["buckets"]) < MOST_PAGED:
                return found
            after = {"after": answer["after_key"]}

    def _each(self, base: Condition, conditions: Sequence[Condition]) -> list[int]:
        """Return how many articles of `base` meet each condition."""
        counts: list[int] = []
        for first in range(0, len(conditions), _AT_ONCE):
            part = conditions[first : first + _AT_ONCE]
            counted = self._counted(base, {"each": {"filters": {"filters": part}}})
            counts += [one["doc_count"] for one in counted["each"]["buckets"]] if counted else [0] * len(part)
        return counts

    def pairs(self, name: str, values: Sequence[str]) -> Mapping[tuple[str, str], int]:
        """Return how many articles of the result have both of two of `values`."""
        both = list(combinations(values, 2))
        has = {value: self._choices.has(name, value) for value in values}
        counts = self._each(self._result, [all_of([has[a], has[b]]) for a, b in both])
        return {pair: count for pair, count in zip(both, counts, strict=True) if count}

    def _base(self, *, chosen: bool) -> Condition:
        return self._result if chosen else self._choices.without("date", self._matching)

    def _ends(self, *, chosen: bool) -> dict[str, Any]:
        """Return the first and last time of these articles, and how many have none; empty if no shard answered."""
        if chosen not in self._dated:
            none = {"filter": self._choices.has("date", NONE)}
            ends = {"first": {"min": {"field": "at"}}, "last": {"max": {"field": "at"}}, "none": none}
            self._dated[chosen] = self._counted(self._base(chosen=chosen), ends)
        return self._dated[chosen]

    def span(self, *, chosen: bool) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day on which an article was published; None without a date."""
        ends = self._ends(chosen=chosen)
        if not ends or ends["first"]["value"] is None:
            return None
        return to_day(ends["first"]["value"]), to_day(ends["last"]["value"])

    def dates(self, unit: DateUnit, *, chosen: bool) -> list[int]:
        """Return how many articles were published in each period, without gaps."""
        bars = {"bars": {"date_histogram": {"field": "at", "calendar_interval": unit, "min_doc_count": 0}}}
        counted = self._counted(self._base(chosen=chosen), bars)
        return [bar["doc_count"] for bar in counted["bars"]["buckets"]] if counted else []

    def undated(self, *, chosen: bool) -> int:
        """Return how many articles have no date."""
        ends = self._ends(chosen=chosen)
        return int(ends["none"]["doc_count"]) if ends else 0

    def among(self, documents: Collection[int]) -> frozenset[int]:
        """Return those of `documents` that are in the result."""
        asked = all_of([self._result, numbered(Numbers.of(documents))])
        found: set[int] = set()
        body = {"size": MOST_PAGED, "query": asked, "sort": [{"n": "asc"}], "_source": False, "docvalue_fields": ["n"]}
        hits = self._hits(body)
        while hits:
            found.update(hit["fields"]["n"][0] for hit in hits)
            more = len(hits) == MOST_PAGED
            hits = self._hits({**body, "search_after": hits[-1]["sort"]}) if more else []
        return frozenset(found)


def region_labels(countries: Mapping[str, str]) -> dict[str, str]:
    """Return the name of each region with a country in the library."""
    return {region: regions()[region].name for region in known_regions(countries)}


def _stored_counts(name: str, none: Condition) -> dict[str, Any]:
    """Return what counts the values that an index has of a facet, and the articles without one."""
    return {
        "values": {"terms": {"field": name, "size": MOST_PAGED, "shard_size": MOST_PAGED}},
        "none": {"filter": none},
    }
