"""Decides which units are the body: points, place and neighbours together, and the guard that holds all of it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.cleaning.blocks import best_path
from seedread.index.cleaning.explanations import told_of_rest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features.counts import Features
    from seedread.index.cleaning.margins import Margins
    from seedread.index.cleaning.rules import Verdict

__all__ = ["body_start", "decide"]

CERTAIN = -1.5
"""Points of a unit that a rule has taken: its neighbours are suspect, but no more."""
LARGE = 0.15
"""Share of the largest block that makes another one large."""
LEAST_KEPT = 0.5
"""Share of the prose below which the usual verdicts are not trusted."""


def decide(
    units: Sequence[Features], verdicts: Sequence[Verdict | None], points: Sequence[float], margins: Margins
) -> tuple[list[Verdict | None], bool]:
    """Return the verdicts with those added that follow from points and place, and whether prose had to be kept."""
    body = _path(units, verdicts, points, margins)
    return _hold_back(units, verdicts, told_of_rest(units, verdicts, points, body))


def body_start(
    units: Sequence[Features], verdicts: Sequence[Verdict | None], points: Sequence[float], margins: Margins
) -> int:
    """Return the first paragraph of the first large block, before anything is decided; the number of units if none."""
    path = _path(units, verdicts, points, margins)
    blocks: list[tuple[int, int]] = []
    for at, unit in enumerate(units):
        if not path[at] or at == 0 or not path[at - 1]:
            blocks.append((len(units), 0))
        if path[at] and verdicts[at] is None and unit.prose:
            first, size = blocks[-1]
            blocks[-1] = (min(first, at), size + unit.size)
    largest = max((size for _, size in blocks), default=0)
    return next((first for first, size in blocks if size and size >= LARGE * largest), len(units))


def _path(
    units: Sequence[Features], verdicts: Sequence[Verdict | None], points: Sequence[float], margins: Margins
) -> list[bool]:
    weighed = [
        CERTAIN if verdict else found + (margins.prose if unit.prose else margins.short)
        for unit, verdict, found in zip(units, verdicts, points, strict=True)
    ]
    return best_path(weighed, margins.path)


def _hold_back(
    units: Sequence[Features], sure: Sequence[Verdict | None], decided: list[Verdict | None]
) -> tuple[list[Verdict | None], bool]:
    """Keep all prose that no rule has taken where most of it would go."""
    prose = [at for at, unit in enumerate(units) if unit.prose and sure[at] is None]
    kept = sum(units[at].size for at in prose if decided[at] is None)
    if prose and kept < LEAST_KEPT * sum(units[at].size for at in prose):
        held = frozenset(prose)
        return [None if at in held else verdict for at, verdict in enumerate(decided)], True
    if prose or sum(verdict is None for verdict in decided) > LEAST_KEPT * len(units):
        return decided, False
    return list(sure), bool(units)
