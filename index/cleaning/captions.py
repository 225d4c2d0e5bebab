"""Knows the captions and crossheads that only repeat the headline between paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.cleaning.rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from seedread.index.cleaning.features.counts import Features
    from seedread.index.cleaning.phrases import Words

__all__ = ["mark_captions"]

LONGEST = 60
"""Size of the longest line that is taken for the headline's echo."""


def mark_captions(
    units: Sequence[Features], verdicts: list[Verdict | None], headline: Words, stop_words: Collection[str]
) -> None:
    """Mark short units without an end that say nothing which the headline does not say."""
    told = frozenset(headline).difference(stop_words)
    for at, unit in enumerate(units):
        if verdicts[at] is not None or unit.ends or unit.listed or unit.size > LONGEST:
            continue
        own = frozenset(unit.words).difference(stop_words)
        if len(own) >= 2 and len(own) >= 0.3 * len(told) and own <= told and _between_prose(units, at):
            verdicts[at] = Verdict("caption", "short, and repeats the title's words")


def _between_prose(units: Sequence[Features], at: int) -> bool:
    return any(unit.prose for unit in units[max(0, at - 3) : at]) and any(unit.prose for unit in units[at + 1 : at + 4])
