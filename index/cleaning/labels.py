"""The label of a unit that is not body, and the kinds that a label can have."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["KINDS", "Label"]

KINDS: tuple[str, ...] = (
    "title",
    "duplicate title",
    "byline",
    "dateline",
    "source",
    "caption",
    "share",
    "comment form",
    "newsletter",
    "related",
    "teaser",
    "navigation",
    "cookie",
    "copyright",
    "advertisement",
    "account",
    "paywall",
    "note",
    "blank",
    "other",
)
"""The kinds of a stripped line. A line that holds only a date is a dateline. A note is about the article: who worked on
it, who wrote it, what was corrected."""


@dataclass(frozen=True, slots=True)
class Label:
    """Why a unit is not body."""

    kind: str
    """One of `KINDS`."""
    evidence: str
    """What decided, in words for the reader."""
