"""The links between the articles of a library, as arrays: for each pair its cosine and the score without the shares."""

from __future__ import annotations

import json
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from seedread.index.stories.bounds import bounds
from seedread.index.stories.clustering import Link
from seedread.index.stories.pair_score import PairModel, least_best, pair_model

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float32]
    Numbers: TypeAlias = NDArray[np.int32]
    Marks: TypeAlias = NDArray[np.uint32]

__all__ = ["LinkTable", "NewLink"]

NewLink: TypeAlias = tuple[str, str, float, float]
"""Two articles, their cosine, and their score without the shares (`Pair.base`)."""


_FLOAT, _NUMBER, _MARK = np.dtype("<f4"), np.dtype("<i4"), np.dtype("<u4")
_LENGTH = 8
"""Bytes of the number before the articles."""


class LinkTable:
    """The pairs of articles whose score is above `missing`, and the best cosine of every article."""

    def __init__(  # noqa: PLR0913 (the columns of one table)
        self,
        articles: Sequence[str] = (),
        marks: Marks | None = None,
        best: Floats | None = None,
        pairs: Numbers | None = None,
        values: Floats | None = None,
        *,
        model: PairModel | None = None,
    ) -> None:
        """Take `marks` and `best` (n), `pairs` (m × 2, positions) and `values` (m × 2, cosine and score)."""
        self._model = model or pair_model()
        self.articles = list(articles)
        """Every article that was processed,"""
        self.marks = np.zeros(len(self.articles), np.uint32) if marks is None else marks
        """and a checksum of its title, body and date."""
        self.best = np.zeros(len(self.articles), np.float32) if best is None else best
        self.pairs = np.zeros((0, 2), np.int32) if pairs is None else pairs
        self.values = np.zeros((0, 2), np.float32) if values is None else values

    @cached_property
    def place(self) -> dict[str, int]:
        """The position of each article."""
        return dict(zip(self.articles, range(len(self.articles)), strict=True))

    @classmethod
    def from_bytes(cls, raw: bytes) -> LinkTable:
        """Return the table that `to_bytes` wrote; raises ValueError if it is damaged."""
        length = int.from_bytes(raw[:_LENGTH], "little")
        articles = json.loads(raw[_LENGTH : _LENGTH + length])
        count, rest = len(articles), raw[_LENGTH + length :]
        marks, best = np.frombuffer(rest[: 4 * count], _MARK), np.frombuffer(rest[4 * count : 8 * count], _FLOAT)
        rest = rest[8 * count :]
        pairs = np.frombuffer(rest[: len(rest) // 2], _NUMBER).reshape(-1, 2)
        values = np.frombuffer(rest[len(rest) // 2 :], _FLOAT).reshape(-1, 2)
        if len(best) != count or len(pairs) != len(values) or (len(pairs) and pairs.max() >= count):
            raise ValueError("these are the links of other articles")
        numbers = best.astype(np.float32), pairs.astype(np.int32), values.astype(np.float32)
        return cls(articles, marks.astype(np.uint32), *numbers)

    def to_bytes(self) -> bytes:
        """Return the articles as JSON, with its length before it, and the arrays in little-endian order."""
        articles = json.dumps(self.articles, separators=(",", ":")).encode()
        return b"".join((len(articles).to_bytes(_LENGTH, "little"), articles, self.marks.astype(_MARK).tobytes(),
                         self.best.astype(_FLOAT).tobytes(), self.pairs.astype(_NUMBER).tobytes(),
                         self.values.astype(_FLOAT).tobytes()))  # fmt: skip

    def without(self, gone: Container[str]) -> LinkTable:
        """Return the table without some articles."""
        kept = np.array([article not in gone for article in self.articles], bool)
        moved = np.cumsum(kept, dtype=np.int32) - 1
        alive = kept[self.pairs].all(axis=1) if len(self.pairs) else np.zeros(0, bool)
        articles = list(compress(self.articles, kept.tolist()))
        pairs = moved[self.pairs[alive]].astype(np.int32)
        return LinkTable(articles, self.marks[kept], self.best[kept], pairs, self.values[alive], model=self._model)

    def extended(self, marks: Mapping[str, int], links: Sequence[NewLink], best_of: Mapping[str, float]) -> LinkTable:
        """Return the table with more articles, given with their marks, and links; weak links are left out.

        `best_of` has the best cosine of articles with new pairs, also with those too weak to be among the links.
        """
        table = LinkTable(
            [*self.articles, *marks],
            np.concatenate([self.marks, np.array([*marks.values()], np.uint32)]),
            np.concatenate([self.best, np.zeros(len(marks), np.float32)]),
            model=self._model,
        )
        table.place = self.place | {article: len(self.articles) + n for n, article in enumerate(marks)}
        place, best = table.place, table.best
        added = np.array([(place[a], place[b]) for a, b, _, _ in links], np.int32).reshape(-1, 2)
        values = np.array([link[2:] for link in links], np.float32).reshape(-1, 2)
        for article, cosine in best_of.items():
            best[place[article]] = max(best[place[article]], np.float32(cosine))
        pairs, values = np.concatenate([self.pairs, added]), np.concatenate([self.values, values])
        kept = table._scores(pairs, values) > bounds("event")["missing"]
        table.pairs, table.values = pairs[kept], values[kept]
        return table

    def near(self, articles: Iterable[str], least: float, is_within: Callable[[str], bool]) -> set[str]:
        """Return all articles that links of a score above `least` lead to, step by step, and these themselves.

        No step leads to one that is not within.
        """
        strong = self.pairs[self._scores(self.pairs, self.values) > least]
        order = np.argsort(np.concatenate([strong[:, 0], strong[:, 1]]), kind="stable")
        starts = np.concatenate([strong[:, 0], strong[:, 1]])[order]
        ends = np.concatenate([strong[:, 1], strong[:, 0]])[order]
        found = set(articles)
        todo = [self.place[article] for article in found if article in self.place]
        while todo:
            at = todo.pop()
            first, last = np.searchsorted(starts, [at, at + 1])
            for other in ends[first:last].tolist():
                name = self.articles[other]
                if name not in found and is_within(name):
                    found.add(name)
                    todo.append(other)
        return found

    def links(self, articles: Iterable[str]) -> dict[str, dict[str, Link]]:
        """Return the links among some articles, in both directions."""
        wanted = np.zeros(len(self.articles), bool)
        wanted[[self.place[article] for article in articles if article in self.place]] = True
        inside = wanted[self.pairs].all(axis=1) if len(self.pairs) else np.zeros(0, bool)
        pairs, values = self.pairs[inside], self.values[inside]
        scores = self._scores(pairs, values).tolist()
        found: dict[str, dict[str, Link]] = {}
        for (a, b), score, cosine in zip(pairs.tolist(), scores, values[:, 0].tolist(), strict=True):
            link = Link(score, cosine)
            found.setdefault(self.articles[a], {})[self.articles[b]] = link
            found.setdefault(self.articles[b], {})[self.articles[a]] = link
        return found

    def neighbours(self, articles: Container[str]) -> set[str]:
        """Return the articles that have a link to one of `articles`."""
        inside = np.array([article in articles for article in self.articles], bool)
        touched = self.pairs[inside[self.pairs].any(axis=1)] if len(self.pairs) else self.pairs
        return {self.articles[n] for n in set(touched.ravel().tolist())}

    def _scores(self, pairs: Numbers, values: Floats) -> Floats:
        """Return the score of each pair, with the shares of the best cosines (`PairModel.score`)."""
        best = np.maximum(self.best, np.float32(least_best(len(self.articles))))
        cosines = values[:, :1]
        mine = best[pairs]
        shares = np.sort(np.minimum(1.0, np.divide(cosines, mine, out=np.ones_like(mine), where=mine > 0)), axis=1)
        scores: Floats = values[:, 1] + shares @ np.array(self._model.shares, np.float32)
        return scores
