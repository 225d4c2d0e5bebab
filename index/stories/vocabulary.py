"""Numbers for the words of articles, so that articles are read and compared as arrays, many at once."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from seedread.index.cleaning.language import stop_words
from seedread.index.stories.character_pairs import with_pairs
from seedread.index.text.analysis import find_pieces, find_words, fold, fold_word, parts_of_piece, stem
from seedread.index.text.stemming import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.int32]

__all__ = ["CAPITAL", "DIGIT", "SMALL", "Vocabulary", "Words", "printed_words"]

_IN_PAIRS = frozenset(("zh", "ja"))
"""Languages whose words are compared as pairs of characters."""
_MOST_WORDS = 200_000
"""Words as printed, and stems, that one vocabulary is meant for."""

OTHER, SMALL, DIGIT, CAPITAL = range(4)
"""What a word begins with; scripts without capitals do not mark names."""


class Words(NamedTuple):
    """The words of several texts, one text after the other."""

    stems: Numbers
    """Their numbers."""
    begins: NDArray[np.uint8]
    """What each begins with as printed."""
    texts: NDArray[np.int64]
    """The place of the text of each."""


class _Stems(dict[str, int]):
    """The number of each stem; a new one gets the next."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[str] = []
        self.digits = bytearray()
        """Of each stem 1 if it begins with a digit, else 0."""

    def __missing__(self, stem: str) -> int:
        self[stem] = number = len(self.named)
        self.named.append(stem)
        self.digits.append(stem[0].isdigit())
        return number


class _Pieces(dict[str, int]):
    """The number of each piece of text; a new one is given to `add`. Long ones are not kept."""

    def __init__(self, add: Callable[[Iterable[str]], int], words_of: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self._add, self._words_of = add, words_of

    def __missing__(self, piece: str) -> int:
        number = self._add(self._words_of(piece))
        if len(piece) <= LONGEST:
            self[piece] = number
        return number


class Vocabulary:
    """Gives each stem a number, and each piece of text the numbers of its words."""

    def __init__(self) -> None:
        self._stems = _Stems()
        self._pieces = _Pieces(self._add, lambda piece: [part.printed for part in parts_of_piece(piece)])
        self._words = _Pieces(self._add, lambda word: (word,))
        self._starts, self._sizes = array("i"), array("i")
        """Where the words of each piece are in the next two."""
        self._of_pieces, self._begins = array("i"), bytearray()
        self._stops: dict[str | None, Numbers] = {}

    def __len__(self) -> int:
        return len(self._stems.named)

    @property
    def is_full(self) -> bool:
        """Whether it is time for a new one, so that memory does not grow with the library."""
        return max(len(self), len(self._starts)) > _MOST_WORDS

    def number(self, stem: str) -> int:
        """Return the number of a stem, or of any other name."""
        return self._stems[stem]

    def stem(self, number: int) -> str:
        """Return the stem with a number."""
        return self._stems.named[number]

    def are_numerals(self, stems: Numbers) -> NDArray[np.bool_]:
        """Tell of each stem whether it begins with a digit."""
        return np.frombuffer(self._stems.digits, np.bool_)[stems]

    def are_stops(self, stems: Numbers, language: str | None) -> NDArray[np.bool_]:
        """Tell of each stem whether it is that of a function word of a language; of English if that is unknown."""
        if language not in self._stops:
            words = stop_words(language or "en") or stop_words("en")
            self._stops[language] = np.array([self._stems[stem(fold(word))] for word in words], np.int32)
        found = np.zeros(len(self), bool)
        found[self._stops[language]] = True
        return found[stems]

    def words(self, texts: Sequence[str], languages: Sequence[str | None]) -> Words:
        """Return the words of texts, each in its language, in their order."""
        numbers = [self._numbers(text, language) for text, language in zip(texts, languages, strict=True)]
        pieces = np.concatenate([np.zeros(0, np.int32), *numbers])
        sizes = np.frombuffer(self._sizes, np.int32)[pieces]
        starts = np.frombuffer(self._starts, np.int32)[pieces]
        places = np.arange(sizes.sum()) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        texts_of = np.repeat(np.arange(len(texts)), [len(found) for found in numbers])
        return Words(
            np.frombuffer(self._of_pieces, np.int32)[places],
            np.frombuffer(self._begins, np.uint8)[places],
            np.repeat(texts_of, sizes),
        )

    def _numbers(self, text: str, language: str | None) -> Numbers:
        """Return the numbers of the pieces of a text."""
        if language in _IN_PAIRS:
            words = printed_words(text, language)
            return np.fromiter(map(self._words.__getitem__, words), np.int32, len(words))
        pieces = find_pieces(text)
        return np.fromiter(map(self._pieces.__getitem__, pieces), np.int32, len(pieces))

    def _add(self, words: Iterable[str]) -> int:
        """Add a piece, and return its number."""
        self._starts.append(len(self._of_pieces))
        for word in words:
            first = word[0]
            self._of_pieces.append(self._stems[stem(fold_word(word))])
            self._begins.append(
                SMALL if first.islower() else DIGIT if first.isdigit() else CAPITAL if first.isupper() else OTHER
            )
        self._sizes.append(len(self._of_pieces) - self._starts[-1])
        return len(self._sizes) - 1


def printed_words(text: str, language: str | None) -> list[str]:
    """Return the words of a text as printed; where words have no spaces between, pairs of characters."""
    words = find_words(text)
    return list(with_pairs(words)) if language in _IN_PAIRS else words
