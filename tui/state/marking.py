"""What the screen keeps about marks: the tags in use, notes not yet written, and the article of this visit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.index.shelf import Marks

__all__ = ["Marking"]


@dataclass
class Marking:
    """The state behind the commands that mark."""

    tags: Sequence[str] = ()
    """Every tag in use, the most frequent first."""
    uncounted: bool = False
    """Whether marks were made that the facets do not count yet: each count goes over the line."""
    visited: str | None = None
    """The article that this visit has marked as read: a reader who marks it unread again means it."""
    drafts: dict[str, str] = field(default_factory=dict)
    """Notes that are not written yet, by article: one that the disk refused is offered again."""

    def forget_written(self, marks: Mapping[str, Marks]) -> None:
        """Drop the drafts that are written now."""
        for article, found in marks.items():
            if self.drafts.get(article) == found.note:
                del self.drafts[article]
