"""Words of Chinese and Japanese for the comparison of articles: each two characters that follow each other.

The index has single characters, which nearly every article shares. Two together are as telling as a word (Nie et al.
2000, On the use of words and n-grams for Chinese information retrieval).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["is_pair", "with_pairs"]

_CONTENT = lazy_pattern("[\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""A Chinese character or katakana: hiragana writes endings and function words."""
_SIGN = lazy_pattern("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def with_pairs(words: Iterable[str]) -> Iterator[str]:
    """Yield words in order, each run of single characters as its overlapping pairs; a lone character is left out."""
    for word, following in pairwise((*words, "")):
        if word.isascii() or not _SIGN.match(word):
            yield word
        elif _CONTENT.match(word) and _CONTENT.match(following):
            yield word[0] + following[0]


def is_pair(word: str) -> bool:
    """Tell whether a word is a pair of characters."""
    return (
        len(word) == 2
        and not word.isascii()
        and _CONTENT.match(word) is not None
        and _CONTENT.match(word[1]) is not None
    )
