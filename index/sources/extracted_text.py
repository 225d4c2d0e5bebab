"""Repairs the text that an extractor took from a page, by the blocks of the page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from seedread.index.sources.page_blocks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedread.index.sources.page_blocks import PageBlock

__all__ = ["BULLET", "normalized", "with_dropped_blocks", "without_teasers", "words_of"]

BULLET = re.compile(r"\A(?:[-*•·‣▪]|\d{1,3}[.)])\s+")
_WORD = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
"""A word; in scripts without spaces a single letter."""
_PARAGRAPH = 90.0
"""The size from which a block that was dropped is a paragraph."""
_DROPPED = 0.5
"""The share of a block's words, missing in an extraction, from which the extraction dropped the block."""
_LINK, _LONG_LINK, _LINKED_ITEM = 0.9, 150.0, 30.0
"""The share of linked characters and the size of a block or list item that is a teaser of another article."""


def words_of(text: str) -> Counter[str]:
    """Return how often each word occurs in a text."""
    return Counter(_WORD.findall(text.casefold()))


def normalized(line: str) -> str:
    """Return a line with single spaces and in lower case, to be compared."""
    return " ".join(line.split()).casefold()


def with_dropped_blocks(text: str, blocks: Sequence[PageBlock], other: Callable[[], str]) -> str:
    """Add the list items and paragraphs that an extraction dropped, and take away its bullets.

    List items are added in the midst of the text, paragraphs also in front of it, but only if the `other` extraction
    has them too.
    """
    lines = _bare_lines(text, blocks)
    places = {normalized(line): at for at, line in reversed(list(enumerate(lines)))}
    missing = _Missing(text, blocks, other)
    after: dict[int, list[str]] = {}
    place, waiting = -1, []
    for block in blocks:
        at = places.get(normalized(block.text))
        if at is None:
            if missing.paragraph(block) or (place >= 0 and missing.item(block)):
                waiting.append(block.text)
            continue
        if at > place and waiting:
            after[place] = waiting
        place = max(place, at)
        waiting = []
    parts = (part for at, line in enumerate(lines) for part in (line, *after.get(at, ())))
    return "\n\n".join((*after.get(-1, ()), *parts))


def _bare_lines(text: str, blocks: Sequence[PageBlock]) -> list[str]:
    """Return the lines of a text, without bullets where the page has none."""
    known = {normalized(block.text) for block in blocks}
    lines = [line.strip() for line in text.split("\n") if line.strip(" \t-*•")]
    return [bare if (bare := BULLET.sub("", line)) != line and normalized(bare) in known else line for line in lines]


class _Missing:
    """What the blocks of a page have, and another extraction too, but not the text."""

    def __init__(self, text: str, blocks: Sequence[PageBlock], other: Callable[[], str]) -> None:
        self._words = words_of(text)
        self._missing = words_of("\n".join(block.text for block in blocks)) - self._words
        self._other = other
        self._confirmed: Counter[str] | None = None

    def item(self, block: PageBlock) -> bool:
        """Tell whether a block is a list item that the text does not have."""
        return block.tag == "li" and _covered(words_of(block.text), self._missing)

    def paragraph(self, block: PageBlock) -> bool:
        """Tell whether a block is a paragraph without links that only the text does not have."""
        if block.size < _PARAGRAPH or block.linked or not ends_sentence(block.text) or block.text.endswith(":"):
            return False
        words = words_of(block.text)
        if not _covered(words, self._missing):
            return False
        if self._confirmed is None:
            self._confirmed = (words_of(self._other()) - self._words) & self._missing
        return _covered(words, self._confirmed)


def _covered(words: Counter[str], among: Counter[str]) -> bool:
    return sum(min(count, among[word]) for word, count in words.items()) > _DROPPED * words.total()


def without_teasers(text: str, blocks: Sequence[PageBlock]) -> str:
    """Cut the teasers of other articles, links from end to end, off the end of an extraction."""
    lines = text.split("\n\n")
    teasers = {normalized(block.text) for block in blocks if _is_teaser(block)}
    end = len(lines)
    while end and normalized(BULLET.sub("", lines[end - 1])) in teasers:
        end -= 1
    cut = "\n\n".join(lines[:end])
    return cut if 2 * len(cut) > len(text) else text


def _is_teaser(block: PageBlock) -> bool:
    return block.linked > _LINK and block.size > (_LINKED_ITEM if block.tag == "li" else _LONG_LINK)
