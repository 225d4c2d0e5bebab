"""Which line of one text is next to a line of another one, where only some of their sentences line up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["in_order", "line_beside"]


def in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most of `pairs` that rise on both sides; they are sorted by the first, and no number is there twice.

    Where two articles tell things in another order, no scrolling could follow both. Patience sorting (Aldous and
    Diaconis 1999).
    """
    ends: list[int] = []
    chains: list[int] = []
    before: list[int | None] = []
    for n, (_, b) in enumerate(pairs):
        at = bisect_left(ends, b)
        ends[at : at + 1] = [b]
        chains[at : at + 1] = [n]
        before.append(chains[at - 1] if at else None)
    found: list[tuple[int, int]] = []
    last = chains[-1] if chains else None
    while last is not None:
        found.append(pairs[last])
        last = before[last]
    return found[::-1]


def line_beside(anchors: Sequence[tuple[int, int]], line: float) -> float:
    """Return the line of the second text beside a line of the first one.

    `anchors` are lines that belong together, rising on both sides, with the beginnings and the ends of both texts.
    Between two of them the lines are spread evenly.
    """
    after = min(max(bisect_right(anchors, line, key=lambda anchor: anchor[0]), 1), len(anchors) - 1)
    (from_a, from_b), (to_a, to_b) = anchors[after - 1], anchors[after]
    part = (line - from_a) / (to_a - from_a) if to_a > from_a else 1.0
    return from_b + part * (to_b - from_b)
