"""The trees of the line model, read from data/line_trees.json: a second look, at what the networks made of a document.

Each tree asks a unit's numbers (`standing`) a few questions and gives some points; their sum is the logarithm of the
odds that the unit is body. The file says where they come from; bench/train_line_trees.py makes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.cleaning.features.context import STANDING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from seedread.index.cleaning.features.position import Array

__all__ = ["Trees", "line_trees"]


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees, one after the other; a leaf leads to itself."""

    start: float
    """Points before any tree."""
    roots: NDArray[np.intp]
    column: NDArray[np.intp]
    border: Array
    """What is more than this goes the second way."""
    ways: NDArray[np.intp]
    """Two nodes for each node."""
    value: Array
    """Points of a leaf."""
    depth: int

    @classmethod
    def of(cls, start: float, trees: Sequence[Sequence[Any]]) -> Trees:
        """Return trees as the file has them: a node is a name of STANDING, a border and two nodes, or else points."""
        columns = {name: n for n, name in enumerate(STANDING)}
        roots = np.cumsum([0, *(len(tree) for tree in trees[:-1])], dtype=np.intp)
        column, border, ways, value = [], [], [], []
        for root, tree in zip(roots.tolist(), trees, strict=True):
            for node, told in enumerate(tree):
                name, limit, below, above = told if isinstance(told, list) else (STANDING[0], 0.0, node, node)
                column.append(columns[name])
                border.append(limit)
                ways += [root + below, root + above]
                value.append(0.0 if isinstance(told, list) else told)
        return cls(
            start,
            roots,
            np.array(column, dtype=np.intp),
            np.array(border, dtype=np.float32),
            np.array(ways, dtype=np.intp),
            np.array(value, dtype=np.float32),
            max((_depth(tree, 0) for tree in trees), default=0),
        )

    def points(self, numbers: Array) -> Array:
        """Return the points of units from their numbers, (units, STANDING)."""
        flat, width = np.ascontiguousarray(numbers).ravel(), numbers.shape[1]
        first = (np.arange(len(numbers), dtype=np.intp) * width)[:, None]
        at = np.broadcast_to(self.roots, (len(numbers), len(self.roots)))
        for _ in range(self.depth):
            above = flat.take(first + self.column.take(at)) > self.border.take(at)
            at = self.ways.take(2 * at + above)
        found: Array = self.value.take(at).sum(axis=1) + np.float32(self.start)
        return found


def _depth(tree: Sequence[Any], node: int) -> int:
    told = tree[node]
    return 1 + max(_depth(tree, told[2]), _depth(tree, told[3])) if isinstance(told, list) else 0


@cache
def line_trees() -> Trees:
    """Return the trees of data/line_trees.json."""
    path = files("seedread.index.cleaning").joinpath("data", "line_trees.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    return Trees.of(data["start"], data["trees"])
