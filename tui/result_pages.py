"""The rows of one result as they come in, page by page; where a page is missing, it knows which one to ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.shelf import NO_MARKS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from seedread.index.results import Hit, Results
    from seedread.index.shelf import Marks

__all__ = ["PAGE", "ResultPages"]

PAGE = 50
"""Rows that are asked for at once."""
_NONE: Mapping[str, int] = {}


class ResultPages:
    """The hits of one run of a search, of which any part may still be missing."""

    def __init__(
        self,
        first: Results | None = None,
        offset: int = 0,
        serial: int = 0,
        marks: dict[str, Marks] | None = None,
        accounts: Mapping[str, int] = _NONE,
    ) -> None:
        """Begin with a page `first` whose first hit is row `offset`; `marks` are those that are known by now."""
        self.serial = serial
        self.total = first.total if first else 0
        self.searched = bool(first and first.text.strip())
        """Whether anything was asked: then the snippets show what matched."""
        self.generation = first.generation if first else -1
        self._hits: dict[int, Hit] = {}
        self._marks = {} if marks is None else marks
        self._accounts: dict[str, int] = {}
        self._asked: set[int] = set()
        if first:
            self.add(first, offset, accounts)

    def add(self, results: Results, offset: int, accounts: Mapping[str, int] = _NONE) -> None:
        """Take in the hits that begin at row `offset`, and how many accounts their stories have."""
        self._accounts.update(accounts)
        self._hits.update(enumerate(results.hits, offset))

    def hit(self, row: int) -> Hit | None:
        """Return the hit of `row`, None while it is missing."""
        return self._hits.get(row)

    def accounts(self, article: str) -> int:
        """Return how many accounts the story of an article has, 1 where it is alone."""
        return self._accounts.get(article, 1)

    def row(self, article: str) -> int | None:
        """Return the row of an article among those that came in."""
        return next((row for row, hit in self._hits.items() if hit.id == article), None)

    def missing(self, first: int, past: int) -> list[int]:
        """Return the offsets of the pages that rows `first` to `past` need and that nobody asked for yet."""
        rows = range(max(first, 0), min(past, self.total))
        wanted = sorted({row - row % PAGE for row in rows if row not in self._hits} - self._asked)
        self._asked.update(wanted)
        return wanted

    @property
    def ids(self) -> Collection[str]:
        """The articles that came in."""
        return [hit.id for hit in self._hits.values()]

    def marks(self, article: str) -> Marks:
        """Return the marks of an article."""
        return self._marks.get(article, NO_MARKS)

    def mark(self, marks: Mapping[str, Marks]) -> list[int]:
        """Take in other marks; return the rows that look different now."""
        changed = {own for own, found in marks.items() if self.marks(own) != found}
        self._marks.update(marks)
        return [row for row, hit in self._hits.items() if hit.id in changed] if changed else []

    def next_unread(self, after: int) -> int | None:
        """Return the first row behind `after` that is unread, or was not looked at yet; None where all were read."""
        rows = range(after + 1, self.total)
        return next((row for row in rows if not (hit := self.hit(row)) or not self.marks(hit.id).read), None)
