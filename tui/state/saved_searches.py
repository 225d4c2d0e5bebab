"""The screen's state of saved searches: the list, the counts, and which ran last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.index.shelf import SavedSearch

__all__ = ["SavedSearches"]


class SavedSearches:
    """The saved searches in their order."""

    def __init__(self) -> None:
        """Begin without saved searches."""
        self.all: Sequence[SavedSearch] = ()
        self.counts: Mapping[str, str] = {}
        """The text of the count of each, by name."""
        self.last: str | None = None
        """The name of the one that ran last."""
        self.recorded = ""
        """The query that was last written to the history."""

    def named(self, name: str | None) -> SavedSearch | None:
        """Return the saved search with this name."""
        return next((search for search in self.all if search.name == name), None)

    def names(self, beginning: str) -> list[str]:
        """Return the names with this prefix."""
        return [search.name for search in self.all if search.name.startswith(beginning)]

    def neighbour(self, step: int) -> SavedSearch | None:
        """Return the one `step` places after the last that ran, wrapping around; None if none is saved."""
        if not self.all:
            return None
        at = next((n for n, search in enumerate(self.all) if search.name == self.last), None)
        return self.all[(0 if step > 0 else -1) if at is None else (at + step) % len(self.all)]
