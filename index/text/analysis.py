"""How text becomes terms: one word pattern, folded and stemmed alike for indexing, searching and lighting.

Every engine uses these functions, so that an article found is an article lit.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Token", "find_words", "fold", "fold_word", "next_word", "stem", "tokens", "word_at", "words"]

# Scripts written without spaces are indexed sign by sign: a word typed in them becomes a phrase.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3038-\u303a\u3040-\u30ff\u3192-\u3195\u3280-\u3289\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[^\W{_UNSPACED}]+(?:['’][^\W{_UNSPACED}]+)*|(?=\w)[{_UNSPACED}]")
_ALONE = re.compile(rf"[{_UNSPACED}]")
# The same pattern for texts in which less can occur: three and two times as fast.
_ASCII_WORD = re.compile(r"\w+(?:'\w+)*", re.ASCII)
_SPACED_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LONGEST = 64
"""Longer runs are no words; their beginning stands for them."""
_FOLDS = 30_000
"""Printed words whose folded form is remembered: a few megabytes."""

# Letters that Unicode does not decompose, as people without them on the keyboard write them.
_LETTERS = {"’": "'", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a",
            "ħ": "h"}  # fmt: skip


class _Folded(dict[int, str]):
    """What each lower-case character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = "".join(part for part in unicodedata.normalize("NFKD", char) if unicodedata.category(part) != "Mn")
        folded = "".join(_LETTERS.get(part, part) for part in plain.lower())
        # Only what stays part of the same word may replace a character: ¼ must not become three signs.
        kept = not _WORD.fullmatch(char) if not folded else _WORD.fullmatch(folded)
        self[code] = folded = _LETTERS.get(char) or (folded if kept else char)
        return folded


_folded = _Folded()


class Token(NamedTuple):
    """One word of a text."""

    term: str
    """Folded and stemmed: what the index holds."""
    start: int
    end: int


def fold(text: str) -> str:
    """Return `text` in lower case without accents: what makes two spellings of one word equal."""
    text = text.lower()
    return text if text.isascii() else text.translate(_folded)


class _Stems(dict[str, str]):
    """Porter 2 stems, each computed once; emptied when it holds more than a large library's vocabulary."""

    def __init__(self) -> None:
        super().__init__()
        self._stem = Stemmer.Stemmer("english", maxCacheSize=0).stemWord

    def __missing__(self, word: str) -> str:
        if len(self) > 400_000:
            self.clear()
        self[word] = stemmed = self._stem(word) if word.isascii() else word
        return stemmed


_stems = _Stems()


def stem(word: str) -> str:
    """Return the English stem (Porter 2) of a folded word; a word in another script is its own stem."""
    return _stems[word]


def stems(words: Iterable[str]) -> list[str]:
    """Return the stem of each of many folded words."""
    return list(map(_stems.__getitem__, words))


def _pattern(text: str) -> re.Pattern[str]:
    if text.isascii():
        return _ASCII_WORD
    return _WORD if _ALONE.search(text) else _SPACED_WORD


def find_words(text: str) -> list[str]:
    """Return the words of `text` as printed, in order."""
    return _pattern(text).findall(text)


class _Folds(dict[str, str]):
    """What the index knows printed words by, each worked out once; emptied when it holds more than a day's reading."""

    def __missing__(self, printed: str) -> str:
        if len(printed) > _LONGEST:
            return fold(printed)[:_LONGEST]
        if len(self) > _FOLDS:
            self.clear()
        self[printed] = folded = fold(printed)[:_LONGEST]
        return folded


_folds = _Folds()


def fold_word(printed: str) -> str:
    """Return what the index knows a printed word by, before stemming."""
    return _folds[printed]


def words(text: str) -> list[str]:
    """Return the folded, unstemmed words of `text` in order."""
    return list(map(_folds.__getitem__, find_words(text)))


def word_at(text: str, start: int) -> re.Match[str] | None:
    """Return the word that begins at `start`, None where none does."""
    if start and text[start - 1] not in " \n" and not _ALONE.match(text, start):
        before = start - 1
        if text[before] in "'’" and before:
            before -= 1
        if (text[before].isalnum() or text[before] == "_") and not _ALONE.match(text, before):
            return None
    return _WORD.match(text, start)


def next_word(text: str, start: int) -> int:
    """Return where the first word at or after `start` begins, -1 where there is none."""
    match = _WORD.search(text, start)
    return match.start() if match else -1


def tokens(text: str) -> Iterator[Token]:
    """Go through the words of `text` as the index knows them, with their place in `text`."""
    for match in _pattern(text).finditer(text):
        start, end = match.span()
        yield Token(_stems[_folds[match.group()]], start, end)
