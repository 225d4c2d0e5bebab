"""The sentences that sum up a comparison, for the screen and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedread.index.compare.comparison import Comparison, SharedQuotation, Side, Wording

__all__ = ["MARKS", "NO_MATCH", "WORDING_LABELS", "kind_line", "shared_line", "trimmed"]

MARKS: dict[Wording, str] = {"verbatim": "=", "close": "≈", "related": "·"}
"""The mark in the gutter next to a sentence."""
WORDING_LABELS: dict[Wording, str] = {
    "verbatim": "same wording",
    "close": "similar wording",
    "related": "related wording",
}
NO_MATCH = "No similar sentences."
"""Names, numbers and the sentences of each article are still shown."""


def kind_line(comparison: Comparison) -> str:
    """Return the relation of the two articles, with the evidence for it."""
    by = []
    if comparison.kind in ("copy", "shared wire text"):
        by.append(f"{comparison.contained:.0%} of the shorter text word for word")
        if comparison.longest_run:
            by.append(f"up to {comparison.longest_run} words in a row")
    return comparison.kind[0].upper() + comparison.kind[1:] + (f" ({', '.join(by)})" if by else "")


def shared_line(comparison: Comparison) -> str:
    """Return how many sentences match, and in what wording."""
    if not comparison.pairs:
        return NO_MATCH
    counts = [(sum(pair.wording == kind for pair in comparison.pairs), said) for kind, said in WORDING_LABELS.items()]
    parts = ", ".join(f"{number} with {said}" for number, said in counts if number)
    total_a, total_b = len(comparison.a.sentences), len(comparison.b.sentences)
    return f"{len(comparison.pairs)} of {total_a} and {total_b} sentences match: {parts}"


def trimmed(shared: SharedQuotation, names: dict[Side, str]) -> str:
    """Return which side quotes less."""
    if not shared.trims:
        return "both quote the same words"
    if len(shared.trims) == 2:
        return "each leaves out words that the other quotes"
    (side,) = shared.trims
    return f"{names[side]} quotes less"
