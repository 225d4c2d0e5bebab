"""What a search found in a cluster: pages, and counts that are asked for together or one by one."""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

from seedread.index.engines.base import WHOLE
from seedread.index.engines.opensearch.choices import Choices
from seedread.index.engines.opensearch.counting import (
    Counting,
    among_all,
    each,
    each_count,
    is_cut,
    periods,
    span_of,
    stored_counts,
)
from seedread.index.engines.opensearch.mapping import MOST_PAGED
from seedread.index.engines.opensearch.paging import Paging
from seedread.index.engines.opensearch.questions import Questions
from seedread.index.engines.opensearch.requests import Condition, all_of, any_of, numbered
from seedread.index.engines.opensearch.snapshot import check_whole
from seedread.index.engines.opensearch.translation import has_value
from seedread.index.errors import stop_if
from seedread.index.facets import NONE, ValueCounts, to_facet
from seedread.index.query import Numbers, alphabetical, relations, word_leaves

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from seedread.index.engines.base import Cancel, Row
    from seedread.index.engines.opensearch.questions import Question
    from seedread.index.engines.opensearch.reader import OpenSearchReader
    from seedread.index.facets import Facet, Selection
    from seedread.index.facets.periods import DateUnit
    from seedread.index.query import Marks, Node, Sort

__all__ = ["OpenSearchFound"]

_DATES = {True: "dates of the result", False: "date"}
"""The questions about the dates of the articles, by whether the chosen dates limit them."""


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
        self._chosen = self._choices.without("")
        self._matching = reader.translation.condition(tree)
        self._counting = Counting(self._choices)
        self._questions = Questions(self._ask_counts)
        self._pages = Paging(self._ask, self._questions)
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

    def _ask_counts(self, counts: dict[str, Question]) -> dict[str, Any]:
        """Return the answer to questions about all articles that match the query; empty if no shard answered."""
        return self._ask({"size": 0, "track_total_hits": False, "query": self._matching, "aggs": counts})

    def _count(self, condition: Condition) -> int:
        answer = self._ask({"size": 0, "track_total_hits": True, "query": condition})
        return int(answer["hits"]["total"]["value"]) if answer else 0

    @cached_property
    def _result(self) -> Condition:
        return all_of([self._matching, self._chosen])

    @property
    def total(self) -> int:
        """How many articles match the query and the choices in the facets."""
        known = self._pages.total
        return self._pages.count(self._matching, self._chosen) if known is None else known

    @property
    def matched(self) -> bool:
        """Whether any article matches the query, whatever is chosen."""
        return self.total > 0 or self._matched

    @cached_property
    def _matched(self) -> bool:
        return bool(self._choices.selection) and self._count(self._matching) > 0

    def page(self, sort: Sort, offset: int, limit: int, *, without: Collection[int] = ()) -> list[tuple[Row, float]]:
        """Return rows of the result but those of `without`, with their scores, in order; raises Cancelled."""
        ranked = sort == "relevance" and bool(word_leaves(self._tree))
        alike = list(relations(self._tree)) if sort == "relevance" and not ranked else []
        if sort == "source":
            return self._by_source(without, offset, limit)
        if alike:
            return self._alike(alike, without, offset, limit)
        matching = self._reader.translation.ranked(self._tree) if ranked else self._matching
        order = sort if ranked or sort != "relevance" else "newest"
        if not without:
            return self._rows(self._pages.whole(matching, self._chosen, order, offset, limit))
        kept = all_of([self._chosen], [numbered(Numbers.of(without))])
        return self._rows(self._pages.part({"bool": {"must": [matching], "filter": [kept]}}, order, offset, limit))

    def _rows(self, hits: Iterable[dict[str, Any]]) -> list[tuple[Row, float]]:
        scored = bool(word_leaves(self._tree))
        return [(self._reader.known_row(hit["_source"]), (hit["_score"] or 0.0) if scored else 0.0) for hit in hits]

    def _alike(
        self, alike: Sequence[int], without: Collection[int], offset: int, limit: int
    ) -> list[tuple[Row, float]]:
        """Return articles in the order of their likeness, then the newest of the others."""
        here = self.among(alike)
        first = [number for number in alike if number in here and number not in without]
        shown: list[tuple[Row, float]] = [(self._reader.row(number), 0.0) for number in first[offset : offset + limit]]
        rest = all_of([self._result], [numbered(Numbers.of([*first, *without]))])
        hits = self._pages.part(rest, "newest", max(0, offset - len(first)), limit - len(shown))
        return [*shown, *self._rows(hits)]

    def _by_source(self, without: Collection[int], offset: int, limit: int) -> list[tuple[Row, float]]:
        """Return rows by the names of outlets as the library shows them, those of one newest first."""
        result = all_of([self._result], [numbered(Numbers.of(without))])
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
                found += self._rows(self._pages.part(all_of([result, own]), "newest", offset, limit - len(found)))
            offset = max(0, offset - counts[name])
        return found

    def _nameless(self, name: str) -> list[Condition]:
        return [] if name else [self._choices.has("source", NONE)]

    def prepare(self, names: Collection[str]) -> None:
        """Ask for the counts of facets, and with `date` for those of dates, together with what is asked next."""
        for name in names:
            self._questions.add(name, self._question(name))

    def _question(self, name: str) -> Question:
        if name == "date":
            return self._counting.dates(chosen=False)
        return self._counting.facet(name, self._listed(name))

    def _listed(self, name: str) -> list[str] | None:
        """Return the values of a facet that the index has not, which are counted one by one; None for others."""
        return list(self._labels(name)) if name in self._marks or name == "region" else None

    def _labels(self, name: str) -> Mapping[str, str]:
        return self._marks[name].labels if name in self._marks else self._reader.labels_of(name)

    def facet(self, name: str) -> Facet:
        """Return a facet with its counts."""
        choice = self._choices.selection.choice(name)
        answer = self._questions.answer(name, self._question(name))
        gone = sorted(choice.excluded)
        removed = dict(zip(gone, each_count(answer, len(gone)), strict=True))
        found, without = self._counted(name, answer.get("left", {}), self._counting.remaining(name))
        return to_facet(name, choice, self._labels(name), ValueCounts(found, without, removed))

    def _counted(self, name: str, answer: dict[str, Any], base: Condition) -> tuple[list[tuple[str, int]], int]:
        """Return every value of a facet with its count, sorted, and how many have none, from an answer about `base`."""
        listed = self._listed(name)
        if listed is not None:
            *counts, without = each_count(answer, len(listed) + 1)
            pairs = list(zip(listed, counts, strict=True))
        else:
            pairs, without = self._stored(name, answer, base)
        labels = self._labels(name)
        found = [(value, count) for value, count in pairs if count]
        return sorted(found, key=lambda row: (-row[1], labels.get(row[0], row[0]).casefold(), row[0])), without

    def _stored(self, name: str, answer: dict[str, Any], base: Condition) -> tuple[list[tuple[str, int]], int]:
        if not answer:
            return [], 0
        buckets = self._all_buckets(name, base) if is_cut(answer) else answer["values"]["buckets"]
        shown = self._reader.shown
        return [(shown(name, bucket["key"]), bucket["doc_count"]) for bucket in buckets], answer["none"]["doc_count"]

    def _all_buckets(self, name: str, base: Condition) -> list[dict[str, Any]]:
        """Return every value where there are more than one request counts exactly, page by page."""
        found: list[dict[str, Any]] = []
        after: dict[str, Any] = {}
        while True:
            composite = {"size": MOST_PAGED, "sources": [{"value": {"terms": {"field": name}}}], **after}
            asked = self._ask_counts({"in": among_all([base], [], {"values": {"composite": composite}})})
            answer = asked.get("aggregations", {}).get("in", {}).get("values", {"buckets": []})
            found += [{"key": one["key"]["value"], "doc_count": one["doc_count"]} for one in answer["buckets"]]
            if len(answer["buckets"]) < MOST_PAGED:
                return found
            after = {"after": answer["after_key"]}

    def tally(self, name: str) -> list[tuple[str, int]]:
        """Return every value of a facet in the result with its number of articles."""
        return self._values(name, self._chosen)[0]

    def _values(self, name: str, base: Condition) -> tuple[list[tuple[str, int]], int]:
        """Return every value of the articles that match and meet `base` with its count, and how many have none."""
        listed = self._listed(name)
        counts = stored_counts(name, self._choices) if listed is None else self._counting.listed(name, listed)
        answer = self._ask_counts({"in": among_all([base], [], counts)})
        return self._counted(name, answer.get("aggregations", {}).get("in", {}), base)

    def pairs(self, name: str, values: Sequence[str]) -> Mapping[tuple[str, str], int]:
        """Return how many articles of the result have both of two of `values`."""
        both = list(combinations(values, 2))
        if not both:
            return {}
        has = {value: self._choices.has(name, value) for value in values}
        counts = each([all_of([has[a], has[b]]) for a, b in both])
        answer = self._ask_counts({"in": among_all([self._chosen], [], counts)})
        found = each_count(answer.get("aggregations", {}).get("in", {}), len(both))
        return {pair: count for pair, count in zip(both, found, strict=True) if count}

    def _dates(self, *, chosen: bool) -> dict[str, Any]:
        return self._questions.answer(_DATES[chosen], self._counting.dates(chosen=chosen))

    def span(self, *, chosen: bool) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day on which an article was published; None without a date."""
        return span_of(self._dates(chosen=chosen))

    def dates(self, unit: DateUnit, *, chosen: bool) -> list[int]:
        """Return how many articles were published in each period, without gaps."""
        if unit != "day":
            return periods(self._dates(chosen=chosen), unit)
        return periods(self._questions.answer(f"days, {_DATES[chosen]}", self._counting.days(chosen=chosen)), unit)

    def undated(self, *, chosen: bool) -> int:
        """Return how many articles have no date."""
        answer = self._dates(chosen=chosen)
        return int(answer["none"]["doc_count"]) if answer else 0

    def days(self, *, newest: bool, without: Collection[int] = ()) -> None:
        """Return nothing: how much of a date is known lies where the servers cannot count it."""

    def among(self, documents: Collection[int]) -> frozenset[int]:
        """Return those of `documents` that are in the result."""
        return frozenset(self._pages.numbers(all_of([self._result, numbered(Numbers.of(documents))])))
