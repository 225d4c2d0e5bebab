"""The optimal string alignment distance of words: insertion, deletion, substitution or transposition is one edit.

No letter takes part in two edits. Many words are compared at once, so that adversarial words cost no more than others.
"""

from __future__ import annotations

from itertools import islice
from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["neighbours_within", "other_beginnings"]

_BATCH_SIZE = 4096
"""Words compared at once."""
_BLOCK = 128
"""Most alphabets have their letters in as many places."""


def neighbours_within(words: Iterable[str], wanted: str, limit: int) -> Iterator[tuple[str, int]]:
    """Go through those of `words` that are at most `limit` edits away from `wanted`, each with its edits, in order."""
    coming = iter(words)
    while block := list(islice(coming, _BATCH_SIZE)):
        near = [word for word in block if abs(len(word) - len(wanted)) <= limit]
        if near:
            from seedread.index.text.edit_table import edits_of  # noqa: PLC0415 (0.1 s: NumPy, which most queries do not need here)

            edits = edits_of(near, wanted, limit).tolist()
            yield from ((word, count) for word, count in zip(near, edits, strict=True) if count <= limit)


def other_beginnings(word: str) -> set[str]:
    """Return the words one edit away from `word` that begin with another letter of its alphabet, or with its second."""
    letters = [letter for letter in _alphabet(word[0]) if letter != word[0]]
    others = {f"{letter}{rest}" for letter in letters for rest in (word, word[1:])}
    return {other for other in others | {word[1:], word[1:2] + word[0] + word[2:]} if other}


def _alphabet(letter: str) -> str:
    """Return the letters around one in Unicode, which are those of its script; folded ones for Latin."""
    if letter.isascii():
        return ascii_lowercase
    first = ord(letter) // _BLOCK * _BLOCK
    return "".join(filter(str.isalpha, map(chr, range(first, first + _BLOCK))))
