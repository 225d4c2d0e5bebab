"""What the cleaner hands back; the words for what a stripped line can be stand here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedread.index.article import Line, Published

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
    "blank",
    "other",
)
"""What a stripped line can be. A line that holds nothing but a date counts as a dateline."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article inside a document's text, and the verdict on every line."""

    title: str
    """The headline, or the beginning of the lead; empty only where there is no text at all."""
    title_is_lead: bool
    """Whether the title had to be taken from the lead."""
    source: str | None
    """The outlet as its credit line or domain names it, or as it was known beforehand."""
    byline: str | None
    """Who wrote it, without "By"."""
    dateline: str | None
    """The city, as printed."""
    published: Published | None
    """Only from a date that is printed with its year in a dateline, a byline or a line of its own."""
    language: str | None
    """ISO 639-1 code, None where it could not be told."""
    paragraphs: tuple[str, ...]
    """The body, broken lines rejoined."""
    lines: tuple[Line, ...]
    """One for every line of the text, in order."""
    unsure: bool
    """Whether the usual verdicts would have taken most of the document, so that its prose was kept instead."""
