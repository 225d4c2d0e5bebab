"""The gradient-boosted trees of the line model. They score each unit again, from the networks' scores around it.

Each tree compares a few features with thresholds and ends in a value. The sum over all trees is the log odds that the
unit is body. The trees are in data/line_trees.json, with their provenance;
`bench/training/train_line_trees.py` writes the file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.cleaning.features.score_context import CONTEXT_FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from seedread.index.cleaning.features import FloatArray

__all__ = ["Trees", "line_trees"]


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees, one after the other. The children of a leaf are the leaf itself."""

    start: float
    """The score before any tree."""
    roots: NDArray[np.intp]
    column: NDArray[np.intp]
    threshold: FloatArray
    """A greater number goes to the second child."""
    children: NDArray[np.intp]
    """Two nodes for each node."""
    value: FloatArray
    """The value of a leaf."""
    depth: int

    @classmethod
    def of(cls, start: float, trees: Sequence[Sequence[Any]]) -> Trees:
        """Return trees from a list as in the file: a node is a feature, a threshold and two nodes, or a value."""
        columns = {name: n for n, name in enumerate(CONTEXT_FEATURES)}
        roots = np.cumsum([0, *(len(tree) for tree in trees[:-1])], dtype=np.intp)
        column, threshold, children, value = [], [], [], []
        for root, tree in zip(roots.tolist(), trees, strict=True):
            for n, node in enumerate(tree):
                name, limit, below, above = node if isinstance(node, list) else (CONTEXT_FEATURES[0], 0.0, n, n)
                column.append(columns[name])
                threshold.append(limit)
                children += [root + below, root + above]
                value.append(0.0 if isinstance(node, list) else node)
        return cls(
            start,
            roots,
            np.array(column, dtype=np.intp),
            np.array(threshold, dtype=np.float32),
            np.array(children, dtype=np.intp),
            np.array(value, dtype=np.float32),
            max((_depth(tree, 0) for tree in trees), default=0),
        )

    def scores(self, features: FloatArray) -> FloatArray:
        """Return the score of each unit from (units, CONTEXT_FEATURES)."""
        flat, width = np.ascontiguousarray(features).ravel(), features.shape[1]
        first = (np.arange(len(features), dtype=np.intp) * width)[:, None]
        at = np.broadcast_to(self.roots, (len(features), len(self.roots)))
        for _ in range(self.depth):
            above = flat.take(first + self.column.take(at)) > self.threshold.take(at)
            at = self.children.take(2 * at + above)
        found: FloatArray = self.value.take(at).sum(axis=1) + np.float32(self.start)
        return found


def _depth(tree: Sequence[Any], node: int) -> int:
    found = tree[node]
    return 1 + max(_depth(tree, found[2]), _depth(tree, found[3])) if isinstance(found, list) else 0


@cache
def line_trees() -> Trees:
    """Return the trees of data/line_trees.json."""
    path = files("seedread.index.cleaning").joinpath("data", "line_trees.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    return Trees.of(data["start"], data["trees"])
