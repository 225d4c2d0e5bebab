"""Has the line model weigh a document, and sees that neither a paragraph nor a list falls to a chance neighbour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from seedread.index.cleaning.features.context import MOST, standing
from seedread.index.cleaning.features.unit import SHAPED
from seedread.index.cleaning.gbdt import line_trees
from seedread.index.cleaning.mlp import line_model, looked_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features.counts import Features
    from seedread.index.cleaning.margins import Margins
    from seedread.index.cleaning.rules import Verdict

__all__ = ["is_plain", "points_of", "weighed"]

PART = 5000
"""Units that are weighed together: so much memory and no more is needed, however long the text is."""
FEW = 12
"""Units of a text so short that one line can speak against all of it."""
NUMBERS = 2
"""Numbers in a row of a table."""
ROWS = 4
"""Rows of the shortest table; what stands between two of them may be one unit without numbers."""
PLAIN = SHAPED | {"other"}
"""Kinds of what a text without furniture can have: lines about it, and rules of dashes."""
NETWORKS = 0.3
"""Share of the networks in the points; the trees have the rest. They err in different places."""
TABLED = 1.0
"""Points of a row of a table, where it has not more."""


def is_plain(verdicts: Sequence[Verdict | None]) -> bool:
    """Tell whether no rule has found anything of a page around the text."""
    return all(verdict is None or verdict.kind in PLAIN for verdict in verdicts)


def points_of(units: Sequence[Features], verdicts: Sequence[Verdict | None], *, known_language: bool) -> list[float]:
    """Return the points of each unit by the line model: of trees and networks, or of these alone.

    Trees are not asked about what a rule has taken, nor where words say nothing.
    """
    if not units:
        return []
    if len(units) > PART:
        parts = ((units[at : at + PART], verdicts[at : at + PART]) for at in range(0, len(units), PART))
        return [found for part in parts for found in points_of(*part, known_language=known_language)]
    inputs, places, points = looked_at(units, verdicts, line_model(), known_language=known_language)
    if known_language:
        left = np.array([verdict is None for verdict in verdicts])
        trees = line_trees().points(standing(units, inputs, places, points)[left])
        points[left] = NETWORKS * np.clip(points[left], -MOST, MOST) + (1 - NETWORKS) * trees
    return [float(found) for found in points]


def weighed(
    units: Sequence[Features], verdicts: Sequence[Verdict | None], margins: Margins, *, known_language: bool
) -> list[float]:
    """Return the points of each unit, above nought for what looks like body."""
    points = points_of(units, verdicts, known_language=known_language)
    _look_again(units, verdicts, points, margins, known_language=known_language)
    _level_lists(units, verdicts, points)
    _keep_tables(units, verdicts, points)
    return points


def _look_again(
    units: Sequence[Features],
    verdicts: Sequence[Verdict | None],
    points: list[float],
    margins: Margins,
    *,
    known_language: bool,
) -> None:
    """Give a paragraph that would go the points it has without the lines that rules have taken, where these are more.

    One cookie notice below a short article must not take its last paragraph along; nor may what looks like one in a
    language whose words say nothing.
    """
    if known_language and len(units) > FEW:
        return
    left = [at for at, verdict in enumerate(verdicts) if verdict is None]
    doubtful = [at for at in left if units[at].prose and points[at] + margins.prose < 2 * margins.path]
    if not doubtful or len(left) == len(units):
        return
    alone = points_of([units[at] for at in left], [None] * len(left), known_language=known_language)
    again = dict(zip(left, alone, strict=True))
    for at in doubtful:
        points[at] = max(points[at], again[at])


def _level_lists(units: Sequence[Features], verdicts: Sequence[Verdict | None], points: list[float]) -> None:
    """Give the items of a list that stand together the same points: a list is the author's or it is not."""
    start = 0
    for at in range(len(units) + 1):
        if at < len(units) and units[at].listed and verdicts[at] is None:
            continue
        if at - start > 1:
            points[start:at] = [sum(points[start:at]) / (at - start)] * (at - start)
        start = at + 1


def _keep_tables(units: Sequence[Features], verdicts: Sequence[Verdict | None], points: list[float]) -> None:
    """Keep the rows of tables in a text without furniture: there they are the author's, not a page's box of prices."""
    if not is_plain(verdicts):
        return
    rows = [at for at, unit in enumerate(units) if unit.short and unit.words.count("#") >= NUMBERS]
    if not rows:
        return
    starts = [n for n, at in enumerate(rows) if n == 0 or at - rows[n - 1] > 2]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        if end - start >= ROWS:
            for at in rows[start:end]:
                points[at] = max(points[at], TABLED)
