"""The gradient-boosted trees of the line model. They score each unit again, from the networks' scores around it.

Each tree compares a few features with thresholds and ends in a value. The sum over all trees is the log odds that the
unit is body. The trees are in data/line_trees.json, with their provenance;
`bench/training/train_line_trees.py` writes the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.cleaning.features.score_context import CONTEXT_FEATURES
from seedread.index.text.data_files import read_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from seedread.index.cleaning.features import FloatArray

__all__ = ["Trees", "line_trees"]


_CHUNK = 64
"""Units that are scored together: as many as fit into the cache of a processor."""
LEAVES = 16
"""The most leaves of a tree. Each is a bit of a number."""


@dataclass(frozen=True, slots=True)
class Trees:
    """All trees side by side, every comparison of which is made at once.

    A comparison rules out the leaves of one of its two children; the first leaf that none rules out is the tree's
    (Lucchese and others, QuickScorer, SIGIR 2015). That reads memory in order, where a walk from node to node jumps.
    """

    start: float
    """The score before any tree."""
    column: NDArray[np.intp]
    """(comparisons of a tree, trees), as one row."""
    threshold: FloatArray
    """The same. A greater number goes to the second child."""
    below: NDArray[np.uint16]
    """The same: the leaves below the first child, as bits."""
    value: FloatArray
    """(trees, LEAVES), as one row."""
    trees: int

    @classmethod
    def of(cls, start: float, trees: Sequence[Sequence[Any]]) -> Trees:
        """Return trees from a list as in the file: a node is a feature, a threshold and two nodes, or a value."""
        columns = {name: n for n, name in enumerate(CONTEXT_FEATURES)}
        shape = (LEAVES - 1, len(trees))
        column, below = np.zeros(shape, dtype=np.intp), np.zeros(shape, dtype=np.uint16)
        threshold = np.full(shape, np.inf, dtype=np.float32)
        value = np.zeros((len(trees), LEAVES), dtype=np.float32)
        for n, tree in enumerate(trees):
            inner, leaves = _in_order(tree)
            value[n, : len(leaves)] = leaves
            for at, (name, limit, first) in enumerate(inner):
                column[at, n], threshold[at, n], below[at, n] = columns[name], limit, first
        used = max(1, int((below > 0).any(axis=1).sum()))
        return cls(
            start, column[:used].ravel(), threshold[:used].ravel(), below[:used].ravel(), value.ravel(), len(trees)
        )

    def scores(self, features: FloatArray) -> FloatArray:
        """Return the score of each unit from (units, CONTEXT_FEATURES)."""
        chunks = range(0, max(1, len(features)), _CHUNK)
        return np.concatenate([self._scores(features[at : at + _CHUNK]) for at in chunks])

    def _scores(self, features: FloatArray) -> FloatArray:
        above = features.take(self.column, axis=1) > self.threshold
        shape = len(features), len(self.column) // self.trees, self.trees
        out = np.bitwise_or.reduce((above * self.below).reshape(shape), axis=1)
        leaves = _first_left().take(out) + np.arange(0, len(self.value), LEAVES)
        found: FloatArray = self.value.take(leaves).sum(axis=1) + np.float32(self.start)
        return found


def _in_order(tree: Sequence[Any]) -> tuple[list[tuple[str, float, int]], list[float]]:
    """Return the comparisons of a tree, each with the bits of the leaves below its first child, and the leaves."""
    inner: list[tuple[str, float, int]] = []
    leaves: list[float] = []

    def walk(at: int) -> int:
        if not isinstance(tree[at], list):
            leaves.append(tree[at])
            return 1 << (len(leaves) - 1)
        name, limit, first, second = tree[at]
        below = walk(first)
        inner.append((name, limit, below))
        return below | walk(second)

    walk(0)
    return inner, leaves


@cache
def _first_left() -> NDArray[np.intp]:
    """Return for each set of leaves that are ruled out the first one that is left."""
    left = np.zeros(1 << LEAVES, dtype=np.intp)
    for leaf in reversed(range(LEAVES)):
        left[((np.arange(1 << LEAVES) >> leaf) & 1) == 0] = leaf
    return left


@cache
def line_trees() -> Trees:
    """Return the trees of data/line_trees.json."""
    data = read_json("cleaning", "line_trees.json")
    return Trees.of(data["start"], data["trees"])
