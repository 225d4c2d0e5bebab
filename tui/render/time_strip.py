"""A one-line timeline of article counts: one bar per day, month or year, or per group of them if space is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.render.themes import ACCENT, CURSOR, DIM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.facets import Selection
    from seedread.index.search.date_histogram import Bucket, Histogram
    from seedread.tui.render.cells import Piece

__all__ = ["period_at", "step_period", "time_strip"]

BARS = " ▁▂▃▄▅▆▇█"
WIDEST = 3
"""Widest bar, in cells."""
LEAST = 8
"""Fewest cells of bars; a narrower timeline is not shown."""


def _bars(histogram: Histogram, width: int) -> tuple[Sequence[Sequence[Bucket]], int]:
    """Return the groups of buckets that share a bar in a timeline of `width` cells, and the width of a bar.

    There are none for fewer than two bars, and if space is short.
    """
    buckets = histogram.buckets
    room = width - sum(len(bucket.label) for bucket in (*buckets[:1], *buckets[-1:])) - 4
    if len(buckets) < 2 or room < LEAST:
        return [], 0
    together = -(-len(buckets) // room)
    groups = [buckets[at : at + together] for at in range(0, len(buckets), together)]
    return groups, max(1, min(WIDEST, room // len(groups)))


def period_at(histogram: Histogram, width: int, x: int) -> Bucket | None:
    """Return the first period with articles of the bar at column `x` of a timeline; None elsewhere."""
    groups, wide = _bars(histogram, width)
    at = (x - len(f" {histogram.buckets[0].label} ")) // wide if groups else -1
    return next((bucket for bucket in groups[at] if bucket.count), None) if 0 <= at < len(groups) else None


def time_strip(histogram: Histogram, width: int) -> list[Piece]:
    """Return the timeline in at most `width` cells; empty if there are fewer than two bars."""
    groups, wide = _bars(histogram, width)
    if not groups:
        return []
    first, last = histogram.buckets[0].label, histogram.buckets[-1].label
    counts = [sum(bucket.count for bucket in group) for group in groups]
    most = max(counts)
    pieces: list[Piece] = [(f" {first} ", DIM)]
    for group, count in zip(groups, counts, strict=True):
        chosen = any(bucket.chosen for bucket in group)
        bar = BARS[-(-count * (len(BARS) - 1) // most)] * wide if most else " "
        style = CURSOR if chosen else ACCENT
        if len(pieces) > 1 and pieces[-1][1] is style:
            pieces[-1] = (pieces[-1][0] + bar, style)
        else:
            pieces.append((bar, style))
    return [*pieces, (f" {last}", DIM)]


def step_period(
    histogram: Histogram, selection: Selection, step: int, *, from_newest: bool
) -> tuple[Selection, Bucket | None]:
    """Select the next (or previous) period with articles; return the new selection and the period.

    If none is selected, start at the newest or the oldest. Past either end, no period is selected.
    """
    filled = [bucket for bucket in histogram.buckets if bucket.count]
    chosen = [n for n, bucket in enumerate(filled) if bucket.chosen]
    others = selection.without("date")
    neighbour = (chosen[-1] + 1 if step > 0 else chosen[0] - 1) if chosen else None
    at = neighbour if neighbour is not None else len(filled) - 1 if from_newest else 0
    if not 0 <= at < len(filled):
        return others, None
    return others.set("date", filled[at].label, "include"), filled[at]
