"""The rows of one result, loaded page by page, and which missing pages to request."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from seedread.index.shelf import NO_MARKS
from seedread.index.storage.stories_file import ALONE
from seedread.tui.state.day_headings import DayHeadings
from seedread.tui.state.expanded_rows import OpenedRows, RowPlace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from seedread.index.search.coverage import Account
    from seedread.index.search.results import Hit, Results
    from seedread.index.shelf import Marks
    from seedread.index.storage.stories_file import StorySize
    from seedread.tui.state.day_headings import DayHeading

__all__ = ["HEADING", "PAGE", "ResultPages", "arrivals"]

PAGE = 50
"""Rows of one request."""
HEADING = -1
"""The line above a row that has the heading of its day."""
_NONE: Mapping[str, StorySize] = {}


class ResultPages:
    """The hits of one search; any part may still be missing."""

    def __init__(
        self,
        first: Results | None = None,
        offset: int = 0,
        serial: int = 0,
        marks: dict[str, Marks] | None = None,
        accounts: Mapping[str, StorySize] = _NONE,
    ) -> None:
        """Begin with a page `first` whose first hit is row `offset`; `marks` are the marks known so far."""
        self.serial = serial
        self.articles = first.total if first else 0
        """The count of the result."""
        self.total = first.total - first.folded if first else 0
        """The count of its rows, without folded copies and without the accounts shown below hits."""
        self.generation = first.generation if first else -1
        self._hits: dict[int, Hit] = {}
        self._marks = {} if marks is None else marks
        self._accounts: dict[str, StorySize] = {}
        self._asked: set[int] = set()
        self._opened = OpenedRows()
        self.headings = DayHeadings()
        """The headings above the first row of each day."""
        if first:
            self.add(first, offset, accounts)

    def add(self, results: Results, offset: int, accounts: Mapping[str, StorySize] = _NONE) -> None:
        """Add the hits from row `offset` on, with the sizes (accounts and copies) of their stories."""
        self._accounts.update(accounts)
        self._hits.update(enumerate(results.hits, offset))

    @property
    def length(self) -> int:
        """The number of list rows: the whole result and the accounts shown below hits."""
        return self.total + len(self._opened)

    def place(self, row: int) -> RowPlace:
        """Return the hit, or the account below it, in `row`."""
        return self._opened.place(row)

    def row_at(self, place: RowPlace) -> int:
        """Return the row of a hit or of an account below it; the hit's row if there are fewer accounts now."""
        return self._opened.row(place if place.under <= len(self.beneath(place)) else RowPlace(place.n))

    def line_count(self, height: int) -> int:
        """Return how many lines rows of `height` lines have, with the headings."""
        return self.length * height + len(self.headings.starts)

    def first_line(self, row: int, height: int) -> int:
        """Return the first line of a row, below its heading."""
        return row * height + self.headings.above(self.place(row).n)

    def top_line(self, row: int, height: int) -> int:
        """Return the line of the heading above a row, or the first line of a row without one."""
        first = self.first_line(row, height)
        return first - (first > 0 and self.at_line(first - 1, height)[1] == HEADING)

    def at_line(self, line: int, height: int) -> tuple[int, int]:
        """Return the row of a line, and which of its lines that is: HEADING for a heading above the row."""
        starts = self.headings.starts
        above = bisect_right(range(len(starts)), line, key=lambda k: self._heading_line(k, height))
        if above and line == self._heading_line(above - 1, height):
            return self._opened.row(RowPlace(starts[above - 1])), HEADING
        return divmod(line - above, height)

    def _heading_line(self, k: int, height: int) -> int:
        return self._opened.row(RowPlace(self.headings.starts[k])) * height + k

    def heading(self, row: int) -> DayHeading:
        """Return the heading of the day of a row."""
        return self.headings.of_hit(self.place(row).n)

    def hit(self, row: int) -> Hit | None:
        """Return the hit of `row`, None if it is not loaded."""
        account = self.account(row)
        return account.hit if account else self._hits.get(self.place(row).n)

    def account(self, row: int) -> Account | None:
        """Return the account in `row`, None if the row is a hit."""
        place = self.place(row)
        return self.beneath(place)[place.under - 1] if place.under else None

    def beneath(self, place: RowPlace) -> Sequence[Account]:
        """Return the accounts shown below the hit of a place."""
        return self._opened.beneath(place.n)

    def open(self, article: str, accounts: Sequence[Account]) -> None:
        """Show other accounts of the event below the row of an article, if loaded; without any, collapse it."""
        if (n := self._number(article)) is not None:
            self._opened.open(n, accounts)

    def open_as(self, before: ResultPages) -> list[str]:
        """Expand the rows that are expanded in an older state of the result; return their articles."""
        opened = {before._hits[n].id: before._opened.beneath(n) for n in before._opened}
        known = [article for article in opened if self._number(article) is not None]
        for article in known:
            self.open(article, opened[article])
        return known

    def accounts(self, article: str) -> StorySize:
        """Return how many accounts and copies the story of an article has."""
        return self._accounts.get(article, ALONE)

    def row(self, article: str, account: str | None = None) -> int | None:
        """Return the row of a loaded article, or of an `account` shown below it."""
        n = self._number(article)
        if n is None:
            return None
        beneath = self._opened.beneath(n)
        under = next((k for k, one in enumerate(beneath, 1) if one.hit.id == account), 0)
        return self._opened.row(RowPlace(n, under))

    def _number(self, article: str) -> int | None:
        return next((n for n, hit in self._hits.items() if hit.id == article), None)

    def missing(self, first: int, past: int) -> list[int]:
        """Return the offsets of the pages for rows `first` to `past` that were not requested yet."""
        rows = range(max(self.place(first).n, 0), min(self.place(past).n, self.total))
        wanted = sorted({row - row % PAGE for row in rows if row not in self._hits} - self._asked)
        self._asked.update(wanted)
        return wanted

    @property
    def ids(self) -> Collection[str]:
        """The loaded articles."""
        return [hit.id for _, hit in self._shown()]

    def _shown(self) -> Iterator[tuple[RowPlace, Hit]]:
        """Iterate over all loaded hits and the accounts shown below them."""
        for n, hit in self._hits.items():
            yield RowPlace(n), hit
            for under, account in enumerate(self._opened.beneath(n), 1):
                yield RowPlace(n, under), account.hit

    def marks(self, article: str) -> Marks:
        """Return the marks of an article."""
        return self._marks.get(article, NO_MARKS)

    def mark(self, marks: Mapping[str, Marks]) -> list[int]:
        """Update marks; return the rows that changed."""
        changed = {own for own, found in marks.items() if self.marks(own) != found}
        self._marks.update(marks)
        return [self._opened.row(place) for place, hit in self._shown() if hit.id in changed] if changed else []

    def next_unread(self, after: int) -> int | None:
        """Return the first row after `after` that is unread or not loaded; None if all are read."""
        rows = range(after + 1, self.length)
        return next((row for row in rows if not (hit := self.hit(row)) or not self.marks(hit.id).read), None)


def arrivals(before: tuple[int, int], now: tuple[int, int]) -> str:
    """Return how many results are new above and below the reader's; each state is the number of that one and of all."""
    if not before[1]:
        return ""  # all of them are new
    above = max(now[0] - before[0], 0)
    below = max(now[1] - before[1] - above, 0)
    return " ".join(filter(None, [f"{above:,} new ↑" if above else "", f"{below:,} new ↓" if below else ""]))
