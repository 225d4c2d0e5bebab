"""Text that nobody wrote, the same with every run: words drawn as often as words of a language are (Zipf)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PLACES", "MadeUp"]

PLACES = {"IR": "Iran", "FR": "France", "PE": "Peru", "TR": "Turkey", "JP": "Japan", "KE": "Kenya", "CL": "Chile"}
_CONSONANTS, _VOWELS = "bdfgklmnprstv", "aeiou"


class MadeUp:
    """A vocabulary and the texts drawn from it."""

    def __init__(self, vocabulary: int = 60_000, seed: int = 11) -> None:
        self._pick = np.random.default_rng(seed)
        self.words = np.array([self.word(n) for n in range(vocabulary)])
        """From the most frequent on."""
        weights = 1 / (np.arange(vocabulary) + 2.7) ** 1.07
        self._edges = np.cumsum(weights / weights.sum())

    def word(self, n: int) -> str:
        """Return a word of its own for `n`; none is the name of anything."""
        letters = ""
        while n or not letters:
            n, consonant = divmod(n, len(_CONSONANTS))
            n, vowel = divmod(n, len(_VOWELS))
            letters += _CONSONANTS[consonant] + _VOWELS[vowel]
        return f"{letters}x"

    def draw(self, count: int) -> list[str]:
        """Return `count` words."""
        drawn = np.searchsorted(self._edges, self._pick.random(count)).clip(0, len(self.words) - 1)
        return list(self.words[drawn])

    def paragraphs(self, words: int = 350, paragraphs: int = 8) -> Iterator[str]:
        """Go through the paragraphs of one text."""
        each = max(8, words // paragraphs)
        for _ in range(paragraphs):
            drawn = self.draw(int(self._pick.integers(each // 2, each + each // 2)))
            half = len(drawn) // 2
            yield f"{' '.join(drawn[:half]).capitalize()}, {' '.join(drawn[half:])}."

    def place(self) -> tuple[str, str]:
        """Return code and name of a country."""
        code = list(PLACES)[int(self._pick.integers(len(PLACES)))]
        return code, PLACES[code]
