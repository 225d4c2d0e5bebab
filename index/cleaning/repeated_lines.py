"""Finds the lines that stand in many documents of one site or folder: an article's own lines do not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedread.index.cleaning.rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from seedread.index.cleaning.features.counts import Features

__all__ = ["in_many", "mark_in_many"]

LEAST, SHARE = 3, 0.2
"""Documents in which a line must stand, and their share of all."""
LONGEST = 400
"""Characters of the longest line that is compared."""
LABEL = 40
"""Size up to which it is taken for an entry of a menu."""


def in_many(texts: Iterable[str]) -> frozenset[str]:
    """Return the lines, spaces collapsed, that stand in many of the documents; copies of one article count once."""
    seen: Counter[str] = Counter()
    leads: set[str] = set()
    for text in texts:
        lines = {" ".join(line.split()) for line in text.split("\n")}
        lead = max(lines, key=lambda line: (len(line), line))
        if lead not in leads:
            leads.add(lead)
            seen.update(line for line in lines if 0 < len(line) <= LONGEST)
    return frozenset(line for line, count in seen.items() if count >= max(LEAST, SHARE * len(leads)))


def mark_in_many(units: Sequence[Features], verdicts: list[Verdict | None], repeated: Collection[str]) -> None:
    """Mark the units that are one of the `repeated` lines, paragraphs apart."""
    if not repeated:
        return
    for at, unit in enumerate(units):
        if verdicts[at] is None and unit.text in repeated and not unit.prose:
            kind = "navigation" if unit.size <= LABEL else "other"
            verdicts[at] = Verdict(kind, "stands in many articles of this site or folder")
