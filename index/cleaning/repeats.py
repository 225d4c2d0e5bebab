"""Knows furniture by its standing in a document more than once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedread.index.cleaning.rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features.counts import Features

__all__ = ["mark_repeats"]

LONGEST = 60
"""Size of the longest line that is furniture because it is repeated."""
OFTEN = 3
FURNISHED = 0.1
"""Share of furniture from which a document is a page: in a plain text, what is repeated is a table's heading."""


def mark_repeats(units: Sequence[Features], verdicts: list[Verdict | None]) -> None:
    """Mark short units without an end of sentence that stand in the document several times."""
    if sum(verdict is not None for verdict in verdicts) < FURNISHED * len(units):
        return
    seen = Counter(unit.text for unit in units if _may_be(unit))
    for at, unit in enumerate(units):
        if verdicts[at] is None and seen[unit.text] >= OFTEN and _may_be(unit):
            verdicts[at] = Verdict("navigation", f"stands {seen[unit.text]} times in the document")


def _may_be(unit: Features) -> bool:
    return unit.size <= LONGEST and not unit.ends and not unit.listed and not unit.digits
