"""Reads names in other scripts: one spelling for letters that are written in two ways, and where a word begins."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["PREFIXES", "UNSPACED", "begins_word", "leftmost_longest", "normalized"]

_Span = TypeVar("_Span")
UNSPACED = frozenset(("zh", "ja"))
"""Languages without spaces between words."""
PREFIXES = {
    "ar": "[وف]?(?:[بلک]?ال|لل|[بلک])?",
    "he": "ו?(?:כש|מש|ש)?[הבלמכ]?",
}
"""Words that are written together with the name after them."""
_LONGEST_PREFIX = 5
_EXTRA = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u093c\u200d\u200e\u200f]")
"""Marks that spellings of a word add or leave out."""
_DOUBLES = str.maketrans(
    {
        **dict.fromkeys("’ʼʻ`‘´", "'"),
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("يىئ", "ی"),
        **dict.fromkeys("ةۀھ", "ه"),
        **dict.fromkeys("־‐‑–", "-"),
        **dict.fromkeys("\xa0\u200c", " "),
        "ك": "ک",
        "ؤ": "و",
        "ё": "е",
        "Ё": "Е",
        "״": '"',
    }
)
"""Letters that are written in two ways; one character each, so that offsets stay valid."""


def normalized(text: str) -> tuple[str, list[int] | None]:
    """Return a text in one spelling; with the place of each character if some were left out."""
    text = text.translate(_DOUBLES)
    if not _EXTRA.search(text):
        return text, None
    kept = [(n, char) for n, char in enumerate(text) if not _EXTRA.match(char)]
    return "".join(char for _, char in kept), [n for n, _ in kept]


def begins_word(text: str, start: int, language: str) -> bool:
    """Tell whether a name may begin at `start` of a normalized text: with a word, or behind what is joined to it."""
    if language in UNSPACED:
        return True
    at = start
    while (
        at and start - at < _LONGEST_PREFIX and (text[at - 1].isalnum() or unicodedata.category(text[at - 1]) == "Mc")
    ):
        at -= 1
    return at == start or (language in PREFIXES and re.fullmatch(PREFIXES[language], text[at:start]) is not None)


def leftmost_longest(found: Iterable[_Span], span: Callable[[_Span], tuple[int, int]]) -> Iterator[_Span]:
    """Yield the matches that do not overlap, left to right, the longest at each place; of equal ones the first."""
    last = 0
    for one in sorted(found, key=lambda one: (span(one)[0], -span(one)[1])):
        start, end = span(one)
        if start >= last:
            last = end
            yield one
