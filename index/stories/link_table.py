"""The links between the articles of a library, as arrays: for each pair its cosine and the score without the shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from seedread.index.stories.bounds import bounds
from seedread.index.stories.clustering import Link
from seedread.index.stories.pair_score import PairModel, least_best, pair_model

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float32]
    Numbers: TypeAlias = NDArray[np.int32]

__all__ = ["LinkTable", "NewLink"]

NewLink: TypeAlias = tuple[str, str, float, float]
"""Two articles, their cosine, and their score without the shares (`Pair.base`)."""


_FLOAT, _NUMBER = np.dtype("<f4"), np.dtype("<i4")


class LinkTable:
    """The pairs of articles whose score is above `missing`, and the best cosine of every article."""

    def __init__(
        self,
        articles: Sequence[str] = (),
        best: Floats | None = None,
        pairs: Numbers | None = None,
        values: Floats | None = None,
        *,
        model: PairModel | None = None,
    ) -> None:
        """Take `best` (n), `pairs` (m × 2, positions in `articles`) and `values` (m × 2, cosine and score)."""
        self._model = model or pair_model()
        self.articles = list(articles)
        self.best = np.zeros(len(self.articles), np.float32) if best is None else best
        self.pairs = np.zeros((0, 2), np.int32) if pairs is None else pairs
        self.values = np.zeros((0, 2), np.float32) if values is None else values
        self._place = {article: n for n, article in enumerate(self.articles)}

    @classmethod
    def from_bytes(cls, articles: Sequence[str], raw: bytes) -> LinkTable:
        """Return the table that `to_bytes` wrote; raises ValueError if it is not of these articles."""
        best = np.frombuffer(raw[: 4 * len(articles)], _FLOAT)
        rest = raw[best.nbytes :]
        pairs = np.frombuffer(rest[: len(rest) // 2], _NUMBER).reshape(-1, 2)
        values = np.frombuffer(rest[len(rest) // 2 :], _FLOAT).reshape(-1, 2)
        if len(best) != len(articles) or len(pairs) != len(values) or (len(pairs) and pairs.max() >= len(articles)):
            raise ValueError("these are the links of other articles")
        return cls(articles, best.astype(np.float32), pairs.astype(np.int32), values.astype(np.float32))

    def to_bytes(self) -> bytes:
        """Return the arrays one after the other, in little-endian order."""
        return b"".join((self.best.astype(_FLOAT).tobytes(), self.pairs.astype(_NUMBER).tobytes(),
                         self.values.astype(_FLOAT).tobytes()))  # fmt: skip

    def without(self, gone: Container[str]) -> LinkTable:
        """Return the table without some articles."""
        kept = np.array([article not in gone for article in self.articles], bool)
        moved = np.cumsum(kept, dtype=np.int32) - 1
        alive = kept[self.pairs].all(axis=1) if len(self.pairs) else np.zeros(0, bool)
        articles = [article for article, here in zip(self.articles, kept.tolist(), strict=True) if here]
        pairs = moved[self.pairs[alive]].astype(np.int32)
        return LinkTable(articles, self.best[kept], pairs, self.values[alive], model=self._model)

    def extended(self, articles: Iterable[str], links: Sequence[NewLink], best_of: Mapping[str, float]) -> LinkTable:
        """Return the table with more articles and links; links that have become weak are left out.

        `best_of` has the best cosine of articles with new pairs, also with those too weak to be among the links.
        """
        every = [*self.articles, *(article for article in dict.fromkeys(articles) if article not in self._place)]
        place = {article: n for n, article in enumerate(every)}
        best = np.concatenate([self.best, np.zeros(len(every) - len(self.best), np.float32)])
        added = np.array([(place[a], place[b]) for a, b, _, _ in links], np.int32).reshape(-1, 2)
        values = np.array([link[2:] for link in links], np.float32).reshape(-1, 2)
        for article, cosine in best_of.items():
            best[place[article]] = max(best[place[article]], np.float32(cosine))
        pairs, values = np.concatenate([self.pairs, added]), np.concatenate([self.values, values])
        table = LinkTable(every, best, pairs, values, model=self._model)
        kept = table._scores(pairs, values) > bounds("event")["missing"]
        table.pairs, table.values = pairs[kept], values[kept]
        return table

    def near(self, articles: Iterable[str], least: float, within: Container[str]) -> set[str]:
        """Return all articles that links of a score above `least` lead to, step by step, and these themselves.

        No step leads out of `within`.
        """
        strong = self.pairs[self._scores(self.pairs, self.values) > least]
        order = np.argsort(np.concatenate([strong[:, 0], strong[:, 1]]), kind="stable")
        starts = np.concatenate([strong[:, 0], strong[:, 1]])[order]
        ends = np.concatenate([strong[:, 1], strong[:, 0]])[order]
        found = set(articles)
        todo = [self._place[article] for article in found if article in self._place]
        while todo:
            at = todo.pop()
            first, last = np.searchsorted(starts, [at, at + 1])
            for other in ends[first:last].tolist():
                name = self.articles[other]
                if name not in found and name in within:
                    found.add(name)
                    todo.append(other)
        return found

    def links(self, articles: Iterable[str]) -> dict[str, dict[str, Link]]:
        """Return the links among some articles, in both directions."""
        wanted = np.zeros(len(self.articles), bool)
        wanted[[self._place[article] for article in articles if article in self._place]] = True
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
