"""The optimal string alignment distance of words: insertion, deletion, substitution or transposition is one edit.

No letter takes part in two edits. Many words are compared at once, so that adversarial words cost no more than others.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["neighbours_within"]

_BATCH_SIZE = 4096
"""Words compared at once."""


def neighbours_within(words: Iterable[str], wanted: str, limit: int) -> Iterator[tuple[str, int]]:
    """Go through those of `words` that are at most `limit` edits away from `wanted`, each with its edits, in order."""
    coming = iter(words)
    while block := list(islice(coming, _BATCH_SIZE)):
        near = [word for word in block if abs(len(word) - len(wanted)) <= limit]
        if near:
            from seedread.index.text.edit_table import edits_of  # noqa: PLC0415 (0.1 s: NumPy, which most queries do not need here)

            edits = edits_of(near, wanted, limit).tolist()
            yield from ((word, count) for word, count in zip(near, edits, strict=True) if count <= limit)
