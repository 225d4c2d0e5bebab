"""How many letters two words differ by: a letter more, less or other, or two neighbours exchanged, is one edit.

(The optimal string alignment distance: no letter takes part in two edits.)
"""

from __future__ import annotations

from os.path import commonprefix
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["within"]


def within(words: Iterable[str], wanted: str, limit: int) -> Iterator[tuple[str, int]]:
    """Go through those of `words` that are at most `limit` edits away from `wanted`, each with its edits.

    Quick where the words are sorted: what two neighbours have in common is computed once.
    """
    previous = ""
    rows = [list(range(len(wanted) + 1))]
    """One row of the table for each letter of the word that was done so far."""
    hopeless: str | None = None
    for word in words:
        if abs(len(word) - len(wanted)) > limit or (hopeless and word.startswith(hopeless)):
            continue
        hopeless = None
        del rows[len(commonprefix((previous, word))) + 1 :]  # noqa: RUF071 (letters are compared, not paths)
        previous = word
        for n in range(len(rows), len(word) + 1):
            rows.append(_row(rows, word, n, wanted))
            if min(rows[-1]) > limit and min(rows[-2]) > limit:  # an exchange looks back by two rows
                hopeless = previous = word[:n]
                break
        else:
            if rows[-1][-1] <= limit:
                yield word, rows[-1][-1]


def _row(rows: list[list[int]], word: str, n: int, wanted: str) -> list[int]:
    """Return how far the first `n` letters of `word` are from each beginning of `wanted`."""
    letter, above = word[n - 1], rows[n - 1]
    row = [n]
    for m, other in enumerate(wanted, 1):
        edits = above[m - 1] if letter == other else 1 + min(above[m - 1], above[m], row[m - 1])
        if n > 1 and m > 1 and letter == wanted[m - 2] and word[n - 2] == other:
            edits = min(edits, rows[n - 2][m - 2] + 1)
        row.append(edits)
    return row
