"""Finds the blocks of a document: a body is mostly one stretch, so neighbours speak for each other.

The two-state best path (Viterbi) over points: each unit is body or not, and every change between the two costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["best_path"]


def best_path(points: Sequence[float], change: float) -> list[bool]:
    """Return for each unit whether it is body on the best path; `change` is what one change of state costs."""
    body, rest = 0.0, 0.0
    came_from: list[tuple[bool, bool]] = []
    for value in points:
        body_stays, rest_stays = body >= rest - change, rest >= body - change
        came_from.append((body_stays, not rest_stays))
        body, rest = (body if body_stays else rest - change) + value, (rest if rest_stays else body - change) - value
    path: list[bool] = []
    state = body >= rest
    for from_body_if_body, from_body_if_rest in reversed(came_from):
        path.append(state)
        state = from_body_if_body if state else from_body_if_rest
    path.reverse()
    return path
