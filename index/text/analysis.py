"""The analyzer: splits text into words, folds and stems them, in the same way for indexing, searching, highlighting.

Every engine uses these functions, so that highlights match search results.

To support a language: where its words begin and end, and how they are folded and stemmed, is decided here. Its stop
words and its script are in cleaning/data/stopwords.toml, its English name is in text/data/languages.tsv, and its names
of countries and offices are in names/data.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Token", "find_words", "fold", "fold_word", "next_word", "stem", "tokens", "word_at", "words"]

# Scripts written without spaces are indexed character by character: a word typed in them becomes a phrase.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3038-\u303a\u3040-\u30ff\u3192-\u3195\u3280-\u3289\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[^\W{_UNSPACED}]+(?:['’][^\W{_UNSPACED}]+)*|(?=\w)[{_UNSPACED}]")
_ALONE = re.compile(rf"[{_UNSPACED}]")
# The same pattern for simpler texts: three and two times as fast.
_ASCII_WORD = re.compile(r"\w+(?:'\w+)*", re.ASCII)
_SPACED_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LONGEST = 64
"""Longer runs are cut to this length."""
_FOLDS = 30_000
"""Cached folded forms: a few megabytes."""

# ASCII spellings of letters that Unicode does not decompose.
_LETTERS = {"’": "'", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a",
            "ħ": "h"}  # fmt: skip


class _Folded(dict[int, str]):
    """The folded form of each lower-case character, computed on first use."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = "".join(part for part in unicodedata.normalize("NFKD", char) if unicodedata.category(part) != "Mn")
        folded = "".join(_LETTERS.get(part, part) for part in plain.lower())
        # A replacement must stay part of the same word: ¼ must not become three characters.
        kept = not _WORD.fullmatch(char) if not folded else _WORD.fullmatch(folded)
        self[code] = folded = _LETTERS.get(char) or (folded if kept else char)
        return folded


_folded = _Folded()


class Token(NamedTuple):
    """One word of a text."""

    term: str
    """Folded and stemmed, as in the index."""
    start: int
    end: int


def fold(text: str) -> str:
    """Return `text` in lower case without accents, so that spellings of one word are equal."""
    text = text.lower()
    return text if text.isascii() else text.translate(_folded)


class _Stems(dict[str, str]):
    """A cache of Porter 2 stems; cleared when it exceeds the vocabulary of a large library."""

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
    """Return the words of `text` as written, in order."""
    return _pattern(text).findall(text)


class _Folds(dict[str, str]):
    """A cache of folded words; cleared when it is full."""

    def __missing__(self, printed: str) -> str:
        if len(printed) > _LONGEST:
            return fold(printed)[:_LONGEST]
        if len(self) > _FOLDS:
            self.clear()
        self[printed] = folded = fold(printed)[:_LONGEST]
        return folded


_folds = _Folds()


def fold_word(printed: str) -> str:
    """Return the folded form of a word, cut to the longest indexed length."""
    return _folds[printed]


def words(text: str) -> list[str]:
    """Return the folded, unstemmed words of `text` in order."""
    return list(map(_folds.__getitem__, find_words(text)))


def word_at(text: str, start: int) -> re.Match[str] | None:
    """Return the word that begins at `start`, or None."""
    if start and text[start - 1] not in " \n" and not _ALONE.match(text, start):
        before = start - 1
        if text[before] in "'’" and before:
            before -= 1
        if (text[before].isalnum() or text[before] == "_") and not _ALONE.match(text, before):
            return None
    return _WORD.match(text, start)


def next_word(text: str, start: int) -> int:
    """Return the start of the first word at or after `start`, or -1."""
    match = _WORD.search(text, start)
    return match.start() if match else -1


def tokens(text: str) -> Iterator[Token]:
    """Yield the index terms of `text` with their positions."""
    for match in _pattern(text).finditer(text):
        start, end = match.span()
        yield Token(_stems[_folds[match.group()]], start, end)
