"""The screen's state of marks: the tags in use, unsaved notes, and the article of this visit."""

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
    """Whether the facets lack recent marks: counts are not sent for each mark, to save traffic."""
    visited: str | None = None
    """The article that this visit marked as read; if the reader marks it unread, it stays unread."""
    drafts: dict[str, str] = field(default_factory=dict)
    """Unsaved notes by article: after a write error the text is offered again."""

    def forget_written(self, marks: Mapping[str, Marks]) -> None:
        """Drop the drafts that are saved now."""
        for article, found in marks.items():
            if self.drafts.get(article) == found.note:
                del self.drafts[article]
