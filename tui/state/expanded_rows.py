"""The expanded rows of a result, with other coverage of their event below; the result does not count these rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.search.coverage import Account

__all__ = ["OpenedRows", "RowPlace"]


class RowPlace(NamedTuple):
    """The position of a list row."""

    n: int
    """The number of the hit in the result."""
    under: int = 0
    """0 for the hit itself, 1 for the first account below it, and so on."""


class OpenedRows:
    """Counts rows together with the accounts shown below some of them."""

    def __init__(self) -> None:
        self._accounts: dict[int, Sequence[Account]] = {}

    def __len__(self) -> int:
        """Return how many rows are accounts below hits."""
        return sum(map(len, self._accounts.values()))

    def __iter__(self) -> Iterator[int]:
        """Iterate over the expanded hits, in order."""
        return iter(sorted(self._accounts))

    def beneath(self, n: int) -> Sequence[Account]:
        """Return the accounts shown below a hit."""
        return self._accounts.get(n, ())

    def open(self, n: int, accounts: Sequence[Account]) -> None:
        """Show `accounts` below hit `n`; without any, collapse it."""
        self._accounts.pop(n, None)
        if accounts:
            self._accounts[n] = accounts

    def place(self, row: int) -> RowPlace:
        """Return the hit, or the account below it, in a row of the list."""
        before = 0
        for n in self:
            if row - before <= n:
                break
            beneath = len(self._accounts[n])
            if row - before <= n + beneath:
                return RowPlace(n, row - before - n)
            before += beneath
        return RowPlace(row - before)

    def row(self, place: RowPlace) -> int:
        """Return the row of the list of a hit or an account."""
        return place.n + place.under + sum(len(self._accounts[n]) for n in self._accounts if n < place.n)
