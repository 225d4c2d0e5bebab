"""Which rows of a result are open, with other coverage of their event beneath: rows that the result does not count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.search.coverage import Account

__all__ = ["OpenedRows", "RowPlace"]


class RowPlace(NamedTuple):
    """Where a row of the list belongs."""

    n: int
    """The hit of the result."""
    under: int = 0
    """0 for the hit itself, 1 for the first account beneath it, and so on."""


class OpenedRows:
    """Counts rows together with those that are open beneath some of them."""

    def __init__(self) -> None:
        self._accounts: dict[int, Sequence[Account]] = {}

    def __len__(self) -> int:
        """Return how many rows are beneath others."""
        return sum(map(len, self._accounts.values()))

    def __iter__(self) -> Iterator[int]:
        """Go through the hits that are open, in their order."""
        return iter(sorted(self._accounts))

    def beneath(self, n: int) -> Sequence[Account]:
        """Return the accounts that show beneath a hit."""
        return self._accounts.get(n, ())

    def open(self, n: int, accounts: Sequence[Account]) -> None:
        """Show `accounts` beneath hit `n`; none: fold it."""
        self._accounts.pop(n, None)
        if accounts:
            self._accounts[n] = accounts

    def place(self, row: int) -> RowPlace:
        """Return which hit, or which account beneath it, is in a row of the list."""
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
