"""The letters and digits of an article, in which what a document has beside its text is found again.

Extraction and cleaning join lines, cut heads and tails, and change signs: letters and digits stay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ArticleLetters", "letters_of"]

_LONGEST = 300_000
"""Letters of an article in which something is looked for."""
_LETTERS = re.compile(r"[^\W_]+")


class ArticleLetters:
    """The letters and digits of an article, without what is between them; collected when they are first asked for."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.paragraphs = paragraphs
        self._places: dict[int, list[int]] = {}

    @cached_property
    def _of_each(self) -> list[str]:
        return [letters_of(paragraph) for paragraph in self.paragraphs]

    @cached_property
    def begins(self) -> list[int]:
        """Where each paragraph begins among the letters, and where the last one ends."""
        return [0, *accumulate(map(len, self._of_each))]

    @cached_property
    def whole(self) -> dict[str, int]:
        """Where the first paragraph with exactly these letters begins."""
        return dict(zip(reversed(self._of_each), reversed(self.begins[:-1]), strict=True))

    @cached_property
    def text(self) -> str:
        """The letters, as far as something is looked for in them."""
        return "".join(self._of_each)[:_LONGEST]

    def paragraph_at(self, place: int) -> int:
        """Return the paragraph that a letter is in."""
        return bisect_right(self.begins, place) - 1

    def places_in(self, paragraph: int) -> list[int]:
        """Return where the letters of a paragraph are in it."""
        if paragraph not in self._places:
            words = _LETTERS.finditer(self.paragraphs[paragraph])
            self._places[paragraph] = [n for found in words for n in range(*found.span())]
        return self._places[paragraph]


def letters_of(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(_LETTERS.findall(text))
